"""Enrolling in the admin: one organisation by a form, an invitation sent again, and where it leads to."""

import logging
from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordResetConfirmView
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.enrolling.enrolling import Enrolled, Enroller
from home.enrolling.forms import EnrolmentForm
from home.enrolling.invitations import InvitationNotSent, InvitationTokens, invite, is_invitable
from home.models import OrganisationPage

logger = logging.getLogger(__name__)

LISTING = f"{OrganisationPage._meta.app_label}_{OrganisationPage._meta.model_name}"

# Who makes users and their groups makes organisations, which bring both.
RIGHTS = ("auth.add_user", "auth.change_user", "auth.add_group")


def may_enrol(user: Any) -> bool:
    """Whether the user may enrol organisations and invite editors."""
    return bool(user.is_active and user.has_perms(RIGHTS))


class EnrollingView(WagtailAdminTemplateMixin, View):
    """A page for whoever may enrol; a refusal is logged."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not."""
        if not may_enrol(request.user):
            logger.warning("refused: user %s may not enrol organisations or invite", request.user.pk)
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EnrolView(EnrollingView):
    """One form: an organisation and its first editor."""

    page_title = _("Завести организацию")
    header_icon = "group"
    template_name = "home/enrolling/enrol.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the listing."""
        listing = {"url": reverse(f"{LISTING}_modeladmin_index"), "label": _g("Организации")}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, form: EnrolmentForm | None = None) -> HttpResponse:
        """Show the form."""
        return self.render_to_response(self.get_context_data(form=form or EnrolmentForm()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Enrol the organisation and invite its editor; one that is there already is for its page's own form."""
        form = EnrolmentForm(request.POST)
        if not form.is_valid():
            return self.get(request, form)
        enroller = Enroller(request.user)
        try:
            if enroller.knows(form.cleaned_data["title"]):
                raise ValidationError(_g("Организация с таким названием уже есть."))
            enrolled = enroller.enrol(form.said)
        except ValidationError as error:
            form.add_error(None, error)
            return self.get(request, form)
        _tell(request, enrolled)
        return redirect("wagtailadmin_explore", enrolled.page.pk)


class InviteView(EnrollingView):
    """Send a user another invitation."""

    page_title = _("Пригласить ещё раз")
    header_icon = "mail"
    template_name = "home/enrolling/invite.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask whether to send it."""
        user = get_object_or_404(User, pk=pk)
        context = self.get_context_data(invited=user, is_due=is_invitable(user))
        return self.render_to_response(context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send it, and say what has become of it."""
        user = get_object_or_404(User, pk=pk)
        _invite(request, user)
        return redirect("wagtailusers_users:edit", user.pk)


class InvitationView(PasswordResetConfirmView):
    """Where an invitation leads: two fields for a password, then the admin. The link is good until that.

    Who must have a second factor is led on to it by `home.entrance.door`.
    """

    token_generator = InvitationTokens()
    template_name = "home/enrolling/invitation.html"
    title = _("Придумайте пароль")
    success_url = reverse_lazy("wagtailadmin_home")

    def get_user(self, uidb64: str) -> User | None:
        """Return the user, None for one who has a password already or may not come in."""
        user: User | None = super().get_user(uidb64)
        return user if user is not None and is_invitable(user) else None

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the password, and sign its owner in as with every password."""
        super().form_valid(form)
        credentials = {"username": form.user.get_username()}
        login = Login(user=form.user, redirect_url=str(self.success_url))
        return perform_password_login(self.request, credentials, login)


def urls() -> list[URLPattern]:
    """Return the addresses for Wagtail's admin."""
    return [
        path("organisations/enrol/", EnrolView.as_view(), name="enrol_organisation"),
        path("invitations/<int:pk>/", InviteView.as_view(), name="invite_user"),
    ]


def _tell(request: HttpRequest, enrolled: Enrolled) -> None:
    text = _g("Организация «%s» заведена: у неё есть страница, папка для файлов и группа редакторов.")
    messages.success(request, text % enrolled.page.title)
    if enrolled.editor and is_invitable(enrolled.editor):
        _invite(request, enrolled.editor)
    elif enrolled.editor:
        told = _g("Пользователь %s уже есть: он добавлен в группу редакторов и войдёт со своим паролем.")
        messages.success(request, told % enrolled.editor.get_username())


def _invite(request: HttpRequest, user: User) -> None:
    try:
        invite(user, request.user)  # type: ignore[arg-type]
    except InvitationNotSent as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _g("Приглашение отправлено на %s.") % user.email)
