"""Who may see how a plan or a document is carried out: everybody where the authority wishes so, else who changes it."""

import logging
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.models import Page

from plans.models import OrderPage, PlanPage

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sight:
    """A plan or a document whose execution a person may see, and whether the person manages it."""

    page: PlanPage | OrderPage
    manages: bool

    def frame(self, own_address: str) -> dict[str, Any]:
        """Return what the frame around a page on the execution shows; `own_address` is that page's last part."""
        way = [*self.page.breadcrumbs, self.page]
        return {"page": self.page, "sight": self, "own_address": own_address, "breadcrumbs": way}


def may_manage(user: object, page: Page) -> bool:
    """Whether the user may change the page: reminds others, notes what was done, sees what is not for everybody."""
    return bool(page.permissions_for_user(user).can_edit())


def is_open(page: PlanPage | OrderPage) -> bool:
    """Whether everybody may see how the page is carried out."""
    return page.execution_is_public and page.catalog_entries.filter(fragment="").exists()


def sight_at(request: HttpRequest, path: str) -> Sight | HttpResponseBase:
    """Return the plan or the document at a path; who has not signed in is led to the login.

    Raises Http404 where there is none to be seen, PermissionDenied (logged) for who may read the page but not this.
    """
    route = Page.route_for_request(request, path)
    page = route.page.specific if route else None
    if not isinstance(page, PlanPage | OrderPage):
        raise Http404(_("Такой страницы нет."))
    if may_manage(request.user, page):
        return Sight(page, manages=True)
    if is_open(page):
        return Sight(page, manages=False)
    if not page.catalog_entries.exists():
        raise Http404(_("Такой страницы нет."))
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    logger.warning("refused: user %s does not see the execution of page %s", request.user.pk, page.pk)
    raise PermissionDenied(_("Как это выполняется, видят только те, кто меняет документ."))
