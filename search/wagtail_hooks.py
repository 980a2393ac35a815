"""The press officer's keeping of hashtags in the admin, and what an editor hears about a page's hashtags."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail_modeladmin.options import modeladmin_register

from search.keeper.actions import register_actions
from search.keeper.listing import HashtagAdmin
from search.keeper.viewset import KeeperViewSet
from search.keeper.warning import warn_of_hashtags

modeladmin_register(HashtagAdmin)


@hooks.register("register_admin_viewset")
def register_keeper() -> ViewSet:
    """Let keepers merge hashtags, undo that, and tag many pages at once."""
    return KeeperViewSet()


hooks.register("register_log_actions", register_actions)
hooks.register("after_create_page", warn_of_hashtags)
hooks.register("after_edit_page", warn_of_hashtags)
