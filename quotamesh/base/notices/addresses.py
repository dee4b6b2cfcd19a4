"""Which addresses robots may have: https, and the hosts of the three services.

A server that calls whatever address a form names can be made to call into its own network. So only known hosts
are called; the setting NOTICE_HOSTS names more: a host (`hooks.example.com`, by https), or a whole origin
(`http://127.0.0.1:9000`) for a relay in one's own network.
"""

from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from quotamesh.base.notices.errors import BadAddress
from quotamesh.base.notices.models import Channel

HOSTS = {
    Channel.Way.WECOM: ("qyapi.weixin.qq.com",),
    Channel.Way.DINGTALK: ("oapi.dingtalk.com", "api.dingtalk.com"),
    Channel.Way.FEISHU: ("open.feishu.cn", "open.larksuite.com"),
}


def checked(way: str, address: str) -> str:
    """The address as it may be called.

    Raises:
        BadAddress
    """
    parts = _parts(address.strip())
    allowed = tuple(settings.NOTICE_HOSTS)
    origin = f"{parts.scheme}://{parts.netloc}".lower()
    if origin in allowed:
        return parts.geturl()
    if parts.scheme != "https":
        raise BadAddress("https")
    hosts = (*HOSTS[Channel.Way(way)], *(each for each in allowed if "/" not in each))
    if (parts.hostname or "") not in hosts or parts.port not in (None, 443):
        raise BadAddress("host", hosts)
    return parts.geturl()


def _parts(address: str) -> SplitResult:
    """Raises BadAddress."""
    if not address.isascii() or any(c <= " " or c in '\\"<>' for c in address):
        raise BadAddress("shape")
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError as error:
        raise BadAddress("shape") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
        raise BadAddress("shape")
    return parts
