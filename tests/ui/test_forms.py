from datetime import date, time

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from tisserand.kernel.dates import PartialDate
from tisserand.kernel.known import Knowledge, Known
from tisserand.kernel.refusals import Refusal, Refused
from tisserand.ui import forms as ui
from tisserand.ui.forms.tidy import tidy_text


class Arrival(ui.Form):
    name = forms.CharField(label="Nom")
    born = ui.PartialDateField(label="Naissance", required=False)
    until = ui.DayField(label="Fin", future=True, required=False)
    at = ui.HourField(label="Heure", required=False)
    lasted = ui.DurationField(label="Durée", required=False)
    phone = ui.KnownField(ui.PhoneField(), label="Téléphone")
    channel = forms.ChoiceField(label="Comment", choices=[("a", "au site"), ("b", "à domicile")], required=False)
    story = forms.CharField(label="Récit", widget=forms.Textarea, required=False)


def arrival(**typed):
    form = Arrival({"name": "Mirval", "phone_state": "unasked"} | typed)
    form.is_valid()
    return form


def only_error(form, name):
    assert list(form.errors) == [name]
    return form.errors[name][0]


def test_answers_arrive_as_the_kernel_reads_them():
    form = arrival(born="mars 1984", until="24/11/2030", at="10h30", lasted="1 h 10", phone_value="0690 00 00 47")
    assert form.errors == {}
    assert form.cleaned_data["born"] == PartialDate(1984, 3)
    assert form.cleaned_data["until"] == date(2030, 11, 24)
    assert form.cleaned_data["at"] == time(10, 30)
    assert form.cleaned_data["lasted"] == 70
    assert form.cleaned_data["phone"] == Known(Knowledge.KNOWN, "+590690000047")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Écrivez une réponse à «\u00a0Nom\u00a0»."),
        ({"name": "M" * 10_000}, "Ce texte compte 10000 caractères, il en faut 200 au plus. Raccourcissez-le."),
        ({"channel": "z"}, "Ce choix n’est plus proposé. Choisissez dans la liste."),
        ({"until": "14/03/2207"}, "L’année 2207 est trop lointaine. Vérifiez l’année."),
        ({"until": "31/12/9999"}, "L’année 9999 est trop lointaine. Vérifiez l’année."),
        ({"until": "2030"}, "Écrivez le jour entier, par exemple «\u00a024/11/2026\u00a0»."),
        ({"born": "14/03/2999"}, "Le 14 mars 2999 n’est pas encore arrivé. Vérifiez la date."),
        ({"lasted": "longtemps"}, "Écrivez une durée, par exemple «\u00a01 h 10\u00a0» ou «\u00a045 min\u00a0»."),
    ],
)
def test_an_error_says_what_to_write(typed, said):
    assert only_error(arrival(**typed), *(set(typed) & set(Arrival.base_fields))) == said


def test_no_field_speaks_django_s_words():
    kinds = (
        forms.CharField,
        forms.IntegerField,
        forms.DecimalField,
        forms.DateField,
        forms.BooleanField,
        forms.EmailField,
        forms.UUIDField,
        forms.FileField,
        forms.MultipleChoiceField,
    )
    form = type("Every", (ui.Form,), {kind.__name__.lower(): kind() for kind in kinds})({})
    said = [message for field in form.fields.values() for message in field.error_messages.values()]
    assert all(type(message) is str for message in said)
    assert not [message for message in said if "obligatoire" in message or "valide" in message]


def test_words_of_the_author_are_kept():
    class Asked(ui.Form):
        aim = forms.CharField(error_messages={"required": "Écrivez à quoi vous verrez que c’est mieux."})

    assert Asked({}).errors["aim"] == ["Écrivez à quoi vous verrez que c’est mieux."]


def test_what_was_typed_stays_when_it_is_refused():
    assert 'value="14 mras 1984"' in str(arrival(born="14 mras 1984")["born"])


