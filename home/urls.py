"""Addresses that every page's frame leads to."""

from django.urls import path

from home import reading
from home.enrolling.views import InvitationView
from home.letters.unsubscribing import SwitchOffView

urlpatterns = [
    path("reading/", reading.reading, name="reading"),
    path("invitation/<uidb64>/<token>/", InvitationView.as_view(), name="invitation"),
    path("letters/off/<str:token>/", SwitchOffView.as_view(), name="letters_off"),
]
