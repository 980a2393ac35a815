"""What a site asks for that keeps its hashtags: it has Wagtail's modeladmin, the hashtags' addresses and templates."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail_modeladmin.options import modeladmin_register

from search.keeper.actions import register_actions
from search.keeper.listing import HashtagAdmin
from search.keeper.viewset import KeeperViewSet
from search.keeper.warning import warn_of_hashtags


def register() -> None:
    """Put the listing of hashtags into the admin, and tell editors about their pages' hashtags."""
    modeladmin_register(HashtagAdmin)
    hooks.register("register_admin_viewset", _keeper)
    hooks.register("register_log_actions", register_actions)
    hooks.register("after_create_page", warn_of_hashtags)
    hooks.register("after_edit_page", warn_of_hashtags)


def _keeper() -> ViewSet:
    """Merging, undoing that, and tagging many pages at once."""
    return KeeperViewSet()
