"""Addresses that every page's frame leads to."""

from django.urls import path

from home import reading
from home.enrolling.views import InvitationView

urlpatterns = [
    path("reading/", reading.reading, name="reading"),
    path("invitation/<uidb64>/<token>/", InvitationView.as_view(), name="invitation"),
]
