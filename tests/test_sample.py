import pytest
from django.core.management import call_command

from declarations.models import Case
from declarations.sample import load_sample, sample_documents

pytestmark = pytest.mark.django_db


def test_the_sample_loads_again_after_a_curator_renamed_a_case():
    call_command("import_declaration", *map(str, sample_documents()))
    load_sample()
    case = Case.objects.get(name="Max Bokayev")
    case.name = "Maks Bokaev"
    case.save()

    load_sample()

    assert not Case.objects.filter(name="Max Bokayev").exists()
