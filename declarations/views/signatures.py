"""/signatures/: who signed what, under which country and group at the time."""

from django.utils.translation import gettext_lazy as _

from ..filters import SignatureFilter
from ..models import Signature
from .lists import FilteredList


class SignatureList(FilteredList):
    """Signatures as printed, those included of which nobody has decided whose they are."""

    model = Signature
    filterset_class = SignatureFilter
    template_stem = "signature"
    singular = _("signature")
    plural = _("signatures")

    def get_rows(self):
        return Signature.objects.select_related("declaration", "signatory", "country", "group")
