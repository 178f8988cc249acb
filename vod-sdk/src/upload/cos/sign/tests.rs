//! Signatures that others have computed: COS's documentation, and the official Python and Node SDKs.

use super::*;

const UPLOAD_ID: &str =
    "1585130821cbb7df1d11846c073ad648e8f33b087cec2381df437acdc833cf654b9ecc6361";

/// The key pair of the documentation's examples, which opens nothing.
const DOCUMENTED: (&str, &str) = (
    "AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q",
    "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz",
);

type Pairs<'a> = &'a [(&'a str, &'a str)];

/// Every stage of a signature, as another implementation has it.
struct Vector<'a> {
    name: &'a str,
    keys: (&'a str, &'a str),
    key_time: (u64, u64),
    request: (&'a str, &'a str, Pairs<'a>, Pairs<'a>),
    sign_key: &'a str,
    digest: &'a str,
    signature: &'a str,
    lists: (&'a str, &'a str),
}

impl Vector<'_> {
    fn check(&self) {
        let Self { name, keys, .. } = self;
        let (method, path, parameters, headers) = self.request;
        let request = SigningRequest {
            method,
            path,
            parameters,
            headers,
        };
        let time = key_time(self.key_time.0, self.key_time.1);
        let key = sign_key(keys.1, &time);
        assert_eq!(*key, self.sign_key, "{name}");
        let text = string_to_sign(&time, &http_string(&request));
        assert_eq!(text, format!("sha1\n{time}\n{}\n", self.digest), "{name}");
        let signature = signature(&key, &text);
        assert_eq!(signature, self.signature, "{name}");
        let (header_list, parameter_list) = self.lists;
        assert_eq!(
            authorization(keys.0, &time, &request, &signature),
            format!(
                "q-sign-algorithm=sha1&q-ak={}&q-sign-time={time}&q-key-time={time}\
                 &q-header-list={header_list}&q-url-param-list={parameter_list}\
                 &q-signature={signature}",
                keys.0,
            ),
            "{name}",
        );
    }
}

#[test]
fn signatures_are_those_of_the_documentation() {
    let host = (
        "Host",
        "examplebucket-1250000000.cos.ap-beijing.myqcloud.com",
    );
    let vectors = [
        Vector {
            name: "put",
            keys: DOCUMENTED,
            key_time: (1557989151, 1557996351),
            request: (
                "PUT",
                "/exampleobject(腾讯云)",
                &[],
                &[
                    ("Date", "Thu, 16 May 2019 06:45:51 GMT"),
                    host,
                    ("Content-Type", "text/plain"),
                    ("Content-Length", "13"),
                    ("Content-MD5", "mQ/fVh815F3k6TAUm8m0eg=="),
                    ("x-cos-acl", "private"),
                    ("x-cos-grant-read", "uin=\"100000000011\""),
                ],
            ),
            sign_key: "eb2519b498b02ac213cb1f3d1a3d27a3b3c9bc5f",
            digest: "8b2751e77f43a0995d6e9eb9477f4b685cca4172",
            signature: "3b8851a11a569213c17ba8fa7dcf2abec6935172",
            lists: (
                "content-length;content-md5;content-type;date;host;x-cos-acl;x-cos-grant-read",
                "",
            ),
        },
        Vector {
            name: "get with parameters",
            keys: DOCUMENTED,
            key_time: (1557989753, 1557996953),
            request: (
                "GET",
                "/exampleobject(腾讯云)",
                &[
                    ("response-content-type", "application/octet-stream"),
                    ("response-cache-control", "max-age=600"),
                ],
                &[("Date", "Thu, 16 May 2019 06:55:53 GMT"), host],
            ),
            sign_key: "937914bf490e9e8c189836aad2052e4feeb35eaf",
            digest: "54ecfe22f59d3514fdc764b87a32d8133ea611e6",
            signature: "01681b8c9d798a678e43b685a9f1bba0f6c0e012",
            lists: ("date;host", "response-cache-control;response-content-type"),
        },
        Vector {
            name: "range",
            keys: DOCUMENTED,
            key_time: (1417773892, 1417853898),
            request: (
                "GET",
                "/testfile",
                &[],
                &[
                    ("Host", "bucket1-1254000000.cos.ap-beijing.myqcloud.com"),
                    ("Range", "bytes=0-3"),
                ],
            ),
            sign_key: "d265642cf75792e70e35030fd14e73134094d673",
            digest: "3a529544cb1559b8be98f079df87742e8fad26dc",
            signature: "4b6cbab14ce01381c29032423481ebffd514e8be",
            lists: ("host;range", ""),
        },
        Vector {
            name: "the Go SDK's",
            keys: (
                "QmFzZTY0IGlzIGEgZ2VuZXJp",
                "AKIDZfbOA78asKUYBcXFrJD0a1ICvR98JM",
            ),
            key_time: (1480932292, 1481012292),
            request: (
                "PUT",
                "/testfile2",
                &[],
                &[
                    ("Host", "testbucket-125000000.cos.ap-guangzhou.myqcloud.com"),
                    (
                        "x-cos-content-sha1",
                        "db8ac1c259eb89d4a131b253bacfca5f319d54f2",
                    ),
                    ("x-cos-stroage-class", "nearline"),
                ],
            ),
            sign_key: "95d110a8ead64cac52083100db75b7e3f369e72f",
            digest: "113b22e92b74237531fafbfc8bb9e67be55645c7",
            signature: "ce4ac0ecbcdb30538b3fee0a97cc6389694ce53a",
            lists: ("host;x-cos-content-sha1;x-cos-stroage-class", ""),
        },
    ];
    vectors.iter().for_each(Vector::check);
}

