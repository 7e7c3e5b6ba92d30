"""States, the names that documents print for them, and political groups."""

from django.contrib import admin

from ..models import Country, CountryName, FormerCountryName, PoliticalGroup


class FixedCode(admin.ModelAdmin):
    """The code of a row is how others refer to it: chosen once."""

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []


class CountryNameInline(admin.TabularInline):
    model = CountryName
    extra = 0
    verbose_name_plural = "names as documents print them"


class FormerCountryNameInline(admin.TabularInline):
    model = FormerCountryName
    extra = 0


@admin.register(Country)
class CountryAdmin(FixedCode):
    list_display = ["name_en", "name_fr", "code", "member_from", "member_to"]
    search_fields = ["code", "name_en", "name_fr", "printed_names__printed"]
    search_help_text = "Code, name in English or French, or a name as printed"
    inlines = [FormerCountryNameInline, CountryNameInline]


@admin.register(PoliticalGroup)
class PoliticalGroupAdmin(FixedCode):
    list_display = ["code", "name_en", "name_fr", "code_fr", "existed_from", "existed_to", "successor"]
    list_select_related = ["successor"]
    search_fields = ["code", "name_en", "name_fr", "code_fr"]
    search_help_text = "Code or name in English or French"
