"""Addresses of the API. A project writes `path("", include("restapi.urls"))` just before Wagtail's own."""

from django.urls import re_path
from wagtail import urls as wagtail_urls

from restapi import views

# Wagtail's forms for passwords and logins have addresses that look like pages; they come first here too.
_wagtail_forms = [pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"]

# One slash a turn: the time to match is linear in the length of the address.
_PATH = r"(?P<path>(?:[^/@]*/)*)"
_SERVICE = r"@(?P<address>[^/]+(?:/[^/]+)*)/?"

urlpatterns = [
    re_path(rf"^\+\+api\+\+/{_PATH}{_SERVICE}\Z", views.service, name="restapi_service_of_api"),
    re_path(r"^\+\+api\+\+(?P<path>(?:/(?s:.*))?)\Z", views.content_only, name="restapi_content"),
    re_path(rf"^{_PATH}{_SERVICE}\Z", views.service, name="restapi_service"),
    *_wagtail_forms,
    re_path(wagtail_urls.serve_pattern, views.page, name="restapi_page"),
]
