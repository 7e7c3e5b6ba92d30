"""Follow-ups from a sheet: what comes in, what is refused and why, and that a second run changes nothing."""

import csv
import io
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from declarations.following.sheets import COLUMNS, SheetRefused, import_sheet, read_sheet
from declarations.models import Communication, FollowUp, Source
from declarations.models.vocabulary import Situation

from .factories import CaseFactory, CaseSpellingFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    case = CaseFactory(name="Ann Example", slug="ann-example")
    CaseSpellingFactory(case=case, spelling="Анна Пример")
    return case


def fact(key="a", **cells) -> dict:
    return {
        "key": key,
        "case": "ann-example",
        "occurred_on": "2021-03-02",
        "kind": "sentenced",
        "situation": "serving-sentence",
        "source_address": "https://news.example/1",
        "source_publisher": "News",
        **cells,
    }


def sheet(*facts, columns=COLUMNS, delimiter=",") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(facts)
    return text.getvalue().encode()


def workbook(*facts) -> bytes:
    book = Workbook()
    book.active.append(list(COLUMNS))
    for cells in facts:
        book.active.append([cells.get(column) for column in COLUMNS])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def bring_in(data: bytes, **options):
    return import_sheet(read_sheet(data), **options)


class TestReading:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_the_delimiter_is_found(self, delimiter):
        (row,) = read_sheet(sheet(fact(note="one, two; three"), delimiter=delimiter))

        assert row["note"] == "one, two; three"

    def test_a_workbook_gives_the_same_rows_as_text(self):
        facts = [fact(note="Ünïcode"), fact("b", occurred_on="2021")]

        assert read_sheet(workbook(*facts)) == read_sheet(sheet(*facts))

    def test_days_and_numbers_of_a_workbook_are_read_as_people_type_them(self):
        (row,) = read_sheet(workbook(fact(key=7, occurred_on=date(2021, 3, 2), note=2021.0)))

        assert (row["key"], row["occurred_on"], row["note"]) == ("7", "2021-03-02", "2021")

    def test_columns_may_be_few_and_in_any_order(self):
        (row,) = read_sheet(b"kind,key,occurred_on\r\nreleased,a,2021\r\n")

        assert (row["key"], row["kind"], row["note"]) == ("a", "released", "")

    def test_empty_lines_count_as_lines(self):
        (row,) = read_sheet(b"key,kind,occurred_on\n\n\na,released,2021\n")

        assert row.line == 4

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "empty"),
            (b"key,occurred_on,kind,nonsense\n", "does not know the column “nonsense”"),
            (b"key,occurred_on\n", "the column “kind” is missing"),
            (b"key,key,occurred_on,kind\n", "“key” stands twice"),
            (b"key,occurred_on,kind\na,2021,\xe4\n", "Line 2 is not UTF-8"),
            (b"key,occurred_on,kind\na,2021,\x00\n", "characters that no text has"),
            (b"PK\x03\x04nothing", "cannot be read as XLSX"),
        ],
    )
    def test_what_is_no_such_sheet_is_refused_with_a_sentence(self, data, sentence):
        with pytest.raises(SheetRefused, match=sentence):
            read_sheet(data)


