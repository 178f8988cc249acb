"""The signatures of VOD's documentation that no official package makes, in Python: reads JSON lines and answers with JSON lines.

    documented.py offline    makes the signature that each line asks for

Written from the pages alone, with what Python has for it and PyJWT, which the documentation's example of a player signature
uses. It checks nothing: it is asked only for what can be signed.

    https://www.tencentcloud.com/document/product/266/33922    uploads from clients
    https://www.tencentcloud.com/document/product/266/33986    hotlink protection
    https://www.tencentcloud.com/document/product/266/38099    player signatures
    ModifyEventConfig, `SignKey`                               callbacks
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import posixpath
import sys
import warnings
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import jwt

# Play keys are shorter than the hash, which PyJWT warns of.
warnings.simplefilter("ignore", getattr(jwt, "InsecureKeyLengthWarning", Warning))

UPLOAD = {
    "class_id": "classId",
    "procedure": "procedure",
    "task_priority": "taskPriority",
    "task_notify_mode": "taskNotifyMode",
    "source_context": "sourceContext",
    "one_time_valid": "oneTimeValid",
    "sub_app_id": "vodSubAppId",
    "session_context": "sessionContext",
    "storage_region": "storageRegion",
}


# Of a player signature, in the order of the page's tables.
PLAYER = (
    "appId fileId contentInfo currentTimeStamp expireTimeStamp urlAccessInfo drmLicenseInfo "
    "audioVideoType rawAdaptiveDefinition drmAdaptiveInfo transcodeDefinition imageSpriteDefinition resolutionNames "
    "privateEncryptionDefinition widevineDefinition fairPlayDefinition MinEdgeLength Name "
    "t exper rlimit us domain scheme persistent rentalDuration forceL1TrackTypes"
).split()


def upload(case: dict[str, Any]) -> dict[str, Any]:
    parameters = {
        "secretId": case["secret_id"],
        "currentTimeStamp": case["now"],
        "expireTime": case["now"] + case["valid_for"],
        "random": case["random"],
    }
    for ours, theirs in UPLOAD.items():
        if ours in case:
            value = case[ours]
            parameters[theirs] = int(value) if isinstance(value, bool) else value
    original = urlencode(parameters, quote_via=quote, safe="").encode()
    digest = hmac.new(case["secret_key"].encode(), original, hashlib.sha1).digest()
    return {"signature": base64.b64encode(digest + original).decode()}


def hotlink(case: dict[str, Any]) -> dict[str, Any]:
    folder = posixpath.dirname(urlsplit(case["url"]).path).rstrip("/") + "/"
    in_url = {"t": format(case["expires_at"], "x")}
    names = {"preview": "exper", "max_addresses": "rlimit", "link_id": "us"}
    lists = {
        "allow_regions": "whreg",
        "block_regions": "bkreg",
        "allow_referers": "whref",
        "block_referers": "bkref",
    }
    in_url |= {name: str(case[key]) for key, name in names.items() if key in case}
    in_url |= {name: ",".join(case[key]) for key, name in lists.items() if key in case}
    order = ["t", "exper", "rlimit", "us", "whref", "bkref", "whreg", "bkreg"]
    hashed = case["key"] + folder + "".join(in_url.get(name, "") for name in order)
    in_url["sign"] = hashlib.md5(hashed.encode()).hexdigest()
    query = "&".join(f"{name}={value}" for name, value in in_url.items())
    return {"signature": f"{case['url']}?{query}"}


def player(case: dict[str, Any]) -> dict[str, Any]:
    payload = in_order(case["payload"])
    token = jwt.encode(payload, case["key"], algorithm="HS256", sort_headers=True)
    return {"signature": token}


def in_order(value: Any) -> Any:
    if isinstance(value, list):
        return [in_order(item) for item in value]
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value, key=PLAYER.index)}
    return value


def player_check(case: dict[str, Any]) -> dict[str, Any]:
    """Verifies a token, and hands back what is in it."""
    payload = jwt.decode(case["token"], case["key"], algorithms=["HS256"])
    return {"payload": payload, "header": jwt.get_unverified_header(case["token"])}


def callback(case: dict[str, Any]) -> dict[str, Any]:
    signed = case["key"] + str(case["t"])
    return {"signature": hashlib.md5(signed.encode()).hexdigest()}


MAKERS = {
    "upload": upload,
    "hotlink": hotlink,
    "player": player,
    "player_check": player_check,
    "callback": callback,
}

if __name__ == "__main__":
    for line in sys.stdin.buffer:
        case = json.loads(line)
        answer = MAKERS[case["kind"]](case)
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()
