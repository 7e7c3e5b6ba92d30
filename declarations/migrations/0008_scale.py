"""Indexes in the order of the lists, and one that holds all that is counted of cases. None changes a row."""

import declarations.models.indexes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('declarations', '0007_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='case',
            index=declarations.models.indexes.LatestFirst(day='last_follow_up_on', fields=['visibility', 'last_follow_up_on', 'name', 'id'], name='cases_latest_first'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['visibility', 'country', 'situation', 'outcome', 'response', 'kind', 'last_follow_up_on', 'review_by', 'citation_count', 'first_claim'], name='cases_counted'),
        ),
        migrations.AddIndex(
            model_name='declaration',
            index=models.Index(fields=['kind', '-tabled_on', '-number', 'id'], name='declarations_latest_first'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(fields=['state', '-occurred_on', '-published_at', '-id'], name='follow_ups_newest_first'),
        ),
    ]
