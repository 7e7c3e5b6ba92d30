from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeclarationsConfig(AppConfig):
    name = "declarations"

    def ready(self):
        from . import following, reference  # noqa: F401  (following connects what keeps the derived columns)

        post_migrate.connect(reference.fill_tables, sender=self)
