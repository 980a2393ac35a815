"""What plans answer to programs, found by the API's plugin: `@items` of a plan, `@calendar` of anything."""

from plans.restapi import calendar, items

__all__ = ["calendar", "items"]
