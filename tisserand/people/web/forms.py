from django import forms

from tisserand.kernel.known import Knowledge, Known
from tisserand.people.rules import ANOTHER, Identity, Proof
from tisserand.people.rules.states import (
    ADDRESS_LABELS,
    AUTHORITY_LABELS,
    CHANNEL_LABELS,
    IDENTITY_FIELDS,
    NOTHING_TO_REACH,
    PROOF_LABELS,
    AddressKind,
    Channel,
)
from tisserand.people.rules.ties import tie_kinds
from tisserand.people.web.priority_forms import AsksPriority, where_asked
from tisserand.ui.forms import DayField, Form, IdempotencyField, KnownField, PartialDateField, VersionField

CIVILITIES = (("", "Choisir"), ("mme", "Mme"), ("m", "M."))
YES_NO = (("", "Pas demandé"), ("yes", "Oui"), ("no", "Non"))
NO_ANSWER = "Écrivez le numéro ou l’adresse, ou dites pourquoi il n’y en a pas."
NO_ADDRESS = "Écrivez l’adresse ou la commune, ou dites pourquoi il n’y en a pas."
# These kinds say something by themselves.
PLACELESS = {AddressKind.NONE, AddressKind.SECRET}
TWO_ANSWERS = "Une réponse est écrite, et une autre est choisie plus bas. Gardez l’une des deux."
ANSWERS = {"": None, "yes": True, "no": False}


def choices(labels) -> list[tuple[str, str]]:
    return [(code.value, label) for code, label in labels.items()]


def name_field(label: str) -> KnownField:
    return KnownField(forms.CharField(max_length=120), label=label)


class NewPersonForm(Form):
    """Carries what was typed in the search; nothing else is needed today."""

    used_name = forms.CharField(label="Nom", max_length=120, required=False)
    first_names = forms.CharField(label="Prénom", max_length=120, required=False)
    birth = PartialDateField(label="Naissance", required=False, help_text="L’année seule suffit.")
    another = forms.BooleanField(label=ANOTHER, required=False)
    request_key = IdempotencyField()

    def identity(self) -> Identity:
        said = self.cleaned_data
        return Identity(used_name=said["used_name"], first_names=said["first_names"], birth=said["birth"])


class IdentityForm(Form):
    civility = KnownField(forms.ChoiceField(choices=CIVILITIES), label="Civilité")
    used_name = name_field("Nom d’usage")
    birth_name = name_field("Nom de naissance")
    first_names = name_field("Prénoms")
    called_as = forms.CharField(
        label="Comment l’appeler", max_length=120, required=False, help_text="Quand elle ou il préfère un autre nom."
    )
    birth = KnownField(PartialDateField(), label="Date de naissance")
    birth_place = name_field("Lieu de naissance")
    language = KnownField(forms.CharField(max_length=60), label="Langue parlée")
    interpreter_needed = forms.BooleanField(label="Un interprète est nécessaire", required=False)
    proof = forms.ChoiceField(
        label="Identité",
        choices=choices(PROOF_LABELS),
        widget=forms.RadioSelect,
        help_text="Aucune copie, aucun numéro. Le titre de séjour n’est jamais demandé à l’accueil.",
    )
    death_on = DayField(label="Date du décès", required=False)
    version = VersionField()

    KNOWN = ("civility", "used_name", "birth_name", "first_names", "birth", "birth_place", "language")
    SAME = ("called_as", "interpreter_needed", "proof", "death_on")

    @classmethod
    def initial_of(cls, identity: Identity, version: int) -> dict:
        known = {name: _known(identity, name) for name in cls.KNOWN}
        return {**known, **{name: getattr(identity, name) for name in cls.SAME}, "version": version}

    def identity(self, *, seen_on) -> Identity:
        said = self.cleaned_data
        return Identity(
            **{name: said[name].value or _empty(name) for name in self.KNOWN},
            **{name: said[name] for name in self.SAME},
            proof_seen_on=seen_on if said["proof"] == Proof.SEEN else None,
            silences={name: said[name].state for name in self.KNOWN if name in IDENTITY_FIELDS},
        )


def _empty(name: str):
    return None if name == "birth" else ""


def _known(identity: Identity, name: str) -> Known:
    value = getattr(identity, name)
    if value:
        return Known(Knowledge.KNOWN, value)
    return Known(identity.silences.get(name, Knowledge.UNASKED))


def silence_field(field: str, label: str) -> forms.ChoiceField:
    answers = [(why.value, words) for (of, why), words in NOTHING_TO_REACH.items() if of == field]
    return forms.ChoiceField(label=label, choices=[("", "Pas demandé"), *answers], required=False)


