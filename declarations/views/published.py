"""What this site said on a past day, under the address of the page itself: `?as_published_on=2021-05-01`."""

from datetime import date

from django import forms
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from ..filters.fields import DateInput, not_to_come
from ..following.published import said_on, steps_of
from ..models import Case
from ..models.situations import outcome
from ..models.vocabulary import Situation
from .lists import AsOf


class PublishedForm(forms.Form):
    as_published_on = forms.DateField(
        label=_("As published on"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=DateInput,
        validators=[not_to_come],
        error_messages={"invalid": _("a day is written as 2019-04-11.")},
    )


class PublishedOn:
    """A page that also tells what it said on the day `?as_published_on=` gives, or 400 with a sentence."""

    def dispatch(self, request, *args, **kwargs):
        self.published_form = PublishedForm(request.GET)
        if not self.published_form.is_valid():
            sentence = " ".join(self.published_form.errors["as_published_on"])
            return self.refused(f"as_published_on: {sentence}")
        day = self.published_form.cleaned_data["as_published_on"]
        if day and request.GET.get("as_of"):
            return self.refused(_("give either as_of or as_published_on."))
        return self.as_published(day) if day else super().dispatch(request, *args, **kwargs)

    def refused(self, sentence: str):
        refusal = {"refusal": " ".join([str(_("This page cannot be shown.")), str(sentence)])}
        return render(self.request, "400.html", refusal, status=400)

    def get_context_data(self, **context):
        return super().get_context_data(published_form=self.published_form, **context)

    def as_published(self, day: date):
        """The page as it was on `day`."""
        raise NotImplementedError

    def render_published(self, day: date, heading: str, rows: list, **context):
        context |= {"day": day, "as_of": day, "heading": heading, "rows": rows, "published_form": self.published_form}
        return render(self.request, "declarations/published.html", context)

    def rows_said(self, day: date, cases, claims: dict | None = None) -> list[dict]:
        """What was said of each case then; `claims` are those of one declaration, by case."""
        rows = []
        for case, said in zip(cases, said_on(day, cases, self.request.user).values(), strict=True):
            if said.follow_ups or said.citations:
                now = said.values["situation"] or Situation.UNKNOWN
                then = said.values["first_claim"] if claims is None else claims.get(case.pk, "")
                rows.append({"case": case, "said": said, "then": then, "now": now, "outcome": outcome(then, now)})
        return rows


class CaseHistory(AsOf, DetailView):
    """/cases/<slug>/history/: how what is said of a case came about, without names of curators."""

    template_name = "declarations/case_history.html"
    context_object_name = "case"

    def get_object(self, queryset=None):
        return get_object_or_404(Case.objects.visible_to(self.request.user), slug=self.kwargs["slug"])

    def get_context_data(self, **context):
        return super().get_context_data(steps=steps_of(self.object, self.request.user), **context)
