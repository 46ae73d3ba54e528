"""Languages, formats and the clock. Vietnamese comes first."""

from nhip.config.settings.paths import PACKAGE

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True

# Django's own Vietnamese formats read 05/11/2025 as 11 May and refuse 1.234,5.
FORMAT_MODULE_PATH = ["nhip.config.formats"]
USE_THOUSAND_SEPARATOR = True

USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
