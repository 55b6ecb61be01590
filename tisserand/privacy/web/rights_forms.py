"""What is typed about a request, from the minute she asks to the answer handed over."""

from django import forms

from tisserand.privacy.operations.rights import Demand
from tisserand.privacy.rules import rights
from tisserand.privacy.rules.rights import Asked, Identity, Representative
from tisserand.ui.forms import ChoiceCards, DayField, Form, IdempotencyField, VersionField


def choices(labels) -> list[tuple[str, str]]:
    return [(str(code), label) for code, label in labels.items()]


class NewRequestForm(Form):
    asked = forms.ChoiceField(
        label="Ce que la personne demande",
        choices=choices(rights.ASKED_LABELS),
        initial=Asked.ACCESS,
        widget=ChoiceCards({str(code): text for code, text in rights.ASKED_HELP.items()}),
    )
    words = forms.CharField(
        label="Dans ses mots",
        widget=forms.Textarea,
        required=False,
        help_text="Inutile pour voir son dossier. Pour le reste, écrivez ce qu’elle conteste ou veut changer.",
    )
    received_on = DayField(label="Demande reçue le", required=False)
    channel = forms.ChoiceField(label="Par", choices=choices(rights.CHANNELS), initial="guichet")
    identity = forms.ChoiceField(label="Son identité", choices=choices(rights.IDENTITY_LABELS), initial=Identity.KNOWN)
    representative = forms.ChoiceField(
        label="Qui demande", choices=choices(rights.REPRESENTATIVE_LABELS), required=False, initial=Representative.NONE
    )
    mandate = forms.CharField(
        label="Si quelqu’un demande pour elle\u00a0: son nom et son titre",
        max_length=200,
        required=False,
        help_text="Jugement, mandat écrit, carte d’avocat\u00a0: vu, sans copie.",
    )
    answer_name = forms.CharField(label="Réponse au nom de", max_length=200, required=False)
    answer_to = forms.CharField(
        label="Où remettre la réponse sans danger",
        max_length=300,
        required=False,
        help_text="Sur place, ou une adresse que personne d’autre n’ouvre.",
    )
    request_key = IdempotencyField()

    def demand(self) -> Demand:
        return Demand(**{name: value for name, value in self.cleaned_data.items() if name != "request_key"})


class IdentityForm(Form):
    identity = forms.ChoiceField(
        label="Comment son identité a été vérifiée",
        choices=[pair for pair in choices(rights.IDENTITY_LABELS) if pair[0] != Identity.TO_CHECK],
    )
    version = VersionField()


class ExtendForm(Form):
    reason = forms.CharField(label="Pourquoi il faut plus de temps", max_length=500, widget=forms.Textarea)
    told_on = DayField(label="La personne en a été informée le", required=False)
    version = VersionField()


class DecideForm(Form):
    decision = forms.ChoiceField(
        label="Décision", choices=[("", "Choisir"), *choices(rights.DECISION_LABELS)], required=False
    )
    reasons = forms.CharField(
        label="Raisons, telles qu’elles seront écrites à la personne", widget=forms.Textarea, required=False
    )
    version = VersionField()


class AnswerForm(Form):
    dispatch = forms.ChoiceField(label="Comment", choices=choices(rights.DISPATCHES))
    answered_on = DayField(label="Remise le", required=False)
    proof = forms.CharField(
        label="Preuve",
        max_length=300,
        required=False,
        help_text="Reçu signé, accusé de réception, nom de qui a remis.",
    )
    version = VersionField()


class WithdrawForm(Form):
    words = forms.CharField(label="Comment et quand elle a renoncé", max_length=300, required=False)
    version = VersionField()


class NoticeForm(Form):
    sentence = forms.CharField(
        label="Ce que lira toute personne qui ouvre le dossier",
        max_length=300,
        required=False,
        help_text="Une phrase, sans récit. Par exemple\u00a0: «\u00a0l’évaluation du 3 mars 2026\u00a0».",
    )


class RectifyForm(Form):
    what = forms.CharField(label="Information corrigée", max_length=120, required=False)
    former = forms.CharField(label="Ce qui était écrit", widget=forms.Textarea, required=False)
    corrected = forms.CharField(label="Ce qui est exact", widget=forms.Textarea, required=False)
    corrected_on = DayField(label="Corrigé le", required=False)
