"""The product's own settings on throw-away ground: a temporary data folder, quick passwords, jobs done at once.

QUOTAMESH_TEST_DATABASE=postgres runs the same tests on a real PostgreSQL.
"""

from tests.ground import prepare

prepare()

from quotamesh.site.settings import *  # noqa: E402, F403
from quotamesh.site.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES["default"]["CONN_MAX_AGE"] = 0
