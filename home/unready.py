"""What the admin says where a page cannot be published as it is. Wagtail's own views would answer with a failure."""

import logging
from collections.abc import Callable, Iterator

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.models import Page

# Codes of mistakes whose words do not say what they are about.
BARE = {"blank", "null", "required"}

logger = logging.getLogger(__name__)


class UnreadyPages:
    """Middleware. Approving in a window, publishing many at once: a page is refused by itself, and leads back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the way back with what is missing in words; None for other failures and elsewhere."""
        admin = reverse("wagtailadmin_home")
        is_of_admin = request.method == "POST" and request.path.startswith(admin)
        if not isinstance(exception, ValidationError) or not is_of_admin:
            return None
        logger.warning("not published: %s at %s", exception, request.path)
        said = " ".join(dict.fromkeys(_sentences(exception, request)))
        messages.error(request, _("Страница не опубликована, ничего не изменилось. %s") % said)
        back = _way_back(request, admin)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": back})  # so Wagtail's window closes
        return redirect(back)


def _sentences(exception: ValidationError, request: HttpRequest) -> Iterator[str]:
    """Yield what is wrong; what only says that something is missing says what."""
    if not hasattr(exception, "error_dict"):
        yield from exception.messages
        return
    labels = _labels(request)
    for name, errors in exception.error_dict.items():
        for error in errors:
            label = labels.get(name, name) if error.code in BARE else ""
            yield from (f"«{label}»: {said}" if label else said for said in error.messages)


def _labels(request: HttpRequest) -> dict[str, str]:
    """Return what the fields of the pages are called that the address names."""
    match = request.resolver_match
    named = [match.kwargs.get("page_id") if match else None, *request.GET.getlist("id")]
    ids = [str(each) for each in named if each and str(each).isdecimal()]
    models = {page.specific_class for page in Page.objects.filter(pk__in=ids)} - {None}
    fields = [field for model in models for field in model._meta.fields]
    return {field.name: str(field.verbose_name) for field in fields}


def _way_back(request: HttpRequest, admin: str) -> str:
    """Return the page that has sent the form, if it is one of ours."""
    for address in (request.POST.get("next"), request.GET.get("next"), request.headers.get("referer")):
        if address and url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
            return address
    return admin
