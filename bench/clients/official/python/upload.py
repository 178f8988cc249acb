"""The official Python uploader as a client of the bench: the arguments and the line of bench-client, and a file for a call."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

# COS's SDK takes it for downloads, which there are none of here, and it is not to be had without building it.
sys.modules["crcmod"] = ModuleType("crcmod")

from client import SECRET_ID, SECRET_KEY, expect, measure
from qcloud_cos import CosConfig
from qcloud_vod import vod_upload_client
from qcloud_vod.model import VodUploadRequest
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

AT_ONCE = 4


def main(endpoint: str, calls: str, warm_up: str, concurrency: str, answer: str) -> None:
    address = urlsplit(endpoint)
    original = vod_upload_client.vod_client.VodClient

    def config(**options: Any) -> CosConfig:
        return CosConfig(Domain=address.netloc, Scheme=address.scheme, **options)

    def api(credential: Any, region: str) -> Any:
        http = HttpProfile(protocol=address.scheme, endpoint=address.netloc)
        return original(credential, region, ClientProfile(httpProfile=http))

    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(vod_upload_client, "CosConfig", config),
        patch.object(vod_upload_client.vod_client, "VodClient", api),
    ):
        request = VodUploadRequest()
        request.MediaFilePath = str(write(Path(folder), int(answer)))
        request.ConcurrentUploadNumber = AT_ONCE
        client = vod_upload_client.VodUploadClient(SECRET_ID, SECRET_KEY)

        def call() -> None:
            expect(client.upload("ap-guangzhou", request).FileId, "528")

        measure(call, calls, warm_up, concurrency)


def write(folder: Path, length: int) -> Path:
    path = folder / "movie.mp4"
    piece = bytes(index * 31 >> 3 & 0xFF for index in range(1 << 20))
    with path.open("wb") as file:
        for _ in range(length // len(piece)):
            file.write(piece)
    return path


if __name__ == "__main__":
    main(*sys.argv[1:])
