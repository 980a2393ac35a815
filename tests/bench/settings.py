"""The tests' settings, and beside our API Wagtail's own of version 2, to compare with."""

from config.settings.test import *  # noqa: F403
from config.settings.test import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.api.v2"]
ROOT_URLCONF = "tests.bench.urls"
# What a question that takes too long is stopped by must arrive at the clock.
DEBUG_PROPAGATE_EXCEPTIONS = True
# As in production: whoever publishes is asked for a second factor.
SECOND_FACTOR_REQUIRED = True
