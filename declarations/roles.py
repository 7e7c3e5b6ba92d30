"""Who may do what: the four roles, and the one check that the layers above make.

A role is a group of Django's, made after each migration where it is missing. Each holds what the one before it holds
and more. `docs/roles.md` says the same in words; a test compares the two.
"""

from collections.abc import Callable
from functools import wraps

from django.apps import apps as registry
from django.contrib.auth.management import create_permissions
from django.core.exceptions import PermissionDenied
from django.db.models import Model

from .models.vocabulary import Visibility

RESEARCHER, CURATOR, EDITOR, ADMINISTRATOR = "researcher", "curator", "editor", "administrator"

VIEW_RESTRICTED = "declarations.view_restricted"
PUBLISH = "declarations.publish_followup"
IMPORT = "declarations.import_declaration"

#: Reads what is restricted to the team, drafts among it.
_READS = {
    "declarations": {
        "view_restricted",
        "view_case",
        "view_casecategory",
        "view_casespelling",
        "view_citation",
        "view_communication",
        "view_communicationrequest",
        "view_country",
        "view_countryname",
        "view_declaration",
        "view_demand",
        "view_edition",
        "view_followup",
        "view_followupsource",
        "view_formercountryname",
        "view_politicalgroup",
        "view_readingwarning",
        "view_signatory",
        "view_signatoryspelling",
        "view_signature",
        "view_source",
        "view_statedfigure",
        "view_decision",
        "view_change",
    },
}

#: Drafts, decides citations, says whose a signature is, puts right what was read wrong.
_CURATES = {
    "declarations": {
        "add_case",
        "change_case",
        "add_casecategory",
        "change_casecategory",
        "delete_casecategory",
        "add_casespelling",
        "delete_casespelling",
        "add_citation",
        "change_citation",
        "add_communication",
        "change_communication",
        "add_communicationrequest",
        "change_communicationrequest",
        "delete_communicationrequest",
        "change_declaration",
        "add_demand",
        "change_demand",
        "add_statedfigure",
        "change_statedfigure",
        "add_followup",
        "change_followup",
        "delete_followup",
        "add_followupsource",
        "change_followupsource",
        "delete_followupsource",
        "change_readingwarning",
        "add_signatory",
        "change_signatory",
        "add_signatoryspelling",
        "delete_signatoryspelling",
        "change_signature",
        "add_source",
        "change_source",
    },
}

#: Publishes, retracts, makes public what was restricted, imports and takes out again, keeps the tables of states and
#: groups.
_EDITS = {
    "declarations": {
        "publish_followup",
        "import_declaration",
        "delete_declaration",
        "delete_demand",
        "delete_statedfigure",
        "delete_source",
        "add_country",
        "change_country",
        "add_countryname",
        "change_countryname",
        "delete_countryname",
        "add_formercountryname",
        "change_formercountryname",
        "delete_formercountryname",
        "add_politicalgroup",
        "change_politicalgroup",
    },
}

#: Deletes what should never have been there, and gives people their accounts and roles.
_ADMINISTERS = {
    "declarations": {
        "delete_case",
        "delete_communication",
        "delete_country",
        "delete_politicalgroup",
        "delete_signatory",
    },
    "auth": {"view_user", "add_user", "change_user", "view_group"},
}

#: What each role adds to the one before it, by app.
STEPS = {RESEARCHER: _READS, CURATOR: _CURATES, EDITOR: _EDITS, ADMINISTRATOR: _ADMINISTERS}


def permissions_of(role: str) -> set[str]:
    """The permissions of a role, its own and those of the roles before it, as `app.codename`."""
    held = set()
    for name, by_app in STEPS.items():
        held |= {f"{app}.{codename}" for app, codenames in by_app.items() for codename in codenames}
        if name == role:
            return held
    raise ValueError(f"There is no role “{role}”.")


def create_groups(*, using, apps=registry, **_) -> None:
    """Makes the groups of the roles that are missing; see Django's `post_migrate`. One that is there stays as it is:
    a site may have changed it.
    """
    try:
        group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
        apps.get_model("declarations", "Case")
    except LookupError:  # the migrations were taken back
        return
    missing = [role for role in STEPS if not group_model.objects.using(using).filter(name=role).exists()]
    if not missing:
        return
    for app in ("declarations", "auth"):
        create_permissions(registry.get_app_config(app), verbosity=0, using=using, apps=apps)
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in permission_model.objects.using(using).select_related("content_type")
    }
    for role in missing:
        group = group_model.objects.using(using).create(name=role)
        group.permissions.set([permissions[name] for name in permissions_of(role) if name in permissions])


def needs(permission: str) -> Callable:
    """Decorates a function that records something for the user `by`: it refuses a user without the permission, and
    one who names a row that is not for their eyes. A program passes `by=None` and is not asked.

    The decorated function raises PermissionDenied, before it does anything, with a sentence that says what is missing.
    """

    def decorate(function):
        @wraps(function)
        def checked(*args, **kwargs):
            by = kwargs.get("by")
            if by is not None:
                check(by, permission)
                check_sight(by, *args, *kwargs.values())
            return function(*args, **kwargs)

        return checked

    return decorate


def check(user, permission: str) -> None:
    """Raises PermissionDenied where `user` does not have the permission."""
    if not user.has_perm(permission):
        raise PermissionDenied(f"{user} may not do this: it needs the permission “{permission}”.")


def check_sight(user, *values) -> None:
    """Raises PermissionDenied where one of the rows among `values` is not for the eyes of `user`."""
    if user.has_perm(VIEW_RESTRICTED):
        return
    for row in values:
        rows = row._meta.default_manager if isinstance(row, Model) and row.pk else None
        if hasattr(rows, "visible_to") and not rows.visible_to(user).filter(pk=row.pk).exists():
            raise PermissionDenied(f"{user} may not do this: it is about what is restricted to the team.")


def check_opening(user, before, after) -> None:
    """Raises PermissionDenied where `user` makes public what was restricted, without being allowed to publish.

    Restricting is open to whoever may change the row: in doubt, a row should be hidden at once.
    """
    was, becomes = getattr(before, "visibility", None), getattr(after, "visibility", None)
    if was == Visibility.RESTRICTED and becomes == Visibility.PUBLIC:
        check(user, PUBLISH)
