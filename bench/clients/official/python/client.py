"""The official Python SDK as a client of the bench: the arguments and the line of bench-client."""

from __future__ import annotations

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Callable
from urllib.parse import urlsplit

from tencentcloud.common.credential import Credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.vod.v20180717.models import DescribeMediaInfosRequest, ExecuteFunctionRequest
from tencentcloud.vod.v20180717.vod_client import VodClient

SECRET_ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
SECRET_KEY = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
FUNCTION_NAME = "ExampleFunc"
FUNCTION_ARG = '{"order":42,"title":"a clip of a minute","notify":true}'
RESULT = "taskId-1400000000-workflow-5e8f"
REQUEST_ID = "8ad61e3a-6b8e-4b4e-9256-fdc701190064"
FILE_ID = "5285485487985271487"


def main(endpoint: str, calls: str, warm_up: str, concurrency: str, answer: str) -> None:
    address = urlsplit(endpoint)
    http = HttpProfile(protocol=address.scheme, endpoint=address.netloc, keepAlive=True)
    http.certification = os.environ.get("SSL_CERT_FILE")
    credential = Credential(SECRET_ID, SECRET_KEY)
    client = VodClient(credential, "", ClientProfile(httpProfile=http))
    call = small(client) if answer == "small" else large(client)
    measure(call, calls, warm_up, concurrency)


def measure(call: Callable[[], None], calls: str, warm_up: str, concurrency: str) -> None:
    with ThreadPoolExecutor(int(concurrency)) as pool:
        repeat(call, int(warm_up), int(concurrency), pool)
        start, cpu = time.perf_counter_ns(), time.process_time_ns()
        repeat(call, int(calls), int(concurrency), pool)
        wall, total = time.perf_counter_ns() - start, time.process_time_ns()
    line = {
        "calls": int(calls),
        "cpu_ns": total - cpu,
        "wall_ns": wall,
        "process_cpu_ns": total,
        "peak_kib": peak_kib(),
    }
    print(json.dumps(line), flush=True)


def small(client: VodClient) -> Callable[[], None]:
    request = ExecuteFunctionRequest()
    request.FunctionName, request.FunctionArg = FUNCTION_NAME, FUNCTION_ARG

    def call() -> None:
        response = client.ExecuteFunction(request)
        expect(response.Result, RESULT)
        expect(response.RequestId, REQUEST_ID)

    return call


def large(client: VodClient) -> Callable[[], None]:
    request = DescribeMediaInfosRequest()
    request.FileIds = [FILE_ID]

    def call() -> None:
        response = client.DescribeMediaInfos(request)
        expect(response.MediaInfoSet[-1].FileId, FILE_ID)
        expect(response.RequestId, REQUEST_ID)

    return call


def repeat(call: Callable[[], None], calls: int, concurrency: int, pool: ThreadPoolExecutor) -> None:
    if concurrency == 1:
        for _ in range(calls):
            call()
        return
    for outcome in [pool.submit(call) for _ in range(calls)]:
        outcome.result()


def expect(found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"expected {expected!r}, found {found!r}")


def peak_kib() -> int:
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main(*sys.argv[1:])
