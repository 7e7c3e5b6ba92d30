"""The public addresses. They are a contract: a citation of a page must hold for years."""

from django.urls import include, path, re_path

from .views.cases import CaseDetail, CaseList
from .views.declarations import DeclarationDetail, DeclarationList, EditionDownload
from .views.follow_ups import FollowUpList
from .views.home import Home, healthz
from .views.search import SearchList
from .views.signatories import SignatoryDetail, SignatoryList

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("declarations/", DeclarationList.as_view(), name="declarations"),
    path("declarations/<int:number>/", DeclarationDetail.as_view(), name="declaration"),
    re_path(
        r"^declarations/(?P<number>[0-9]+)/editions/(?P<sha256>[0-9a-f]{64})/$",
        EditionDownload.as_view(),
        name="edition",
    ),
    path("signatories/", SignatoryList.as_view(), name="signatories"),
    path("signatories/<slug:slug>/", SignatoryDetail.as_view(), name="signatory"),
    path("cases/", CaseList.as_view(), name="cases"),
    path("cases/<slug:slug>/", CaseDetail.as_view(), name="case"),
    path("follow-ups/", FollowUpList.as_view(), name="follow-ups"),
    path("search/", SearchList.as_view(), name="search"),
    path("api/", include("declarations.api.urls")),
    path("healthz", healthz, name="healthz"),
]
