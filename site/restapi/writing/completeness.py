"""Whether a draft may go out: the page type's own editing form decides, as it does in the admin."""

from django.http import HttpRequest
from wagtail.models import Page

from restapi.access.grants import grant_of
from restapi.writing.page_forms import bound_form
from restapi.writing.references import Writing
from restapi.writing.refusals import refuse_invalid


def refuse_incomplete(page: Page, request: HttpRequest) -> None:
    """Raise Problem 400 that names what the latest draft lacks, each by its member of the content object."""
    writing = Writing(request)
    draft = page.get_latest_revision_as_object()
    form = bound_form(draft, page.get_parent(), {}, grant_of(request), writing)
    refuse_invalid(form, writing, form.places)
