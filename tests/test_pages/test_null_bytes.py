import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["q", "country", "group", "category", "situation", "signatory", "as_of", "ordering"])
@pytest.mark.parametrize("address", ["/cases/", "/declarations/", "/signatories/", "/follow-ups/", "/search/"])
def test_a_null_byte_is_never_a_fault_of_the_site(client, address, name):
    assert client.get(address, {name: "a\0b"}).status_code in (200, 400)
