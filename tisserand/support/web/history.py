"""Modifications of a plan and of its objectives: who, when, what it said, what it says."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.sentences import plain_date
from tisserand.support import queries
from tisserand.support.queries.history import plan_changes
from tisserand.support.rules import STATE_LABELS, kinds, label

LABELS = {
    "referent": "Référent",
    "team": "Équipe",
    "kind": "Type d’accompagnement",
    "state": "Étape",
    "words": "Ses mots",
    "starts_on": "Début",
    "ends_on": "Fin",
    "review_on": "Prochain bilan",
    "adhesion_on": "Adhésion",
    "adhesion_words": "Ses mots sur son adhésion",
    "withdrawn_on": "Retrait de l’adhésion",
    "withdrawal_words": "Ce qui a été dit du retrait",
    "formalisation": "Remise du projet",
    "formalised_on": "Projet remis le",
    "question": "Question à l’équipe",
    "closed_on": "Terminé le",
    "closing": "Raison de la fin",
    "result": "Résultat",
    "closing_words": "Ce qui a été dit de la fin",
    "relay_to": "Relais",
    "family": "Domaine",
    "problem": "Difficulté",
    "feasibility": "Faisabilité",
    "criterion": "Critère",
    "criterion_on": "Critère fixé le",
    "scale": "Échelle",
    "scale_now": "Degré atteint",
    "self_evaluation": "Ce qu’elle ou il en dit",
}
# Lists of codes, by field.
CODED = {name: name for name in ("formalisation", "closing", "result", "family", "problem")}


@needs("files.read")
@require_safe
def history(request, plan_id):
    plan = found_or_404(queries.plans_for, request.actor, plan_id)
    journal.consulted(request, plan.person_id, page="accompagnement, modifications")
    changes = plan_changes(request.actor, plan)
    names = access.accounts({change.by for change in changes if change.by})
    told = [
        (change.at, names[change.by].name if change.by in names else "", [_told(*field) for field in change.fields])
        for change in changes
    ]
    return render(request, "support/history.html", {"plan": plan, "changes": told})


def _told(name: str, before, after) -> tuple[str, str, str]:
    return LABELS[name], _words(name, before), _words(name, after)


def _words(name: str, value) -> str:
    if value is None or value == "":
        return ""
    if name == "state":
        return STATE_LABELS[value] if value in STATE_LABELS else label("objective_state", value)
    if name == "kind":
        return kinds()[value].label
    if name in CODED:
        return label(CODED[name], value)
    return _plain(value)


def _plain(value) -> str:
    if hasattr(value, "year"):
        return plain_date(value)
    if isinstance(value, list):
        return ", ".join(value)
    return str(getattr(value, "name", value))
