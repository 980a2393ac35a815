"""The way from the admin to the reports of one's organisation, and what the admin says of a report that was saved."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from news.board import viewset as board
from news.completing.completing import register_log_actions
from news.models import EventReportPage
from news.personal_data import warnings
from news.reporting.desk import may_report
from news.reviewing.previews import make_of_changed
from news.reviewing.viewset import ReviewViewSet, menu_item
from news.reviewing.warning import warn_of_unpublished
from news.start.panels import construct, leave_out_counts


class ReportsItem(MenuItem):
    """For those who have an organisation to report from."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether there is one."""
        return may_report(request.user)


@hooks.register("register_admin_menu_item")
def reports_item() -> MenuItem:
    """Lead to the desk of reports, which is made for a phone."""
    return ReportsItem(_("Фотоотчёты"), reverse("reports"), name="reports-desk", icon_name="image", order=90)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_personal_data(request: HttpRequest, page: Page) -> None:
    """Warn of lists of names and of phone numbers; programs are told nothing."""
    report = page.specific
    if isinstance(report, EventReportPage) and request.accepts("text/html"):
        for text in warnings("\n".join([report.title, report.lead, report.text])):
            messages.warning(request, text)


hooks.register("register_admin_viewset", ReviewViewSet)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_admin_viewset", board.ExecutionViewSet)
hooks.register("register_admin_menu_item", board.menu_item)
hooks.register("register_page_header_buttons", board.header_buttons)
hooks.register("before_edit_page", warn_of_unpublished)
hooks.register("after_edit_page", make_of_changed)
hooks.register("construct_homepage_panels", construct)
hooks.register("construct_homepage_summary_items", leave_out_counts, order=100)  # after Wagtail's
hooks.register("register_log_actions", register_log_actions)