def test_a_kept_value_is_shown_as_people_write_it():
    kept = {
        "born": PartialDate(1984, 3),
        "until": date(2026, 11, 24),
        "at": time(10, 30),
        "lasted": 70,
        "phone": Known(Knowledge.KNOWN, "+590690000047"),
    }
    page = str(Arrival(initial=kept)).replace("\u00a0", " ")
    for shown in ("mars 1984", "24/11/2026", "10 h 30", "1 h 10", "0690 00 00 47"):
        assert f'value="{shown}"' in page


def test_no_reason_stays_ticked_beside_an_answer():
    known = str(Arrival(initial={"phone": Known(Knowledge.KNOWN, "+590690000047")})["phone"])
    missing = str(Arrival(initial={"phone": Known(Knowledge.REFUSED)})["phone"])
    assert (known.count("checked"), missing.count("checked")) == (0, 1)


@pytest.mark.parametrize("state", [Knowledge.UNASKED, Knowledge.UNKNOWN, Knowledge.REFUSED])
def test_an_answer_may_be_missing_for_a_reason(state):
    form = arrival(phone_state=state.value)
    assert form.cleaned_data["phone"] == Known(state)


def test_an_answer_and_a_reason_for_none_do_not_go_together():
    said = only_error(arrival(phone_value="0690 00 00 47", phone_state="refused"), "phone")
    assert said == "Une réponse est écrite, et «\u00a0Ne souhaite pas le dire\u00a0» est coché. Gardez l’un des deux."


def test_a_wrong_number_inside_a_partly_known_answer_says_so():
    assert "au lieu de 10" in only_error(arrival(phone_value="0690"), "phone")


def test_reasons_of_an_operation_stand_beside_their_fields():
    form = arrival()
    reasons = [
        Refusal("late", "Ce jour est passé.", "until"),
        Refusal("adhesion", "Il manque l’adhésion.", "elsewhere"),
    ]
    ui.refuse(form, Refused(reasons))
    assert form.errors == {"until": ["Ce jour est passé."], "__all__": ["Il manque l’adhésion."]}
    assert form.wrong_fields == 1


def test_the_same_page_sent_twice_carries_the_same_key():
    class Created(ui.Form):
        key = ui.IdempotencyField()

    page = Created()
    key = page["key"].value()
    sent = Created({"key": key})
    assert sent.is_valid()
    assert str(sent.cleaned_data["key"]) == key
    assert Created()["key"].value() != key
    assert Created({"key": "x"}).errors["key"] == [
        "Cette page est périmée. Rechargez-la, votre texte est dans le brouillon."
    ]


@pytest.mark.parametrize("typed", ["", "-1", "99999999999999", "deux"])
def test_a_forged_version_is_refused(typed):
    class Edited(ui.Form):
        version = ui.VersionField()

    assert not Edited({"version": typed}).is_valid()


def test_invisible_signs_and_line_ends_are_tidied():
    form = Arrival(QueryDict("name=Ma%CC%80%00%E2%80%AE&story=a%0D%0Ab&phone_state=unasked"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "Mà"
    assert form.cleaned_data["story"] == "a\nb"


@given(st.text())
def test_tidying_twice_changes_nothing_more(text):
    assert tidy_text(tidy_text(text)) == tidy_text(text)
    tidy_text(text).encode()


def test_fields_of_persons_are_not_remembered_by_the_browser_and_carry_no_style():
    page = str(arrival())
    assert 'autocomplete="off"' in page
    assert "style=" not in page
    assert "form-select" not in page
    assert "form-check-input" not in page


def test_cards_explain_each_choice():
    class Next(ui.Form):
        what = forms.ChoiceField(
            label="Suite",
            choices=[("a", "Réponse"), ("b", "Écoute")],
            widget=ui.ChoiceCards({"a": "La demande est close."}),
        )

    page = str(Next()["what"])
    assert page.count('type="radio"') == 2
    assert "La demande est close." in page


@pytest.mark.parametrize("typed", ["demain", "12 brumaire 2026", "24/11"])
def test_a_whole_day_never_proposes_a_year_alone(typed):
    [said] = arrival(until=typed).errors["until"]
    assert "24/11/2026" in said
    assert "1984" not in said
