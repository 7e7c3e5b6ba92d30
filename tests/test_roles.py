"""Who may do what, as `docs/roles.md` says: over HTTP, with forged forms, and by the functions themselves."""

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client

from declarations import deciding, following, matching, roles
from declarations.importing import documents, import_document, remove_declaration
from declarations.importing.decided import FIRST_READ
from declarations.models import Case, Communication, Country, Declaration, FollowUp, Signatory, Source
from declarations.models.vocabulary import FollowUpState, Visibility

from .factories import (
    CaseFactory,
    CitationFactory,
    DeclarationFactory,
    SignatoryFactory,
    SignatureFactory,
    SourceFactory,
    UserFactory,
    draft_follow_up,
    published_follow_up,
)
from .test_admin.room import Room, added, address, form_of, words_of

pytestmark = pytest.mark.django_db

TOP = Path(__file__).parents[1]
SEED = TOP / "fixtures/declarations/doc-14876.md"
User = get_user_model()


def table_of_the_page() -> dict[tuple[str, str], bool]:
    """The pairs of action and role in `docs/roles.md`, and whether that role may do it."""
    lines = [line for line in (TOP / "docs/roles.md").read_text().splitlines() if line.startswith("|")]
    (_, *columns), _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return {
        (action, role): {"yes": True, "no": False}[cell]
        for action, *cells in rows
        for role, cell in zip(columns, cells, strict=True)
    }


TABLE = table_of_the_page()


@pytest.fixture
def rows():
    case = CaseFactory(name="Ada Public")
    return SimpleNamespace(
        case=case,
        unused=CaseFactory(name="Nobody Here"),
        restricted=CaseFactory(name="Ada Hidden", slug="ada-hidden", visibility=Visibility.RESTRICTED),
        draft=draft_follow_up(case),
        published=published_follow_up(case, note="It was in the news"),
        mention=CitationFactory(case=case),
        signature=SignatureFactory(
            signatory=None, family_name="Lovelace", given_name="Ada", country=Country.objects.get(pk="FR")
        ),
        signatory=SignatoryFactory(family_name="Lovelace"),
        account=UserFactory(username="somebody", role=None),
        mistake=imported_declaration(),
    )


def imported_declaration():
    declaration = DeclarationFactory()
    declaration.history.update(history_change_reason=FIRST_READ)
    return declaration


def account_of(role: str):
    return UserFactory(username="me", is_staff=True, role=None if role == "no role" else role)


def again(row):
    return type(row).objects.get(pk=row.pk)


class Forger:
    """Posts as one user what the pages of a superuser would post."""

    def __init__(self, user):
        self.client = Client()
        self.client.force_login(user)
        self.room = Room(Client(), UserFactory(username="root", is_staff=True, is_superuser=True))

    def save(self, page, decision="", **fields):
        button = {"_decision": decision} if decision else {"_save": "Save"}
        return self.client.post(page.request["PATH_INFO"], {**form_of(page), **fields, **button})

    def change(self, row, decision="", **fields):
        return self.save(self.room.open(row), decision, **fields)

    def add(self, model, **fields):
        page = self.room.new(model)
        return self.save(page, **fields)

    def delete(self, row):
        return self.client.post(address(row, "delete", row.pk), {"post": "yes"})


def draft_by_form(forger, rows):
    facts = {"case": rows.case.pk, "occurred": "2021", "kind": "checked"}
    page = forger.room.new(FollowUp)
    return forger.save(page, **facts, **added(page, "source_links", source=SourceFactory().pk))


#: What is posted for each action, or read.
OVER_HTTP = {
    "read a restricted case": lambda forger, rows: forger.client.get("/cases/ada-hidden/"),
    "read a draft in the curators' room": lambda forger, rows: forger.client.get(
        address(rows.draft, "change", rows.draft.pk)
    ),
    "read the history of a row": lambda forger, rows: forger.client.get(address(rows.case, "history", rows.case.pk)),
    "draft a follow-up": draft_by_form,
    "change a draft": lambda forger, rows: forger.change(rows.draft, note="Other words"),
    "delete a draft": lambda forger, rows: forger.delete(rows.draft),
    "draft a correction": lambda forger, rows: forger.change(rows.published, "correct", why="A slip"),
    "publish a follow-up": lambda forger, rows: forger.change(rows.draft, "publish"),
    "retract a follow-up": lambda forger, rows: forger.change(rows.published, "retract", why="It was wrong"),
    "confirm a mention": lambda forger, rows: forger.change(rows.mention, "confirm"),
    "reject a mention": lambda forger, rows: forger.change(rows.mention, "reject"),
    "make a new case": lambda forger, rows: forger.add(Case, name="Somebody New", country="KZ"),
    "make a new signatory": lambda forger, rows: forger.add(
        Signatory, family_name="New", given_name="Member", country="FR"
    ),
    "say whose a signature is": lambda forger, rows: forger.change(rows.signature, signatory=rows.signatory.pk),
    "restrict a public case": lambda forger, rows: forger.change(rows.case, visibility="restricted"),
    "make a restricted case public": lambda forger, rows: forger.change(rows.restricted, visibility="public"),
    "take out a declaration that was imported wrongly": lambda forger, rows: forger.delete(rows.mistake),
    "change the name of a state": lambda forger, rows: forger.change(
        Country.objects.get(pk="KZ"), name_en="Qazaqstan"
    ),
    "delete a case": lambda forger, rows: forger.delete(rows.unused),
    "give somebody an account": lambda forger, rows: forger.add(
        User, username="new", password1="a-Long-0ne-indeed", password2="a-Long-0ne-indeed", usable_password="true"
    ),
    "give somebody a role": lambda forger, rows: forger.change(
        rows.account, groups=[Group.objects.get(name=roles.CURATOR).pk]
    ),
}

