"""Gives rows that are there already what the columns of 0004_following say of them."""

import hashlib
from datetime import date

from django.db import migrations

from declarations.models.communications import usual_due_day


def fill_in(apps, schema_editor):
    """Gives rows that are there already what the new columns say of them."""
    for communication in apps.get_model("declarations", "Communication").objects.all():
        communication.due_on = communication.answer_due_on or usual_due_day(
            communication.body, communication.kind, communication.issued_on, communication.precision
        )
        communication.save(update_fields=["due_on"])
    follow_ups = apps.get_model("declarations", "FollowUp").objects
    records = apps.get_model("declarations", "HistoricalFollowUp").objects.order_by("history_date", "history_id")
    for follow_up in follow_ups.filter(state="retracted"):
        record = records.filter(id=follow_up.pk, state="retracted").first()
        follow_up.retracted_at = record.history_date if record else follow_up.published_at
        follow_up.save(update_fields=["retracted_at"])
    for follow_up in follow_ups.filter(supersedes__isnull=False):
        record = records.filter(id=follow_up.pk).first()
        follow_up.correction_reason = (record and record.history_change_reason) or ""
        follow_up.save(update_fields=["correction_reason"])
    periods = apps.get_model("declarations", "SituationPeriod").objects
    unfollowed = apps.get_model("declarations", "Case").objects.filter(situation_periods=None)
    periods.bulk_create(periods.model(case=case, begins=date.min, situation="unknown") for case in unfollowed)
    for source in apps.get_model("declarations", "Source").objects.exclude(copy=""):
        try:
            with source.copy.open("rb") as file:
                source.copy_sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            continue  # check_integrity names it
        source.save(update_fields=["copy_sha256"])


class Migration(migrations.Migration):
    dependencies = [("declarations", "0004_following")]
    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
