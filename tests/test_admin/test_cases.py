import pytest

from declarations import matching
from declarations.models import Case, Communication
from declarations.names import name_key
from declarations.reading import ParsedMention, Passage

from ..factories import CaseFactory, UserFactory, confirmed_citation, published_follow_up
from .room import added, words_of

pytestmark = pytest.mark.django_db


def again(row):
    return type(row).objects.get(pk=row.pk)


def match(printed):
    mention = ParsedMention(printed, 0, 1, Passage(printed, 0, 1), "victim", "", (), ())
    return matching.match_mentions([mention])[0]


def test_a_new_case_has_an_address_and_is_known_by_its_name(room):
    room.save(room.new(Case), name="Aset Abishev", country="KZ", why="Cited in No. 675")

    case = Case.objects.get()
    assert case.slug == "aset-abishev"
    assert [spelling.spelling for spelling in case.spellings.all()] == ["Aset Abishev"]
    assert case.history.get().history_change_reason == "Cited in No. 675"
    assert case.history.get().history_user == room.user


def test_a_spelling_that_is_added_is_linked_from_then_on(room):
    case = CaseFactory(name="Mukhtar Dzhakishiev")
    page = room.open(case)

    room.save(page, **added(page, "spellings", spelling="Мухтар  Джакишев", note="Vlast"))

    [spelling] = case.spellings.all()
    assert (spelling.spelling, spelling.note) == ("Мухтар Джакишев", "Vlast")
    assert spelling.key == name_key("Мухтар Джакишев")
    assert match("Мухтар Джакишев") == matching.CaseMatch(case, is_known=True)


def test_a_spelling_that_is_removed_is_not_linked_any_more(room):
    case = CaseFactory()
    matching.record_spelling(case, "Wrong Name")

    room.save(room.open(case), **{"spellings-0-DELETE": "on"})

    assert match("Wrong Name").case is None


def test_a_case_that_is_renamed_is_known_by_both_names(room):
    case = matching.record_case(name="Saniya Toiken", by=None)

    room.save(room.open(case), name="Saniya Toyken")

    assert {spelling.spelling for spelling in case.spellings.all()} == {"Saniya Toiken", "Saniya Toyken"}


def test_categories_and_what_is_to_be_done_are_kept(room):
    case, helper = CaseFactory(), UserFactory(is_staff=True)
    page = room.open(case)

    room.save(page, assigned_to=helper.pk, review_by="2030-01-31", **added(page, "categories", category="journalist"))

    assert again(case).assigned_to == helper
    assert case.categories.get().category == "journalist"


def test_the_page_says_how_the_case_stands_and_why(room):
    claimed = confirmed_citation(case=CaseFactory(name="Claimed One")).case
    followed = CaseFactory(name="Followed One")
    published_follow_up(followed)

    assert "serving a sentence, as claimed by No." in words_of(room.open(claimed))
    assert "free since 2020-01-01, by this follow-up" in words_of(room.open(followed))


def test_what_follows_from_published_rows_is_not_typed_in(room):
    case = CaseFactory()

    room.save(room.open(case), situation="died", citation_count=9, slug="other", summary="Typed")

    assert (again(case).situation, again(case).citation_count, again(case).slug) == ("unknown", 0, case.slug)


def test_a_case_is_found_in_any_alphabet(room):
    case = CaseFactory(name="Mukhtar Dzhakishev")
    matching.record_spelling(case, "Мухтар Джакишев")

    assert "1 case" in words_of(room.list(Case, q="джакишев"))
    assert "0 cases" in words_of(room.list(Case, q="sentsov"))


def test_due_cases_are_found(room):
    CaseFactory(name="Overdue One", review_by="2020-01-01")
    CaseFactory(name="Quiet One")

    page = words_of(room.list(Case, due="yes"))

    assert "Overdue One" in page
    assert "Quiet One" not in page


def test_the_history_shows_what_belongs_to_the_case_too(room):
    case = CaseFactory()
    page = room.open(case)
    room.save(page, why="Seen in a letter", **added(page, "spellings", spelling="Another Name"))

    words = words_of(room.history(case))

    assert "Created: Another Name" in words
    assert "Seen in a letter" in words


def test_a_communication_is_recorded_with_its_cases_and_what_it_asks(room):
    case = CaseFactory()
    page = room.new(Communication)

    room.save(
        page,
        body="wgad",
        kind="opinion",
        reference="67/2018",
        title="Opinion on a prisoner",
        issued="2018-11",
        country="KZ",
        cases=[case.pk],
        **added(page, "requests", kind="release", summary="Release at once"),
    )

    communication = Communication.objects.get()
    assert (communication.issued_on.isoformat(), communication.precision) == ("2018-11-01", "month")
    assert communication.recorded_by == room.user
    assert list(communication.cases.all()) == [case]
    assert communication.requests.get().kind == "release"
    assert "2018-11" in room.open(communication).content.decode()


def test_the_history_of_a_communication_tells_which_cases_came_and_went(room):
    communication = Communication.objects.create(body="wgad", kind="opinion", title="Opinion")
    room.save(room.open(communication), cases=[CaseFactory(name="One Person").pk], why="Named in paragraph 3")

    words = words_of(room.history(communication))

    assert "→ [One Person]" in words
    assert "Named in paragraph 3" in words
