"""Carrying rows to the database by COPY into temporary tables: under FORCE ROW LEVEL SECURITY, a table refuses COPY."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db.models import NOT_PROVIDED, Field

NULL = "\\N"


class Carrier:
    """Rows of one table on their way. `expressions` are columns that SQL computes over all the rows carried."""

    def __init__(
        self, cursor, model: str, columns: Sequence[str], *, expressions: Mapping[str, str] | None = None
    ) -> None:
        self.cursor, self.columns = cursor, tuple(columns)
        self.model = apps.get_model(model)
        self.table = self.model._meta.db_table
        self.waiting = f"demo_{self.table}"
        self.expressions = dict(expressions or {})
        self.lines: list[str] = []
        named = ", ".join(self.columns)
        cursor.execute(
            f"create temporary table {self.waiting} on commit drop as select {named} from {self.table} with no data"  # noqa: S608
        )

    def add(self, *row: object) -> None:
        self.lines.append("\t".join([NULL if value is None else str(value) for value in row]))

    def send(self) -> None:
        """A chunk leaves memory for the temporary table."""
        if not self.lines:
            return
        with self.cursor.copy(f"copy {self.waiting} ({', '.join(self.columns)}) from stdin") as copy:
            copy.write("\n".join(self.lines) + "\n")
        self.lines.clear()

    def land(self) -> int:
        """Everything carried so far enters the table, in one statement; returns how many rows."""
        self.send()
        same = self._unsaid()
        names = (*self.columns, *self.expressions, *same)
        values = (*self.columns, *self.expressions.values(), *("%s" for _ in same))
        self.cursor.execute(
            f"insert into {self.table} ({', '.join(names)}) select {', '.join(values)} from {self.waiting}",  # noqa: S608
            list(same.values()),
        )
        landed = self.cursor.rowcount
        self.cursor.execute(f"truncate {self.waiting}")
        return landed

    def _unsaid(self) -> dict[str, Any]:
        """Columns nobody drew: what the table's own declaration gives when nothing is said."""
        said = {*self.columns, *self.expressions}
        fields = [
            field for field in self.model._meta.concrete_fields if field.column not in said and needs_a_value(field)
        ]
        return {field.column: field.get_db_prep_save(field.get_default(), self.cursor.db) for field in fields}


def needs_a_value(field: Field) -> bool:
    return not field.null and not field.primary_key and field.db_default is NOT_PROVIDED


def array(*codes: str) -> str:
    return "{" + ",".join(codes) + "}"
