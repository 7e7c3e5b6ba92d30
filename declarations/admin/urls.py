"""The addresses of the curators' pages that belong to no one model."""

from django.urls import path

from .desk import desk
from .importing import import_documents
from .splitting import split

urlpatterns = [
    path("desk/", desk, name="desk"),
    path("import/", import_documents, name="import"),
    path("split/<str:kind>/<int:key>/", split, name="split"),
]
