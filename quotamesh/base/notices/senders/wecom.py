"""WeCom group robots: the address bears the key; markdown of at most 4,096 bytes.

https://developer.work.weixin.qq.com/document/path/91770
"""

from datetime import datetime

from quotamesh.base.notices.senders.message import Message
from quotamesh.base.notices.senders.post import expect, post


def send(address: str, _secret: str, message: Message, _now: datetime) -> None:
    """Raises NotSent."""
    expect(post(address, {"msgtype": "markdown", "markdown": {"content": message.markdown}}), "errcode")
