"""One question in two fields, asked with an address and beside it: in a priority area, and who says so."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django import forms

from tisserand.kernel.sentences import listed
from tisserand.people.rules.priority import SAID_BY_LABELS, Living, Priority, SaidBy
from tisserand.territories.rules.priority import PriorityArea
from tisserand.ui.forms import Form

MOST_NAMED = 6
EVERYWHERE = "Se demande dans les communes qui ont un quartier prioritaire de la politique de la ville."


class AsksPriority(Form):
    """Without any area there is nothing to ask: the fields leave."""

    priority = forms.ChoiceField(label="En quartier prioritaire", required=False)
    priority_by = forms.ChoiceField(
        label="D’où vient cette réponse",
        choices=[(code.value, label.capitalize()) for code, label in SAID_BY_LABELS.items()],
        initial=SaidBy.PERSON,
        required=False,
    )

    def __init__(self, *args, areas: Sequence[PriorityArea] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not areas:
            del self.fields["priority"], self.fields["priority_by"]
            return
        self.fields["priority"].choices = [("", "Pas demandé"), *_yes(areas), *OTHER_ANSWERS]

    def priority_said(self) -> Priority | None:
        if not (value := self.cleaned_data.get("priority")):
            return None
        answer, _, area = value.partition(":")
        return Priority(Living(answer), area, SaidBy(self.cleaned_data["priority_by"] or SaidBy.PERSON))


class PriorityForm(AsksPriority):
    """Beside an address that is there already: an answer is expected."""

    def __init__(self, *args, areas: Sequence[PriorityArea], **kwargs) -> None:
        super().__init__(*args, areas=areas, **kwargs)
        if areas:
            self.fields["priority"].choices = [("", "Choisir"), *map(_option, areas), *OTHER_ANSWERS]
            self.fields["priority"].required = True


OTHER_ANSWERS = (
    (Living.YES.value, "Oui, quartier non précisé"),
    (Living.NO.value, "Non"),
    (Living.UNKNOWN.value, "Ne sait pas"),
)


def where_asked(areas: Iterable[PriorityArea]) -> str:
    """Help under the field: the communes where the question makes sense."""
    names = list(dict.fromkeys(name for area in areas for name in area.commune_names))
    return (
        EVERYWHERE if len(names) > MOST_NAMED else f"Question posée dans ces communes\u00a0: {listed(sorted(names))}."
    )


def _yes(areas: Sequence[PriorityArea]) -> list[tuple[str, list[tuple[str, str]]]]:
    def place(area: PriorityArea) -> str:
        return ", ".join(area.commune_names)

    return [(name, [_option(area) for area in some]) for name, some in groupby(sorted(areas, key=place), key=place)]


def _option(area: PriorityArea) -> tuple[str, str]:
    return f"{Living.YES}:{area.code}", f"Oui, {area.name}"
