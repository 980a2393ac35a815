"""A developer's machine and the demo: everything on one machine, mail on the console."""

from config.settings.base import *  # noqa: F403
from config.settings.base import RESTAPI
from config.settings.environment import env

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env("SECRET_KEY", default="insecure-key-of-a-developers-machine")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
INTERNAL_IPS = ["127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# One's own programs and tests are not held back, only loops that never end.
RESTAPI = {
    **RESTAPI,
    "READS_PER_MINUTE": env.int("READS_PER_MINUTE", default=30_000),
    "WRITES_PER_MINUTE": env.int("WRITES_PER_MINUTE", default=6_000),
}
