"""What was changed in a plan or a document, as a page: `<plan>/changes/`, `?organisation=` only what concerns one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.models import OrganisationPage
from plans.amending.showing import amendments_of, shown
from plans.models import OrderPage, PlanPage
from search.addresses import public_page_at
from search.catalog import public_pages
from search.listings import LONGEST_NUMBER
from search.pagination import paginate

BATCH = 10


@require_safe
def changes(request: HttpRequest, path: str) -> HttpResponse:
    """Show the amendments of a public plan or document, the newest first."""
    page = public_page_at(request, path).specific
    if not isinstance(page, PlanPage | OrderPage):
        raise Http404(_("Такой страницы нет."))
    organisation = _organisation(request.GET.get("organisation", ""))
    batch = paginate(request, amendments_of(page, organisation).select_related("page"), BATCH)
    context = {
        "page": page,
        "breadcrumbs": [*page.breadcrumbs, page],
        "organisation": organisation,
        "batch": batch,
        "amendments": shown(batch, [organisation] if organisation else None),
    }
    return render(request, "plans/amending/changes.html", context)


def _organisation(number: str) -> OrganisationPage | None:
    """Return the organisation that the address names; raises Http404 for one that not everybody may see."""
    if not number:
        return None
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER):
        raise Http404(_("Такой организации нет."))
    found = OrganisationPage.objects.filter(pk=number, pk__in=public_pages().values("pk")).first()
    if found is None:
        raise Http404(_("Такой организации нет."))
    return found
