"""What plans answer to programs, found by the API's plugin: `@items`, `@amendments`, `@calendar`; own fields."""

from plans.restapi import amendments, calendar, items, report_parts

__all__ = ["amendments", "calendar", "items", "report_parts"]
