from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from tisserand.reception.rules.dangers import LONGEST_NAME, LONGEST_WORDS, Answer
from tisserand.reception.web.forms.choices import Coded, offer_today
from tisserand.ui.forms import DayField, Form, HourField

# The list that the page of a danger offers beside the field.
RELAYS = "relais-du-cadre"


class KindForm(Form):
    kind = Coded("dangers", empty="Choisir", label="De quel danger s’agit-il")
    kind_text = forms.CharField(required=False, max_length=LONGEST_NAME, label="Si «\u00a0Autre danger\u00a0», lequel")

    def __init__(self, *args, on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_today(self, on)


class AnswerForm(Form):
    """Who took over, at what hour, who knows, and when the service comes back to it."""

    relay_name = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        label="Relais",
        help_text="Choisissez un relais du cadre, ou écrivez un nom.",
        widget=forms.TextInput(attrs={"list": RELAYS}),
    )
    relay_hour = HourField(required=False, label="Heure du relais")
    manager_informed = forms.BooleanField(
        required=False, label="Le cadre est informé", help_text="Il l’est toujours quand rien n’a été trouvé."
    )
    resumes_day = DayField(
        required=False, future=True, label="Reprise, le jour", help_text="Quand le danger reste sans solution."
    )
    resumes_hour = HourField(required=False, label="Reprise, l’heure")
    words = forms.CharField(
        required=False, max_length=LONGEST_WORDS, label="Ce qui a été fait", widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, on: date, zone: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_today(self, on)
        self.today, self.zone = on, ZoneInfo(zone)

    def answer(self, at: datetime) -> Answer:
        said = self.cleaned_data
        return Answer(
            outcome=said.get("outcome", ""),
            words=said["words"],
            relay_name=said["relay_name"],
            relay_at=self._moment(self.today, said["relay_hour"]),
            manager_informed_at=at if said["manager_informed"] else None,
            resumes_at=self._moment(said["resumes_day"], said["resumes_hour"]),
        )

    def _moment(self, day: date | None, hour: time | None) -> datetime | None:
        return timezone.make_aware(datetime.combine(day, hour), self.zone) if day and hour else None


class CarryForm(AnswerForm):
    """It outlives closing time."""


class OutcomeForm(AnswerForm):
    outcome = Coded("danger_outcomes", empty="Choisir", label="Comment cela se termine")

    field_order = ("outcome",)


# What an operation refuses, and the field of ours that answers it.
SHOWN_AT = {"relay_at": "relay_hour", "resumes_at": "resumes_day"}
