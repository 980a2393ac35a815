"""Wagtail's editor of a user, with a way to invite who has not chosen a password yet."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import EditView, UserViewSet

from home.enrolling.invitations import is_invitable
from home.enrolling.views import may_enrol


class InvitingEditView(EditView):
    """The editor of a user."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Wagtail's buttons, and the invitation's where it is due."""
        buttons: list[Button] = [*super().header_more_buttons]
        if is_invitable(self.object) and may_enrol(self.request.user):
            url = reverse("invite_user", args=[self.object.pk])
            buttons.append(Button(_("Пригласить ещё раз"), url=url, icon_name="mail", priority=5))
        return buttons


class InvitingUserViewSet(UserViewSet):
    """Users in the admin."""

    edit_view_class = InvitingEditView
