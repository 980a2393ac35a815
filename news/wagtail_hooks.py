"""What the admin says of a report that was saved."""

from django.contrib import messages
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from news.models import EventReportPage
from news.personal_data import warnings


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_personal_data(request: HttpRequest, page: Page) -> None:
    """Warn of lists of names and of phone numbers; programs are told nothing."""
    report = page.specific
    if isinstance(report, EventReportPage) and request.accepts("text/html"):
        for text in warnings("\n".join([report.title, report.lead, report.text])):
            messages.warning(request, text)
