"""How well people are found in paragraphs: `evaluate_mentions [FILE] [--json]`."""

from django.conf import settings

from declarations.management.evaluations import EvaluationCommand
from declarations.reading.mentions.evaluation import evaluate


class Command(EvaluationCommand):
    help = "Measures on labelled paragraphs how well the people named are found, with their roles and claims."
    labels = ("paragraphs",)
    labelled_by_default = settings.BASE_DIR / "tests" / "reading" / "data" / "mentions_corpus.json"

    def measure(self, labelled):
        return evaluate(labelled["paragraphs"])

    def describe(self, error):
        return error["kind"], error["name"], error["reasons"]