class TestRecording:
    def test_a_row_becomes_a_draft_with_its_source(self, case):
        curator = UserFactory()
        cells = {"note": "Three years.", "source_place": "par. 2", "allegations": "torture; unfair-trial"}
        bring_in(sheet(fact(**cells)), by=curator)

        follow_up = FollowUp.objects.get()
        assert (follow_up.case, follow_up.state, follow_up.recorded_by) == (case, "draft", curator)
        assert (follow_up.occurred_on, follow_up.precision) == (date(2021, 3, 2), "day")
        assert follow_up.allegations == ["torture", "unfair-trial"]
        assert follow_up.source_links.get().place == "par. 2"

    def test_a_month_is_kept_as_a_month(self, case):
        bring_in(sheet(fact(occurred_on="2021-03")))

        assert FollowUp.objects.get().precision == "month"

    def test_a_case_is_found_by_a_recorded_spelling(self, case):
        bring_in(sheet(fact(case="Анна Пример")))

        assert FollowUp.objects.get().case == case

    def test_an_answer_names_its_communication_by_body_and_reference(self):
        opinion = Communication.objects.create(body="wgad", kind="opinion", reference="67/2018", title="An opinion")
        answer = {"case": "", "communication": "wgad 67/2018", "situation": "", "response": "rejected"}
        bring_in(sheet(fact(kind="state-replied", **answer)))

        assert FollowUp.objects.get().communication == opinion

    def test_two_facts_of_one_address_share_one_source(self, case):
        bring_in(sheet(fact("a"), fact("b", kind="released", situation="free")))

        assert Source.objects.get().follow_ups.count() == 2

    def test_a_row_with_the_key_alone_adds_a_source(self, case):
        more = {"key": "a", "source_address": "https://agency.example/7", "source_publisher": "Agency"}
        report = bring_in(sheet(fact("a"), more))

        assert [row.outcome for row in report.rows] == ["recorded", "source-added"]
        assert FollowUp.objects.get().source_count == 2

    def test_published_facts_change_the_case(self, case):
        bring_in(sheet(fact()), to_publish=True, by=UserFactory())

        case.refresh_from_db()
        assert case.situation == Situation.SERVING_SENTENCE

    def test_nothing_is_saved_on_a_dry_run(self, case):
        report = bring_in(sheet(fact(), fact("b", kind="nonsense")), dry_run=True)

        assert [row.outcome for row in report.rows] == ["recorded", "refused"]
        assert not FollowUp.objects.exists()
        assert not Source.objects.exists()


class TestRefusing:
    @pytest.mark.parametrize(
        ("cells", "reason"),
        [
            ({"case": "nobody"}, "No case is called “nobody”"),
            ({"case": ""}, "A follow-up is about one thing"),
            ({"key": ""}, "no key"),
            ({"kind": "freed"}, "kind: Value 'freed' is not a valid choice."),
            ({"kind": ""}, "“kind” is empty"),
            ({"occurred_on": "March 2021"}, "“March 2021” is no date"),
            ({"occurred_on": "2999-01-01"}, "cannot lie in the future"),
            ({"situation": "prison"}, "situation: Value 'prison'"),
            (
                {"source_address": "https://new.example/", "source_publisher": ""},
                "publisher: This field cannot be blank.",
            ),
            ({"source_address": "not an address"}, "address: Enter a valid URL."),
            ({"source_address": "https://new.example/", "source_published_on": "2021"}, "“2021” is no day"),
            ({"communication": "wgad 1/1900"}, "No communication is known"),
            ({"visibility": "secret"}, "visibility: Value 'secret'"),
        ],
    )
    def test_a_row_is_refused_with_its_line_and_the_reason(self, case, cells, reason):
        report = bring_in(sheet(fact("good"), fact(**cells)))

        (refused,) = report.refused
        assert refused.line == 3
        assert reason in refused.message
        assert [row.import_key for row in FollowUp.objects.all()] == ["good"]

    def test_a_name_that_two_cases_share_is_not_guessed(self, case):
        CaseSpellingFactory(case=CaseFactory(slug="ann-example-2"), spelling="Ann Example")

        (refused,) = bring_in(sheet(fact(case="Ann Example"))).refused

        assert "ann-example, ann-example-2" in refused.message

    def test_a_key_that_stands_twice_is_refused_the_second_time(self, case):
        report = bring_in(sheet(fact("a"), fact("a", kind="released")))

        assert "stands on line 2 already" in report.rows[1].message
        assert FollowUp.objects.get().kind == "sentenced"

    def test_a_fact_without_a_source_is_not_published_and_leaves_no_draft(self, case):
        report = bring_in(sheet(fact(source_address="", source_publisher="")), to_publish=True, by=UserFactory())

        assert "has no source" in report.refused[0].message
        assert not FollowUp.objects.exists()

    def test_a_line_with_more_cells_than_columns_is_refused(self, case):
        data = b"key,occurred_on,kind,case,note\na,2021,arrested,ann-example,one, two\n"

        assert "more cells" in bring_in(data).refused[0].message


