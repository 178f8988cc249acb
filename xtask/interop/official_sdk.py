"""The official SDK's side of `cargo xtask interop`: reads JSON lines and answers with JSON lines.

    official_sdk.py sign    signs each request without sending it
    official_sdk.py call    calls ExecuteFunction with each request, and tells what came back
"""

from __future__ import annotations

import json
import sys
from types import SimpleNamespace
from typing import Any, Callable
from unittest.mock import patch
from urllib.parse import urlsplit

from tencentcloud.common import abstract_client
from tencentcloud.common.credential import Credential
from tencentcloud.common.exception import TencentCloudSDKException
from tencentcloud.common.http.request import RequestInternal
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.vod.v20180717.models import ExecuteFunctionRequest
from tencentcloud.vod.v20180717.vod_client import VodClient

ACTION = "ExecuteFunction"


def sign(case: dict[str, Any]) -> dict[str, Any]:
    """Signs `parameters`, or else the very text of `payload`, with the SDK's own code."""
    client = vod_client(case, host=case["host"], scheme="https")
    request = RequestInternal(host=case["host"], method="POST", uri="/")
    clock = SimpleNamespace(time=lambda: case["timestamp"])
    parameters = as_model(case["parameters"])._serialize() if "parameters" in case else {}
    with patch.object(abstract_client, "time", clock):
        if "payload" in case:
            encoder = SimpleNamespace(dumps=lambda _: case["payload"])
            with patch.object(abstract_client, "json", encoder):
                client._build_req_with_tc3_signature(ACTION, parameters, request)
        else:
            client._build_req_with_tc3_signature(ACTION, parameters, request)
    return {
        "payload": request.data,
        "host": request.header["Host"],
        "content_type": request.header["Content-Type"],
        "authorization": request.header["Authorization"],
    }


def call(case: dict[str, Any]) -> dict[str, Any]:
    """Calls the endpoint; an error that the service reports is an answer like any other."""
    endpoint = urlsplit(case["endpoint"])
    client = vod_client(case, host=endpoint.netloc, scheme=endpoint.scheme)
    try:
        response = client.ExecuteFunction(as_model(case["parameters"]))
    except TencentCloudSDKException as error:
        return {"code": error.code, "message": error.message, "request_id": error.requestId}
    return {"result": response.Result, "request_id": response.RequestId}


def vod_client(case: dict[str, Any], host: str, scheme: str) -> VodClient:
    http = HttpProfile(protocol=scheme, endpoint=host, reqTimeout=20)
    credential = Credential(case["secret_id"], case["secret_key"], case.get("token"))
    return VodClient(credential, "", ClientProfile(httpProfile=http, language="en-US"))


def as_model(parameters: dict[str, Any]) -> ExecuteFunctionRequest:
    request = ExecuteFunctionRequest()
    for name, value in parameters.items():
        setattr(request, name, value)
    return request


def answer_lines(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(json.dumps(answer(json.loads(line))).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    answer_lines({"sign": sign, "call": call}[sys.argv[1]])
