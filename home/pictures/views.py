"""In the admin: taking a picture off when a consent is withdrawn, and the list of those that were."""

import logging
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page

from home.models import Picture, WithdrawnPicture
from home.pictures.withdrawing import copies_of, withdraw
from search.catalog import pages_with_picture

logger = logging.getLogger(__name__)

WITHDRAW, SEE = "home.add_withdrawnpicture", "home.view_withdrawnpicture"


class WithdrawalForm(forms.Form):
    """Why a picture is taken off."""

    reason = forms.CharField(
        label=_("Основание"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Чьё обращение и от какого числа. Фамилию ребёнка писать не нужно."),
    )


class WithdrawView(WagtailAdminTemplateMixin, FormView):
    """Say where a picture stands, ask for the reason, take it off. A refusal is logged."""

    form_class = WithdrawalForm
    template_name = "home/pictures/withdraw.html"
    page_title = _("Отзыв согласия")
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not take pictures off."""
        if not request.user.has_perm(WITHDRAW):
            logger.warning("refused: user %s may not withdraw picture %s", request.user.pk, kwargs["pk"])
            raise PermissionDenied
        self.picture = get_object_or_404(Picture, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the picture, its copies, and the pages that lose them."""
        copies = copies_of(self.picture)
        pages = Page.objects.filter(pk__in=set().union(*map(pages_with_picture, copies))).order_by("title")
        return super().get_context_data(**kwargs, picture=self.picture, copies=copies, pages=pages)

    def form_valid(self, form: WithdrawalForm) -> HttpResponse:
        """Take it off, and show the list."""
        user: Any = self.request.user
        withdraw([self.picture], user.get_full_name() or user.get_username(), form.cleaned_data["reason"])
        messages.success(self.request, _g("Фотография снята отовсюду, её файлы удалены."))
        return redirect("withdrawn_pictures:index")


class WithdrawnPicturesView(ReportView):
    """Who took which pictures off, when, why, and from where."""

    model = WithdrawnPicture
    page_title = _("Снятые фотографии")
    header_icon = "image"
    index_url_name = "withdrawn_pictures:index"
    index_results_url_name = "withdrawn_pictures:results"
    is_searchable = False
    columns = [
        Column("number", label=_("Номер")),
        DateColumn("withdrawn_at", label=_("Когда")),
        Column("by", label=_("Кто")),
        Column("reason", label=_("Основание")),
        Column("page_titles", label=_("Где стояла")),
    ]
    list_export = ["number", "withdrawn_at", "by", "reason", "page_titles"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not see the list."""
        if not request.user.has_perm(SEE):
            logger.warning("refused: user %s may not see withdrawn pictures", request.user.pk)
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_queryset(self) -> QuerySet[WithdrawnPicture]:
        """Return all of them, the newest first."""
        return WithdrawnPicture.objects.all()


class WithdrawnPicturesMenuItem(MenuItem):
    """The list's place among the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether one may see the list."""
        return bool(request.user.has_perm(SEE))


class WithdrawnPicturesViewSet(ViewSet):
    """The addresses of both in the admin."""

    name = "withdrawn_pictures"
    url_prefix = "withdrawn-pictures"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the list and the question."""
        return [
            path("", WithdrawnPicturesView.as_view(), name="index"),
            path("results/", WithdrawnPicturesView.as_view(results_only=True), name="results"),
            path("withdraw/<int:pk>/", WithdrawView.as_view(), name="withdraw"),
        ]


def menu_item() -> MenuItem:
    """Return the list's place in the menu."""
    return WithdrawnPicturesMenuItem(
        _("Снятые фотографии"),
        reverse("withdrawn_pictures:index"),
        name="withdrawn-pictures",
        icon_name="image",
        order=1200,
    )
