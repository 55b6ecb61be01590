"""Opening a plan, framing it, and consent."""

from django import forms
from django.utils import timezone

from tisserand.support.rules import choices, kinds_on
from tisserand.support.rules.court import PROTECTION
from tisserand.support.rules.states import Regime
from tisserand.support.web.forms.words import UNCHOSEN, day, her_words, line, one_of, text
from tisserand.ui.forms import Form, IdempotencyField, VersionField

REGIMES = {
    Regime.VOLUNTARY: "Avec son adhésion",
    Regime.CONTRACTUAL: "Par contrat, avec son adhésion",
    Regime.IMPOSED: "Imposé par une autorité",
}


def kind_choices() -> list:
    """By consent, since that is what changes for her."""
    found = kinds_on(timezone.localdate()).values()
    groups = [
        (words, [(kind.code, kind.label) for kind in found if kind.regime == regime])
        for regime, words in REGIMES.items()
    ]
    return UNCHOSEN + [group for group in groups if group[1]]


class FrameFields(Form):
    kind = forms.ChoiceField(label="Accompagnement", choices=kind_choices)
    origin = one_of("origin", "D’où vient-il")
    words = her_words(
        "Ce que la personne veut changer, avec ses mots",
        required=False,
        help_text="Une phrase suffit. Elle ouvrira le projet imprimé.",
    )
    starts_on = day("Début", future=True, help_text="Par exemple 24/11/2026.")
    ends_on = day("Fin", future=True, help_text="Laissez vide pour la durée habituelle.")


class NewPlanForm(FrameFields):
    team = forms.ChoiceField(label="Équipe qui accompagne")
    key = IdempotencyField()

    def __init__(self, *args, teams, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = teams
        if len(teams) == 1:
            self.fields["team"].widget = forms.HiddenInput()
            self.fields["team"].initial = teams[0][0]


class FrameForm(FrameFields):
    review_on = day("Prochain bilan", future=True, help_text="Au plus tard un mois avant la fin.")
    version = VersionField()


class AdhesionForm(Form):
    adhesion_on = day("Adhésion donnée le", required=True)
    words = her_words("Avec quels mots", required=False)


class WithdrawForm(Form):
    withdrawn_on = day("Adhésion retirée le", required=True)
    words = her_words("Ce que la personne en dit", required=False, help_text="Aucune raison n’est demandée.")


class MandateForm(Form):
    authority = line("Autorité qui a décidé", required=True)
    nature = line("Nature de la décision", help_text="Par exemple : ordonnance, jugement, arrêté.")
    reference = line("Référence", required=True, longest=120)
    decided_on = day("Date de la décision", required=True)
    document = forms.FileField(label="La décision", help_text="PDF ou photo (JPEG, PNG), 15 Mo au plus.")


class FormaliseForm(Form):
    outcome = one_of("formalisation", "Comment le projet a été remis", help_text="Formaliser n’est pas signer.")
    formalised_on = day("Le", required=True)
    language = line("Langue de la lecture", longest=60, help_text="Si le projet a été lu à voix haute.")


class HandOverForm(Form):
    referent = forms.ChoiceField(label="Nouveau référent")

    def __init__(self, *args, colleagues, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["referent"].choices = UNCHOSEN + colleagues


class QuestionForm(Form):
    question = text("Votre question à l’équipe", required=True, help_text="Ce que vous voulez éclaircir ensemble.")
    version = VersionField()


class BeneficiaryForm(Form):
    who = forms.ChoiceField(label="Personne du foyer")
    adhesion_on = day("Son adhésion, donnée le", help_text="Vide tant que cette personne n’a pas dit oui elle-même.")
    leaves = forms.BooleanField(label="Retirer cette personne du plan", required=False)

    def __init__(self, *args, members, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = UNCHOSEN + members


class MeasureForm(Form):
    measure = forms.ChoiceField(
        label="Mesure",
        choices=UNCHOSEN + [one for one in choices("measure") if one[0] not in PROTECTION],
        help_text="Sauvegarde, curatelle, tutelle, habilitation : depuis son dossier, «\u00a0Transmissions\u00a0», avec"
        " leur fin et qui signe.",
    )
    exercised_by = line("Exercée par", required=True)
    scope = line("Sur quoi elle porte", help_text="Par exemple\u00a0: les biens, la personne, les actes importants.")
    starts_on = day("Depuis le")
    ends_before = day("Jusqu’au", future=True)
    key = IdempotencyField()
