"""What a program's token can be allowed: names for the API, words for people."""

from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from restapi.access.grants import PUBLISH, READ_DRAFTS, WRITE


def scope_words() -> dict[str, str]:
    """Return every scope with its words; reading what is public is in each token and has no name."""
    types = sorted(
        (str(model._meta.verbose_name), model._meta.label)
        for model in get_page_models()
        if model.is_creatable and model is not model.base_page_model
    )
    return {
        READ_DRAFTS: _("read drafts"),
        WRITE: _("write pages of every type"),
        **{f"{WRITE}:{label}": _("write: %(type)s") % {"type": words} for words, label in types},
        PUBLISH: _("publish and unpublish"),
    }
