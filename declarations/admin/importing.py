"""Documents brought in on a page: first only to look, then to save. The work is that of the command."""

import re
import secrets
import shutil
import time
from dataclasses import replace
from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from .. import importing
from ..importing.sources import LARGEST_DOCUMENT
from ..roles import IMPORT

#: Documents that were looked at and never saved are removed after a day, in seconds.
KEPT_FOR = 24 * 60 * 60
TOKEN = re.compile(r"[0-9a-f]{32}")


class ImportForm(forms.Form):
    """One document, or an archive of many; or the document that was looked at a moment ago, by its token."""

    document = forms.FileField(
        required=False, help_text="A declaration as PDF, web page, Word or text file, or a .zip archive of many"
    )
    token = forms.RegexField(TOKEN, required=False, widget=forms.HiddenInput)
    source_url = forms.URLField(
        required=False, assume_scheme="https", label="Published at", help_text="Empty if the document says so itself"
    )

    def clean_document(self):
        upload = self.cleaned_data["document"]
        if upload and upload.size > LARGEST_DOCUMENT:
            raise forms.ValidationError(f"A document has at most {LARGEST_DOCUMENT // 1024 // 1024} MB.")
        return upload

    def clean(self):
        said = super().clean()
        if not self.errors and not said.get("document") and not said.get("token"):
            raise forms.ValidationError("Choose a document.")
        return said


def waiting_room() -> Path:
    """Where documents wait between the look and the saving."""
    return Path(settings.MEDIA_ROOT) / "waiting"


def keep(upload) -> str:
    """Puts an uploaded document into the waiting room under a token of its own, and clears out what is old there."""
    room = waiting_room()
    room.mkdir(parents=True, exist_ok=True)
    for folder in room.iterdir():
        if folder.stat().st_mtime < time.time() - KEPT_FOR:
            shutil.rmtree(folder, ignore_errors=True)
    token = secrets.token_hex(16)
    folder = room / token
    folder.mkdir(mode=0o700)
    # Django has taken any folders out of the name that the browser gave.
    with (folder / upload.name).open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return token


def documents_of(token: str) -> list[importing.Document]:
    """The documents that wait under a token, called as they were uploaded; none where it was cleared out."""
    folder = waiting_room() / token
    if not folder.is_dir():
        return []
    return [
        replace(document, source=document.source.removeprefix(f"{folder}/"))
        for path in folder.iterdir()
        for document in importing.documents(str(path))
    ]


@admin.site.admin_view
def import_documents(request):
    """Shows what a document would bring in, and saves it once that is asked for."""
    if not request.user.has_perm(IMPORT):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    context = {**admin.site.each_context(request), "title": "Import a declaration", "form": form}
    if request.method == "POST" and form.is_valid():
        context |= looked_at(form, is_to_save=request.POST.get("decision") == "save", user=request.user)
    return render(request, "admin/declarations/desk/import.html", context)


def looked_at(form: ImportForm, is_to_save: bool, user) -> dict:
    """What the page shows of the documents of a valid form, saved or only read."""
    said = form.cleaned_data
    token = keep(said["document"]) if said["document"] else said["token"]
    documents = documents_of(token)
    if not documents:
        form.add_error("document", "This document is not waiting any more. Choose it again.")
        return {}
    if said["source_url"] and len(documents) > 1:
        form.add_error("source_url", f"This is for one document, and these are {len(documents)}.")
        return {}
    reports = [
        importing.import_document(document, source_url=said["source_url"], dry_run=not is_to_save, by=user)
        for document in documents
    ]
    if is_to_save:
        shutil.rmtree(waiting_room() / token, ignore_errors=True)
    can_be_saved = not is_to_save and any(report.outcome in ("created", "updated") for report in reports)
    return {
        "reports": reports,
        "is_saved": is_to_save,
        "can_be_saved": can_be_saved,
        "token": token,
        "source_url": said["source_url"],
    }
