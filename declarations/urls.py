"""The public addresses. They are a contract: a citation of a page must hold for years."""

from django.urls import include, path, re_path

from .views.cases import CaseDetail, CaseList
from .views.communications import CommunicationDetail, CommunicationList
from .views.declarations import DeclarationDetail, DeclarationList, EditionDownload
from .views.follow_ups import FollowUpList
from .views.guide import GuideIndex, GuidePage, StyleGuide, Words
from .views.home import Home, healthz
from .views.overviews import GroupOverview, YearOverview
from .views.pictures import PictureDownload
from .views.published import CaseHistory
from .views.search import SearchList
from .views.signatories import SignatoryDetail, SignatoryList
from .views.signatures import SignatureList
from .views.sources import SourceList
from .views.states import StateDetail, StateList
from .views.suggestions import Suggestions

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
    path("cases/<slug:slug>/history/", CaseHistory.as_view(), name="case-history"),
    path("follow-ups/", FollowUpList.as_view(), name="follow-ups"),
    path("communications/", CommunicationList.as_view(), name="communications"),
    path("communications/<int:pk>/", CommunicationDetail.as_view(), name="communication"),
    path("states/", StateList.as_view(), name="states"),
    re_path(r"^states/(?P<code>[A-Za-z]{2})/$", StateDetail.as_view(), name="state"),
    path("groups/", GroupOverview.as_view(), name="groups"),
    path("years/", YearOverview.as_view(), name="years"),
    path("sources/", SourceList.as_view(), name="sources"),
    path("signatures/", SignatureList.as_view(), name="signatures"),
    re_path(r"^pictures/(?P<name>[a-z-]+)\.(?P<format>svg|csv)$", PictureDownload.as_view(), name="picture"),
    path("search/", SearchList.as_view(), name="search"),
    path("search/suggest/", Suggestions.as_view(), name="suggestions"),
    path("guide/", GuideIndex.as_view(), name="guides"),
    path("guide/words/", Words.as_view(), name="words"),
    path("guide/<slug:name>/", GuidePage.as_view(), name="guide"),
    path("style/", StyleGuide.as_view(), name="style"),
    path("api/", include("declarations.api.urls")),
    path("healthz", healthz, name="healthz"),
]
