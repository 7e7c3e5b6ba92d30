"""The index of the search, and in each database the means to look words up in it.

`rebuild_search` fills it from the rows that are there; what is saved from now on comes in by itself.

In SQLite, changing a column of the table `declarations_searchentry` makes the table anew and loses the triggers: a
later migration that does so must end with the operation of this one.
"""

from django.db import migrations, models

SQLITE = [
    """CREATE VIRTUAL TABLE declarations_searchwords USING fts5(
        heading_words, body_words, heading_sounds, body_sounds,
        content='declarations_searchentry', content_rowid='id', tokenize='ascii', prefix='3')""",
    """CREATE TRIGGER declarations_searchentry_added AFTER INSERT ON declarations_searchentry BEGIN
        INSERT INTO declarations_searchwords (rowid, heading_words, body_words, heading_sounds, body_sounds)
        VALUES (new.id, new.heading_words, new.body_words, new.heading_sounds, new.body_sounds); END""",
    """CREATE TRIGGER declarations_searchentry_removed AFTER DELETE ON declarations_searchentry BEGIN
        INSERT INTO declarations_searchwords
            (declarations_searchwords, rowid, heading_words, body_words, heading_sounds, body_sounds)
        VALUES ('delete', old.id, old.heading_words, old.body_words, old.heading_sounds, old.body_sounds); END""",
    """CREATE TRIGGER declarations_searchentry_changed AFTER UPDATE ON declarations_searchentry BEGIN
        INSERT INTO declarations_searchwords
            (declarations_searchwords, rowid, heading_words, body_words, heading_sounds, body_sounds)
        VALUES ('delete', old.id, old.heading_words, old.body_words, old.heading_sounds, old.body_sounds);
        INSERT INTO declarations_searchwords (rowid, heading_words, body_words, heading_sounds, body_sounds)
        VALUES (new.id, new.heading_words, new.body_words, new.heading_sounds, new.body_sounds); END""",
]
SQLITE_BACK = [
    "DROP TRIGGER declarations_searchentry_changed",
    "DROP TRIGGER declarations_searchentry_removed",
    "DROP TRIGGER declarations_searchentry_added",
    "DROP TABLE declarations_searchwords",
]
WEIGHTS = {"heading_words": "A", "body_words": "B", "heading_sounds": "C", "body_sounds": "D"}
# Each word gets a letter before it: what begins with a figure ("12e3a") is several words to PostgreSQL's parser.
VECTORS = [
    f"setweight(to_tsvector('simple', regexp_replace({column}, '([a-z0-9]+)', 'w\\1', 'g')), '{weight}')"
    for column, weight in WEIGHTS.items()
]
POSTGRESQL = [
    f"ALTER TABLE declarations_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS ({' || '.join(VECTORS)}) STORED",
    "CREATE INDEX declarations_searchentry_words ON declarations_searchentry USING gin (words)",
]
POSTGRESQL_BACK = [
    "DROP INDEX declarations_searchentry_words",
    "ALTER TABLE declarations_searchentry DROP COLUMN words",
]


def forwards(apps, schema_editor):
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def backwards(apps, schema_editor):
    run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


KINDS = [
    ("case", "case"),
    ("signatory", "signatory"),
    ("declaration", "declaration"),
    ("communication", "communication"),
    ("follow-up", "follow-up"),
    ("passage", "passage of a declaration"),
]


class Migration(migrations.Migration):
    dependencies = [("declarations", "0002_importing")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("object_id", models.PositiveBigIntegerField()),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("language", models.CharField(blank=True, max_length=2)),
                ("dated", models.DateField(null=True)),
                ("heading", models.TextField()),
                ("body", models.TextField(blank=True)),
                ("heading_words", models.TextField()),
                ("body_words", models.TextField(blank=True)),
                ("heading_sounds", models.TextField(blank=True)),
                ("body_sounds", models.TextField(blank=True)),
            ],
            options={"verbose_name_plural": "search entries"},
        ),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.UniqueConstraint(fields=("kind", "object_id", "language", "place"), name="one_search_entry_a_thing"),
        ),
        migrations.RunPython(forwards, backwards),
    ]
