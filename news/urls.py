"""Where a school reports."""

from django.urls import path

from news.reporting import views

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/new/", views.new, name="report_new"),
    path("reports/<int:pk>/", views.form, name="report_form"),
]
