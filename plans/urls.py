"""Addresses beside those of plans and documents themselves."""

from django.urls import re_path

from plans.amending.views import changes

urlpatterns = [
    re_path(r"^(?P<path>(?:[\w-]+/)*)changes/\Z", changes, name="plan_changes"),
]
