"""What is the same on every machine. `dev`, `test` and `production` state the differences only."""

import sys
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.settings.databases import database
from config.settings.environment import BASE_DIR, DATA_DIR, env

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "demo",
    "news",
    "plans",
    "home",
    "home.entrance",
    "restapi",
    "search",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "home.enrolling.apps.UsersConfig",  # Wagtail's users, with invitations
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail.api.v3",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "allauth.account",  # without "allauth" itself: its templates and its words are not ours
    "allauth.mfa",
    "axes",
    "corsheaders",
    "django.contrib.admin",  # its filters serve wagtail_modeladmin's listings; it has no address of its own
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.content_security.ContentSecurity",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "restapi.http.cors.CorsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "home.entrance.door.SecondFactorDoor",
    "home.reach.door.AdminDoor",
    "home.unready.UnreadyPages",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.site_frame",
            ],
        },
    },
]

DATABASES = {"default": database()}

# The rules that are shown wherever a password is chosen; a change here is all it takes.
PASSWORD_LENGTH = 10
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": PASSWORD_LENGTH}),
        ("UserAttributeSimilarityValidator", {}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]

RESTAPI = {
    # How many servers of our own stand before this one and add to X-Forwarded-For.
    "TRUSTED_PROXIES": env.int("TRUSTED_PROXIES", default=0),
    "LOGIN_LASTS": timedelta(hours=env.int("LOGIN_HOURS", default=12)),
    "READS_PER_MINUTE": env.int("READS_PER_MINUTE", default=1200),
    "WRITES_PER_MINUTE": env.int("WRITES_PER_MINUTE", default=240),
    "SECOND_FACTOR": "home.entrance.api.SecondFactor",
}
# Sites whose pages may write by the API; what is public may be read by all.
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])

# Who guesses passwords waits, see config/lockout.py: after 5 failures with one name, after 100 from one address.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_HANDLER = "config.lockout.LoginGuard"
AXES_LOCKOUT_CALLABLE = "config.lockout.locked_out"
AXES_CLIENT_IP_CALLABLE = "restapi.http.clients.client_address"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_FAILURE_LIMIT = env.int("LOGIN_FAILURES", default=5)
ADDRESS_FAILURE_LIMIT = env.int("ADDRESS_LOGIN_FAILURES", default=100)
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username"]  # into it people type passwords by mistake; the log has the address
AXES_VERBOSE = False

# What browsers may load and run, see config/content_security.py: what is our own, and nothing that stands in a page.
SECURE_CSP = {
    "default-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],  # the admin shows a page while it is written
}
SECURE_CSP_BELOW = {
    # Wagtail's fields for dates and rows begin with scripts in the page; its editor writes styles.
    "wagtailadmin_home": {
        "script-src": ["'self'", "'unsafe-inline'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
    },
    "reports": {"img-src": ["'self'", "blob:"]},  # a picture is shown before it has gone up
}

# The second factor, see home/entrance/. Wrong codes are counted by axes, in the database; allauth would count in the
# cache, of which every process may have its own.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=False)
SECOND_FACTOR_DOORS = ["wagtailadmin_home", "reports"]  # below these addresses nobody is let on without it
ACCOUNT_ADAPTER = "home.entrance.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "home.entrance.adapters.CodeAdapter"
MFA_FORMS = {
    "authenticate": "home.entrance.forms.CodeForm",
    "reauthenticate": "home.entrance.forms.ConfirmingCodeForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # steps of half a minute by which a telephone's clock may be wrong

DEFAULT_FROM_EMAIL = env("EMAIL_FROM", default="webmaster@localhost")
# A mail server that hangs keeps whoever sends for so many seconds.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
# At what hour go the letters of those who want one a day.
DIGEST_HOUR = env.int("DIGEST_HOUR", default=8)
if DIGEST_HOUR not in range(24):
    raise ImproperlyConfigured(f"DIGEST_HOUR must be an hour from 0 to 23, not {DIGEST_HOUR}")
# How long an invitation and a link for a forgotten password are good, in seconds.
PASSWORD_RESET_TIMEOUT = 3 * 86_400

# Language and time: what a user reads is Russian, dates in the database are dates, moments are aware.
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Русский"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
TIME_ZONE = "Europe/Moscow"
USE_I18N = True
USE_TZ = True

LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Files without an address: uploads that are not pages yet.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Background work runs in the process itself until a worker is set up.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://vestnik?max_entries=10000")}

# A plan of 126 items is a form of several thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# What Word puts into the clipboard for a long table has more markup than words.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# Wagtail
WAGTAIL_SITE_NAME = MFA_TOTP_ISSUER = "Вестник"
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_IMAGE_MODEL = "home.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.forms.PictureForm"
# What comes is seen by its content (home/pictures/intake.py); the endings are for browsers' file dialogs.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # of all frames together
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic", "heif"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "doc", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "html"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_TAG_SPACES_ALLOWED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # nothing is fetched from foreign hosts
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", default="WARNING")},
}
