"""Every column of every room says what it is, whose it is, and what becomes of it (issue 3, item 4)."""

import pytest

from tisserand.access import erasing
from tisserand.access.policies import our_models
from tisserand.kernel import register

pytestmark = pytest.mark.rail


def declared():
    return {table.label: table for room in register.rooms() for table in register.tables(room)}


def undeclared(models, tables) -> list[str]:
    """What no register says, and what a register says twice or of nothing."""
    wrong = [label for label in tables if label not in {model._meta.label for model in models}]
    for model in models:
        columns = [field.name for field in model._meta.concrete_fields]
        table = tables.get(model._meta.label)
        said = table.declared if table else []
        wrong += [f"{model._meta.label}.{name}" for name in columns if said.count(name) != 1]
        wrong += [f"{model._meta.label}.{name}" for name in said if name not in columns]
    return wrong


def test_every_column_declares_its_class_and_its_retention():
    assert undeclared(our_models(), declared()) == []


def test_an_undeclared_column_and_a_declaration_without_column_are_seen():
    tables = declared()
    person = tables["people.Person"]
    columns = {**person.columns, "identity": ("birth_name", "shoe_size")}
    tables["people.Person"] = register.Table("people", "Person", "identités", "person", "file", "strip", "", columns)
    wrong = undeclared(our_models(), {**tables, "people.Ghost": person})
    assert {"people.Person.first_names", "people.Person.shoe_size", "people.Ghost"} <= set(wrong)


def test_what_is_declared_as_erased_can_be():
    assert [
        f"{model._meta.label}.{name}"
        for model in our_models()
        for table in [declared()[model._meta.label]]
        if table.end == "strip"
        for name in table.of(*register.ERASED, "cut")
        if not erasing.erasable(model._meta.get_field(name))
    ] == []


def test_a_table_that_keeps_its_rows_says_by_whom_they_hang():
    for table in declared().values():
        if table.end in {"strip", "remove"}:
            assert len(table.of("link")) == 1, table.label
        if table.end == "expire":
            assert table.dated or table.of("former"), table.label


def test_a_row_about_nobody_still_has_a_date_to_end_at():
    """Words about somebody nobody named end too."""
    for model in our_models():
        table = declared()[model._meta.label]
        nameless = any(model._meta.get_field(name).null for name in table.of("link"))
        if nameless and table.end in {"strip", "remove"} and table.of(*register.ERASED):
            assert table.dated, table.label
