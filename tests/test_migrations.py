import pytest
from django.core.management import call_command

from declarations.models import Country


@pytest.mark.django_db(transaction=True)
def test_the_migrations_can_be_taken_back_and_made_again():
    try:
        call_command("migrate", "declarations", "zero", verbosity=0)
    finally:
        call_command("migrate", "declarations", verbosity=0)

    assert Country.objects.filter(pk="FR").exists()


@pytest.mark.django_db
def test_the_models_need_no_further_migration():
    call_command("makemigrations", "declarations", "--check", "--dry-run", verbosity=0)
