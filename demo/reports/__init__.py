"""The photo reports of the town: a year of stories, the newest first."""

from datetime import date

from demo.records import Order, Report
from demo.reports.building import build_report
from demo.reports.late_autumn import STORIES as LATE_AUTUMN
from demo.reports.late_spring import STORIES as LATE_SPRING
from demo.reports.october import STORIES as OCTOBER
from demo.reports.september import STORIES as SEPTEMBER
from demo.reports.spring import STORIES as SPRING
from demo.reports.summer import STORIES as SUMMER
from demo.reports.technical import STORIES as TECHNICAL
from demo.reports.winter import STORIES as WINTER

STORIES = (*SEPTEMBER, *OCTOBER, *LATE_AUTUMN, *WINTER, *SPRING, *LATE_SPRING, *SUMMER, *TECHNICAL)


def build_reports(today: date, orders: tuple[Order, ...]) -> tuple[Report, ...]:
    by_key = {order.key: order for order in orders}
    reports = (build_report(story, today, by_key) for story in STORIES)
    return tuple(
        sorted(reports, key=lambda report: (report.published, report.starts, report.key), reverse=True)
    )
