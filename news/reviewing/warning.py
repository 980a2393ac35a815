"""What the editor of news says of reports that are not public yet: their links would lead nowhere."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from news.models import EventReportPage, NewsPage


def warn_of_unpublished(request: HttpRequest, page: Page) -> None:
    """Name the reports, when the editor is opened."""
    if request.method != "GET" or not isinstance(page, NewsPage):
        return
    field = NewsPage._meta.get_field("body")
    named = {key for model, key, *_place in field.extract_references(page.body) if issubclass(model, Page)}
    for report in EventReportPage.objects.filter(pk__in=named, live=False):
        said = _("Отчёт «%s» ещё не опубликован: ссылка на него откроется читателям, когда его одобрят.")
        messages.warning(request, said % report.draft_title)
