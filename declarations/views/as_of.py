"""Pages of one thing that can be asked how it stood on a day."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from ..filters.fields import DateInput, not_to_come
from ..models.follow_ups import today
from .citing import PageCitation
from .lists import AsOf
from .refusals import refusal


class AsOfForm(forms.Form):
    """The one question that a page about one thing takes."""

    as_of = forms.DateField(
        label=_("As of"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=DateInput,
        validators=[not_to_come],
        error_messages={"invalid": _("a day is written as 2019-04-11.")},
    )


class AsOfAsked(AsOf):
    """A page that shows how things stood on the day `?as_of=` gives, or 400 with a sentence for a wrong one."""

    def dispatch(self, request, *args, **kwargs):
        self.form = AsOfForm(request.GET)
        if not self.form.is_valid():
            sentence = " ".join([str(_("This page cannot be shown.")), "as_of:", *self.form.errors["as_of"]])
            return refusal(request, sentence, "400.html", {})
        self.asked_day: date | None = self.form.cleaned_data["as_of"]
        return super().dispatch(request, *args, **kwargs)

    def get_as_of(self) -> date:
        return self.asked_day or today()

    def get_context_data(self, **context):
        is_past = self.get_as_of() < today()
        return super().get_context_data(as_of_form=self.form, asked_day=self.asked_day, is_past=is_past, **context)

    @property
    def site(self) -> str:
        """The beginning of every address of this site."""
        return self.request.build_absolute_uri("/").rstrip("/")

    def citation_of(self, title: str) -> PageCitation:
        """How the page is cited, as it stands on its day."""
        address = f"{self.request.build_absolute_uri(self.request.path)}?as_of={self.get_as_of().isoformat()}"
        return PageCitation(title, self.get_as_of(), address)

    def communications_of(self, row):
        """The communications about a case or declaration that had been issued by then."""
        communications = row.communications.visible_to(self.request.user).as_of(self.get_as_of())
        return communications.select_related("country")
