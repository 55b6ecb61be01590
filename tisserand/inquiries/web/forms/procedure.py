"""Receiving an inquiry, naming who conducts it, meeting, sending, the hearing, the end."""

from django import forms

from tisserand.inquiries.web.forms.words import UNCHOSEN, day, her_words, line, listed, money, one_of, several_of, text
from tisserand.ui.forms import DurationField, Form, IdempotencyField, VersionField

PROOF = "Par exemple : numéro du recommandé, heure de l’appel, avis laissé dans la boîte."


class SaisineFields(Form):
    referred_by = one_of("referred_by", "Qui saisit le service")
    seized_on = day("Saisine du", required=True, help_text="L’entretien se propose dans les 15 jours ouvrés.")
    exploc_reference = line("Référence EXPLOC", longest=60)
    court = line("Tribunal", required=True, help_text="Par exemple : tribunal judiciaire de Pointe-à-Pitre.")
    court_reference = line("Numéro de rôle", longest=60)
    landlord = one_of("landlord", "Le bailleur est")
    landlord_name = line("Nom du bailleur", required=True)
    landlord_contact = line("Comment joindre le bailleur", help_text="Le bailleur peut présenter ses observations.")
    lease_on = day("Bail signé le", required=True, help_text="Le délai de la clause résolutoire en dépend.")
    announced_debt = money("Dette annoncée", help_text="En euros, à la date de la saisine.")
    summons_to_pay_on = day("Commandement de payer du")
    ccapex_on = day("CCAPEX ou CAF saisie par le bailleur le")
    assigned_on = day("Assignation du")
    notified_on = day("Assignation notifiée au préfet le")


class ReceiveForm(SaisineFields):
    hearing_on = day("Audience du", required=True, future=True)
    unit = forms.ChoiceField(label="Équipe qui en répond")
    key = IdempotencyField()

    def __init__(self, *args, teams, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = teams if len(teams) == 1 else UNCHOSEN + teams
        if len(teams) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = teams[0][0]
        self.order_fields(["referred_by", "seized_on", "exploc_reference", "court", "hearing_on"])


class SaisineForm(SaisineFields):
    version = VersionField()


class AttributeForm(Form):
    evaluator = forms.ChoiceField(label="Qui conduit l’enquête")
    reason = text(
        "Si ce collègue accompagne déjà la personne, pourquoi lui", help_text="La personne est prévenue du double rôle."
    )

    def __init__(self, *args, colleagues, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evaluator"].choices = UNCHOSEN + colleagues


class AttemptForm(Form):
    channel = one_of("channel", "Par quel moyen")
    on = day("Le", required=True)
    proof = line("Ce qui le prouve", required=True, help_text=PROOF, longest=300)
    answer = one_of("answer", "Ce que la personne a répondu")
    words = text("Précisions", help_text="Pour le service : n’est pas imprimé.")
    duration = DurationField(label="Durée", required=False, help_text="Vide : la durée habituelle.")
    key = IdempotencyField()


class MeetForm(Form):
    how = one_of("meeting", "Où la personne a été rencontrée")
    on = day("Le", required=True)
    duration = DurationField(label="Durée", required=False, help_text="Vide : la durée habituelle.")


class GiveUpForm(Form):
    reason = one_of("unmet", "Pourquoi la personne n’a pas été rencontrée")


class AgreementForm(Form):
    support_agreed_on = day("Accord donné le", help_text="Vide si la personne n’est pas d’accord, ou ne l’est plus.")
    words = her_words(
        "Ce qu’elle accepte, avec ses mots",
        required=False,
        help_text="Par exemple : dire que le dossier FSL est déposé.",
    )


class ReadForm(Form):
    how = one_of("reading", "Comment la personne l’a lu")
    on = day("Le", required=True)


class SendForm(Form):
    to = one_of("recipient", "À qui", help_text="Locataire et bailleur : à vérifier avec la notice du formulaire.")
    on = day("Le", required=True)
    channel = one_of("sending", "Par quel moyen")
    proof = line(
        "Ce qui le prouve",
        required=True,
        help_text="Par exemple : récépissé, numéro, accusé de réception.",
        longest=300,
    )
    key = IdempotencyField()


class PostponeForm(Form):
    hearing_on = day("Nouvelle date de l’audience", required=True, future=True)
    reason = line("Pourquoi, et par qui vous l’avez su", required=True, longest=300)


class JudgmentForm(Form):
    judgment = listed("judgment", "Ce que le juge a décidé")
    on = day("Le", required=True)
    delay_until = day("Délais accordés jusqu’au", future=True)
    words = text("Précisions", help_text="Montant des mensualités, délai pour quitter, appel possible.")


class FollowForm(Form):
    offers = several_of("follow_up", "Ce qui est proposé à la personne", required=True)
    answer = one_of("follow_answer", "Sa réponse")
    on = day("Le", required=True)
    words = her_words("Ce qu’elle en dit", required=False)


class CloseForm(Form):
    reason = listed("closing", "Pourquoi l’enquête se termine")
    words = text("Ce qui s’est passé", help_text="Sauf si l’enquête est allée à son terme.")


class HousingForm(Form):
    kind = listed("housing_fact", "Quoi")
    on = day("Le", required=True)
    said_by = one_of("said_by", "Qui l’a dit")
    amount = money("Montant, s’il y en a un")
    words = text("Précisions")
    key = IdempotencyField()
