"""Links to drafts, for who has no account: signed, for one state of one page, for a while."""

from datetime import datetime

from django.core import signing
from django.utils import timezone
from wagtail.models import Page, Revision

from restapi.conf import option

SALT = "restapi.preview"


def new_token(page: Page) -> tuple[str, datetime]:
    """Return a token for the latest draft of a page, and until when it is good."""
    token = signing.dumps([page.pk, page.latest_revision_id], salt=SALT)
    return token, timezone.now() + option("PREVIEW_LASTS")


def draft_of(token: str) -> Page | None:
    """Return the page as it was when the token was made; None for a forged or old token, or where it is gone."""
    try:
        page_id, revision_id = signing.loads(token, salt=SALT, max_age=option("PREVIEW_LASTS"))
    except signing.BadSignature:
        return None
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return None
    if revision_id is None:
        return page.specific
    revision = Revision.page_revisions.filter(pk=revision_id, object_id=str(page_id)).first()
    return revision.as_object() if revision else None


def front_end_url(page: Page) -> str:
    """Return where the external front end shows the latest draft; empty where the project has none."""
    template = option("PREVIEW_URL")
    url_parts = page.get_url_parts()
    if not template or not url_parts:
        return ""
    token, _expires = new_token(page)
    return str(template).format(path=url_parts[2], token=token)
