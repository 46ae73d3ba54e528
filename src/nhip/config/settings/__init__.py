"""The settings of an installation. docs/operation.md lists what the environment can change."""

import os

# Python loads this package before nhip.config.settings.test; the tests must not touch the installation.
if os.environ.get("DJANGO_SETTINGS_MODULE") != "nhip.config.settings.test":
    from nhip.config.settings.base import *  # noqa: F403
    from nhip.config.settings.database import *  # noqa: F403
    from nhip.config.settings.language import *  # noqa: F403
    from nhip.config.settings.security import *  # noqa: F403
    from nhip.config.settings.sign_in import *  # noqa: F403
