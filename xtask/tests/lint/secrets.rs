//! Fields of which someone must say whether they are secrets, and keys that were pasted.

use crate::base::{Case, DELETE, FILM, LIST};

// The keys are drawn by lot. Each is in two pieces, as what looks for keys in sources would report it.
pub(crate) const CASES: &[Case] = &[
    Case {
        name: "secret of which nothing is said",
        file: FILM,
        change: (
            "\"fields\": [",
            "\"fields\": [{ \"name\": \"StudioAPIKeys\", \"type\": \"[string]\", \"docs\": \"Opens doors.\" },",
        ),
        found: &[
            "types/Film.json:5:24: undecided-secret: `StudioAPIKeys` looks like a secret; say `\"secret\": true`, or `\"secret\": false` if it may be shown",
        ],
        together: false,
    },
    Case {
        name: "names of secrets of which it is said, that are chosen among known values, or that are no text",
        file: FILM,
        change: (
            "\"fields\": [",
            "\"fields\": [\n    { \"name\": \"Token\", \"type\": \"string\", \"secret\": true, \"docs\": \"Opens doors.\" },\n    { \"name\": \"TagKey\", \"type\": \"string\", \"secret\": false, \"docs\": \"No door opens.\" },\n    { \"name\": \"SignType\", \"type\": \"string\", \"docs\": \"How it is signed.\", \"values\": [{ \"value\": \"A\", \"docs\": \"By hand.\" }] },\n    { \"name\": \"MaxKeys\", \"type\": \"uint64\", \"docs\": \"How many.\" },\n    { \"name\": \"Keyword\", \"type\": \"string\", \"docs\": \"Search by it, often.\" },",
        ),
        found: &[],
        together: false,
    },
    Case {
        name: "a cookie",
        file: LIST,
        change: (
            "{ \"name\": \"Genre\", \"type\": \"string\", \"docs\": \"Omit all others now.\", \"values\": [{ \"value\": \"drama\", \"docs\": \"Sad.\" }, { \"value\": \"comedy\", \"docs\": \"Funny.\" }], \"example\": \"drama\" }",
            "{ \"name\": \"SessionCookie\", \"type\": \"string\", \"docs\": \"Made by them.\" }, { \"name\": \"AuthHeader\", \"type\": \"string\", \"docs\": \"Sent by them.\" }",
        ),
        found: &[
            "actions/DescribeFilms.json:20:15: undecided-secret: `SessionCookie` looks like a secret; say `\"secret\": true`, or `\"secret\": false` if it may be shown",
            "actions/DescribeFilms.json:20:87: undecided-secret: `AuthHeader` looks like a secret; say `\"secret\": true`, or `\"secret\": false` if it may be shown",
        ],
        together: false,
    },
    Case {
        name: "id of a key in words",
        file: FILM,
        change: (
            r#"Any words."#,
            concat!(
                r#"Any words, such as `AKID"#,
                r#"z8krbsJ5yKBZQpn74WFkmLPx3gVtuA1c`."#
            ),
        ),
        found: &[
            "types/Film.json:6:50: pasted-key: `AKIDz8kr…` looks like the id of a real key; write `AKID******`, and disable the key if it is somebody's",
        ],
        together: false,
    },
    Case {
        name: "keys in the examples of fields",
        file: FILM,
        change: (
            r#""fields": ["#,
            concat!(
                r#""fields": [
    { "name": "SecretId", "type": "string", "secret": false, "docs": "Whose film it is.", "example": "AKID"#,
                r#"z8krbsJ5yKBZQpn74WFkmLPx3gVtuA1c" },
    { "name": "Proof", "type": "string", "docs": "Shows whose film it is.", "example": "Gu5t9xGARNpq"#,
                r#"86cd98joQYCN3WqfHsNb" },"#
            ),
        ),
        found: &[
            "types/Film.json:6:102: pasted-key: `AKIDz8kr…` looks like the id of a real key; write `AKID******`, and disable the key if it is somebody's",
            "types/Film.json:7:88: pasted-key: this looks like a real secret key; write `******`, and disable the key if it is somebody's",
        ],
        together: false,
    },
    Case {
        name: "secret key alone in the field for one",
        file: FILM,
        change: (
            r#""fields": ["#,
            concat!(
                r#""fields": [
    { "name": "BackupSecretKey", "type": "string", "secret": true, "docs": "Opens the vault.", "example": "Gu5t9xGARNpq"#,
                r#"86cd98joQYCN3WqfHsNb" },"#
            ),
        ),
        found: &[
            "types/Film.json:6:107: pasted-key: this looks like a real secret key; write `******`, and disable the key if it is somebody's",
        ],
        together: false,
    },
    Case {
        name: "keys in a call, as JSON in a text and in a list",
        file: DELETE,
        change: (
            r#""request": { "Title": "Alien" }"#,
            concat!(
                r#""request": { "Title": "{\"Id\":\"AKID"#,
                r#"z8krbsJ5yKBZQpn74WFkmLPx3gVtuA1c\",\"Key\":\"Gu5t9xGARNpq"#,
                r#"86cd98joQYCN3WqfHsNb\"}" }"#
            ),
        ),
        found: &[
            "actions/DeleteFilm.json:12:59: pasted-key: `AKIDz8kr…` looks like the id of a real key; write `AKID******`, and disable the key if it is somebody's",
        ],
        together: false,
    },
    Case {
        name: "keys of other clouds",
        file: FILM,
        change: (
            r#"Any words."#,
            concat!(
                r#"Any words: `LTAI"#,
                r#"5tJ8mQb2xWv7Rk3HnZ4c` or `AKIA"#,
                r#"J4QXWB7ZLN2MVT6P`."#
            ),
        ),
        found: &[
            "types/Film.json:6:50: pasted-key: `LTAI5tJ8…` looks like the id of a real key; write `AKID******`, and disable the key if it is somebody's",
        ],
        together: false,
    },
    Case {
        name: "private key",
        file: FILM,
        change: (
            r#"Any words."#,
            concat!(
                r#"Any words: `-----BEGIN PRIVATE"#,
                r#" KEY----- MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7`."#
            ),
        ),
        found: &[
            "types/Film.json:6:50: pasted-key: this looks like a real private key; write `******`, and disable the key if it is somebody's",
        ],
        together: false,
    },
    Case {
        name: "dummies, ids and texts of the same length that are no keys",
        file: FILM,
        change: (
            r#""fields": ["#,
            r#""fields": [
    { "name": "SecretId", "type": "string", "secret": false, "docs": "Whose film it is.", "example": "AKID******" },
    { "name": "SecretKey", "type": "string", "secret": true, "docs": "Proves whose film it is.", "example": "MySecretKey" },
    { "name": "OtherSecretKey", "type": "string", "secret": true, "docs": "Another proof.", "example": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" },
    { "name": "ExampleId", "type": "string", "docs": "Somebody else.", "example": "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE" },
    { "name": "ApiToken", "type": "string", "secret": true, "docs": "Lets programs in.", "example": "dqFQejeK2BMU8PRmc57gx9OSGKa72PwN" },
    { "name": "Md5", "type": "string", "docs": "Digest of the reel.", "example": "6bb56a09278740bc80c5dc6dab783eff" },"#,
        ),
        found: &[],
        together: false,
    },
];
