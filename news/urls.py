"""Where a school reports and says what it has done."""

from django.urls import path

from news.completing import views as completing
from news.reporting import views

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/new/", views.new, name="report_new"),
    path("reports/<int:pk>/", views.form, name="report_form"),
    path("reports/done/<uuid:uid>/", completing.close, name="complete"),
    path("reports/done/<int:pk>/take-back/", completing.take_back, name="completion_take_back"),
    path("reports/done/<int:pk>/proof/", completing.proof, name="completion_proof"),
]
