from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeclarationsConfig(AppConfig):
    name = "declarations"

    def ready(self):
        from . import following, reference, search  # noqa: F401  (these connect what keeps columns and index in step)

        post_migrate.connect(reference.fill_tables, sender=self)
