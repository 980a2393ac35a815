"""Wagtail's app of users, with our views of them."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Users whom an administrator may invite again."""

    user_viewset = "home.enrolling.viewset.InvitingUserViewSet"
