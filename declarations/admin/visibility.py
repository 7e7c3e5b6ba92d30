"""Pages show what is visible to who looks at them: in lists, in searches, in rows of other tables, in choices."""

from django.core.exceptions import PermissionDenied

from ..models import Communication
from ..models.vocabulary import Visibility
from ..roles import VIEW_RESTRICTED


def visible_rows(rows, user):
    """Those of `rows` that `user` may see in the curators' room."""
    if user.has_perm(VIEW_RESTRICTED) or not hasattr(rows, "visible_to"):
        return rows
    rows = rows.visible_to(user)
    if rows.model is Communication:
        # Its page names all its cases, and saving it without one of them would take that one away.
        rows = rows.exclude(cases__visibility=Visibility.RESTRICTED)
    return rows


class ShowsWhatIsVisible:
    """A page, or rows on one, without what is restricted for who may not see that."""

    def get_queryset(self, request):
        return visible_rows(super().get_queryset(request), request.user)

    def get_field_queryset(self, db, db_field, request):
        choices = super().get_field_queryset(db, db_field, request)
        if request.user.has_perm(VIEW_RESTRICTED):
            return choices
        if choices is None:
            choices = db_field.remote_field.model._default_manager.using(db).all()
        return visible_rows(choices, request.user)


class ShowsVisiblePage(ShowsWhatIsVisible):
    """A page of its own. What hangs on a row, and what it said earlier, may be restricted even where the row is not:
    its history and the page that lists what would be deleted with it are for those who may see everything.
    """

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm(VIEW_RESTRICTED) and super().has_delete_permission(request, obj)

    def history_view(self, request, object_id, extra_context=None):
        self.refuse_history(request)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        self.refuse_history(request)
        return super().history_form_view(request, object_id, version_id, extra_context)

    @staticmethod
    def refuse_history(request) -> None:
        if not request.user.has_perm(VIEW_RESTRICTED):
            raise PermissionDenied
