"""The two tables that conversations are kept in."""

import sqlalchemy as sa

_JSON = sa.JSON(none_as_null=True)
TABLES = sa.MetaData()
CONVERSATIONS = sa.Table(
    "conversations",
    TABLES,
    sa.Column("conversation_id", sa.String(32), primary_key=True),
    sa.Column("owner", sa.String(128), nullable=False, index=True),
    sa.Column("title", sa.String(300), nullable=False),
    sa.Column("updated", sa.String(40), nullable=False, index=True),
)
TURNS = sa.Table(
    "turns",
    TABLES,
    sa.Column("turn_id", sa.String(32), primary_key=True),
    sa.Column("conversation_id", sa.String(32), nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("query", sa.Text),
    sa.Column("scope", sa.JSON, nullable=False),
    sa.Column("model", _JSON),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("stage", sa.String(40), nullable=False, default=""),
    sa.Column("lease_until", sa.Float, nullable=False, default=0.0),
    sa.Column("draft", _JSON),
    sa.Column("answer", _JSON),
    sa.Column("suggestions", _JSON),
    sa.Column("error", sa.Text, nullable=False, default=""),
    sa.Column("judgement", sa.String(16), nullable=False, default=""),
    sa.Column("correction", sa.Text, nullable=False, default=""),
    sa.Column("asked", sa.String(40), nullable=False),
    sa.UniqueConstraint("conversation_id", "position"),
)


def prepare_tables(engine: sa.Engine) -> None:
    """Makes the tables, and in those of an earlier version the columns that have come since."""
    TABLES.create_all(engine)
    there = {column["name"] for column in sa.inspect(engine).get_columns(TURNS.name)}
    with engine.begin() as db:
        for column in (column for column in TURNS.columns if column.name not in there):
            kind = column.type.compile(engine.dialect)
            db.exec_driver_sql(f"alter table {TURNS.name} add column {column.name} {kind}")
