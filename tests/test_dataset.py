"""The data set that is taken away whole: it agrees with its own description and holds nothing restricted."""

import csv
import hashlib
import json
import re
from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from declarations.exports.follow_the_money import SCHEMATA
from declarations.models.vocabulary import Visibility
from declarations.sample import load_sample, sample_documents
from tests.factories import CaseFactory, confirmed_citation
from tests.test_pages.test_restricted import SECRETS, plant
from tests.test_pages.worlds import make_world

pytestmark = pytest.mark.django_db


def export(folder, **options) -> None:
    call_command("export_dataset", str(folder), stdout=StringIO(), **options)


@pytest.fixture
def sample(tmp_path):
    call_command("import_declaration", *map(str, sample_documents()), stdout=StringIO(), stderr=StringIO())
    load_sample()
    export(tmp_path / "data", site="https://tracker.example/")
    return tmp_path / "data"


def rows(path) -> list[dict]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def package(folder) -> dict:
    return json.loads((folder / "datapackage.json").read_text())


def is_valid(value: str, field: dict) -> bool:
    """Whether a cell is of the type that its field says."""
    allowed = field.get("constraints", {})
    if value == "":
        return True
    if "enum" in allowed and value not in allowed["enum"]:
        return False
    if "pattern" in allowed and not re.fullmatch(allowed["pattern"], value):
        return False
    return {
        "string": lambda: True,
        "integer": lambda: bool(re.fullmatch(r"-?\d+", value)),
        "boolean": lambda: value in ("true", "false"),
        "date": lambda: bool(date.fromisoformat(value)),
        "datetime": lambda: bool(datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")),
    }[field["type"]]()


def test_every_cell_is_what_the_description_says(sample):
    for resource in package(sample)["resources"]:
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        found = rows(sample / resource["path"])
        assert found, resource["name"]
        assert list(found[0]) == list(fields)
        assert [
            (resource["name"], name, value)
            for row in found
            for name, value in row.items()
            if not is_valid(value, fields[name])
        ] == []


def test_keys_are_unique_and_lead_to_rows_that_are_there(sample):
    for resource in package(sample)["resources"]:
        found = rows(sample / resource["path"])
        if key := resource["schema"].get("primaryKey"):
            assert len({tuple(row[name] for name in key) for row in found}) == len(found)
        for lead in resource["schema"].get("foreignKeys", []):
            there = rows(sample / f"{lead['reference']['resource']}.csv")
            assert {row[lead["fields"]] for row in found} <= {row[lead["reference"]["fields"]] for row in there}


def test_sizes_and_checksums_are_those_of_the_files(sample):
    for resource in package(sample)["resources"]:
        data = (sample / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    listed = dict(reversed(line.split("  ")) for line in (sample / "SHA256SUMS").read_text().splitlines())
    assert listed == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sample.iterdir()
        if path.name != "SHA256SUMS"
    }


def test_dictionary_has_every_column_of_every_table(sample):
    described = {(row["table"], row["column"]) for row in rows(sample / "dictionary.csv")}

    assert described == {
        (resource["name"], field["name"])
        for resource in package(sample)["resources"]
        for field in resource["schema"]["fields"]
    }


def test_licence_and_day_are_said_to_people_and_programs(sample):
    (licence,) = package(sample)["licenses"]

    assert licence["path"] in (sample / "README.txt").read_text()
    assert package(sample)["version"] in (sample / "README.txt").read_text()


def test_addresses_begin_with_the_site(sample):
    addresses = [row["address"] for row in rows(sample / "declarations.csv")]

    assert "https://tracker.example/declarations/675/" in addresses
    assert all(address.startswith("https://tracker.example/declarations/") for address in addresses)


def test_second_data_set_takes_the_place_of_the_first_and_leaves_other_files_alone(tmp_path):
    folder = tmp_path / "data"
    make_world()
    export(folder)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "notes.txt").write_text("mine")
    export(folder)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {**first, "notes.txt": b"mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_nothing_restricted_is_in_any_file(tmp_path):
    make_world()
    export(tmp_path / "before")
    plant()
    export(tmp_path / "after")

    for path in (tmp_path / "after").iterdir():
        text = path.read_text()
        assert text == (tmp_path / "before" / path.name).read_text()
        assert not [secret for secret in SECRETS if secret in text]


def test_folder_that_cannot_be_written_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(CommandError, match=r"taken: the data set cannot be written there: File exists\."):
        export(tmp_path / "taken")


def ftm(folder) -> list[dict]:
    return [json.loads(line) for line in (folder / "entities.ftm.json").read_text(encoding="utf-8").splitlines()]


def test_signatories_are_persons_of_popolo_with_memberships_in_groups_that_are_there(sample):
    popolo = json.loads((sample / "popolo.json").read_text(encoding="utf-8"))

    assert {person["id"] for person in popolo["persons"]} == {
        row["address"].rstrip("/").rpartition("/")[2] for row in rows(sample / "signatories.csv")
    }
    organisations = {one["id"] for one in popolo["organizations"]}
    people = {one["id"] for one in popolo["persons"]}
    assert popolo["memberships"]
    assert all(one["organization_id"] in organisations for one in popolo["memberships"])
    assert all(one["person_id"] in people for one in popolo["memberships"])


def test_citations_are_entities_that_lead_from_a_declaration_to_a_case(sample):
    found = {entity["id"]: entity for entity in ftm(sample)}
    citations = [entity for entity in found.values() if entity["schema"] == "Documentation"]

    assert len(found) == len(ftm(sample))
    assert len(citations) == len(rows(sample / "citations.csv"))
    for citation in citations:
        assert found[citation["properties"]["document"][0]]["schema"] == "Document"
        assert found[citation["properties"]["entity"][0]]["schema"] in SCHEMATA.values()
    values = [value for entity in found.values() for many in entity["properties"].values() for value in many]
    assert all(isinstance(value, str) and value for value in values)


def test_restricted_case_is_in_neither_register(db, tmp_path):
    hidden = CaseFactory(name="Zyxwa Person", slug="zyxwa-person", visibility=Visibility.RESTRICTED)
    confirmed_citation(case=hidden)
    export(tmp_path / "data", site="https://tracker.example/")

    assert "zyxwa" not in (tmp_path / "data" / "entities.ftm.json").read_text().lower()
