"""What is typed of the protocol: its words, what it answers to each danger, the day from which it applies."""

from collections.abc import Iterator
from dataclasses import asdict

from django import forms

from tisserand.reception.rules import numbers, urgency
from tisserand.reception.rules.urgency import MOST_RELAYS, MOST_RESOURCES, Answer, Relay, Resource
from tisserand.ui.forms import DayField, Form, VersionField
from tisserand.ui.forms.base import prepare
from tisserand.ui.forms.fields import ReadField

# As many rows as are written, and two more to fill.
SPARE = 2


class NumberField(ReadField):
    """A short number, or one of ten digits."""

    inputmode = "tel"

    def read(self, typed: str) -> str:
        return numbers.read_number(typed)

    def prepare_value(self, value):
        return numbers.shown_number(value) if isinstance(value, str) else value


class FrameForm(Form):
    version = VersionField()
    definition = forms.CharField(
        required=False,
        max_length=urgency.LONGEST_TEXT,
        label="Ce que le département appelle une urgence sociale",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    closing_rule = forms.CharField(
        required=False,
        max_length=urgency.LONGEST_TEXT,
        label="À l’heure de la fermeture",
        help_text="Ce qui se fait d’un danger encore ouvert.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AnswerForm(Form):
    """One kind of danger. A row left empty is no row; the order of the calls is typed."""

    version = VersionField()
    first = forms.CharField(
        required=False,
        max_length=urgency.LONGEST_WORDS,
        label="Qui répond d’abord",
        help_text="Une fonction et ce qu’elle fait, en une phrase.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    relays = forms.IntegerField(widget=forms.HiddenInput, required=False)
    resources = forms.IntegerField(widget=forms.HiddenInput, required=False)
    attention = forms.CharField(
        required=False,
        max_length=urgency.LONGEST_TEXT,
        label="Attention",
        help_text="Ce qu’il ne faut pas faire, ou pas oublier.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data=None, *, answer: Answer, version: int) -> None:
        relays = min(len(answer.relays) + SPARE, MOST_RELAYS)
        resources = min(len(answer.resources) + SPARE, MOST_RESOURCES)
        super().__init__(data, initial=_initial(answer, version) | {"relays": relays, "resources": resources})
        self.relay_rows = range(1, self._sent("relays", relays, MOST_RELAYS) + 1)
        self.resource_rows = range(1, self._sent("resources", resources, MOST_RESOURCES) + 1)
        for name, field in (*_fields("relay", self.relay_rows), *_fields("resource", self.resource_rows)):
            self.fields[name] = field
            prepare(field, field.label)

    def _sent(self, name: str, here: int, most: int) -> int:
        """How many rows the page that was sent had."""
        typed = self.data.get(name, "") if self.is_bound else ""
        return min(int(typed), most) if typed.isascii() and typed.isdigit() else here

    def clean(self) -> dict:
        for row, said in self._typed("relay", self.relay_rows):
            if not said["name"] and (said["phone"] or said["when"]):
                self.add_error(f"relay_{row}_name", "Dites qui répond à ce relais, ou videz la ligne.")
        for row, said in self._typed("resource", self.resource_rows):
            if not said["what"] and (said["how"] or said["limit"]):
                self.add_error(f"resource_{row}_what", "Dites de quelle ressource il s’agit, ou videz la ligne.")
        return self.cleaned_data

    def _typed(self, kind: str, rows: range) -> list[tuple[int, dict]]:
        return [(row, {name: self.cleaned_data.get(f"{kind}_{row}_{name}") for name in ROWS[kind]()}) for row in rows]

    def answer(self) -> Answer:
        called = [(said.pop("rank") or row, row, said) for row, said in self._typed("relay", self.relay_rows)]
        called.sort(key=lambda one: one[:2])
        return Answer(
            first=self.cleaned_data["first"],
            relays=tuple(Relay(**said | {"phone": said["phone"] or ""}) for _, _, said in called if said["name"]),
            resources=tuple(
                Resource(**said) for _, said in self._typed("resource", self.resource_rows) if said["what"]
            ),
            attention=self.cleaned_data["attention"],
        )

    def shown_rows(self, kind: str) -> list[tuple[int, list]]:
        """For the page: each row with its fields."""
        rows = self.relay_rows if kind == "relay" else self.resource_rows
        return [(row, [self[f"{kind}_{row}_{name}"] for name in ROWS[kind]()]) for row in rows]


def _relay_row() -> dict[str, forms.Field]:
    return {
        "name": _line("Qui"),
        "phone": NumberField(required=False, label="Numéro"),
        "when": _line("Quand"),
        "rank": forms.IntegerField(required=False, min_value=1, max_value=MOST_RELAYS, label="Ordre d’appel"),
    }


def _resource_row() -> dict[str, forms.Field]:
    return {"what": _line("Quoi"), "how": _line("Comment l’obtenir"), "limit": _line("Limite")}


ROWS = {"relay": _relay_row, "resource": _resource_row}


def _line(label: str) -> forms.CharField:
    return forms.CharField(required=False, max_length=urgency.LONGEST_LINE, label=label)


def _fields(kind: str, rows: range) -> Iterator[tuple[str, forms.Field]]:
    for row in rows:
        yield from ((f"{kind}_{row}_{name}", field) for name, field in ROWS[kind]().items())


def _initial(answer: Answer, version: int) -> dict:
    start = {"version": version, "first": answer.first, "attention": answer.attention}
    for row, relay in enumerate(answer.relays, 1):
        start |= {f"relay_{row}_{name}": value for name, value in asdict(relay).items()} | {f"relay_{row}_rank": row}
    for row, resource in enumerate(answer.resources, 1):
        start |= {f"resource_{row}_{name}": value for name, value in asdict(resource).items()}
    return start


class PublishForm(Form):
    read = forms.IntegerField(widget=forms.HiddenInput)
    applies_on = DayField(
        label="S’applique à partir du",
        future=True,
        help_text="Aujourd’hui ou plus tard. D’ici là, la version est annoncée et peut être retirée.",
    )
    changes = forms.CharField(
        required=False,
        max_length=urgency.LONGEST_TEXT,
        label="Ce qui change",
        help_text="Pour qui reçoit, en quelques lignes. Nécessaire à partir de la deuxième version.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
