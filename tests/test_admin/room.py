"""Works in the curators' room as a curator does: opens a page, changes some fields of its form, presses a button."""

from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser


class Room:
    def __init__(self, client, user):
        self.client, self.user = client, user
        client.force_login(user)

    def open(self, row):
        return self._get(address(row, "change", row.pk))

    def new(self, model, **known):
        return self._get(address(model, "add"), **known)

    def list(self, model, **query):
        return self._get(address(model, "changelist"), **query)

    def history(self, row):
        return self._get(address(row, "history", row.pk))

    def _get(self, where, **query):
        page = self.client.get(where, query)
        assert page.status_code == 200, where
        return page

    def save(self, page, decision="", **fields):
        """Posts the form of `page` with these fields changed, by "Save" or by the button of that decision."""
        button = {"_decision": decision} if decision else {"_save": "Save"}
        return self.client.post(page.request["PATH_INFO"], {**form_of(page), **fields, **button}, follow=True)

    def act(self, action, *rows, why=""):
        """Chooses an action in the list for these rows."""
        chosen = {"action": action, "_selected_action": [row.pk for row in rows], "why": why}
        return self.client.post(address(rows[0], "changelist"), chosen, follow=True)


def address(model, page, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def form_of(page) -> dict:
    """What a browser would post if the form of the page was sent as it is."""
    return {name: values for name, values in _fields_of(page).items() if "__prefix__" not in name}


def added(page, prefix: str, number: int = 0, **fields) -> dict:
    """The fields of one row more in the inline `prefix`, beside the `number` that are there."""
    empty = f"{prefix}-__prefix__-"
    row = {name.removeprefix(empty): values for name, values in _fields_of(page).items() if name.startswith(empty)}
    named = {f"{prefix}-{number}-{name}": value for name, value in {**row, **fields}.items()}
    return {f"{prefix}-TOTAL_FORMS": number + 1, **named}


def _fields_of(page) -> dict[str, list]:
    filled = {}
    for field in LexborHTMLParser(page.content).css_first("#content-main form").css("input, textarea, select"):
        kind, name = field.attributes.get("type", ""), field.attributes.get("name")
        if not name or kind in ("submit", "file") or "disabled" in field.attributes:
            continue
        if field.tag == "select":
            values = [option.attributes.get("value") for option in field.css("option[selected]")]
        elif kind in ("checkbox", "radio"):
            values = [field.attributes.get("value", "on")] if "checked" in field.attributes else []
        elif field.tag == "textarea":
            values = [field.text()]
        else:
            values = [field.attributes.get("value") or ""]
        filled.setdefault(name, []).extend(values)
    return filled


def words_of(page) -> str:
    """What is to be read on a page."""
    return " ".join(LexborHTMLParser(page.content).body.text(separator=" ").split())


def buttons_of(page) -> list[str]:
    return [button.attributes["value"] for button in LexborHTMLParser(page.content).css("button[name=_decision]")]
