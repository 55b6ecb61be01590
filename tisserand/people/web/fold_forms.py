"""Forms of what joins, splits and moves: a choice for each difference, and always a reason."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django import forms

from tisserand.people.slots import Filed
from tisserand.ui.forms import Form, IdempotencyField, VersionField
from tisserand.ui.forms.base import prepare

KEPT, OTHER = "kept", "other"
# In people’s words; it stays in both files.
WHY = {"label": "Pourquoi", "max_length": 300, "widget": forms.Textarea(attrs={"rows": 2})}


class MergeForm(Form):
    reason = forms.CharField(**WHY)
    kept_version = VersionField()
    other_version = VersionField()
    request_key = IdempotencyField()

    def __init__(self, *args, choices: Mapping[str, tuple[str, str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        for name, (label, mine, theirs) in choices.items():
            field = forms.ChoiceField(
                label=label, choices=((KEPT, mine), (OTHER, theirs)), initial=KEPT, widget=forms.RadioSelect
            )
            prepare(field, label)
            self.fields[name] = field

    def taken(self) -> list[str]:
        """The fields whose value comes from the other file."""
        return [name for name in self.choices if self.cleaned_data[name] == OTHER]


class UndoForm(Form):
    """What was written since stays with the file that is kept, unless it is said to be the other's."""

    reason = forms.CharField(**WHY)

    def __init__(self, *args, since: Iterable[Filed], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.since = {str(filed.key): filed for filed in since}

    def theirs(self) -> list[UUID]:
        return [filed.key for key, filed in self.since.items() if self.data.get(f"piece-{key}") == OTHER]


class MoveForm(Form):
    reason = forms.CharField(**WHY)
    request_key = IdempotencyField()


class SplitForm(Form):
    used_name = forms.CharField(label="Nom de la seconde personne", max_length=120, required=False)
    first_names = forms.CharField(label="Prénom de la seconde personne", max_length=120, required=False)
    reason = forms.CharField(**WHY)
    request_key = IdempotencyField()
