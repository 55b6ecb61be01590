"""Modifications: who changed her identity, when, what it said and what it says."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from tisserand.access import queries as access
from tisserand.access.gate import needs
from tisserand.people import queries
from tisserand.people.rules.states import PROOF_LABELS
from tisserand.people.web.forms import CIVILITIES, IdentityForm
from tisserand.people.web.pages import about, of_my_place, seen

LABELS = {
    "proof_seen_on": "Pièce vue le",
    "unknown_fields": "Ne sait pas",
    "refused_fields": "Ne souhaite pas le dire",
    "phone": "Téléphone",
    "address": "Adresse",
}


@needs("identity.read")
@require_safe
@of_my_place
def history(request, person_id):
    person = seen(request, person_id, "modifications")
    changes = queries.identity_changes(request.actor, person_id)
    living = queries.priority_changes(request.actor, person_id)
    names = access.accounts({change.by for change in (*changes, *living) if change.by})

    def told(change, fields):
        return change.at, names[change.by].name if change.by in names else "", fields

    page = {
        "changes": [told(change, [_told(*field) for field in change.fields]) for change in changes],
        "living": [told(change, change.fields) for change in living],
    }
    return render(request, "people/history.html", about(request, person, "history", **page))


def _told(name: str, before, after) -> tuple[str, str, str]:
    return _label(name), _words(name, before), _words(name, after)


def _label(name: str) -> str:
    return LABELS.get(name) or str(IdentityForm.base_fields[name].label)


def _words(name: str, value) -> str:
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    if isinstance(value, list):
        return ", ".join(_label(field) for field in value)
    if name == "proof":
        return PROOF_LABELS.get(value, "")
    if name == "civility":
        return dict(CIVILITIES).get(value, "") if value else ""
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value or "")
