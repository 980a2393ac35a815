"""The entry point of a WSGI server: `gunicorn --pythonpath site config.wsgi`."""

import gc
import os
import sys
from pathlib import Path

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

# The apps live beside site/, see manage.py.
sys.path.insert(1, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()

# What lasts as long as the process is read now, not with the first visitor, and is not walked through with each
# collection of garbage: that took half of a coordinator's start page.
get_resolver().url_patterns  # noqa: B018 - reads them
gc.collect()
gc.freeze()
