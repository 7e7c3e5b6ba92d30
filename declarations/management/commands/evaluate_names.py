"""How well spellings of one name are linked: `evaluate_names [FILE] [--json]`."""

from django.conf import settings

from declarations.management.evaluations import EvaluationCommand
from declarations.names.evaluation import evaluate


class Command(EvaluationCommand):
    help = "Measures on labelled names how well spellings of one person are linked, and others kept apart."
    labels = ("same", "different")
    labelled_by_default = settings.BASE_DIR / "tests" / "names" / "data" / "corpus.json"

    def measure(self, labelled):
        return evaluate(labelled["same"], labelled["different"])

    def describe(self, error):
        return error["kind"], " / ".join(error["names"]), f"{error['score']} {error['reasons']}"
