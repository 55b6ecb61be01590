import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import engines
from django.template.loader import render_to_string

from tisserand.kernel.refusals import Refusal
from tisserand.ui import conflicts

ROOM = Path(conflicts.__file__).parent
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
SENTENCES = [*TEMPLATES, *(ROOM / "static" / "ui").glob("*.js"), *ROOM.rglob("*.py")]
NOW = datetime(2026, 11, 24, 14, 42, tzinfo=UTC)


def shell(**context):
    source = (
        '{% extends "ui/page.html" %}{% block heading %}Accueil{% endblock %}{% block body %}<p>5</p>{% endblock %}'
    )
    actor = SimpleNamespace(name="Corinne Lollia", posts=[SimpleNamespace(unit_name="Équipe Sainte-Rose")])
    lines = [{"label": "Accueil", "url": "/accueil/", "icon": "people", "count": 5, "current": True, "key": "a"}]
    given = {"request": SimpleNamespace(actor=actor, now=NOW), "navigation": lines, "csrf_token": "jeton"}
    return engines["django"].from_string(source).render(given | context)


def test_the_shell_needs_nothing_but_what_it_documents():
    page = shell()
    assert '<a class="ts-skip" href="#contenu">' in page
    assert '<a href="/accueil/" aria-current="page" data-go="a">' in page
    assert "Corinne Lollia" in page
    assert "<h1>Accueil</h1>" in page
    assert 'role="search"' not in page


def test_the_shell_shows_what_it_is_given():
    page = shell(search_url="/personnes/", logout_url="/deconnexion/", theme="dark", density="compact")
    assert '<html lang="fr" data-bs-theme="dark" data-density="compact">' in page
    assert 'action="/personnes/"' in page
    assert "Se déconnecter" in page


@pytest.mark.parametrize(("entries", "in_the_bar"), [(5, 5), (7, 4)])
def test_the_bar_of_a_phone_holds_five_entries_and_the_fifth_opens_the_rest(entries, in_the_bar):
    lines = [
        {"label": f"Page {n}", "url": f"/{n}/", "icon": "sun", "count": None, "current": n == 6, "key": "a"}
        for n in range(1, entries + 1)
    ]
    page = shell(navigation=lines)
    bar, _, rest = page.partition('<li class="ts-plus">')
    assert bar.count("<li><a") == in_the_bar
    assert bar.count("data-go") == entries, "a wide screen shows them all"
    assert rest.partition("</details>")[0].count("<li><a") == entries - in_the_bar
    assert "data-go" not in rest


def test_an_undo_is_a_plain_form():
    page = shell(messages=[SimpleNamespace(extra_tags="/visites/1/annuler", __str__=lambda: "Entré.")])
    assert '<form method="post" action="/visites/1/annuler">' in page


@pytest.mark.parametrize("status", [400, 403, 404, 409, 500, 503])
def test_error_pages_stand_alone_and_give_a_reference(status):
    page = render_to_string(f"ui/{status}.html", {"incident": "7K2M-9QX"})
    assert "7K2M-9QX" in page
    assert "<h1>" in page


def test_forbidden_and_absent_are_the_same_page():
    assert render_to_string("ui/403.html", {"incident": "X"}) == render_to_string("ui/404.html", {"incident": "X"})


def test_refusals_come_all_at_once_with_links_to_their_fields():
    reasons = [Refusal("a", "Il manque l’adhésion.", "adhesion_on"), Refusal("b", "Fixez un objectif.")]
    page = render_to_string("ui/refusals.html", {"refusals": reasons})
    assert "Il manque 2 choses" in page
    assert '<a href="#id_adhesion_on">Il manque l’adhésion.</a>' in page
    assert render_to_string("ui/refusals.html", {"refusals": []}).strip() == ""


def test_a_conflict_shows_both_texts_and_marks_what_differs():
    both = conflicts.differences([("Budget", "Il reste 187 €.", "Il reste 212 €."), ("Logement", "pareil", "pareil")])
    assert [difference.label for difference in both] == ["Budget"]
    page = render_to_string("ui/conflict.html", {"conflict": conflicts.Conflict("M. Tacita", NOW, 4, both)})
    assert "Il reste <ins>187 </ins>€." in page
    assert "Il reste <ins>212 </ins>€." in page
    assert [f'value="{way}"' in page for way in ("theirs", "mine", "merge")] == [True] * 3


@pytest.mark.parametrize("mine", ["", "  a", "a  b\nc "])
def test_marking_loses_no_letter(mine):
    theirs, ours = conflicts.marked("un autre texte", mine)
    assert "".join(piece.text for piece in theirs) == "un autre texte"
    assert "".join(piece.text for piece in ours) == mine


def test_pages_lead_only_where_there_is_something():
    assert render_to_string("ui/pagination.html", {}).strip() == ""
    page = render_to_string("ui/pagination.html", {"next_url": "?apres=1"})
    assert "Page suivante" in page
    assert "Page précédente" not in page


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_to_the_strict_policy(template):
    source = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)|\|safe|hx-on", source)


@pytest.mark.parametrize("file", SENTENCES, ids=lambda path: path.name)
def test_french_is_typeset_and_polite(file):
    source = file.read_text(encoding="utf-8")
    assert not re.search(r"[vV]euillez|[mM]erci de|l’usager|bénéficiaire", source)
    assert not re.search(r"[a-zéèà] [;?!][<\"'`]", source), "an ordinary space before ; ? or !"
