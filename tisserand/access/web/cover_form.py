from django import forms

from tisserand.ui.forms import DayField, Form


class CoverForm(Form):
    absent = forms.TypedChoiceField(label="Qui est absent")
    covering = forms.TypedChoiceField(label="Qui remplace")
    starts_on = DayField(label="Premier jour", future=True)
    ends_on = DayField(label="Dernier jour", future=True)
    reason = forms.CharField(label="Pourquoi", max_length=200, help_text="Congés, formation, arrêt. Rien de médical.")

    def __init__(self, *args, team, able, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, seats in (("absent", team), ("covering", able)):
            self.fields[name].choices = [("", "Choisir"), *_once(seats)]
            self.fields[name].coerce = {str(seat.account_id): seat.account_id for seat in seats}.get


def _once(seats) -> list[tuple[str, str]]:
    """One line each, with where she sits first."""
    named = {str(seat.account_id): f"{seat.account.name}, {seat.unit.name}" for seat in reversed(seats)}
    return sorted(named.items(), key=lambda line: line[1])
