"""The demo: a town's schools, documents, news and reports, for trying the site out."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """The demo town."""

    name = "demo"
    verbose_name = _("Демонстрационный город")
