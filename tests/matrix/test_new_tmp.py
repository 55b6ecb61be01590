"""Only the new routes, for each reader: written into rights.txt beside the others."""
import pytest
from django.db import transaction
from tests.matrix import routes as ways
from tests.matrix import test_rights as rights
from tests.matrix.scenes import everything

pytestmark = pytest.mark.django_db
NEW = {"support:" + n for n in "pair evaluate joint joint_figures rsa_of rsa_new rsa rsa_edit breach silent breach_edit budget budget_new court court_edit debt debt_edit".split()}


def test_new(client, django_db_setup, monkeypatch):
    every = list(ways.routes())
    monkeypatch.setattr(ways, "routes", lambda: (one for one in every if one[0] in NEW))
    scene = everything()
    found = {}
    for login in rights.COLUMNS:
        client.logout()
        found[login] = rights.asked(client, *scene, login, every=True)
    old = rights.written()
    lines = {}
    order = [f"{line} {method}" for _, line, _ in every for method in ways.METHODS]
    new = {}
    for login, cells in found.items():
        for line, cell in cells.items():
            new.setdefault(line, {})[login] = cell
    for line in order:
        if line in new:
            lines[line] = new[line]
        elif line in old:
            lines[line] = old[line]
    used = {line: row for line, row in lines.items() if set("".join(row[one] for one in rights.READERS)) != {"-"}}
    wide = max(len(line) for line in used)
    head = " ".join(f"{column[:9]:9}" for column in rights.COLUMNS)
    body = (f"{line:{wide}} " + " ".join(f"{row[one]:9}" for one in rights.COLUMNS) for line, row in used.items())
    rights.RIGHTS.write_text("\n".join((f"# {'':{wide - 2}} {head}".rstrip(), *(line.rstrip() for line in body), "")))
