"""The site's addresses: the admin, the API, the catalog's pages, and for all the rest the content tree."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.documents import urls as wagtaildocs_urls

from config import wagtail_api
from config.superusers import for_superusers
from home.reach import tags

# Wagtail shows every editor the titles of everybody's drafts here.
PAGE_TYPES = "admin/reports/page-types-usage/"

# Here it offers every editor the tags of everybody's pictures and files.
TAGS = "admin/tag-autocomplete/"

# Wagtail's two own logins, for the admin and for closed pages, ask for no code.
sign_in = RedirectView.as_view(pattern_name="login", query_string=True)

urlpatterns = [
    path(PAGE_TYPES, for_superusers(PageTypesUsageReportView.as_view())),
    path(f"{PAGE_TYPES}results/", for_superusers(PageTypesUsageReportView.as_view(results_only=True))),
    path(TAGS, tags.autocomplete),
    path(f"{TAGS}<slug:app_name>/<slug:model_name>/", tags.autocomplete_of_model),
    path("admin/login/", sign_in),
    path("_util/login/", sign_in),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("home.entrance.urls")),
    path("files/", include(wagtaildocs_urls)),
    path("api/v3/", wagtail_api.urls),
    path("api/", include("restapi.schemas.urls")),
    path("", include("search.urls")),
    path("", include("home.urls")),
    path("", include("plans.urls")),
    path("", include("news.urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include("restapi.urls")),
    path("", include(wagtail_urls)),
]

# A program that asks for JSON is told in JSON that nothing is there.
handler404 = "restapi.views.missing"
