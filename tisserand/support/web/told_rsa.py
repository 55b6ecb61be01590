"""What the page of an RSA, and that of a breach, say in French."""

from datetime import date, datetime

from django.urls import reverse

from tisserand.deadlines.rules import Due, due
from tisserand.kernel.refusals import Refused
from tisserand.kernel.sentences import counted, of, plain_date
from tisserand.support.models import RsaBreach, RsaFact, RsaPath
from tisserand.support.queries.followed import today_of, zone_of
from tisserand.support.rules import label
from tisserand.support.rules import rsa as law
from tisserand.support.rules.breach import APPEAL, OBSERVE, STEP_LABELS, Step
from tisserand.support.rules.rsa import HAPPENED_LABELS, STAGE_LABELS, Happened, Pathway, Stage, fact_words
from tisserand.support.web.told import Gesture, Item, Line, Note, Told, Voice, said

MAIN = {
    Stage.INFORMED: Gesture("orientation", "Noter l’orientation"),
    Stage.ORIENTED: Gesture("contrat", "Noter le contrat d’engagement"),
}
REVISE, REORIENT = Gesture("contrat", "Réviser le contrat"), Gesture("orientation", "Nouvelle orientation")
DIAGNOSE, BREACH = Gesture("diagnostic", "Diagnostic avec France Travail"), Gesture("manquement", "Noter un manquement")
EXIT, ASSIGN = Gesture("sortie", "Sortie du RSA"), Gesture("referent", "Confier à un collègue")


def told_path(row: RsaPath, facts: list[RsaFact], breaches: list[RsaBreach], name: str, *, writes: bool) -> Told:
    return Told(
        heading=f"Le RSA {of(name)}",
        subtitle=f"{label('rsa_entry', row.entry)}, le {plain_date(row.informed_on)}",
        state=STAGE_LABELS[Stage(row.stage)],
        facts=_facts(row),
        crumb=(reverse("support:rsa_of", args=[row.person_id]), f"RSA, {name}"),
        notes=list(_notes(row)),
        history=[_happened(one) for one in facts],
        items_title="Manquements",
        items=[_breach(one) for one in breaches],
        main=MAIN.get(Stage(row.stage)) if writes else None,
        others=_others(row) if writes else [],
    )


def _facts(row: RsaPath) -> list[tuple[str, str]]:
    hours = label("rsa_hours", row.hours_regime) if row.hours_regime else ""
    return said(
        (
            ("Parcours", label("rsa_pathway", row.pathway) if row.pathway else ""),
            ("Organisme", label("rsa_body", row.body) if row.body else ""),
            ("Orientation notifiée", row.oriented_on),
            ("Contrat d’engagement", row.engaged_on),
            ("Heures", f"{hours} ({row.hours_weekly} par semaine)" if row.hours_weekly else hours),
            ("Pourquoi ces heures", label("rsa_hours_reason", row.hours_reason) if row.hours_reason else ""),
            ("Obstacle", label("rsa_obstacle", row.obstacle) if row.obstacle else ""),
            ("Suivi par", row.referent.name if row.referent else "L’équipe, personne n’est nommé"),
            ("Équipe", row.team.name),
            ("Sortie", row.left_on),
            ("Pourquoi", label("rsa_exit", row.exit) if row.exit else ""),
        )
    )


def _notes(row: RsaPath):
    place = zone_of(row)
    if law.is_recentralised(place):
        text = (
            "L’État y finance le RSA\u00a0: la caisse décide en son nom. Notez ses décisions, vérifiez la convention."
        )
        yield Note("RSA recentralisé, à vérifier", text, "wall")
    if law.france_travail_orients(row.informed_on, place):
        yield Note("France Travail oriente", "Ici, le département n’oriente pas\u00a0: D. 262-65-2 CASF.", "wall")
    if row.stage == Stage.ENGAGED and not row.hours_regime:
        text = "Le contrat est signé par l’accompagnement de la personne. Les heures d’activité restent à noter."
        yield Note("Heures à noter", text, slug="contrat")


def _happened(one: RsaFact) -> Line:
    by = label("rsa_oriented_by", one.by) if one.by else ""
    parts = [HAPPENED_LABELS[Happened(one.what)], fact_words(one.code) if one.code else "", by]
    return Line(one.on, " · ".join(filter(None, parts)), one.words, one.author.name if one.author else "")


def _breach(row: RsaBreach) -> Item:
    words = f"{STEP_LABELS[Step(row.step)]}, constaté le {plain_date(row.noted_on)}"
    return Item(reverse("support:breach", args=[row.pk]), label("rsa_breach", row.kind), words)


def _others(row: RsaPath) -> list[Gesture]:
    stage = Stage(row.stage)
    if stage == Stage.LEFT:
        return []
    engaged = [REVISE, *([DIAGNOSE] if row.pathway == Pathway.SOCIAL else [])] if stage == Stage.ENGAGED else []
    after = [REORIENT, BREACH] if stage != Stage.INFORMED else []
    return [*engaged, *after, ASSIGN, EXIT]


OF_STEP = {
    Step.NOTED: Gesture("information", "Noter l’information préalable"),
    Step.INFORMED: Gesture("observations", "Noter ses observations"),
    Step.HEARD: Gesture("decision", "Enregistrer la décision"),
}
DROP, LIFT = Gesture("sans-suite", "Laisser sans suite"), Gesture("fin", "La sanction prend fin")
OPINION, HEAR = (
    Gesture("avis", "Avis de l’équipe pluridisciplinaire"),
    Gesture("observations", "Compléter ses observations"),
)
NOTIFY, APPEAL_MADE = Gesture("notification", "Noter la notification"), Gesture("recours", "Noter un recours")
ADVICE, ANSWER = Gesture("commission", "Avis de la commission"), Gesture("reponse", "Répondre au recours")


