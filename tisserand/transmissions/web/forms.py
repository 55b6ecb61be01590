"""Forms of the room: pages of a letter built from its kind, coded parts, gestures, addresses, measures."""

from django import forms
from django.forms import BooleanField

from tisserand.transmissions.rules import Kind, Need, Page, choices, kinds_on, label
from tisserand.ui.forms import Form, IdempotencyField, VersionField
from tisserand.ui.forms.asked import UNCHOSEN, day, her_words, line, listed, one_of, text
from tisserand.ui.forms.base import prepare

PROOF = "Numéro du recommandé, accusé de réception, nom et heure de l’appel."
UNKNOWN = "unknown_"


class NewLetterForm(Form):
    """`aim` says what and to whom at once: a kind has its own recipients."""

    aim = forms.ChoiceField(label="Quoi, et à qui")
    unit = forms.ChoiceField(label="Équipe qui en répond")
    key = IdempotencyField()

    def __init__(self, *args, units, on, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aim"].choices = [*UNCHOSEN, *((kind.label, aims(kind)) for kind in kinds_on(on).values())]
        choose_unit(self.fields["unit"], units)


def aims(kind: Kind) -> list[tuple[str, str]]:
    return [(f"{kind.code}/{to}", label("recipient", to)) for to in kind.recipients]


def choose_unit(field: forms.ChoiceField, units: list[tuple[str, str]]) -> None:
    field.choices = units if len(units) == 1 else [*UNCHOSEN, *units]
    if len(units) == 1:
        field.widget = forms.HiddenInput()
        field.initial = units[0][0]


class PageForm(Form):
    """The headings of one page of a letter."""

    version = VersionField()

    def __init__(self, *args, page: Page, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        for entry in page.entries:
            asked = her_words if entry.voice else text
            self._add(entry.code, asked(entry.label, required=False, help_text=entry.help))
            if entry.need == Need.KNOWN:
                self._add(
                    f"{UNKNOWN}{entry.code}", BooleanField(label=f"Pas connu\u00a0: {entry.label}", required=False)
                )

    def _add(self, name: str, field: forms.Field) -> None:
        prepare(field, str(field.label))
        self.fields[name] = field

    @property
    def said(self) -> dict[str, str]:
        return {entry.code: self.cleaned_data[entry.code] for entry in self.page.entries}

    @property
    def unknown(self) -> list[str]:
        """A heading that is written is known, whatever was ticked."""
        told = self.cleaned_data
        return [code for code, words in self.said.items() if told.get(f"{UNKNOWN}{code}") and not words.strip()]


class AgreementForm(Form):
    quality = one_of(choices("quality"), "Qui signale", required=False)
    agreement = one_of(choices("agreement"), "L’accord de la personne", required=False)
    agreed_on = day("Accord donné le")
    agreement_words = her_words("Ce qu’elle en dit", required=False, help_text="Ce qu’elle accepte, ce qu’elle craint.")
    danger = one_of(choices("danger"), "Le danger", required=False)
    victim = one_of(choices("victim"), "La personne", required=False)
    victim_words = text("Ce qui l’empêche de se protéger", help_text="Sauf si elle est en mesure de se protéger.")
    recipient = forms.ChoiceField(label="À qui", widget=forms.RadioSelect)
    version = VersionField()

    def __init__(self, *args, kind: Kind, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].choices = [(to, label("recipient", to)) for to in kind.recipients]


class CertificateForm(Form):
    certificate = one_of(choices("certificate"), "Le certificat médical circonstancié", required=False)
    doctor = line("Nom du médecin")
    doctor_is_listed = BooleanField(label="Inscrit sur la liste du procureur", required=False)
    certificate_on = day("Certificat du")
    version = VersionField()


class InformationForm(Form):
    informed = one_of(choices("informed"), "La personne est-elle informée", required=False)
    informed_on = day("Informée le")
    informed_words = text("Ce qu’elle en dit, ou pourquoi elle n’est pas informée")
    version = VersionField()


class CaisseForm(Form):
    caisse = one_of(choices("caisse"), "Auprès de la caisse", required=False)
    version = VersionField()


class SendForm(Form):
    to = forms.ChoiceField(label="À qui", widget=forms.RadioSelect)
    on = day("Le", required=True)
    channel = listed(choices("channel"), "Par quel moyen")
    reference = line("Référence", longest=100, help_text="Numéro du recommandé, du téléservice, de procédure.")
    proof = line("Ce qui le prouve", required=True, help_text=PROOF, longest=300)
    key = IdempotencyField()

    def __init__(self, *args, kind: Kind, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(to, label("recipient", to)) for to in kind.recipients]


class AnswerForm(Form):
    answer = forms.ChoiceField(label="Ce qui a été répondu")
    on = day("Le", required=True)
    words = text("Précisions")
    key = IdempotencyField()

    def __init__(self, *args, kind: Kind, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = UNCHOSEN + choices(kind.answers)


class HandOverForm(Form):
    holder = forms.ChoiceField(label="Qui la suit")

    def __init__(self, *args, colleagues, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = UNCHOSEN + colleagues


class CloseForm(Form):
    reason = listed(choices("closing"), "Pourquoi elle se termine")
    words = text("Ce qui s’est passé", help_text="Sauf si la réponse est connue et dite à la personne.")


class RequestForm(Form):
    requested_on = day("Demande du", required=True, help_text="La réponse est due dans les deux mois.")
    words = her_words("Ce que dit la personne", required=False, help_text="Où elle dort, son lien avec la commune.")
    unit = forms.ChoiceField(label="Site ou équipe qui répond")
    key = IdempotencyField()

    def __init__(self, *args, units, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choose_unit(self.fields["unit"], units)


class RenewForm(Form):
    requested_on = day("Demande du", required=True)
    words = her_words("Ce que dit la personne", required=False)
    key = IdempotencyField()


class GrantForm(Form):
    starts_on = day("À partir du", required=True, help_text="Pour un an.")
    address = text("Adresse où son courrier arrive")
    children = text("Ayants droit", help_text="Enfants mineurs à sa charge : nom, prénom, naissance.")


class RefuseForm(Form):
    reason = listed(choices("refusal"), "Motif du refus")
    words = text("Les faits", help_text="Un refus se motive par écrit.")
    elsewhere = text("Organisme vers lequel la personne est orientée", help_text="Nom, adresse, téléphone.")
    on = day("Le", required=True)


class ContactForm(Form):
    how = one_of(choices("contact"), "Comment la personne s’est manifestée")
    on = day("Le", required=True)
    key = IdempotencyField()


class EndForm(Form):
    reason = listed([one for one in choices("ending") if one[0] != "renewed"], "Pourquoi elle se termine")
    words = text("Les faits", help_text="Ce qui a été tenté pour joindre la personne, ce qui explique une absence.")
    on = day("Le", required=True)


class MeasureForm(Form):
    measure = listed(choices("measure"), "Mesure")
    decided_on = day("Décision du", required=True)
    ends_on = day("Fin fixée par le jugement", future=True, help_text="Vide : la plus longue durée que permet la loi.")
    court = line("Tribunal")
    representative = one_of(choices("representative"), "Qui l’exerce")
    name = line("Nom", help_text="Mandataire, tuteur, curateur.")
    contact = line("Comment le joindre")
    signs = one_of(choices("signature"), "Qui signe les actes")
    scope = text("Étendue", help_text="Biens, personne, actes que la personne fait seule.")
    unit = forms.ChoiceField(label="Équipe que la date rappelle")
    key = IdempotencyField()

    def __init__(self, *args, units, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choose_unit(self.fields["unit"], units)


class EndMeasureForm(Form):
    on = day("Terminée le", required=True)
    words = text("Ce qui s’est passé", help_text="Mainlevée, caducité, renouvellement sous une autre décision, décès.")
