"""The addresses below /api/."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView

from . import views
from .documentation import Documentation

urlpatterns = [
    path("", views.Start.as_view(), name="api"),
    path("declarations/", views.Declarations.as_view(), name="api-declarations"),
    path("declarations/<int:number>/", views.Declaration.as_view(), name="api-declaration"),
    path("cases/", views.Cases.as_view(), name="api-cases"),
    path("cases/<slug:slug>/", views.Case.as_view(), name="api-case"),
    path("signatories/", views.Signatories.as_view(), name="api-signatories"),
    path("signatories/<slug:slug>/", views.Signatory.as_view(), name="api-signatory"),
    path("follow-ups/", views.FollowUps.as_view(), name="api-follow-ups"),
    path("follow-ups/<int:pk>/", views.FollowUp.as_view(), name="api-follow-up"),
    path("signatures/", views.Signatures.as_view(), name="api-signatures"),
    path("communications/", views.Communications.as_view(), name="api-communications"),
    path("communications/<int:pk>/", views.Communication.as_view(), name="api-communication"),
    path("states/", views.States.as_view(), name="api-states"),
    path("sources/", views.Sources.as_view(), name="api-sources"),
    path("search/", views.Search.as_view(), name="api-search"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("documentation/", Documentation.as_view(), name="api-documentation"),
    re_path("", views.Nowhere.as_view()),
]
