"""What is typed about an obligation, and about a rule."""

from django import forms

from tisserand.ui.forms import DayField, Form, IdempotencyField


class DoneElsewhereForm(Form):
    on = DayField(label="Fait le")
    proof = forms.CharField(
        label="Ce qui le prouve",
        max_length=300,
        help_text="Un accusé de réception, un courrier, un nom au greffe. Rien de la situation de la personne.",
    )


class ToForm(Form):
    """`people` are those among whom one chooses, by identifier."""

    to = forms.TypedChoiceField()

    def __init__(self, *args, people: dict, label: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        named = {str(account): name for account, name in people.items()}
        self.fields["to"].label = label
        self.fields["to"].choices = [("", "Choisir"), *sorted(named.items(), key=lambda one: one[1])]
        self.fields["to"].coerce = {str(account): account for account in people}.get


class AdjustForm(Form):
    """The length is typed as it is said: whether it counts forward or back is the rule’s."""

    offset = forms.IntegerField(label="Nouveau délai", min_value=1, max_value=999)
    starts_on = DayField(
        label="À partir du",
        future=True,
        help_text="Les événements de ce jour et d’après. Les dates déjà données ne changent pas.",
    )
    decision = forms.CharField(
        label="Décision", max_length=200, help_text="Délibération, arrêté ou note, avec sa date et son numéro."
    )
    key = IdempotencyField()
