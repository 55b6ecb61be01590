"""What the desk types: a coming, and as little of a newcomer as she wants to say."""

from django import forms

from tisserand.people.rules import ANOTHER, Identity
from tisserand.reception.rules.contacts import COUNTER, HERSELF, TELEPHONE
from tisserand.reception.rules.visits import LONGEST_LABEL
from tisserand.ui.forms import Form, IdempotencyField, PartialDateField

CHANNELS = ((COUNTER, "Au guichet"), (TELEPHONE, "Au téléphone"))


class ArrivalForm(Form):
    key = IdempotencyField()
    person = forms.UUIDField(required=False)
    q = forms.CharField(required=False, max_length=LONGEST_LABEL, label="Comment l’appeler")
    channel = forms.ChoiceField(choices=CHANNELS, required=False, label="Par où")
    author = forms.CharField(required=False, max_length=40, label="Qui appelle")
    danger = forms.BooleanField(required=False)

    def clean_channel(self):
        return self.cleaned_data["channel"] or COUNTER

    def clean_author(self):
        return self.cleaned_data["author"] or HERSELF


class NamedForm(Form):
    person = forms.UUIDField()
    agrees = forms.BooleanField(required=False)


class NewPersonForm(Form):
    key = IdempotencyField()
    used_name = forms.CharField(required=False, max_length=120, label="Nom")
    first_names = forms.CharField(required=False, max_length=120, label="Prénom")
    birth = PartialDateField(required=False, label="Naissance", help_text="L’année seule suffit.")
    another = forms.BooleanField(label=ANOTHER, required=False)
    typed = forms.CharField(required=False, widget=forms.HiddenInput)
    channel = forms.CharField(required=False, widget=forms.HiddenInput)
    author = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_channel(self):
        return TELEPHONE if self.cleaned_data["channel"] == TELEPHONE else COUNTER

    def clean_author(self):
        return self.cleaned_data["author"] or HERSELF

    def identity(self) -> Identity:
        said = self.cleaned_data
        return Identity(used_name=said["used_name"], first_names=said["first_names"], birth=said["birth"])
