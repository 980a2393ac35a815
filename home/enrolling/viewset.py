"""Wagtail's users, with a way to invite who has not chosen a password yet, and with their second factors."""

from typing import Any

from django.contrib.auth.password_validation import password_validators_help_text_html
from django.db.models import QuerySet
from django.forms import ModelForm
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import Button
from wagtail.users.forms import UserEditForm
from wagtail.users.views.users import EditView, IndexView, UserViewSet

from home.enrolling.invitations import is_invitable
from home.enrolling.views import may_enrol
from home.entrance.requirement import HAS_SECOND_FACTOR, has_second_factor, may_take_away


class InvitingIndexView(IndexView):
    """The listing of users; a column says whose login asks for a code."""

    @cached_property
    def columns(self) -> list[Column]:
        """Wagtail's columns, and ours before the last one."""
        columns: list[Column] = [*super().columns]
        columns.insert(-1, BooleanColumn("has_code", label=_("Вход с кодом"), width="10%"))
        return columns

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the users, each with what the column says."""
        users: QuerySet[Any] = super().get_base_queryset()
        return users.annotate(has_code=HAS_SECOND_FACTOR)


class RulesToldForm(UserEditForm):
    """Wagtail's form of a user, with the rules of passwords told before one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        password = self.fields["password1"]
        password.help_text = format_html("{}{}", password.help_text, password_validators_help_text_html())


class InvitingEditView(EditView):
    """The editor of a user."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Wagtail's buttons, the invitation's where it is due, and the end of a second factor."""
        buttons: list[Button] = [*super().header_more_buttons]
        if is_invitable(self.object) and may_enrol(self.request.user):
            url = reverse("invite_user", args=[self.object.pk])
            buttons.append(Button(_("Пригласить ещё раз"), url=url, icon_name="mail", priority=5))
        if may_take_away(self.request.user, self.object) and has_second_factor(self.object):
            url = reverse("take_second_factor_away", args=[self.object.pk])
            buttons.append(Button(_("Отключить вход с кодом"), url=url, icon_name="key", priority=6))
        return buttons


class InvitingUserViewSet(UserViewSet):
    """Users in the admin."""

    index_view_class = InvitingIndexView
    edit_view_class = InvitingEditView

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        """Return the form of a new user, or of one who is there."""
        return RulesToldForm if for_update else super().get_form_class()
