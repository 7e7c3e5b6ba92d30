from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class DeclarationsConfig(AppConfig):
    name = "declarations"

    def ready(self):
        from . import following, guards, reference, roles, search  # noqa: F401  (they keep derived columns and the index)

        pre_migrate.connect(guards.drop_triggers, sender=self)
        post_migrate.connect(guards.make_triggers, sender=self)
        post_migrate.connect(reference.fill_tables, sender=self)
        post_migrate.connect(roles.create_groups, sender=self)
