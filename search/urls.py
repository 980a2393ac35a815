"""Addresses of what is found by hashtag and by words."""

from django.urls import path

from search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("hashtags/", views.hashtag_index, name="hashtags"),
    path("hashtags/<str:name>/", views.hashtag_page, name="hashtag"),
]
