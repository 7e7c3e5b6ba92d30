"""Rows of other tables on a page."""

from django.contrib import admin

from .visibility import ShowsWhatIsVisible


class ReadOnlyInline(ShowsWhatIsVisible, admin.TabularInline):
    """Rows to look at, each with a link to its own page. They take no part in the form, however many they are."""

    template = "admin/declarations/rows_to_read.html"
    extra = max_num = 0
    can_delete = False
    show_change_link = True
    #: The foreign keys that the rows are shown with.
    related = ()

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.related)

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class AddOnlyInline(admin.TabularInline):
    """Rows that are added and removed, never altered."""

    extra = 0

    def has_change_permission(self, request, obj=None):
        return False
