"""What a page is called in the admin's lists, messages and choosers."""

from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from home.reach.rights import works_with


def install() -> None:
    """Let every page be called so: Wagtail shows the title of its newest draft to everybody."""
    Page.get_admin_display_title = title_in_admin


def title_in_admin(page: Page) -> str:
    """Return the title as drafts have it to who works with the page, as the public knows it to others.

    The admin asks in its log context, which knows the user; where nobody is known, nobody is shown it.
    """
    title = str(page.draft_title or page.title)
    user = get_active_log_context().user
    if title == page.title or user is None or works_with(user, page):
        return title
    return str(page.title)
