"""The database's own guard over quotes: a span says exactly what its article says there, and the text never changes."""

from __future__ import annotations

import sqlalchemy as sa

_QUOTED = """SELECT 1 FROM articles WHERE article_id = NEW.article_id
    AND substr(text, NEW.start + 1, NEW."end" - NEW.start) = NEW.quote"""
_MISQUOTED = "the quote is not what the article says there"
_FIXED = "the text of an article does not change; save a new article that replaces it"

_SQLITE = [
    f"""CREATE TRIGGER span_quotes_{event.lower()} BEFORE {event} ON spans WHEN NOT EXISTS ({_QUOTED})
    BEGIN SELECT RAISE(ABORT, '{_MISQUOTED}'); END"""
    for event in ("INSERT", "UPDATE")
] + [
    f"""CREATE TRIGGER article_text_fixed BEFORE UPDATE OF text ON articles WHEN NEW.text <> OLD.text
    BEGIN SELECT RAISE(ABORT, '{_FIXED}'); END"""
]

_POSTGRESQL = [
    f"""CREATE FUNCTION span_quotes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NOT EXISTS ({_QUOTED}) THEN RAISE EXCEPTION '{_MISQUOTED}' USING ERRCODE = 'check_violation'; END IF;
    RETURN NEW; END $$""",
    "CREATE TRIGGER span_quotes BEFORE INSERT OR UPDATE ON spans FOR EACH ROW EXECUTE FUNCTION span_quotes()",
    f"""CREATE FUNCTION article_text_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '{_FIXED}' USING ERRCODE = 'check_violation'; END $$""",
    """CREATE TRIGGER article_text_fixed BEFORE UPDATE OF text ON articles FOR EACH ROW
    WHEN (NEW.text <> OLD.text) EXECUTE FUNCTION article_text_fixed()""",
]


def create_span_triggers(connection: sa.Connection) -> None:
    """Create the triggers in the words of the connection's database."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)
