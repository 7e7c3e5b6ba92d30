"""/guide/: the documents of docs/ as pages, and what each word of the tracker means; /style/: how the pages look."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from markdown_it import MarkdownIt

from ..models.vocabulary import (
    SEVERITY,
    Category,
    CommunicationBody,
    CommunicationKind,
    FollowUpKind,
    Outcome,
    ReleaseGround,
    Response,
    Situation,
)
from ..templatetags.wording import Shape

#: The documents in the order in which somebody would want them, and for whom each is.
GUIDES = {
    "researchers": _("For researchers: how to find, read, take away and cite"),
    "curators": _("For curators: from a document to published facts"),
    "curators-facts": _("For curators: from an article to three facts"),
    "follow-ups-sheet": _("For curators: many follow-ups in one sheet"),
    "roles": _("Who may do what"),
    "running": _("For those who run a tracker"),
    "threat-model": _("What the tracker is guarded against"),
    "translating": _("For those who translate"),
}

#: The vocabularies that the pages show.
VOCABULARIES = (
    (_("Situation"), Situation),
    (_("Outcome"), Outcome),
    (_("Response of the state"), Response),
    (_("What happened"), FollowUpKind),
    (_("Ground of a release"), ReleaseGround),
    (_("Who"), Category),
    (_("Body"), CommunicationBody),
    (_("Kind of communication"), CommunicationKind),
)


@dataclass(frozen=True)
class Guide:
    """One document as a page: its title, and the rest of it as HTML."""

    title: str
    html: str


def folder() -> Path:
    """Where the documents are."""
    return settings.BASE_DIR / "docs"


@cache
def guide(name: str) -> Guide:
    """The document `name` of docs/. Raises FileNotFoundError where it is not there."""
    text = (folder() / f"{name}.md").read_text(encoding="utf-8")
    title, _line, rest = text.removeprefix("# ").partition("\n")
    return Guide(title, _for_the_site(MarkdownIt().enable("table").render(rest)))


def _for_the_site(html: str) -> str:
    """Links between documents lead to their pages, wide things scroll in boxes of their own, nothing bears a style."""
    html = re.sub(r'href="(?:docs/)?([a-z-]+)\.md', lambda found: f'href="{_address(found[1])}', html)
    html = re.sub(r'src="images/([\w.-]+)"', lambda found: f'src="{static(f"docs/{found[1]}")}"', html)
    html = re.sub(r' style="text-align:\w+"', "", html)
    html = re.sub(r"<(table|pre)>", r'<div class="scroll" tabindex="0"><\1>', html)
    return re.sub(r"</(table|pre)>", r"</\1></div>", html)


def _address(name: str) -> str:
    return reverse("guide", args=[name]) if name in GUIDES else f"{name}.md"


class GuideIndex(TemplateView):
    """All documents, and the other pages that explain something."""

    template_name = "declarations/guide_index.html"

    def get_context_data(self, **context):
        guides = [(name, title) for name, title in GUIDES.items() if (folder() / f"{name}.md").exists()]
        return super().get_context_data(guides=guides, **context)


class GuidePage(TemplateView):
    """One document."""

    template_name = "declarations/guide.html"

    def get_context_data(self, name, **context):
        if name not in GUIDES:
            raise Http404("There is no such guide.")
        try:
            return super().get_context_data(guide=guide(name), **context)
        except FileNotFoundError:
            raise Http404("This guide has not been written.") from None


class Words(TemplateView):
    """What each word means: the vocabularies with their codes, and how numbers are made."""

    template_name = "declarations/words.html"

    def get_context_data(self, **context):
        vocabularies = [(title, list(words.choices)) for title, words in VOCABULARIES]
        scale = [(situation, severity) for situation, severity in SEVERITY.items()]
        return super().get_context_data(vocabularies=vocabularies, scale=scale, **context)


class StyleGuide(TemplateView):
    """How the pages look: the marks, the texts, the controls, each in its use."""

    template_name = "declarations/style.html"

    def get_context_data(self, **context):
        return super().get_context_data(
            shapes=list(Shape),
            shape_counts=[(shape, number) for number, shape in enumerate(Shape, start=2)],
            situations=Situation.values,
            outcomes=Outcome.values,
            **context,
        )
