"""What the plugin adds to the admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.users.views import api_tokens

from restapi.models import Delivery, Webhook
from restapi.telling.admin import front_end
from restapi.telling.admin.deliveries import DeliveryViewSet
from restapi.telling.admin.notice import SwitchedOff
from restapi.telling.admin.webhooks import WebhookViewSet
from restapi.tokens.viewset import TokenViewSet

# Wagtail registers the class of this name, and has no setting for another one.
api_tokens.APITokenViewSet = TokenViewSet

register_permission_policy(Delivery, ModelPermissionPolicy(Webhook))
hooks.register("register_admin_urls", front_end.urls)
hooks.register("register_page_header_buttons", front_end.header_buttons)


@hooks.register("register_admin_viewset")
def register_webhooks() -> list[ViewSet]:
    """Let administrators manage webhooks, and see how their deliveries went."""
    return [DeliveryViewSet(), WebhookViewSet()]


@hooks.register("construct_homepage_panels")
def say_what_is_switched_off(request: HttpRequest, panels: list[Any]) -> None:
    """Say on the first page of the admin which webhooks were switched off."""
    panels.append(SwitchedOff())