#: The same by the functions that the pages call.
BY_FUNCTION = {
    "draft a follow-up": lambda by, rows: following.record(
        by=by, case=rows.case, kind="checked", occurred_on=date(2021, 1, 1)
    ),
    "change a draft": lambda by, rows: following.revise(rows.draft, by=by, note="Other words"),
    "draft a correction": lambda by, rows: following.correct(rows.published, by=by, reason="A slip"),
    "publish a follow-up": lambda by, rows: following.publish(rows.draft, by=by),
    "retract a follow-up": lambda by, rows: following.retract(rows.published, by=by, reason="It was wrong"),
    "confirm a mention": lambda by, rows: matching.confirm(rows.mention, by=by),
    "reject a mention": lambda by, rows: matching.reject(rows.mention, by=by),
    "make a new case": lambda by, rows: matching.record_case(name="Somebody New", by=by),
    "make a new signatory": lambda by, rows: matching.record_signatory(
        family_name="New", given_name="Member", country_id="FR", by=by
    ),
    "say whose a signature is": lambda by, rows: matching.link_signature(rows.signature, rows.signatory, by=by),
    "take out a declaration that was imported wrongly": lambda by, rows: remove_declaration(rows.mistake, by=by),
    "import a document": lambda by, rows: import_document(next(iter(documents(str(SEED)))), by=by),
}

#: Whether it was done, for what leaves a trace.
DONE = {
    "draft a follow-up": lambda rows: FollowUp.objects.filter(kind="checked").exists(),
    "change a draft": lambda rows: again(rows.draft).note == "Other words",
    "delete a draft": lambda rows: not FollowUp.objects.filter(pk=rows.draft.pk).exists(),
    "draft a correction": lambda rows: FollowUp.objects.filter(supersedes=rows.published).exists(),
    "publish a follow-up": lambda rows: again(rows.draft).state == FollowUpState.PUBLISHED,
    "retract a follow-up": lambda rows: again(rows.published).state == FollowUpState.RETRACTED,
    "confirm a mention": lambda rows: again(rows.mention).state == "confirmed",
    "reject a mention": lambda rows: again(rows.mention).state == "rejected",
    "make a new case": lambda rows: Case.objects.filter(name="Somebody New").exists(),
    "make a new signatory": lambda rows: Signatory.objects.filter(family_name="New").exists(),
    "say whose a signature is": lambda rows: again(rows.signature).signatory == rows.signatory,
    "restrict a public case": lambda rows: again(rows.case).visibility == Visibility.RESTRICTED,
    "make a restricted case public": lambda rows: again(rows.restricted).visibility == Visibility.PUBLIC,
    "import a document": lambda rows: Declaration.objects.filter(number=675).exists(),
    "take out a declaration that was imported wrongly": lambda rows: (
        not Declaration.objects.filter(pk=rows.mistake.pk).exists()
    ),
    "change the name of a state": lambda rows: Country.objects.get(pk="KZ").name_en == "Qazaqstan",
    "delete a case": lambda rows: not Case.objects.filter(pk=rows.unused.pk).exists(),
    "give somebody an account": lambda rows: User.objects.filter(username="new").exists(),
    "give somebody a role": lambda rows: again(rows.account).groups.exists(),
}


def pairs_of(actions) -> list[tuple[str, str]]:
    return [(action, role) for action, role in TABLE if action in actions]


@pytest.mark.parametrize(("action", "role"), pairs_of(OVER_HTTP))
def test_the_site_allows_or_refuses_as_the_table_says(rows, action, role):
    answer = OVER_HTTP[action](Forger(account_of(role)), rows)

    is_allowed = TABLE[action, role]
    assert answer.status_code in ([200, 302] if is_allowed else [403, 404])
    assert action not in DONE or DONE[action](rows) == is_allowed


