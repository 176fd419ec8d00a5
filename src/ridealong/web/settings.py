"""Django's settings, all of them derived from `RIDEALONG_*` variables."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from ridealong.settings import settings as chosen
from ridealong.web.database import database
from ridealong.web.mail import mailers

_DESK = chosen().desk
_HERE = Path(__file__).parent
DATA = _DESK.data.absolute()


def _kept_key() -> str:
    """The key in the folder of the desk, made at the first start and read by its owner alone."""
    path = DATA / "secret.key"
    DATA.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


_ADDRESS = urlsplit(_DESK.address)
_SECURE = _ADDRESS.scheme == "https"

DEBUG = False
DEMO = _DESK.demo
ADDRESS = _DESK.address
WATCH = _DESK.watch
SECRET_KEY = _DESK.secret_key or _kept_key()
ALLOWED_HOSTS = [_ADDRESS.hostname or "127.0.0.1"]
if ALLOWED_HOSTS[0] in {"127.0.0.1", "localhost", "::1"}:
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [_DESK.address]

INSTALLED_APPS = [
    "ridealong.web.ui",
    "ridealong.web.people",
    "ridealong.web.audit",
    "ridealong.web.jobs",
    "ridealong.web.calls",
    "ridealong.web.pipeline",
    "ridealong.web.coaching",
    "ridealong.web.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "ridealong.web.ui.middleware.PrivateMiddleware",
    "ridealong.web.ui.middleware.ZoneMiddleware",
    "ridealong.web.people.guard.GuardMiddleware",
]
ROOT_URLCONF = "ridealong.web.urls"
WSGI_APPLICATION = "ridealong.web.wsgi.application"

_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "ridealong.web.ui.environment.environment",
            "context_processors": ["ridealong.web.ui.frame.frame"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _PROCESSORS},
    },
]

DATABASES = {"default": database(_DESK.database_url, DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "ridealong.web.cache.Cache",
        "LOCATION": "ridealong_cache",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
_PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_PASSWORDS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": f"{_PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_PASSWORDS}.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_ADAPTER = "ridealong.web.people.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_CLIENT_IP_HEADER = "X-Forwarded-For" if _DESK.behind_proxy else None
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = not DEMO
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
_FORMS = "ridealong.web.people.forms.sign_in"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.SignIn",
    "reset_password": f"{_FORMS}.AskForReset",
    "reset_password_from_key": f"{_FORMS}.Reset",
    "change_password": f"{_FORMS}.ChangePassword",
    "set_password": f"{_FORMS}.SetPassword",
    "reauthenticate": f"{_FORMS}.Reauthenticate",
}
MFA_ADAPTER = "ridealong.web.people.adapter.TwoStepAdapter"
MFA_FORMS = {
    "authenticate": f"{_FORMS}.EnterCode",
    "reauthenticate": f"{_FORMS}.EnterCodeAgain",
    "activate_totp": f"{_FORMS}.StartCodes",
    "add_webauthn": f"{_FORMS}.AddPasskey",
    "authenticate_webauthn": f"{_FORMS}.EnterPasskey",
    "login_webauthn": f"{_FORMS}.SignInByPasskey",
    "reauthenticate_webauthn": f"{_FORMS}.EnterPasskeyAgain",
    "edit_webauthn": f"{_FORMS}.RenamePasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Ridealong"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SECURE
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_HSTS_SECONDS = 31536000 if _SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _DESK.behind_proxy else None
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "media-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [("report", _HERE.parent / "report" / part) for part in ("styles", "scripts")]
CSRF_FAILURE_VIEW = "ridealong.web.ui.faults.csrf"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_NUMBER_FILES = 500

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = True

MAILS = bool(_DESK.mail_url)
MAILERS = mailers(_DESK.mail_url)
DEFAULT_FROM_EMAIL = f"ridealong@{_ADDRESS.hostname}"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"ridealong": {"level": "INFO"}, "django": {"level": "WARNING"}},
}
