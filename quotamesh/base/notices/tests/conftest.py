import pytest

from quotamesh.base.notices import kinds
from quotamesh.base.notices.kinds import Kind, declare
from quotamesh.base.notices.tests.receiver import Receiver

KIND = "test.told"


@pytest.fixture
def kind():
    declare(Kind(KIND, "Told", mailed=True))
    yield KIND
    del kinds._kinds[KIND]


@pytest.fixture
def receiver(settings, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Receiver() as found:
        settings.NOTICE_HOSTS = [found.origin]
        settings.PUBLIC_URL = "https://sales.example.com"
        yield found
