"""Addresses that every page's frame leads to."""

from django.urls import path

from home import reading

urlpatterns = [path("reading/", reading.reading, name="reading")]
