"""Rules of which the database itself makes sure, whatever program writes to it: triggers.

A published follow-up has a source. The constraint `published_follow_up_has_a_source` reads the number of sources from
the follow-up's own row; the triggers keep that number true when sources come, go or move, and refuse any other.
They are made after each migration and not by one: SQLite can change a table only while no trigger speaks of it.
"""

from django.db import DEFAULT_DB_ALIAS, connections

LINKS = "declarations_followupsource"
FOLLOW_UPS = "declarations_followup"
COUNTED = f"(SELECT COUNT(*) FROM {LINKS} WHERE follow_up_id = {FOLLOW_UPS}.id)"
MISCOUNTED = "source_count is counted by the database, and is no other number"

SQLITE = [
    *(
        f"""
        CREATE TRIGGER IF NOT EXISTS count_sources_after_{event} AFTER {event.upper()} ON {LINKS} BEGIN
            UPDATE {FOLLOW_UPS} SET source_count = {COUNTED} WHERE id IN ({ids});
        END
        """
        for event, ids in {
            "insert": "NEW.follow_up_id",
            "delete": "OLD.follow_up_id",
            "update": "NEW.follow_up_id, OLD.follow_up_id",
        }.items()
    ),
    f"""
    CREATE TRIGGER IF NOT EXISTS keep_source_count AFTER UPDATE OF source_count ON {FOLLOW_UPS}
    WHEN NEW.source_count <> (SELECT COUNT(*) FROM {LINKS} WHERE follow_up_id = NEW.id) BEGIN
        SELECT RAISE(ABORT, '{MISCOUNTED}');
    END
    """,
]

POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION declarations_count_sources() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP <> 'INSERT' THEN
            UPDATE {FOLLOW_UPS} SET source_count = {COUNTED} WHERE id = OLD.follow_up_id;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            UPDATE {FOLLOW_UPS} SET source_count = {COUNTED} WHERE id = NEW.follow_up_id;
        END IF;
        RETURN NULL;
    END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION declarations_keep_source_count() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.source_count <> (SELECT COUNT(*) FROM {LINKS} WHERE follow_up_id = NEW.id) THEN
            RAISE check_violation USING MESSAGE = '{MISCOUNTED}';
        END IF;
        RETURN NULL;
    END $$
    """,
    f"""
    CREATE OR REPLACE TRIGGER count_sources AFTER INSERT OR DELETE OR UPDATE ON {LINKS}
    FOR EACH ROW EXECUTE FUNCTION declarations_count_sources()
    """,
    f"""
    CREATE OR REPLACE TRIGGER keep_source_count AFTER UPDATE OF source_count ON {FOLLOW_UPS}
    FOR EACH ROW EXECUTE FUNCTION declarations_keep_source_count()
    """,
]


def make_triggers(*, using=DEFAULT_DB_ALIAS, **_) -> None:
    """Makes the triggers that are missing; see Django's `post_migrate`. Does nothing where the tables are gone."""
    connection = connections[using]
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor]
    with connection.cursor() as cursor:
        if LINKS in connection.introspection.table_names(cursor):
            for statement in statements:
                cursor.execute(statement)


def drop_triggers(*, using=DEFAULT_DB_ALIAS, plan=(), **_) -> None:
    """Clears the way for the migrations in `plan`; see Django's `pre_migrate`."""
    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in ("after_insert", "after_delete", "after_update"):
                cursor.execute(f"DROP TRIGGER IF EXISTS count_sources_{name}")
            cursor.execute("DROP TRIGGER IF EXISTS keep_source_count")