def _by(row: RsaBreach) -> str:
    """« par le référent », « par France Travail »."""
    who = label("rsa_noted_by", row.noted_by)
    return who if who == "France Travail" else f"{who[:1].lower()}{who[1:]}"


def told_breach(row: RsaBreach, name: str, at: datetime, *, writes: bool, decides: bool) -> Told:
    main = _main(row, decides=decides) if writes else None
    return Told(
        heading=label("rsa_breach", row.kind),
        subtitle=f"{name}, constaté le {plain_date(row.noted_on)}, par {_by(row)}",
        state=STEP_LABELS[Step(row.step)],
        facts=_steps(row),
        crumb=(reverse("support:rsa", args=[row.path_id]), f"RSA, {name}"),
        notes=list(_warnings(row, today_of(row, at), decides=decides)),
        voices=_voices(row),
        dates=_dates(row),
        main=main,
        others=[one for one in _next(row, decides=decides) if one != main] if writes else [],
    )


def _main(row: RsaBreach, *, decides: bool) -> Gesture | None:
    step = Step(row.step)
    if step == Step.SANCTIONED:
        return (NOTIFY if decides else None) if row.notified_on is None else LIFT
    return None if step == Step.HEARD and not decides else OF_STEP.get(step)


def _next(row: RsaBreach, *, decides: bool) -> list[Gesture]:
    step = Step(row.step)
    if step in {Step.NOTED, Step.INFORMED, Step.HEARD}:
        seen = [OPINION] if step != Step.NOTED else []
        return [*([HEAR] if step == Step.HEARD else []), *seen, DROP]
    found = [LIFT] if step == Step.SANCTIONED else []
    if row.notified_on and not row.appeal_on:
        found.append(APPEAL_MADE)
    if row.appeal_on and not row.answered_on:
        found += [ADVICE] if row.commission_on and not row.advised_on else []
        found += [ANSWER] if decides else []
    return found


def _steps(row: RsaBreach) -> list[tuple[str, str]]:
    """The procedure, in its order."""
    now = _scale(row.sanction, row.share, row.months)
    first = _scale(row.former_sanction, row.former_share, row.former_months) or now
    return said(
        (
            ("Personne informée", _on(row.informed_on, label("rsa_channel", row.informed_how))),
            ("Preuve", row.informed_proof),
            ("Observations jusqu’au", row.until),
            ("Observations", _on(row.heard_on, label("rsa_heard", row.heard_how))),
            ("Avec l’aide de", row.helper),
            ("Sans observations", row.silent_on),
            ("Avis de l’équipe pluridisciplinaire", row.opinion_on),
            ("Décision", _on(row.decided_on, first)),
            ("Décidée par", row.decided_by.name if row.decided_by else ""),
            ("Foyer", label("rsa_household", row.household) if row.household else ""),
            ("Après répétition", row.repeated_words or "oui" if row.repeated else ""),
            ("Prend effet", row.effective_on),
            ("Notifiée", row.notified_on),
            ("Fin de la sanction", _on(row.lifted_on, label("rsa_lift", row.lifted_why))),
            ("Sans suite", _on(row.dropped_on, label("rsa_drop", row.dropped_why))),
            ("Recours reçu", row.appeal_on),
            ("Commission saisie", row.commission_on),
            ("Avis de la commission", row.advised_on),
            ("Réponse au recours", _on(row.answered_on, label("rsa_appeal", row.answer))),
            ("Sanction après le recours", now if row.former_sanction else ""),
        )
    )


def _scale(sanction: str, share: int, months: int) -> str:
    kind = label("rsa_sanction", sanction) if sanction else ""
    return f"{kind}, {share}\u00a0% pendant {counted(months, 'mois', 'mois')}" if sanction else ""


def _on(on: date | None, words: str) -> str:
    return f"{plain_date(on)}, {words[:1].lower()}{words[1:]}" if on else ""


def _voices(row: RsaBreach) -> list[Voice]:
    found = (
        Voice("Les faits", row.words),
        Voice("Sanction envisagée", row.envisaged),
        Voice("Ses observations", row.observations, hers=True),
        Voice("Avis de l’équipe pluridisciplinaire", row.opinion),
        Voice("Motifs de la décision", row.reasons),
        Voice("Sans suite", row.dropped_words),
        Voice("Réponse au recours", row.answer_words),
    )
    return [one for one in found if one.words]


def _warnings(row: RsaBreach, today: date, *, decides: bool):
    if law.is_recentralised(zone_of(row)):
        yield Note("RSA recentralisé, à vérifier", "La décision appartient à la caisse, au nom de l’État.", "wall")
    if row.step == Step.HEARD and not decides:
        text = "La décision s’enregistre par qui répond de l’équipe, jamais par qui accompagne."
        yield Note("Une décision qui n’est pas la vôtre", text, "wall")
    if row.step == Step.HEARD and row.until and today <= row.until:
        text = f"La personne peut compléter ses observations jusqu’au {plain_date(row.until)}. Rien ne se décide avant."
        yield Note("Délai en cours", text)


def _dates(row: RsaBreach) -> list[Due]:
    """Her own times: they are nobody's duty, and everybody must know them."""
    place = zone_of(row)
    events = [(OBSERVE, row.informed_on if not row.decided_on else None)]
    events.append((APPEAL, row.notified_on if not row.appeal_on else None))
    return [one for rule, on in events if on and (one := _due(rule, on, place))]


def _due(rule: str, on: date, place: str) -> Due | None:
    try:
        return due(rule, on, place)
    except Refused:
        return None
