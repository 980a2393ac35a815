"""How a visitor reads: size, spacing, colours and pictures, chosen in a form and kept in a cookie."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

COOKIE = "reading"
COOKIE_DAYS = 365
SEPARATOR = "."
NO_PICTURES = "no-pictures"


class ReadingForm(forms.Form):
    """Four choices; the first of each is the usual page."""

    size = forms.ChoiceField(
        label=_("Размер букв"),
        choices=[("", _("Обычный")), ("large", _("Крупный")), ("huge", _("Очень крупный"))],
        required=False,
        widget=forms.RadioSelect,
    )
    spacing = forms.ChoiceField(
        label=_("Промежутки"),
        choices=[("", _("Обычные")), ("wide", _("Увеличенные"))],
        required=False,
        widget=forms.RadioSelect,
    )
    contrast = forms.ChoiceField(
        label=_("Цвета"),
        choices=[
            ("", _("Как на устройстве")),
            ("black-on-white", _("Чёрным по белому")),
            ("white-on-black", _("Белым по чёрному")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    pictures = forms.ChoiceField(
        label=_("Картинки"),
        choices=[("", _("Показывать")), (NO_PICTURES, _("Не показывать"))],
        required=False,
        widget=forms.RadioSelect,
    )


def reading_classes(request: HttpRequest) -> str:
    """Return the classes of the `html` element that the visitor's cookie asks for; nonsense asks for nothing."""
    known = {value for field in ReadingForm.base_fields.values() for value, _label in field.choices}  # type: ignore[attr-defined]
    chosen = request.COOKIES.get(COOKIE, "").split(SEPARATOR)
    return " ".join(f"reading-{value}" for value in chosen if value and value in known)


def shows_pictures(request: HttpRequest) -> bool:
    """Return whether the visitor wants to see pictures."""
    return NO_PICTURES not in request.COOKIES.get(COOKIE, "").split(SEPARATOR)


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest) -> HttpResponse:
    """Show the form, or keep what was chosen and lead back to the page from which the visitor came."""
    back = _back(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        form = ReadingForm(initial=_chosen(request))
        return render(request, "home/reading.html", {"form": form, "back": back})
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return render(request, "home/reading.html", {"form": form, "back": back}, status=400)
    response = HttpResponseRedirect(back)
    chosen = SEPARATOR.join(value for value in form.cleaned_data.values() if value)
    if chosen:
        response.set_cookie(
            COOKIE,
            chosen,
            max_age=COOKIE_DAYS * 86_400,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    else:
        response.delete_cookie(COOKIE)
    return response


def _chosen(request: HttpRequest) -> dict[str, Any]:
    values = request.COOKIES.get(COOKIE, "").split(SEPARATOR)
    return {
        name: next((value for value, _label in field.choices if value and value in values), "")  # type: ignore[attr-defined]
        for name, field in ReadingForm.base_fields.items()
    }


def _back(request: HttpRequest, address: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours and address.startswith(("/", "http")) else "/"
