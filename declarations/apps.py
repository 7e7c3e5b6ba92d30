from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class DeclarationsConfig(AppConfig):
    name = "declarations"

    def ready(self):
        from . import following, guards, reference  # noqa: F401  (following connects what keeps derived columns)

        pre_migrate.connect(guards.drop_triggers, sender=self)
        post_migrate.connect(guards.make_triggers, sender=self)
        post_migrate.connect(reference.fill_tables, sender=self)
