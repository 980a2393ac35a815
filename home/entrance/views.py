"""allauth's views, as far as this site has use for them, and the admin's question before a second factor goes."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import IndexView
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.entrance.requirement import check_taking_away, has_second_factor, is_due, is_required, take_away


class SignInView(LoginView):
    """The only place where people sign in. Who works in the admin and is in already goes on there."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the form; also to who is in and was sent here by a closed page: to be somebody else."""
        if request.user.has_perm("wagtailadmin.access_admin"):
            target = self.get_authenticated_redirect_url()
            if target.startswith(reverse("wagtailadmin_home")):
                return HttpResponseRedirect(target)
        answer: HttpResponseBase = super().get(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on with the right password; who was in before goes out, so that the second step is the new one's."""
        if self.request.user.is_authenticated:
            logout(self.request)
        answer: HttpResponse = super().form_valid(form)
        return answer


class SecondFactorView(IndexView):
    """What one has of second factors, and the ways to all else about them."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether it may be switched off, and whether it is waited for."""
        user = self.request.user
        found = {"is_required": is_required(user), "is_due": is_due(user), "is_on": has_second_factor(user)}
        context: dict[str, Any] = super().get_context_data(**kwargs, **found)
        return context


class TakeAwayView(WagtailAdminTemplateMixin, View):
    """An administrator takes the second factor away from somebody who has lost the telephone."""

    page_title = _("Отключить вход с кодом")
    header_icon = "key"
    template_name = "home/entrance/take_away.html"

    def dispatch(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not."""
        self.owner = get_object_or_404(User, pk=pk)
        check_taking_away(request.user, self.owner)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask whether to."""
        context = self.get_context_data(owner=self.owner, is_on=has_second_factor(self.owner))
        return self.render_to_response(context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it, and say what has become of it."""
        name = self.owner.get_username()
        if take_away(self.owner, request.user):
            messages.success(request, _g("Вход с кодом у пользователя %s отключён.") % name)
        else:
            messages.warning(request, _g("У пользователя %s вход с кодом не включён.") % name)
        return redirect("wagtailusers_users:edit", self.owner.pk)
