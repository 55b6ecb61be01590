"""What the law allows as a sanction of the RSA, on the day of the decision (rule RSA-7)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tisserand.deadlines.rules import limit, rule_in_force
from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import NBSP, plain_date
from tisserand.support.rules.lists import coded

LEAST, MOST, MOST_REPEATED = "RSA-7g", "RSA-7b", "RSA-7c"
# Décret 2025-478: the scale that this tool knows.
SCALE_FROM = date(2025, 6, 1)
WHOLE = 100


@dataclass(frozen=True)
class Sanction:
    kind: str
    share: int
    months: int
    household: str
    repeated: bool
    decided_on: date
    effective_on: date
    reasons: str


@dataclass(frozen=True)
class Left:
    """What the answer to an appeal leaves of a sanction; empty when the decision stands, or falls."""

    kind: str = ""
    share: int | None = None
    months: int | None = None


@dataclass(frozen=True)
class Bounds:
    """What the décret allows on that day; `source` is said in each refusal."""

    least_share: int
    most_share: int
    least_months: int
    most_months: int
    source: str


def bounds(on: date, place: str, *, household: str, repeated: bool) -> Bounds:
    share = limit("RSA-7f", on, place, {"alone": household == "alone"})
    most = rule_in_force(MOST_REPEATED if repeated else MOST, on, place)
    return Bounds(
        least_share=int(limit("RSA-7e", on, place).value),
        most_share=int(share.value),
        least_months=rule_in_force(LEAST, on, place).offset,
        most_months=most.offset,
        source=most.source,
    )


def refusals_of_scale(said: Sanction, *, place: str, earlier: bool) -> tuple[Refusal, ...]:
    """`earlier`: a sanction was decided before, here or elsewhere."""
    return tuple(_scale(said, place, earlier))


def _scale(said: Sanction, place: str, earlier: bool) -> Iterator[Refusal]:
    if said.kind not in coded("rsa_sanction"):
        yield Refusal("kind", "Dites s’il s’agit d’une suspension ou d’une suppression.", "kind")
    if said.household not in coded("rsa_household"):
        yield Refusal("household", "Dites la composition du foyer\u00a0: la part au plus en dépend.", "household")
        return
    if said.decided_on < SCALE_FROM:
        yield Refusal("scale", f"Ce barème vaut depuis le {plain_date(SCALE_FROM)}.", "decided_on")
        return
    allowed = bounds(said.decided_on, place, household=said.household, repeated=said.repeated)
    yield from _share(said, allowed)
    yield from _months(said, allowed)
    if said.repeated and not earlier:
        text = "Aucune sanction antérieure n’est notée. Sans elle, ce manquement est un premier manquement."
        yield Refusal("repeated", text, "repeated")
    if said.kind == "suppress" and not said.repeated:
        text = f"Un premier manquement ne peut qu’être suspendu{NBSP}: {allowed.source}."
        yield Refusal("first_breach", text, "kind")


def _share(said: Sanction, allowed: Bounds) -> Iterator[Refusal]:
    if said.share < allowed.least_share:
        yield Refusal(
            "share", f"La part est de {allowed.least_share}{NBSP}% au moins{NBSP}: {allowed.source}.", "share"
        )
    elif said.share > allowed.most_share:
        who = "pour une personne seule" if said.household == "alone" else "pour ce foyer"
        text = f"La part est de {allowed.most_share}{NBSP}% au plus {who}{NBSP}: {allowed.source}."
        yield Refusal("share", text, "share")


def _months(said: Sanction, allowed: Bounds) -> Iterator[Refusal]:
    if not allowed.least_months <= said.months <= allowed.most_months:
        when = "après répétition" if said.repeated else "pour un premier manquement"
        text = f"De {allowed.least_months} à {allowed.most_months} mois {when}{NBSP}: {allowed.source}."
        yield Refusal("months", text, "months")


def left_of(decided: Sanction, left: Left) -> Sanction:
    """The same decision, with what the appeal leaves of it."""
    kind, share, months = left.kind or decided.kind, left.share or 0, left.months or 0
    return replace(decided, kind=kind, share=share, months=months)


def refusals_to_change(decided: Sanction, left: Left, *, place: str) -> tuple[Refusal, ...]:
    """Within the bounds of the day of the decision, and never heavier: she was not heard about more (L. 262-37)."""
    if not (left.share and left.months):
        text = "Dites la part et la durée qui restent. S’il n’en reste rien, la décision est annulée."
        return (Refusal("left", text, "months" if left.share else "share"),)
    now = left_of(decided, left)
    if now == decided:
        return (Refusal("same", f"La sanction reste la même{NBSP}: la décision est maintenue.", "outcome"),)
    return (*_heavier(decided, now), *refusals_of_scale(now, place=place, earlier=decided.repeated))


def _heavier(decided: Sanction, now: Sanction) -> Iterator[Refusal]:
    text = f"Une sanction plus lourde suppose une nouvelle procédure{NBSP}: L. 262-37 CASF."
    for name in ("share", "months"):
        if getattr(now, name) > getattr(decided, name):
            yield Refusal("heavier", text, name)
    if now.kind == "suppress" and decided.kind != now.kind:
        yield Refusal("heavier", text, "kind")