@pytest.mark.parametrize(("action", "role"), pairs_of(BY_FUNCTION))
def test_the_function_allows_or_refuses_as_the_table_says(rows, action, role):
    is_allowed = TABLE[action, role]
    refusal = nullcontext() if is_allowed else pytest.raises(PermissionDenied, match="needs the permission")

    with refusal:
        BY_FUNCTION[action](account_of(role), rows)

    assert DONE[action](rows) == is_allowed


@pytest.mark.parametrize("action", BY_FUNCTION)
def test_a_program_is_not_asked(rows, action):
    BY_FUNCTION[action](None, rows)

    assert DONE[action](rows)


def test_every_action_of_the_table_is_tried():
    assert {action for action, _ in TABLE} == set(OVER_HTTP) | set(BY_FUNCTION)
    assert {role for _, role in TABLE} == {"no role", *roles.STEPS}


class TestGroups:
    def test_each_has_exactly_the_permissions_of_the_table_in_the_code(self):
        for role in roles.STEPS:
            held = Permission.objects.filter(group__name=role).values_list("content_type__app_label", "codename")
            assert {f"{app}.{codename}" for app, codename in held} == roles.permissions_of(role)

    def test_one_that_a_site_changed_stays_so(self):
        group = Group.objects.get(name=roles.CURATOR)
        group.permissions.clear()

        call_command("migrate", verbosity=0)

        assert not group.permissions.exists()

    def test_one_that_was_deleted_is_made_anew(self):
        Group.objects.get(name=roles.EDITOR).delete()

        call_command("migrate", verbosity=0)

        assert Permission.objects.filter(group__name=roles.EDITOR, codename="publish_followup").exists()

    def test_every_permission_on_what_curators_see_was_thought_of(self):
        """A new model or permission is given to a role, or stands here with its reason."""
        given = {name.partition(".")[2] for name in roles.permissions_of(roles.ADMINISTRATOR)}
        never = {
            "add_declaration", "add_edition", "change_edition", "delete_edition",  # they come by importing
            "add_readingwarning", "delete_readingwarning",
            "add_signature", "delete_signature",  # no signature may be withdrawn
            "delete_citation",  # a rejected one stays, so that it is never suggested again
            "change_casespelling", "change_signatoryspelling",  # added and removed, never altered
            "add_situationperiod", "change_situationperiod", "delete_situationperiod", "view_situationperiod",
            *(f"{may}_searchentry" for may in ("add", "change", "delete", "view")),  # the program writes these
            *(f"{may}_{kept}" for may in ("add", "change", "delete") for kept in ("decision", "change")),
            *(
                f"{may}_{kept}"
                for may in ("add", "change", "delete", "view")
                for kept in ("formeraddress", "casedistinction", "signatorydistinction")
            ),
        }  # fmt: skip
        known = {
            permission
            for permission in Permission.objects.filter(content_type__app_label="declarations").values_list(
                "codename", flat=True
            )
            if "historical" not in permission
        }

        assert known == (given | never) - {"view_user", "add_user", "change_user", "view_group"}


class TestAccounts:
    def test_an_administrator_makes_nobody_a_superuser(self, rows):
        forger = Forger(account_of(roles.ADMINISTRATOR))

        forger.change(rows.account, is_superuser="on", first_name="Changed")

        assert (again(rows.account).is_superuser, again(rows.account).first_name) == (False, "Changed")

    def test_an_administrator_gives_no_single_rights(self, rows):
        forger = Forger(account_of(roles.ADMINISTRATOR))

        forger.change(rows.account, user_permissions=[Permission.objects.first().pk])

        assert not again(rows.account).user_permissions.exists()

    def test_an_administrator_does_not_touch_a_superuser(self):
        forger = Forger(account_of(roles.ADMINISTRATOR))
        root = User.objects.get(username="root")

        answer = forger.change(root, username="mine")
        password = forger.client.post(f"/admin/auth/user/{root.pk}/password/", {"password1": "x", "password2": "x"})

        assert (answer.status_code, password.status_code) == (403, 403)
        assert again(root).username == "root"


