"""The official uploaders' side of `cargo xtask interop`: reads JSON lines and answers with JSON lines.

    official_upload.py upload    uploads each file with the upload SDK, which has COS's SDK send it
    official_upload.py storage   is a storage like COS: it verifies each request with the signer of COS's SDK, and tells
                                 what it has
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType, SimpleNamespace
from typing import Any, Callable
from unittest.mock import patch
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.etree import ElementTree

# COS's SDK takes it for downloads, which there are none of here, and it is not to be had without building it.
sys.modules["crcmod"] = ModuleType("crcmod")

from qcloud_cos import CosConfig, cos_auth
from qcloud_vod import vod_upload_client
from qcloud_vod.model import VodUploadRequest
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

CRC64_REVERSED = 0xC96C5795D7870F42


def upload(case: dict[str, Any]) -> dict[str, Any]:
    """Uploads a file to the endpoint of both the API and the storage."""
    endpoint = urlsplit(case["endpoint"])

    def config(**options: Any) -> CosConfig:
        return CosConfig(Domain=endpoint.netloc, Scheme=endpoint.scheme, **options)

    def api(credential: Any, region: str) -> Any:
        http = HttpProfile(protocol=endpoint.scheme, endpoint=endpoint.netloc, reqTimeout=20)
        return original_api(credential, region, ClientProfile(httpProfile=http))

    def sign(signer: Any, request: Any) -> Any:
        # The SDK signs the host that it sends to without its port, which no real one has.
        request.headers["Host"] = endpoint.netloc
        return original_sign(signer, request)

    original_sign = cos_auth.CosS3Auth.__call__
    original_api = vod_upload_client.vod_client.VodClient
    request = VodUploadRequest()
    request.MediaFilePath = case["file"]
    request.ConcurrentUploadNumber = 3
    client = vod_upload_client.VodUploadClient(case["secret_id"], case["secret_key"])
    with (
        patch.object(cos_auth.CosS3Auth, "__call__", sign),
        patch.object(vod_upload_client, "CosConfig", config),
        patch.object(vod_upload_client.vod_client, "VodClient", api),
    ):
        response = client.upload("ap-guangzhou", request)
    return {"file_id": response.FileId, "url": response.MediaUrl}


class Storage:
    """Objects and unfinished uploads."""

    def __init__(self, secret_id: str, secret_key: str, token: str) -> None:
        self.secret_id, self.secret_key, self.token = secret_id, secret_key, token
        self.objects: dict[str, bytes] = {}
        self.uploads: dict[str, dict[int, bytes]] = {}
        self.verified = 0
        self.wrong: list[str] = []
        self.lock = threading.Lock()

    def verify(self, method: str, path: str, query: dict[str, str], headers: Any) -> bool:
        """Has the official SDK sign what is listed as signed, at the time that is signed, and compares byte for byte."""
        said = headers.get("Authorization", "")
        fields = dict(field.split("=", 1) for field in said.split("&"))
        start, end = (int(second) for second in fields["q-sign-time"].split(";"))
        listed = [unquote(name) for name in fields["q-header-list"].split(";") if name]
        parameters = [unquote(name) for name in fields["q-url-param-list"].split(";") if name]
        request = SimpleNamespace(
            method=method, url="", headers={name: headers.get(name, "") for name in listed}
        )
        config = SimpleNamespace(
            _secret_id=self.secret_id,
            _secret_key=self.secret_key,
            _credential_inst=None,
            _anonymous=False,
            _sign_params=True,
            _sign_host=False,
        )
        by_name = {name.lower(): value for name, value in query.items()}
        signed = {name: by_name.get(name, "") for name in parameters}
        signer = cos_auth.CosS3Auth(config, path, signed, end - start - 60)
        with self.lock, patch.object(cos_auth, "time", SimpleNamespace(time=lambda: start + 60)):
            signer(request)
        is_right = request.headers["Authorization"] == said
        if not is_right:
            self.wrong.append(f"{method} {path}: {said}\n  official: {request.headers['Authorization']}")
        is_right = is_right and headers.get("x-cos-security-token") == self.token
        self.verified += is_right
        return is_right

    def execute(
        self, method: str, path: str, query: dict[str, str], headers: Any, body: bytes
    ) -> tuple[int, dict[str, str], str]:
        if not self.verify(method, path, query, headers):
            return 403, {}, error("SignatureDoesNotMatch")
        md5 = hashlib.md5(body)
        said = headers.get("Content-MD5")
        if said is not None and said != base64.b64encode(md5.digest()).decode():
            return 400, {}, error("BadDigest")
        etag = {"ETag": f'"{md5.hexdigest()}"'}
        with self.lock:
            match method, sorted(query):
                case "PUT", []:
                    self.objects[path] = body
                    return 200, etag | crc_of(body), ""
                case "POST", ["uploads"]:
                    id = f"upload-{len(self.uploads)}"
                    self.uploads[id] = {}
                    text = f"<UploadId>{id}</UploadId>"
                    return 200, {}, f"<InitiateMultipartUploadResult>{text}</InitiateMultipartUploadResult>"
                case "PUT", ["partNumber", "uploadId"]:
                    self.uploads[query["uploadId"]][int(query["partNumber"])] = body
                    return 200, etag | crc_of(body), ""
                case "POST", ["uploadId"]:
                    return self.complete(path, query["uploadId"], body)
                case "HEAD", [] if path in self.objects:
                    known = self.objects[path]
                    return 200, crc_of(known) | {"Content-Length": str(len(known))}, ""
                case "HEAD", []:
                    return 404, {}, ""
        return 501, {}, error("NotImplemented")

    def complete(self, path: str, id: str, body: bytes) -> tuple[int, dict[str, str], str]:
        parts = self.uploads.pop(id)
        listed = ElementTree.fromstring(body).iter("Part")
        joined = b""
        for part in listed:
            content = parts.pop(int(part.findtext("PartNumber", "")))
            if part.findtext("ETag", "").strip('"') != hashlib.md5(content).hexdigest():
                return 400, {}, error("InvalidPart")
            joined += content
        self.objects[path] = joined
        text = f'<ETag>"{hashlib.md5(joined).hexdigest()}-1"</ETag>'
        text = f"<CompleteMultipartUploadResult>{text}</CompleteMultipartUploadResult>"
        return 200, crc_of(joined), text


def crc_of(body: bytes) -> dict[str, str]:
    """The checksum that COS tells: CRC-64 of ECMA-182, reflected."""
    crc = 0xFFFFFFFFFFFFFFFF
    for byte in body:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return {"x-cos-hash-crc64ecma": str(crc ^ 0xFFFFFFFFFFFFFFFF)}


def table() -> list[int]:
    entries = []
    for entry in range(256):
        for _ in range(8):
            entry = (entry >> 1) ^ (CRC64_REVERSED if entry & 1 else 0)
        entries.append(entry)
    return entries


TABLE = table()


def error(code: str) -> str:
    return f"<Error><Code>{code}</Code><Message>See what the storage has printed.</Message></Error>"


def serve(storage: Storage) -> str:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_request(self) -> None:
            target = urlsplit(self.path)
            query = dict(parse_qsl(target.query, keep_blank_values=True))
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path = unquote(target.path)
            status, headers, text = storage.execute(self.command, path, query, self.headers, body)
            self.send_response(status)
            headers = {"Content-Length": str(len(text)), "x-cos-request-id": "storage"} | headers
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())

        do_DELETE = do_GET = do_HEAD = do_POST = do_PUT = handle_request

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def storage() -> Callable[[dict[str, Any]], dict[str, Any]]:
    state: list[Storage] = []

    def answer(case: dict[str, Any]) -> dict[str, Any]:
        if "secret_key" in case:
            state[:] = [Storage(case["secret_id"], case["secret_key"], case["token"])]
            return {"endpoint": serve(state[0])}
        stored = state[0].objects.get(case["path"], b"")
        return {
            "sha256": hashlib.sha256(stored).hexdigest(),
            "verified": state[0].verified,
            "wrong": state[0].wrong,
        }

    return answer


def answer_lines(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(json.dumps(answer(json.loads(line))).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    answer_lines({"upload": lambda: upload, "storage": storage}[sys.argv[1]]())
