"""One settings module for every form of operation; what differs comes from the environment.

QUOTAMESH_DATA   data folder (default: .quotamesh in the home folder)
DATABASE_URL     postgres://… for a company on PostgreSQL (default: SQLite in the data folder)
QUOTAMESH_HOSTS  comma-separated host names served besides this machine
QUOTAMESH_URL    where people reach the product, for links in messages: https://sales.example.com
QUOTAMESH_MAIL   server for e-mail: smtp+tls://user:password@mail.example.com:587 (default: none is sent)
QUOTAMESH_MAIL_FROM     sender of e-mail
QUOTAMESH_NOTICE_HOSTS  hosts or origins that group robots may have besides the three services' own
QUOTAMESH_HTTPS  1 when a proxy in front speaks HTTPS: secure cookies, HSTS
"""

import environ
from django.utils.translation import gettext_lazy as _

from quotamesh.site.datafolder import data_folder, secret_key

env = environ.Env()
DATA = data_folder()
SECRET_KEY = secret_key(DATA)
DEBUG = env.bool("QUOTAMESH_DEBUG", default=False)
HTTPS = env.bool("QUOTAMESH_HTTPS", default=False)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.list("QUOTAMESH_HOSTS", default=[])]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in env.list("QUOTAMESH_HOSTS", default=[])]

WINGS = [
    "quotamesh.base.shell",
    "quotamesh.base.trail",
    "quotamesh.base.files",
    "quotamesh.base.people",
    "quotamesh.base.jobs",
    "quotamesh.base.notices",
    "quotamesh.base.approvals",
    "quotamesh.base.exchange",
    "quotamesh.do.catalog",
    "quotamesh.do.facts",
    "quotamesh.do.measures",
    "quotamesh.do.customers",
    "quotamesh.do.orders",
    "quotamesh.do.tiers",
    "quotamesh.do.pipeline",
    "quotamesh.do.followups",
    "quotamesh.do.leads",
    "quotamesh.plan.targets",
    "quotamesh.plan.namedaccounts",
    "quotamesh.plan.paradigms",
    "quotamesh.plan.projects",
    "quotamesh.plan.market",
    "quotamesh.plan.experts",
    "quotamesh.plan.calibration",
    "quotamesh.plan.smart",
    "quotamesh.plan.agreements",
    "quotamesh.plan.salesplans",
    "quotamesh.plan.adjustments",
    "quotamesh.plan.rounds",
    "quotamesh.check.attainment",
    "quotamesh.check.cockpit",
    "quotamesh.check.dailyreports",
    "quotamesh.check.today",
    "quotamesh.site",
]
INSTALLED_APPS = [
    *WINGS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ninja",
    "django_q",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "quotamesh.site.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "quotamesh.base.people.middleware.viewer",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "quotamesh.site.middleware.first_run",
    "quotamesh.site.middleware.read_once",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "quotamesh.site.urls"
WSGI_APPLICATION = "quotamesh.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "quotamesh.site.navigation.page_frame",
            ]
        },
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;"
    ),
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA / 'company.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "people:sign_in"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "quotamesh.base.people.views.locked_out"
AXES_VERBOSE = False

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
FORMAT_MODULE_PATH = ["quotamesh.base.shell.inputs"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "uploads"
# A text of 100,000 characters takes up to 1.2 MB on its way; a form has up to ten of them.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # product lines × people, and the weeks of a year's grid
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_PERMISSIONS = 0o600
UPLOAD_LIMIT = 200 * 1024 * 1024

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

PUBLIC_URL = env.str("QUOTAMESH_URL", default="").rstrip("/")
NOTICE_HOSTS = [host.lower().rstrip("/") for host in env.list("QUOTAMESH_NOTICE_HOSTS", default=[])]
MAIL_READY = "QUOTAMESH_MAIL" in env
vars().update(env.email_url("QUOTAMESH_MAIL", default="consolemail://"))
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.str("QUOTAMESH_MAIL_FROM", default="quotamesh@localhost")

Q_CLUSTER = {
    "name": "quotamesh",
    "orm": "default",
    "workers": 1,
    "timeout": 3600,
    "retry": 3700,
    "poll": 0.5,
    "catch_up": False,
    "label": "Jobs",
    "log_level": "WARNING",
    "sync": env.bool("QUOTAMESH_JOBS_INLINE", default=False),
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "quotamesh": {"handlers": ["console"], "level": "INFO"},
    },
}
SILENCED_SYSTEM_CHECKS = [] if HTTPS else ["security.W004", "security.W008", "security.W012", "security.W016"]
