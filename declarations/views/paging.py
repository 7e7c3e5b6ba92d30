"""The pages of a long list."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property


class KeyedPaginator(Paginator):
    """Looks up the keys of a page first, in the order asked for, and then the rows with these keys.

    To reach a late page a database has to pass all rows before it. By the keys it passes entries of an index, and what
    a row shows besides its columns is looked up for the rows of the page alone. `total` is how many rows there are.
    """

    def __init__(self, rows: QuerySet, per_page: int, *, total: int, **options):
        super().__init__(rows, per_page, **options)
        self.total = total

    @cached_property
    def count(self) -> int:
        return self.total

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self.object_list.select_related(None).prefetch_related(None).values_list("pk", flat=True)
        wanted = list(keys[first : first + self.per_page])
        found = {row.pk: row for row in self.object_list.filter(pk__in=wanted).order_by()}
        # A row that changed in between, and no longer belongs here, is left out.
        return self._get_page([found[key] for key in wanted if key in found], number, self)
