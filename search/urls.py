"""Addresses of what is found by hashtag and by words, and of the feeds, calendars and maps made of it."""

from django.urls import path, re_path

from search import sitemap, views
from search.calendars import pages as calendar_pages
from search.calendars import views as calendars
from search.feeds import views as feeds
from search.suggestions import suggest

# A page's own address: one slash a turn, so that the time to match is linear in the length.
_PAGE = r"^(?P<path>(?:[\w-]+/)*)"
_FEED = r"feed\.(?P<ending>rss|atom|json)\Z"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest/", suggest, name="suggest"),
    re_path(rf"^search/{_FEED}", feeds.search_feed, name="search_feed"),
    path("hashtags/", views.hashtag_index, name="hashtags"),
    path("hashtags/<str:name>/", views.hashtag_page, name="hashtag"),
    re_path(rf"^hashtags/(?P<name>[^/]+)/{_FEED}", feeds.hashtag_feed, name="hashtag_feed"),
    path("hashtags/<str:name>/calendar.ics", calendars.hashtag_calendar, name="hashtag_calendar"),
    path("hashtags/<str:name>/calendar/", calendar_pages.hashtag_calendar_page, name="hashtag_calendar_page"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    re_path(r"^sitemap-(?P<number>[0-9]{1,4})\.xml\Z", sitemap.part, name="sitemap_part"),
    re_path(rf"{_PAGE}{_FEED}", feeds.page_feed, name="page_feed"),
    re_path(rf"{_PAGE}calendar\.ics\Z", calendars.page_calendar, name="page_calendar"),
    re_path(rf"{_PAGE}calendar/\Z", calendar_pages.page_calendar_page, name="page_calendar_page"),
]
