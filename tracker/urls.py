"""The root of the addresses."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("admin/", include("declarations.admin.urls")),
    path("admin/", admin.site.urls),
    # Where browsers look on pages that name no icon, such as those of the admin.
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}declarations/favicon.svg")),
    path("", include("declarations.urls")),
]
