"""Refusals of a right to write: the client is told, and the log knows who tried what."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from restapi.access.grants import Grant
from restapi.http.bodies import unprocessed
from restapi.http.problems import Mistake, access_denied, login_required

logger = logging.getLogger("restapi")


def refuse_unless(is_allowed: Any, grant: Grant, what: str, page: Page, detail: str = "") -> None:
    """Raise Problem 401 where nobody is logged in, 403 without the right."""
    if grant.is_anonymous:
        raise login_required(_("Log in to write."))
    if not is_allowed:
        logger.warning("%s may not %s at page %s", grant.user, what, page.pk)
        raise access_denied(detail or _("You have no right to do this here."))


@contextmanager
def as_wagtail_allows(grant: Grant, what: str, page: Page) -> Iterator[None]:
    """Let what Wagtail refuses be a refusal of ours: a missing right 403, a page that is not in order 400."""
    try:
        yield
    except PermissionDenied as denied:
        logger.warning("%s may not %s at page %s: %s", grant.user, what, page.pk, denied)
        raise access_denied(_("You have no right to do this here.")) from None
    except ValidationError as error:
        raise unprocessed(_mistakes(error)) from None


def _mistakes(error: ValidationError) -> list[Mistake]:
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return [
        Mistake(["page", *filter(None, [name])], "invalid", str(message))
        for name, messages in by_field.items()
        for message in messages
    ]
