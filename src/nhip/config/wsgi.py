"""The entry point for a web server: `gunicorn nhip.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhip.config.settings")
application = get_wsgi_application()
# The rooms are loaded before the first question is asked, not while somebody waits for its answer.
get_resolver().url_patterns  # noqa: B018
