"""DingTalk group robots: with a secret, time and signature go into the address.

https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages
"""

import base64
import hashlib
import hmac
from datetime import datetime
from urllib.parse import urlencode

from quotamesh.base.notices.senders.message import Message, harmless
from quotamesh.base.notices.senders.post import expect, post


def sign(secret: str, milliseconds: int) -> str:
    """HMAC-SHA256 of "time\\nsecret" with the secret as key, in base64."""
    text = f"{milliseconds}\n{secret}".encode()
    return base64.b64encode(hmac.new(secret.encode(), text, hashlib.sha256).digest()).decode()


def send(address: str, secret: str, message: Message, now: datetime) -> None:
    """Raises NotSent."""
    if secret:
        at = round(now.timestamp() * 1000)
        joint = "&" if "?" in address else "?"
        address += joint + urlencode({"timestamp": at, "sign": sign(secret, at)})
    markdown = {"title": harmless(message.title), "text": message.markdown}
    expect(post(address, {"msgtype": "markdown", "markdown": markdown}), "errcode")
