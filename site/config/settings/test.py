"""The tests: quick passwords, files in a folder of their own, every warning an error."""

import tempfile

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES, TEMPLATES

DEBUG = False
SECRET_KEY = "insecure-key-of-the-tests"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp(prefix="vestnik-test-media-")
STORAGES = {**STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
