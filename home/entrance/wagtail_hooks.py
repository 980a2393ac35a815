"""What the admin has of the entrance: a way to one's second factor, and the end of somebody else's."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from home.entrance.noting import SET_UP, SWITCHED_OFF
from home.entrance.requirement import TAKEN_AWAY
from home.entrance.views import TakeAwayView


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the addresses for Wagtail's admin."""
    return [path("second-factor/<int:pk>/", TakeAwayView.as_view(), name="take_second_factor_away")]


@hooks.register("register_account_menu_item")
def offer_second_factor(request: HttpRequest) -> dict[str, str]:
    """Lead from one's own account to one's second factor."""
    text = _g("Кроме пароля сайт будет спрашивать код с вашего телефона.")
    return {"url": reverse("mfa_index"), "label": _g("Вход с кодом"), "help_text": text}


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name what we write into the log."""
    actions.register_action(SET_UP, _("Включить вход с кодом"), _("Вход с кодом включён владельцем"))
    actions.register_action(
        SWITCHED_OFF, _("Отключить свой вход с кодом"), _("Вход с кодом отключён владельцем")
    )
    actions.register_action(
        TAKEN_AWAY, _("Отключить вход с кодом"), _("Вход с кодом отключён администратором")
    )
