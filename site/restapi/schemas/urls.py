"""Addresses of the description. A project writes `path("api/", include("restapi.schemas.urls"))`."""

from django.urls import path

from restapi.schemas import views

urlpatterns = [
    path("openapi.json", views.openapi, name="restapi_openapi"),
    path("docs/", views.docs, name="restapi_docs"),
]
