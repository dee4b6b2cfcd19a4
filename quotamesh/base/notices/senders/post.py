"""Calling a robot: one POST of JSON, no redirect followed, no more read than is needed."""

import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

TIMEOUT = 10
MOST_READ = 64 * 1024


class NotSent(Exception):
    """It did not arrive; the message says why and holds neither address nor secret."""


class _Stay(HTTPRedirectHandler):
    """A known host must not send us on to an unknown one."""

    def redirect_request(self, *_args: Any) -> None:
        return None


def post(address: str, payload: dict[str, Any]) -> dict[str, Any]:
    """The service's answer.

    Raises:
        NotSent
    """
    body = json.dumps(payload, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Quotamesh"}
    request = Request(address, data=body, headers=headers, method="POST")  # noqa: S310 (checked in addresses.py)
    try:
        with build_opener(_Stay).open(request, timeout=TIMEOUT) as answer:
            found = json.loads(answer.read(MOST_READ))
    except HTTPError as error:
        raise NotSent(f"HTTP {error.code}") from error
    except URLError as error:
        raise NotSent(type(error.reason).__name__ if isinstance(error.reason, Exception) else "?") from error
    except (OSError, HTTPException, ValueError) as error:
        raise NotSent(type(error).__name__) from error
    if not isinstance(found, dict):
        raise NotSent("no JSON object")
    return found


def expect(answer: dict[str, Any], *names: str) -> None:
    """The first of these fields that is there must say 0. Raises NotSent with the service's own words."""
    code = next((answer[name] for name in names if name in answer), None)
    if code != 0:
        said = answer.get("errmsg") or answer.get("msg") or answer.get("StatusMessage") or ""
        raise NotSent(f"{code}: {said}"[:300])
