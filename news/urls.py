"""Where a school reports and says what it has done, and where one sees how plans are carried out."""

from django.urls import path, re_path

from news.board import views as board
from news.completing import views as completing
from news.rating import views as rating
from news.reporting import views
from news.summary import views as summary

# A page's own address: one slash a turn, so that the time to match is linear in the length.
_PAGE = r"^(?P<path>(?:[\w-]+/)*)"

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/new/", views.new, name="report_new"),
    path("reports/<int:pk>/", views.form, name="report_form"),
    path("reports/done/<uuid:uid>/", completing.close, name="complete"),
    path("reports/done/<int:pk>/take-back/", completing.take_back, name="completion_take_back"),
    path("reports/done/<int:pk>/proof/", completing.proof, name="completion_proof"),
    re_path(rf"{_PAGE}execution/\Z", board.execution, name="execution"),
    re_path(rf"{_PAGE}summary/\Z", summary.summary_page, name="summary"),
    re_path(rf"{_PAGE}summary\.json\Z", summary.summary_json, name="summary_json"),
    re_path(rf"{_PAGE}summary\.(?P<ending>docx|xlsx)\Z", summary.summary_file, name="summary_file"),
    re_path(rf"{_PAGE}rating/\Z", rating.rating, name="rating"),
    re_path(rf"{_PAGE}rating/diploma\.pdf\Z", rating.diploma, name="rating_diploma"),
]
