from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from tisserand.reception.rules.papers import Sheet
from tisserand.reception.rules.visits import INTERVIEWED, LONGEST_LABEL, LONGEST_LINE, Arrival
from tisserand.reception.web.forms.choices import Coded, offer_today
from tisserand.ui.forms import DayField, Form, HourField, IdempotencyField

# What an operation refuses, and the field of ours that answers it.
SHOWN_AT = {"arrived_at": "day"}
NAMELESS = ""
TYPED_FOR_NOTHING = "Vous avez écrit un nom\u00a0: choisissez la personne, ou laissez le nom vide."


class SheetForm(Form):
    """The sheet as it was filled: its true day and hour, not those of the typing."""

    key = IdempotencyField()
    q = forms.CharField(
        required=False,
        max_length=LONGEST_LINE,
        label="Qui est venu",
        help_text="Nom, naissance ou téléphone, puis «\u00a0Chercher\u00a0».",
    )
    person = forms.ChoiceField(required=False, widget=forms.RadioSelect, label="Qui est-ce")
    day = DayField(label="Jour de la venue", help_text="Par exemple «\u00a024/11/2026\u00a0».")
    hour = HourField(label="Heure d’arrivée", help_text="Par exemple «\u00a09 h 40\u00a0».")
    channel = Coded("channels", label="Par où")
    contact_author = Coded("authors", label="Qui s’adresse au service")
    purpose = Coded("purposes", empty="Choisir", label="Objet au guichet")
    purpose_text = forms.CharField(required=False, max_length=LONGEST_LINE, label="Si c’est autre chose, quoi")
    called_as = forms.CharField(required=False, max_length=LONGEST_LABEL, label="Sans nom, comment l’appeler")
    received_by = forms.ChoiceField(
        required=False, label="En entretien avec", help_text="La demande lui revient à écrire."
    )
    outcome = Coded("outcomes", required=False, empty="Choisir", label="Sans entretien, issue de la venue")
    recording_refused = forms.BooleanField(required=False, label="La personne a refusé d’être enregistrée")

    def __init__(self, *args, on, receivers, hits=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_today(self, on)
        self.fields["outcome"].choices = [row for row in self.fields["outcome"].choices if row[0] != INTERVIEWED]
        names = [(str(seat.account_id), seat.account.name) for seat in receivers]
        self.fields["received_by"].choices = [("", "Pas d’entretien"), *names]
        self.fields["person"].choices = [(NAMELESS, "Sans nom"), *((str(card.id), _words(card)) for card in hits)]

    def clean_received_by(self):
        return forms.UUIDField(required=False).clean(self.cleaned_data["received_by"])

    def clean_person(self):
        return forms.UUIDField(required=False).clean(self.cleaned_data["person"])

    def clean(self):
        said = super().clean()
        if said.get("q") and "person" in said and said["person"] is None:
            self.add_error("person", TYPED_FOR_NOTHING)
        return said

    def sheet(self, zone: str) -> Sheet:
        said = self.cleaned_data
        at = timezone.make_aware(datetime.combine(said["day"], said["hour"]), ZoneInfo(zone))
        same = ("channel", "contact_author", "purpose", "purpose_text", "recording_refused")
        arrival = Arrival(
            arrived_at=at,
            called_as="" if said["person"] else said["called_as"],
            has_person=said["person"] is not None,
            **{name: said[name] for name in same},
        )
        return Sheet(arrival, received=said["received_by"] is not None, outcome=said["outcome"])


def _words(card) -> str:
    return ", ".join(filter(None, (card.display_name, f"{card.born} {card.birth_words}" if card.birth else "")))
