"""What Nhịp is made of: rooms, middleware, templates, static files."""

from importlib.util import find_spec

from nhip.config.settings.paths import NHIP_HOME

_ROOMS = [
    "nhip.registry",
    "nhip.people",
    "nhip.intake",
    "nhip.estates",
    "nhip.plans",
    "nhip.releases",
    "nhip.reports",
    "nhip.portal",
]

INSTALLED_APPS = [
    *[room for room in _ROOMS if find_spec(room)],
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nhip.config.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nhip.portal.accounts.middleware.RequestAddress",
    "nhip.portal.accounts.middleware.SessionLimits",
    "nhip.portal.accounts.middleware.SecondFactor",
]

ROOT_URLCONF = "nhip.config.urls"
WSGI_APPLICATION = "nhip.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Collected by `nhip serve` under names that change with their content, so that browsers may keep them for ever.
STATIC_URL = "static/"
STATIC_ROOT = NHIP_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = NHIP_HOME / "files"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
