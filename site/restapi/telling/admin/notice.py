"""The admin's first page says of webhooks that were switched off."""

from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from restapi.models import Webhook


class SwitchedOff(Component):
    """A notice for who may switch them on again; nothing while all work."""

    name = "restapi_webhooks"
    template_name = "restapi/webhooks/notice.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the webhooks, to those who have the right to change them."""
        may_change = policy_registry.get_by_type(Webhook).user_has_permission(
            parent_context["request"].user, "change"
        )
        return {"webhooks": Webhook.objects.exclude(switched_off_at=None) if may_change else []}
