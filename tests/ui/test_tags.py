from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines
from django.utils import timezone

from tisserand.kernel.dates import PartialDate
from tisserand.ui import forms as ui

NOW = datetime(2026, 11, 24, 14, 42, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _guadeloupe():
    with timezone.override("America/Guadeloupe"):
        yield


def rendered(source, **context):
    page = engines["django"].from_string("{% load ts %}" + source)
    return page.render({"request": SimpleNamespace(now=NOW)} | context).replace("\u00a0", " ").strip()


def test_a_late_clock_has_a_shape_a_word_and_the_exact_date():
    page = rendered("{% clock due %}", due=date(2026, 11, 20))
    assert "ts-clock-late" in page
    assert "bi-exclamation-triangle-fill" in page
    assert "4 jours de retard" in page
    assert '<time class="ts-exact" datetime="2026-11-20">vendredi 20 novembre</time>' in page


def test_a_clock_far_away_has_no_icon():
    page = rendered("{% clock due %}", due=date(2026, 12, 17))
    assert "dans 23 jours" in page
    assert "bi-" not in page


def test_a_done_clock_says_when():
    page = rendered("{% clock due done %}", due=date(2026, 11, 20), done=date(2026, 11, 18))
    assert "fait le 18 novembre" in page
    assert "retard" not in page


def test_a_page_without_a_request_gives_now_itself():
    page = engines["django"].from_string("{% load ts %}{% clock due %}").render({"now": NOW, "due": NOW.date()})
    assert "aujourd’hui" in page


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ at|day }}", "mardi 24 novembre"),
        ("{{ at|full_day }}", "mardi 24 novembre 2026"),
        ("{{ at|plain_date }}", "24 novembre 2026"),
        ("{{ born|plain_date }}", "mars 1984"),
        ("{% age born %}", "42 ans"),
        ("{{ at|hour }}", "10 h 42"),
        ("{{ 70|duration }}", "1 h 10"),
        ("{{ phone|phone }}", "0690 00 00 47"),
        ("{{ names|listed }}", "Malik et Inès"),
        ("{{ 'Anaïs'|of }}", "d’Anaïs"),
        ("{{ 3|counted:'personne' }}", "3 personnes"),
        ("{{ 2|counted:'journal,journaux' }}", "2 journaux"),
        ("{{ 1|number_word:'f'|sentence_case }}", "Une"),
        ("{% waiting since %}", "38 min"),
        ("{% ago since %}", "il y a 38 min"),
        ("{% when at %}", '<time datetime="2026-11-24T10:42-04:00">mardi 24 novembre, 10 h 42</time>'),
        ("{% icon 'people' %}", '<i class="bi bi-people" aria-hidden="true"></i>'),
    ],
)
def test_words(source, said):
    context = {
        "at": NOW,
        "born": PartialDate(1984, 3),
        "phone": "+590690000047",
        "names": ["Malik", "Inès"],
        "since": NOW - timedelta(minutes=38),
    }
    assert rendered(source, **context) == said


def test_the_voice_is_quoted_in_its_language_and_escaped():
    page = rendered(
        "{% voice text by date 'gcf' translation %}",
        text="An vlé gadé <kaz-la>",
        by="Mme Mirval",
        date=date(2026, 10, 12),
        translation="Je veux garder la maison",
    )
    assert '<q lang="gcf">« An vlé gadé &lt;kaz-la&gt; »</q>' in page
    assert "« Je veux garder la maison » Mme Mirval, le 12 octobre 2026" in page


class Asked(ui.Form):
    name = forms.CharField(label="Nom", help_text="Celui de la pièce d’identité.")
    how = forms.ChoiceField(label="Comment", choices=[("a", "au site")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="La personne est d’accord")
    version = ui.VersionField()


def test_a_field_ties_its_label_help_and_error_together():
    page = rendered("{% field form.name %}", form=Asked({}))
    assert '<label class="form-label" for="id_name">Nom</label>' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page


def test_radio_buttons_are_a_group_with_a_legend():
    page = rendered("{% field form.how %}", form=Asked({}))
    assert "<legend>Comment</legend>" in page
    assert 'aria-describedby="id_how_error"' in page


def test_a_tick_box_has_its_words_after_it():
    page = rendered("{% field form.agree %}", form=Asked())
    assert page.index('type="checkbox"') < page.index("La personne est d’accord")


def test_a_whole_form_begins_with_links_to_what_is_wrong():
    form = Asked({"version": "3"})
    form.is_valid()
    page = rendered("{{ form }}", form=form)
    assert "Trois réponses sont à revoir, le reste est gardé" in page
    assert '<a href="#id_name">Écrivez une réponse à « Nom ».</a>' in page
    assert '<a href="#id_how">' in page
    assert '<fieldset class="ts-field ts-opts" id="id_how"' in page
    assert page.count('name="version"') == 1


def test_a_form_without_error_has_no_summary():
    assert "ts-summary" not in rendered("{{ form }}", form=Asked())
