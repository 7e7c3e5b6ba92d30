"""/signatories/: the members of the Assembly, what they signed, and what became of the people named there."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from ..filters import SignatoryFilter
from ..models import Citation, FollowUp, Signatory
from .as_of import AsOfAsked
from .citing import signatory_data
from .former_addresses import HasFormerAddresses
from .lists import FilteredList
from .then_and_now import changes_of, summed_up


class SignatoryList(FilteredList):
    model = Signatory
    filterset_class = SignatoryFilter
    template_stem = "signatory"
    singular = _("signatory")
    plural = _("signatories")

    def get_rows(self):
        return Signatory.objects.with_counts().select_related("country")


class SignatoryDetail(HasFormerAddresses, AsOfAsked, DetailView):
    """One member: what they signed, and then and now for everybody cited in it."""

    template_name = "declarations/signatory_detail.html"

    #: How many of those who signed the same are shown.
    most_alongside = 12
    context_object_name = "signatory"

    def get_visible(self):
        return Signatory.objects.all()

    def get_object(self, queryset=None):
        return get_object_or_404(Signatory.objects.select_related("country"), slug=self.kwargs["slug"])

    def get_context_data(self, **context):
        signatory, user = self.object, self.request.user
        cited = Citation.objects.visible_to(user).signed(signatory=signatory)
        changes = changes_of(cited.then_and_now(self.asked_day).earliest_first())
        followed = FollowUp.objects.standing().visible_to(user).known_by(self.get_as_of())
        query = {"signatory": signatory.slug, "since_found": "true"}
        subject = _("cited in what %(name)s signed") % {"name": signatory}
        spellings = [row.spelling for row in signatory.spellings.all() if row.spelling != signatory.name]
        return super().get_context_data(
            signatures=signatory.signatures.select_related("declaration", "group", "country").order_by(
                "-declaration__tabled_on", "-declaration__number"
            ),
            spellings=spellings,
            alongside=Signatory.objects.alongside(signatory)[: self.most_alongside],
            cited_as=self.citation_of(
                _("%(name)s: what became of those named in what this member signed") % {"name": signatory}
            ),
            linked_data=signatory_data(signatory, spellings, self.site),
            source_total=followed.filter(case__in=[change.case.pk for change in changes]).source_total(),
            query=query,
            source_query={"signatory": signatory.slug},
            **summed_up(changes, subject, {**query, "as_of": self.asked_day}),
            **context,
        )