/// Computed by the official Python and Node SDKs, which agree.
#[test]
fn signatures_of_uploads_are_those_of_the_official_sdks() {
    const HOST: (&str, &str) = ("Host", "xadacq111211-100922.cos.ap-chongqing.myqcloud.com");
    const TOKEN: (&str, &str) = ("x-cos-security-token", "EXAMPLE-token/+=");
    let length = |length| ("Content-Length", length);
    let name = "/dir/name.mp4";
    let requests: [(_, _, _, Pairs<'_>, Vec<_>, _, _); 6] = [
        (
            "initiate",
            "POST",
            name,
            &[("uploads", "")],
            vec![length("0")],
            "7be24ca07abdead02b82e7e74992b008202f15e7",
            "4060d38b28f7fa25bec8e1032d1598b5c5329532",
        ),
        (
            "part",
            "PUT",
            name,
            &[("partNumber", "12"), ("uploadId", UPLOAD_ID)],
            vec![
                length("1048576"),
                ("Content-MD5", "tc+7bvjT+kyYuahX3wyhkg=="),
            ],
            "eb6f76b195d29d21d4b462728b406ec8869c042c",
            "9ecdbabe35ae1c5166f606e0a7fa467a4a08bd24",
        ),
        (
            "a name of other characters",
            "PUT",
            "/dir/a b+c(1)'!*~视频.mp4",
            &[],
            vec![length("0")],
            "d3e2c37401572b2b9e64120790dbe29b2349d9cf",
            "e908f24fbb07ac1b124e4a5dc9089c59c7779ce7",
        ),
        (
            "complete",
            "POST",
            name,
            &[("uploadId", UPLOAD_ID)],
            vec![length("0"), ("Content-Type", "application/xml")],
            "6970f47d7be71b1eca8e86cfffd2ef512c04adba",
            "13af1e8210898c076cd93594aef6289d16e6b6a4",
        ),
        (
            "list",
            "GET",
            name,
            &[
                ("uploadId", UPLOAD_ID),
                ("max-parts", "1000"),
                ("part-number-marker", "0"),
                ("encoding-type", "url"),
            ],
            vec![],
            "14f00964a99c8528af3be84fef5205320dff6135",
            "8bc2b209c55ebb71481e66e751fa01ff52072643",
        ),
        (
            "put",
            "PUT",
            name,
            &[],
            vec![],
            "e67378d646e1fddaa061ce5f29cd7125c4e04e2e",
            "8a1583e9666adebe5b682b3e8157fb82525e3c00",
        ),
    ];
    for (name, method, path, parameters, mut headers, digest, signature) in requests {
        headers.extend([HOST, TOKEN]);
        let lists = (names(&headers), names(parameters));
        Vector {
            name,
            keys: DOCUMENTED,
            key_time: (1700000000, 1700003600),
            request: (method, path, parameters, &headers),
            sign_key: "552178a693a0d230b84a4f15c143bc3c2cb3d9c0",
            digest,
            signature,
            lists: (&lists.0, &lists.1),
        }
        .check();
    }
    let list = [("uploadId", ""), ("max-parts", ""), ("encoding-type", "")];
    assert_eq!(names(&list), "encoding-type;max-parts;uploadid");
}

#[test]
fn a_path_is_sent_encoded() {
    for (path, sent) in [
        ("/", "/"),
        ("/dir/name.mp4", "/dir/name.mp4"),
        (
            "/dir/a b+c(1)'!*~视频.mp4",
            "/dir/a%20b%2Bc%281%29%27%21%2A~%E8%A7%86%E9%A2%91.mp4",
        ),
        ("/%2F?#&=", "/%252F%3F%23%26%3D"),
    ] {
        assert_eq!(encoded_path(path), sent);
    }
    assert_eq!(encoded("a/b~ü"), "a%2Fb~%C3%BC");
}
