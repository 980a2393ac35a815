"""What plans answer to programs, found by the API's plugin: `@items` of a plan, `@calendar` of anything; own fields."""

from plans.restapi import calendar, items, report_parts

__all__ = ["calendar", "items", "report_parts"]
