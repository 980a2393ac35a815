"""The tests: quick passwords, no mail; tests/conftest.py gives them a folder for files."""

from config.settings.base import *  # noqa: F403
from config.settings.base import MIDDLEWARE, RESTAPI, STORAGES

DEBUG = False
SECRET_KEY = "insecure-key-of-the-tests"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]  # nothing is collected here
STORAGES = {**STORAGES, "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
RESTAPI = {**RESTAPI, "READS_PER_MINUTE": 0, "WRITES_PER_MINUTE": 0}
