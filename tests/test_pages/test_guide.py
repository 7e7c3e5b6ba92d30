"""The guides, the words and the style, as pages."""

import re

import pytest
from django.test import override_settings

from declarations.models.vocabulary import Situation
from declarations.views.guide import GUIDES, guide

pytestmark = pytest.mark.django_db

ADDRESSES = ["/guide/", "/guide/words/", "/style/", *(f"/guide/{name}/" for name in GUIDES)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_asks_for_nothing_that_a_strict_policy_would_refuse(client, address):
    html = client.get(address).content.decode()

    assert html.count("<h1") == 1
    assert not re.search(r"""<style|<[^>]+\s(style|on\w+)=""", html)
    assert not re.findall(r"<script(?! src=\"/static/)", html)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_link_within_the_site_leads_to_a_page(client, address):
    html = client.get(address).content.decode()
    links = set(re.findall(r'href="(/[^"#?]*)', html)) - {"/static/declarations/favicon.svg"}

    broken = [link for link in links if not link.startswith("/static/") and client.get(link).status_code >= 400]
    assert broken == []
    assert not re.findall(r'href="[a-z-]+\.md', html)


def test_guides_are_reached_from_every_page(client):
    assert 'href="/guide/"' in client.get("/cases/").content.decode()
    index = client.get("/guide/").content.decode()
    assert all(f'href="/guide/{name}/"' in index for name in GUIDES)


def test_guide_is_the_document_with_its_title(client):
    html = client.get("/guide/roles/").content.decode()

    assert "<h1>Roles</h1>" in html
    assert "<td>restrict a public case</td>" in html
    assert '<article class="guide" lang="en">' in html


@pytest.mark.parametrize("name", ["nothing", "../README", "words-of-nobody"])
def test_there_is_no_other_guide(client, name):
    assert client.get(f"/guide/{name}/").status_code == 404


def test_guide_whose_document_is_missing_is_not_found(client, tmp_path):
    guide.cache_clear()
    with override_settings(BASE_DIR=tmp_path):
        assert client.get("/guide/roles/").status_code == 404


def test_words_have_every_code_of_every_vocabulary(client):
    html = client.get("/guide/words/").content.decode()

    assert all(f"<code>{code}</code>" in html for code in Situation.values)
    assert "<code>wgad</code>" in html


def test_words_are_told_in_french_with_the_same_codes(client):
    html = client.get("/guide/words/?lang=fr").content.decode()

    assert "<code>pre-trial-detention</code></dt><dd>détention provisoire</dd>" in html
