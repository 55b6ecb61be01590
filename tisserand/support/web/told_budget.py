"""What the page of a judge's measure, and that of a file of debts, say in French."""

from datetime import datetime

from django.urls import reverse

from tisserand.deadlines.rules import Due, due
from tisserand.kernel.refusals import Refused
from tisserand.kernel.sentences import counted, plain_date
from tisserand.support.models import CourtMeasure, DebtFile
from tisserand.support.queries.followed import debt_facts, zone_of
from tisserand.support.rules import label
from tisserand.support.rules.court import APPEAL, STANDING_LABELS, Court, Standing
from tisserand.support.rules.debts import DEBT_LABELS, NOT_EVICTION, DebtState, what_follows
from tisserand.support.web.told import Gesture, Note, Told, Voice, said

ASSIGN = Gesture("referent", "Confier à un collègue")
HEARING, JUDGED = Gesture("audience", "Noter l’audience"), Gesture("jugement", "Noter la décision du juge")
RENEW, NOTIFY = Gesture("jugement", "Noter un renouvellement"), Gesture("notification", "Noter la notification")
END = Gesture("fin", "La mesure se termine")
ANSWER, CLOSE = Gesture("reponse", "Noter la réponse de la commission"), Gesture("fin", "Le dossier se termine")


def told_court(row: CourtMeasure, name: str, *, protected: bool, writes: bool) -> Told:
    return Told(
        heading=label("court_measure", row.measure),
        subtitle=f"{name}, demandée le {plain_date(row.asked_on)}",
        state=STANDING_LABELS[Standing(row.standing)],
        facts=_court_facts(row),
        crumb=(reverse("support:budget", args=[row.person_id]), f"Budget, {name}"),
        notes=list(_court_notes(row, protected)),
        voices=[
            one
            for one in (Voice("Ce qui reste pour vivre", row.subsistence), Voice("Précisions", row.words))
            if one.words
        ],
        dates=_court_dates(row),
        main=_court_main(row) if writes else None,
        others=_court_others(row) if writes else [],
    )


def _voices(row: CourtMeasure) -> list[Voice]:
    found = (Voice("Ce qui reste pour vivre", row.subsistence), Voice("Précisions", row.words))
    return [one for one in found if one.words]


def _court_facts(row: CourtMeasure) -> list[tuple[str, str]]:
    return said(
        (
            ("Demandée par", label("court_asker", row.asked_by)),
            ("Fondement", label("court_ground", row.ground)),
            ("Loyer impayé", counted(row.unpaid_months, "mois", "mois") if row.unpaid_months else ""),
            ("Rapport au procureur", row.reported_on),
            ("Audience", row.heard_on),
            ("Décision", row.decided_on),
            ("Durée", counted(row.months, "mois", "mois") if row.months else ""),
            ("Jusqu’au", row.ends_on),
            ("Exercée par", row.known.exercised_by if row.known else ""),
            ("Notifiée", row.notified_on),
            ("Terminée", row.ended_on),
            ("Pourquoi", label("court_end", row.ended_why) if row.ended_why else ""),
            ("Suivie par", row.referent.name if row.referent else "L’équipe, personne n’est nommé"),
            ("Équipe", row.team.name),
        )
    )


def _court_notes(row: CourtMeasure, protected: bool):
    if row.measure == Court.MAJ:
        yield Note(
            "Une mesure du juge", "Elle n’enlève aucun droit à la personne\u00a0: art. 495 du code civil.", "wall"
        )
        if protected and row.standing == Standing.ORDERED:
            text = "Une mesure de protection est connue\u00a0: elle met fin à celle-ci. Notez-en la fin avec sa date."
            yield Note("À terminer", text, "stop", "fin")


def _court_dates(row: CourtMeasure) -> list[Due]:
    if row.measure != Court.DIRECT_PAYMENT or row.notified_on is None or row.standing == Standing.ENDED:
        return []
    try:
        return [due(APPEAL, row.notified_on, zone_of(row))]
    except Refused:
        return []


def _court_main(row: CourtMeasure) -> Gesture | None:
    if row.standing == Standing.ASKED:
        return JUDGED if row.heard_on else HEARING
    return NOTIFY if row.standing == Standing.ORDERED and row.notified_on is None else None


def _court_others(row: CourtMeasure) -> list[Gesture]:
    if row.standing == Standing.ASKED:
        return [*([] if row.heard_on else [JUDGED]), ASSIGN, END]
    return [RENEW, ASSIGN, END] if row.standing == Standing.ORDERED else []


def told_debt(row: DebtFile, name: str, at: datetime, *, writes: bool) -> Told:
    lodged = row.state == DebtState.LODGED
    return Told(
        heading="Dossier de surendettement",
        subtitle=f"{name}, déposé le {plain_date(row.lodged_on)}",
        state=DEBT_LABELS[DebtState(row.state)],
        facts=_debt_facts(row),
        crumb=(reverse("support:budget", args=[row.person_id]), f"Budget, {name}"),
        notes=[] if row.state == DebtState.CLOSED else [Note("Et l’expulsion", NOT_EVICTION, "stop")],
        voices=[Voice("Précisions", row.words)] if row.words else [],
        dates=list(what_follows(debt_facts(row, at))),
        main=ANSWER if writes and lodged else None,
        others=[ASSIGN, CLOSE] if writes and row.state != DebtState.CLOSED else [],
    )


def _debt_facts(row: DebtFile) -> list[tuple[str, str]]:
    return said(
        (
            ("Référence", row.reference),
            ("Réponse de la commission", row.answered_on),
            ("Elle dit", label("debt_orientation", row.answer) if row.answer else ""),
            ("Terminé", row.closed_on),
            ("Comment", label("debt_end", row.outcome) if row.outcome else ""),
            ("Suivi par", row.referent.name if row.referent else "L’équipe, personne n’est nommé"),
            ("Équipe", row.team.name),
        )
    )
