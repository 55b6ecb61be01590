"""The RSA of a person, and a breach of its contract step by step."""

from django import forms

from tisserand.support.rules import choices
from tisserand.support.web.forms.words import UNCHOSEN, day, her_words, line, maybe_one_of, one_of, text
from tisserand.ui.forms import Form, IdempotencyField, VersionField

IF_CHANGED = "Si la décision est modifiée."
PROOF = "Par exemple : numéro du recommandé, date de la signature, accusé de réception."


def listed(name: str, label: str, *, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=UNCHOSEN + choices(name), help_text=help_text)


def figure(label: str, *, required: bool = False, most: int = 100, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=most, help_text=help_text)


class TeamForm(Form):
    """What a team answers for: asked only of those who sit in several."""

    team = forms.ChoiceField(label="Équipe qui en répond")

    def __init__(self, *args, teams, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["team"]
        field.choices = teams
        if len(teams) == 1:
            field.widget = forms.HiddenInput()
            field.initial = teams[0][0]


class RsaForm(TeamForm):
    entry = one_of("rsa_entry", "Ce qui ouvre le parcours")
    informed_on = day(
        "Le", required=True, help_text="Jour où le département l’a su ; ou depuis quand la personne est accompagnée."
    )
    pathway = maybe_one_of("rsa_pathway", "Parcours, si la personne est déjà accompagnée")
    body = maybe_one_of("rsa_body", "Organisme qui accompagne, s’il est connu")
    key = IdempotencyField()


class OrientationForm(Form):
    pathway = one_of("rsa_pathway", "Parcours")
    by = one_of("rsa_oriented_by", "Décidé par")
    body = listed("rsa_body", "Organisme qui accompagne la personne")
    on = day("Notifié à la personne le", required=True, help_text="Le mois pour signer le contrat part de ce jour.")
    missing_data = forms.BooleanField(
        label="Des données manquent du fait de la personne",
        required=False,
        help_text="Elle est alors orientée vers le département ou l’organisme qui l’accompagne déjà.",
    )
    reason = text("Pourquoi l’orientation change", help_text="Seulement pour une nouvelle orientation.")


class ContractForm(Form):
    on = day("Signé ou révisé le", required=True)
    regime = one_of("rsa_hours", "Heures d’activité demandées chaque semaine")
    weekly = figure("Nombre d’heures par semaine", most=48)
    hours_reason = maybe_one_of("rsa_hours_reason", "Pourquoi elles sont adaptées ou dispensées")
    obstacle = maybe_one_of(
        "rsa_obstacle",
        "Obstacle qui porte le diagnostic à 12 mois",
        help_text="Dans le parcours social seulement. Sans obstacle, 6 mois.",
    )
    words = her_words("Ce que la personne en dit", required=False)
    version = VersionField()


class DiagnosisForm(Form):
    on = day("Fait le", required=True)
    with_whom = line("Avec qui, à France Travail", required=True)
    decision = one_of("rsa_review", "Ce que le diagnostic décide")
    words = text("Ce qu’il faut en garder")


class ExitForm(Form):
    on = day("Le", required=True)
    reason = listed("rsa_exit", "Pourquoi la personne sort du RSA")


class BreachForm(Form):
    kind = one_of("rsa_breach", "Ce qui est constaté")
    noted_by = one_of("rsa_noted_by", "Constaté par")
    on = day("Le", required=True)
    words = text("Les faits, avec leurs dates", required=True, help_text="La personne les lira.")
    key = IdempotencyField()


class InformForm(Form):
    on = day("Reçu par la personne le", required=True, help_text="Le délai d’observations part de ce jour.")
    channel = one_of("rsa_channel", "Par quel moyen")
    proof = line("Ce qui le prouve", required=True, help_text=PROOF, longest=300)
    envisaged = text("Sanction que la lettre annonce", required=True)


class ObservationsForm(Form):
    on = day("Le", required=True)
    how = one_of("rsa_heard", "Comment")
    observations = her_words("Ses observations, avec ses mots")
    helper = line("Qui l’aidait", help_text="La personne de son choix.")
    version = VersionField()


class OpinionForm(Form):
    on = day("Le", required=True)
    opinion = text("Avis de l’équipe pluridisciplinaire", required=True)
    version = VersionField()


class SanctionForm(Form):
    kind = one_of("rsa_sanction", "Décision")
    household = one_of("rsa_household", "Foyer", help_text="La part au plus en dépend.")
    share = figure("Part du RSA, en pourcentage", required=True)
    months = figure("Durée, en mois", required=True, most=24)
    repeated = forms.BooleanField(label="Après une sanction précédente", required=False)
    repeated_words = line("Sanction précédente, si elle n’est pas dans l’outil", longest=300)
    decided_on = day("Décidé le", required=True)
    effective_on = day("Prend effet le", required=True, future=True)
    reasons = text("Motifs, et réponse aux observations", required=True)
    version = VersionField()


class NotifyForm(Form):
    on = day("Notifié le", required=True, help_text="Les deux mois du recours partent de ce jour.")
    proof = line("Ce qui le prouve", required=True, help_text=PROOF, longest=300)


class LiftForm(Form):
    on = day("Le", required=True)
    reason = listed("rsa_lift", "Pourquoi la sanction prend fin")


class DropForm(Form):
    reason = one_of("rsa_drop", "Pourquoi")
    words = text("Ce qui l’explique", required=True)


class AppealForm(Form):
    on = day("Recours reçu le", required=True)
    commission_on = day("Commission de recours amiable saisie le", help_text="Vide si elle n’est pas saisie.")


class AdviceForm(Form):
    on = day("Avis de la commission rendu le", required=True)


class AnswerAppealForm(Form):
    on = day("Le", required=True)
    outcome = one_of("rsa_appeal", "Réponse au recours")
    kind = maybe_one_of("rsa_sanction", "La sanction devient", help_text=f"{IF_CHANGED} Vide\u00a0: la même.")
    share = figure("Part du RSA qui reste sanctionnée, en pourcentage", help_text=IF_CHANGED)
    months = figure("Durée qui reste décidée, en mois, depuis l’effet", most=24, help_text=IF_CHANGED)
    words = text("Motifs")


class AssignForm(Form):
    referent = forms.ChoiceField(label="Qui s’en occupe")

    def __init__(self, *args, colleagues, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["referent"].choices = UNCHOSEN + colleagues