class ContactForm(Form):
    channel = forms.ChoiceField(label="Moyen", choices=choices(CHANNEL_LABELS), initial=Channel.PHONE)
    value = forms.CharField(label="Numéro ou adresse", max_length=200, required=False)
    silence = silence_field("phone", "Ou, sans numéro")
    whose = forms.CharField(label="À qui est-ce, si c’est à un proche", max_length=120, required=False)
    safe_hours = forms.CharField(label="Heures sûres", max_length=120, required=False)
    voicemail = forms.ChoiceField(label="Laisser un message vocal", choices=YES_NO, required=False)
    sms = forms.ChoiceField(label="Écrire un SMS", choices=YES_NO, required=False)
    letter = forms.ChoiceField(label="Écrire une lettre", choices=YES_NO, required=False)
    kept_secret = forms.BooleanField(label="Tenu secret\u00a0: lu par son équipe seulement", required=False)

    def clean(self) -> dict:
        said = super().clean()
        if not self.errors and bool(said["value"]) == bool(said["silence"]):
            self.add_error("value", TWO_ANSWERS if said["value"] else NO_ANSWER)
        return said

    def said(self) -> dict:
        said = self.cleaned_data
        same = {name: said[name] for name in ("channel", "value", "whose", "safe_hours", "kept_secret")}
        allowed = {f"{name}_allowed": ANSWERS[said[name]] for name in ("voicemail", "sms", "letter")}
        return same | allowed


class AddressForm(AsksPriority):
    kind = forms.ChoiceField(label="Type d’adresse", choices=choices(ADDRESS_LABELS), initial=AddressKind.STABLE)
    lines = forms.CharField(label="Adresse", max_length=300, required=False)
    commune_name = forms.CharField(label="Commune", max_length=80, required=False)
    with_whom = forms.CharField(label="Chez qui", max_length=120, required=False)
    silence = silence_field("address", "Ou, sans adresse")
    field_order = ("kind", "lines", "commune_name", "priority", "priority_by", "with_whom", "silence")

    def __init__(self, *args, areas=(), **kwargs) -> None:
        super().__init__(*args, areas=areas, **kwargs)
        if areas:
            self.fields["priority"].help_text = where_asked(areas)

    def clean(self) -> dict:
        said = super().clean()
        placed = any(said.get(name) for name in ("lines", "commune_name", "with_whom"))
        if said.get("silence") and (placed or said.get("priority")):
            self.add_error("lines", TWO_ANSWERS)
        elif not (said.get("silence") or placed or said.get("kind") in PLACELESS):
            self.add_error("lines", NO_ADDRESS)
        return said

    def said(self) -> dict:
        place = {name: self.cleaned_data[name] for name in ("kind", "lines", "commune_name", "with_whom")}
        return place | {"priority": self.priority_said()}


class TieForm(Form):
    kind = forms.ChoiceField(label="Ce que ce proche est pour la personne", required=False)
    authority = forms.ChoiceField(
        label="Autorité parentale", choices=[("", "Sans objet"), *choices(AUTHORITY_LABELS)], required=False
    )
    lives_with = forms.BooleanField(label="Vivent ensemble", required=False)
    place = forms.CharField(
        label="Sa présence au foyer",
        max_length=60,
        required=False,
        help_text="«\u00a0Un week-end sur deux\u00a0», par exemple.",
    )
    starts_on = DayField(label="Depuis le", required=False)
    confidential = forms.BooleanField(
        label="Lien confidentiel",
        help_text="Adresse, rendez-vous et présence de chacune restent cachés du dossier de l’autre.",
        required=False,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Choisir"), *((kind.code, kind.label) for kind in tie_kinds().values())]


class EndForm(Form):
    ends_on = DayField(label="Fin le", required=False)


class ConsentForm(Form):
    topic = forms.ChoiceField(label="À propos de", required=False)
    partner = forms.CharField(
        label="Avec quel partenaire",
        max_length=200,
        required=False,
        help_text="Seulement pour partager des informations\u00a0: un accord par partenaire.",
    )
    given = forms.ChoiceField(
        label="Sa réponse", choices=[("oui", "Elle accepte"), ("non", "Elle refuse")], widget=forms.RadioSelect
    )
    words = forms.CharField(label="Dans ses mots", widget=forms.Textarea, required=False)
    decided_on = DayField(label="Dit le", required=False)
    ends_before = DayField(label="Valable jusqu’au", required=False, future=True)

    def __init__(self, *args, topics, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", "Choisir"), *((topic.code, topic.label) for topic in topics)]

    def said(self) -> dict:
        return {**self.cleaned_data, "given": self.cleaned_data["given"] == "oui"}
