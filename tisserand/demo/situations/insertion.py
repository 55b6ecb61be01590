"""Sainte-Rose: where people stand with the RSA, with their budget, and with France Travail."""

from collections.abc import Callable
from uuid import UUID

from tisserand.demo.situations import many
from tisserand.demo.situations.plans import Accompaniment
from tisserand.demo.situations.story import CORINNE, GHISLAINE, TEAM, Story
from tisserand.support import operations as support
from tisserand.support.rules.court import Asked
from tisserand.support.rules.rsa import Hours
from tisserand.support.rules.sanction import Sanction

# Beside the numbers that `many` gives.
FIRST = 9000
ADVISERS = (("M. Jalet", "France Travail Basse-Terre"), ("Mme Faustin", "France Travail Le Lamentin"))


def tell(story: Story) -> None:
    ways: tuple[Callable[[Story, UUID], None], ...] = (to_orient, to_sign, engaged, heard, sanctioned, masp, debts)
    for rank, way in enumerate(ways):
        way(story, _somebody(story, rank))
    for rank in range(3):
        together(story, _somebody(story, len(ways) + rank), rank)


def _somebody(story: Story, rank: int) -> UUID:
    person, _ = many.somebody(story, story.service.teams[TEAM], FIRST + rank)
    return person


def _who(story: Story, days_ago: int, login: str = CORINNE, hour: int = 9) -> dict:
    return {"actor": story.actor(login), "at": story.clock.at(-days_ago, hour)}


def _open(story: Story, person: UUID, days_ago: int):
    on, referent = story.clock.day(-days_ago), story.actor(CORINNE).account_id
    said = {"person": person, "team": story.team, "referent": referent, "entry": "opened", "informed_on": on}
    return support.open_path(**_who(story, days_ago), **said, today=on)


def to_orient(story: Story, person: UUID) -> None:
    """Five weeks ago: one is left."""
    _open(story, person, 35)


def to_sign(story: Story, person: UUID):
    row = _open(story, person, 100)
    said = {"pathway": "social", "by": "department", "body": "department", "on": story.clock.day(-80)}
    return support.orient(**_who(story, 80), path=row.pk, **said)


def engaged(story: Story, person: UUID):
    row, hours = to_sign(story, person), Hours("adapted", 6, "carer")
    said = {"on": story.clock.day(-60), "hours": hours, "obstacle": "family", "expected_version": row.version}
    return support.engage(**_who(story, 60), path=row.pk, words="Six heures, je peux tenir.", **said)


def heard(story: Story, person: UUID):
    """She was told, and answered with her sister; nothing is decided."""
    path, on = engaged(story, person), story.clock.day(-30)
    facts = {"kind": "not_kept", "noted_by": "referent", "on": on, "words": "Deux rendez-vous manqués."}
    row = support.note_breach(**_who(story, 30), path=path.pk, **facts)
    letter = {"channel": "registered", "proof": "2C 163 000 4521", "envisaged": "Suspension de 30 % pendant un mois."}
    row = support.inform(**_who(story, 28), breach=row.pk, on=story.clock.day(-28), **letter)
    words = "Mon fils était à l’hôpital. Je n’avais plus de crédit pour appeler."
    said = {"on": story.clock.day(-20), "how": "oral", "words": words, "helper": "Sa sœur"}
    return support.record_observations(**_who(story, 20), breach=row.pk, expected_version=row.version, **said)


def sanctioned(story: Story, person: UUID) -> None:
    row, on = heard(story, person), story.clock.day(-4)
    said = Sanction(
        kind="suspend",
        share=30,
        months=1,
        household="several",
        repeated=False,
        decided_on=on,
        effective_on=on,
        reasons="Le premier rendez-vous est excusé, le second ne l’est pas. La reprise est possible à tout moment.",
    )
    who = _who(story, 4, GHISLAINE)
    row = support.record_sanction(**who, breach=row.pk, said=said, expected_version=row.version)
    support.notify(**_who(story, 3, GHISLAINE), breach=row.pk, on=story.clock.day(-3), proof="2C 163 000 4987")


def masp(story: Story, person: UUID) -> None:
    """A contract that another year follows, an earlier one elsewhere, and the landlord paid by order of the judge."""
    known = {"measure": "masp_ailleurs", "exercised_by": "CCAS de Pointe-à-Pitre", "starts_on": story.clock.day(-1100)}
    support.record_measure(**_who(story, 170), person=person, ends_before=story.clock.day(-700), **known)
    hers = Accompaniment(story, person, story.actor(CORINNE), story.team, kind="masp_2").begun(150)
    said = {"situation": "Le loyer est payé depuis deux mois. Une dette d’eau reste.", "conclusion": "continue"}
    support.evaluate_budget(**_who(story, 10), plan=hers.plan, on=story.clock.day(-10), **said)
    asked = Asked("masp_3", "department", story.clock.day(-60), "broken", 3, "Il lui reste 310 euros par mois.")
    about = {"person": person, "team": story.team, "today": story.clock.day(-60), "said": asked}
    row = support.ask_judge(**_who(story, 60), referent=story.actor(CORINNE).account_id, **about)
    support.hear_measure(**_who(story, 30), measure=row.pk, on=story.clock.day(-30))
    order = {"on": story.clock.day(-12), "decision": "granted", "months": 12, "exercised_by": "Le département"}
    support.judge_measure(**_who(story, 12), measure=row.pk, **order)


def debts(story: Story, person: UUID) -> None:
    on = story.clock.day(-75)
    about = {"person": person, "team": story.team, "today": on, "reference": "BDF 2026 118"}
    support.lodge_debts(**_who(story, 75), on=on, referent=story.actor(CORINNE).account_id, **about)


def together(story: Story, person: UUID, rank: int) -> None:
    """Two in a binôme, one of them late for her review; one who waits."""
    days_ago = (200, 90, 20)[rank]
    ends_on = story.clock.day(120)
    hers = Accompaniment(story, person, story.actor(CORINNE), story.team, kind="global_emploi")
    hers.opened(days_ago + 7, ends_on=ends_on).agreed(days_ago + 7).wants(days_ago + 7)
    support.activate(**_who(story, days_ago), plan=hers.plan)
    adviser, agency = ADVISERS[rank % 2]
    began_on = story.clock.day(-days_ago + 3) if rank < 2 else None
    named = {"adviser": adviser, "agency": agency} if began_on else {}
    said = {"asked_on": story.clock.day(-days_ago), "began_on": began_on, "expected_version": 1}
    support.pair(**_who(story, days_ago - 4), plan=hers.plan, **said, **named)
