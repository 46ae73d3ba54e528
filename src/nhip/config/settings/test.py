"""The settings of the tests: the same house, in a folder of its own that goes when the tests end.

The database is SQLite in memory, or the PostgreSQL server that NHIP_TEST_DATABASE_URL names.
"""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="nhip-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
_OUTSIDE = ("DATABASE_URL", "NHIP_HOSTS", "NHIP_DEBUG", "NHIP_INSECURE_HTTP", "NHIP_BEHIND_PROXY", "NHIP_OIDC_URL")
for _name in (*_OUTSIDE, "NHIP_MAIL", "NHIP_MAIL_FROM"):
    os.environ.pop(_name, None)
os.environ["NHIP_HOME"] = _home
os.environ["NHIP_SECRET_KEY"] = "only for tests"  # noqa: S105

from nhip.config.settings.base import *  # noqa: E402, F403
from nhip.config.settings.database import *  # noqa: E402, F403
from nhip.config.settings.database import postgres, sqlite  # noqa: E402
from nhip.config.settings.language import *  # noqa: E402, F403
from nhip.config.settings.paths import NHIP_HOME  # noqa: E402
from nhip.config.settings.security import *  # noqa: E402, F403
from nhip.config.settings.sign_in import *  # noqa: E402, F403

_server = os.environ.get("NHIP_TEST_DATABASE_URL")
DATABASES = {"default": postgres(_server) if _server else sqlite(NHIP_HOME / "nhip.sqlite3")}
# A connection kept open would stop the test database from being dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0

# A page must not look unstyled because files were not collected, and a wrong name must still fail.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = NHIP_HOME / "static"
STATIC_ROOT.mkdir()
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
