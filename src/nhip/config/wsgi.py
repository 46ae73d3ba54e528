"""The entry point for a web server: `gunicorn nhip.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhip.config.settings")
application = get_wsgi_application()