class TestWithoutSightOfWhatIsRestricted:
    """Somebody with single rights, but not the one to view what is restricted."""

    @pytest.fixture
    def room(self, client):
        user = UserFactory(username="pat", is_staff=True, role=None)
        held = roles.permissions_of(roles.ADMINISTRATOR) - {roles.VIEW_RESTRICTED}
        for permission in Permission.objects.select_related("content_type"):
            if f"{permission.content_type.app_label}.{permission.codename}" in held:
                user.user_permissions.add(permission)
        return Room(client, User.objects.get(pk=user.pk))

    @pytest.fixture
    def hidden(self, rows):
        secret = SourceFactory(title="Zyxwa letter")
        letter = Communication.objects.create(body="wgad", kind="opinion", title="Public letter", country_id="KZ")
        letter.cases.add(rows.case, rows.restricted)
        return SimpleNamespace(
            case=rows.restricted,
            follow_up=published_follow_up(rows.case, note="Zyxwa note", visibility="restricted", sources=[secret]),
            of_case=draft_follow_up(rows.restricted, note="Zyxwa too", sources=[secret]),
            citation=CitationFactory(case=rows.restricted, printed="Ada Hidden"),
            source=secret,
            letter=letter,
        )

    def test_lists_leave_it_out(self, room, hidden):
        for row in vars(hidden).values():
            words = words_of(room.list(type(row)))
            assert "Hidden" not in words
            assert "Zyxwa" not in words

    def test_its_pages_and_histories_do_not_open(self, room, hidden):
        for row in vars(hidden).values():
            page = room.client.get(address(row, "change", row.pk))
            assert page.status_code == 302, row
            assert "doesn’t exist" in words_of(room.client.get(page.url))
            assert room.client.get(address(row, "history", row.pk)).status_code == 403

    def test_no_other_page_names_it(self, room, hidden, rows):
        for row in (rows.case, rows.draft, rows.published, rows.mention, rows.mention.declaration):
            words = words_of(room.open(row))
            assert "Hidden" not in words
            assert "Zyxwa" not in words

    def test_the_page_of_a_public_source_does_not_name_it(self, room, hidden, rows):
        shared = SourceFactory(title="Shared")
        following.attach_source(rows.draft, shared)
        following.attach_source(hidden.of_case, shared)

        words = words_of(room.open(shared))

        assert "Ada Public" in words
        assert "Hidden" not in words

    @pytest.mark.parametrize(
        ("owner", "field", "term"),
        [("followup", "case", "Hidden"), ("followupsource", "source", "Zyxwa"), ("communication", "cases", "Hidden")],
    )
    def test_it_is_not_offered_as_a_choice(self, room, hidden, owner, field, term):
        query = {"app_label": "declarations", "model_name": owner, "field_name": field, "term": term}

        assert room.client.get("/admin/autocomplete/", query).json()["results"] == []

    def test_it_is_not_chosen_by_a_forged_form(self, room, hidden, rows):
        page = room.save(room.open(rows.draft), case=hidden.case.pk)

        assert "not one of the available choices" in words_of(page)
        assert again(rows.draft).case == rows.case

    @pytest.mark.parametrize("page", ["/admin/desk/", "/admin/declarations/decision/", "/admin/split/case/{key}/"])
    def test_the_desk_and_its_decisions_are_closed(self, room, hidden, rows, page):
        editor = account_of(roles.EDITOR)
        matching.record_spelling(hidden.case, rows.mention.printed)
        decision = deciding.confirm_mentions([hidden.citation], hidden.case, by=editor)

        assert room.client.get(page.format(key=rows.case.pk)).status_code == 403
        assert room.client.post(f"/admin/declarations/decision/{decision.pk}/undo/").status_code == 403
        assert again(decision).undone_at is None

    def test_the_home_of_the_room_does_not_name_it(self, room, hidden):
        deciding.confirm_mentions([hidden.citation], hidden.case, by=account_of(roles.EDITOR))

        words = words_of(room.client.get("/admin/"))

        assert "Hidden" not in words
        assert "Zyxwa" not in words

    def test_nothing_is_deleted(self, room, hidden, rows):
        answer = room.client.post(address(rows.unused, "delete", rows.unused.pk), {"post": "yes"})

        assert answer.status_code == 403

    def test_the_functions_refuse_it(self, room, hidden):
        with pytest.raises(PermissionDenied, match="restricted to the team"):
            following.record(by=room.user, case=hidden.case, kind="checked", occurred_on=date(2021, 1, 1))
        with pytest.raises(PermissionDenied, match="restricted to the team"):
            matching.reject(hidden.citation, by=room.user)

    def test_it_is_there_for_a_researcher(self, client, hidden):
        room = Room(client, account_of(roles.RESEARCHER))

        assert "Zyxwa letter" in words_of(room.list(Source))
        assert "Ada Hidden" in words_of(room.open(hidden.letter))


def test_the_curator_of_the_demonstration_is_an_administrator_and_no_superuser(capsys):
    call_command("demo", no_serve=True)

    curator = User.objects.get(username="curator")
    assert (curator.is_staff, curator.is_superuser) == (True, False)
    assert curator.has_perm(roles.PUBLISH)
    assert "password" in capsys.readouterr().out
