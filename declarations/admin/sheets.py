"""The page where a sheet of follow-ups is brought in, by the same function as the command."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from ..following.sheets import COLUMNS, import_sheet, read_sheet

#: Bytes of the largest sheet that is taken.
LARGEST = 10 * 1024 * 1024


class SheetForm(forms.Form):
    sheet = forms.FileField(label="Sheet", help_text="CSV (UTF-8) or XLSX, at most 10 MB")
    publish = forms.BooleanField(label="Publish what comes in", required=False)

    def __init__(self, *args, may_publish: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["publish"]

    def clean_sheet(self):
        """The rows of the sheet."""
        file = self.cleaned_data["sheet"]
        if file.size > LARGEST:
            raise ValidationError("The sheet is larger than 10 MB. Split it.")
        return read_sheet(file.read())


class BringsSheetsIn:
    """Adds the page to the curators' list of follow-ups."""

    change_list_template = "admin/declarations/followup/change_list.html"

    def get_urls(self):
        page = path("sheet/", self.admin_site.admin_view(self.sheet_view), name="declarations_followup_sheet")
        return [page, *super().get_urls()]

    def sheet_view(self, request):
        """Looks at a sheet, or brings it in; what became of each row is shown."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        may_publish = self.has_publish_permission(request)
        form = SheetForm(request.POST or None, request.FILES or None, may_publish=may_publish)
        report = None
        if request.method == "POST" and form.is_valid():
            report = import_sheet(
                form.cleaned_data["sheet"],
                by=request.user,
                to_publish=form.cleaned_data.get("publish", False),
                dry_run="_look" in request.POST,
            )
            if report.was_saved and not report.refused:
                self.message_user(request, report.in_words(), messages.SUCCESS)
                return redirect("admin:declarations_followup_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": "Bring in a sheet of follow-ups",
            "opts": self.opts,
            "form": form,
            "report": report,
            "columns": COLUMNS,
        }
        return TemplateResponse(request, "admin/declarations/followup/sheet.html", context)
