"""Feishu (Lark) group robots: with a secret, time and signature go into the body.

https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
"""

import base64
import hashlib
import hmac
from datetime import datetime
from typing import Any

from quotamesh.base.notices.senders.message import Message, cut
from quotamesh.base.notices.senders.post import expect, post


def sign(secret: str, seconds: int) -> str:
    """HMAC-SHA256 of nothing, with "time\\nsecret" as key, in base64."""
    return base64.b64encode(hmac.new(f"{seconds}\n{secret}".encode(), b"", hashlib.sha256).digest()).decode()


def send(address: str, secret: str, message: Message, now: datetime) -> None:
    """Raises NotSent."""
    line: list[dict[str, Any]] = [{"tag": "text", "text": cut(message.text)}]
    lines = [line, *([[{"tag": "a", "text": message.link, "href": message.link}]] if message.link else [])]
    payload: dict[str, Any] = {
        "msg_type": "post",
        "content": {"post": {"zh_cn": {"title": cut(message.title, 200), "content": lines}}},
    }
    if secret:
        at = int(now.timestamp())
        payload = {"timestamp": str(at), "sign": sign(secret, at), **payload}
    expect(post(address, payload), "code", "StatusCode")
