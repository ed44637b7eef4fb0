"""An empty database goes in; the schema of revision 0001 comes out, as the files of SQL beside this one froze it."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Run the frozen statements of the database at hand."""
    dialect = op.get_bind().dialect.name
    for statement in statements(dialect):
        op.get_bind().exec_driver_sql(statement)


def statements(dialect: str) -> list[str]:
    """The statements for a database, in order."""
    text = Path(__file__).with_name(f"v0001.{dialect}.sql").read_text("utf-8")
    return [each.strip() for each in text.split("\n;\n") if each.strip()]