class TestAgain:
    def test_a_second_run_changes_nothing(self, case):
        data = sheet(fact("a"), {"key": "a", "source_title": "Court report", "source_publisher": "Agency"})
        bring_in(data, to_publish=True, by=UserFactory())
        versions, links = FollowUp.history.count(), Source.objects.count()

        report = bring_in(data, to_publish=True, by=UserFactory())

        assert {row.outcome for row in report.rows} == {"known"}
        assert (FollowUp.history.count(), Source.objects.count()) == (versions, links)

    def test_a_bad_day_of_a_source_is_refused_as_well_where_the_source_is_known(self, case):
        data = sheet(fact("a"), fact("b", source_published_on="2020"))

        for _ in range(2):
            report = bring_in(data)
            assert report.rows[1].message == "source_published_on: “2020” is no day. Write 2021-10-01."
        assert FollowUp.objects.count() == 1

    def test_a_source_that_a_later_row_describes_in_full_is_known_to_the_earlier_ones_at_once(self, case):
        data = sheet(fact("a", source_publisher=""), fact("b"))
        first = bring_in(data)

        second = bring_in(data)

        assert [row.outcome for row in first.rows] == ["recorded", "recorded"]
        assert [row.outcome for row in second.rows] == ["known", "known"]

    def test_a_thousand_rows_with_fifty_bad_ones_come_in_once(self, case):
        bad = [{"kind": "nonsense"}, {"case": "nobody"}, {"occurred_on": "31.12.2020"}, {"source_seen_on": "2020"},
               {"source_address": "no address"}]  # fmt: skip
        facts = [
            fact(f"k{number}", source_address=f"https://news.example/{number // 3}")
            | (bad[number // 20 % 5] if number % 20 == 7 else {})
            for number in range(1000)
        ]
        data = sheet(*facts)
        first = bring_in(data)
        counts = FollowUp.history.count(), Source.objects.count(), FollowUp.objects.count()

        second = bring_in(data)

        assert [row.line for row in first.refused] == [number + 2 for number in range(7, 1000, 20)]
        assert all(row.message for row in first.refused)
        assert second.refused == first.refused
        assert (FollowUp.history.count(), Source.objects.count(), FollowUp.objects.count()) == counts
        assert counts[2] == 950

    def test_what_a_curator_changed_since_stays_and_is_said(self, case):
        data = sheet(fact(note="As typed"))
        bring_in(data)
        FollowUp.objects.update(note="Put right")

        report = bring_in(data)

        assert report.rows[0].message == "It differs from what is recorded, which stays."
        assert FollowUp.objects.get().note == "Put right"

    def test_rows_put_right_come_in_beside_those_that_are_known(self, case):
        bring_in(sheet(fact("a"), fact("b", kind="nonsense")))

        report = bring_in(sheet(fact("a"), fact("b")))

        assert [row.outcome for row in report.rows] == ["known", "recorded"]


class TestCommand:
    def run(self, tmp_path, data, *options):
        file = tmp_path / "facts.csv"
        file.write_bytes(data)
        call_command("import_follow_ups", str(file), *options)

    def test_bad_rows_among_many_are_listed_and_the_others_come_in_whole(self, case, tmp_path, capsys):
        facts = [fact(f"k{number}", kind="nonsense" if number % 20 == 0 else "arrested") for number in range(100)]
        with pytest.raises(SystemExit) as ended:
            self.run(tmp_path, sheet(*facts))

        lines = capsys.readouterr().out.splitlines()
        assert ended.value.code == 1
        assert [line.split(":")[0] for line in lines[:-1]] == [f"line {2 + number}" for number in range(0, 100, 20)]
        assert lines[-1] == "95 recorded, 5 refused."
        assert FollowUp.objects.filter(source_count=1).count() == 95

    def test_publishing_needs_an_editor(self, case, tmp_path):
        UserFactory(username="ben", role="curator")
        for options, sentence in [([], "--publish needs --by"), (["--by", "ben"], "may not publish"),
                                  (["--by", "nobody"], "no user called")]:  # fmt: skip
            with pytest.raises(CommandError, match=sentence):
                self.run(tmp_path, sheet(fact()), "--publish", *options)
        assert not FollowUp.objects.exists()

    def test_an_editor_publishes(self, case, tmp_path, capsys):
        editor = UserFactory(username="eve")
        editor.user_permissions.add(Permission.objects.get(codename="publish_followup"))
        self.run(tmp_path, sheet(fact()), "--publish", "--by", "eve")

        assert FollowUp.objects.get().published_by == editor

    def test_a_file_that_is_no_sheet_is_refused_in_a_sentence(self, tmp_path):
        with pytest.raises(CommandError, match="must name the columns"):
            self.run(tmp_path, b"hello\n")
