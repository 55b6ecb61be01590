"""Support plans at every stage: objectives with their criterion, promises, contacts, and what is owed next."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tisserand.activity.rules import Function
from tisserand.demo.chance import Weighted, identifier
from tisserand.demo.clock import Clock
from tisserand.demo.mass.agendas import Agendas
from tisserand.demo.mass.carrying import Carrier
from tisserand.demo.mass.ledger import Ledger
from tisserand.demo.mass.population import MONTHS_OF_LIFE, Inhabitant
from tisserand.demo.mass.stories import said
from tisserand.demo.service import Service
from tisserand.support.rules import Formalisation, Origin, Side, State
from tisserand.support.rules.calendar import DAYS_TO_BUILD, DAYS_TO_END, DAYS_TO_REGULATE, next_review, usual_end

KIND = "support.plan"
CARE_REASON = "accompagnement"
SHARE = 0.19
CLOSED, DRAFT, TO_REGULATE, RUNNING, STOPPED = "closed", "draft", "to_regulate", "running", "stopped"
STAGES = Weighted({CLOSED: 46, RUNNING: 40, TO_REGULATE: 6, DRAFT: 6, STOPPED: 2})
KINDS = Weighted(
    {"social_global": 40, "global_emploi": 9, "autonomie": 13, "parentalite": 9, "referent_parcours": 6}
    | {"rsa_social": 8, "rsa_socio_pro": 4, "aeb": 4, "asll": 4, "masp_1": 2, "masp_2": 1}
)
ORIGINS = Weighted({Origin.SPONTANEOUS: 35, Origin.PROPOSED: 45, Origin.ORIENTED: 20})
# A decision of the judge for children, where the plan still waits for the paper or is over.
IMPOSED, UNDER_A_JUDGE = 0.15, frozenset({"parentalite"})
MANDATE = ("Juge des enfants, tribunal judiciaire de Pointe-à-Pitre", "Mesure judiciaire d’aide au budget familial")
CLOSINGS = Weighted(
    {("term", "reached"): 40, ("term", "partly"): 20, ("early", "reached"): 16, ("moved", "unassessable"): 6}
    | {("silent", "unassessable"): 12, ("relay", "partly"): 6}
)
FORMALISED = Weighted({Formalisation.SIGNED: 76, Formalisation.HANDED_UNSIGNED: 9, Formalisation.READ_ALOUD: 5, "": 10})
FUNCTIONS = Weighted({Function.SUPPORT: 70, Function.COORDINATION: 14, Function.MEDIATION: 8, Function.INFORMATION: 8})
NATURES = Weighted(
    {("interview", 45): 44, ("call", 12): 26, ("home_visit", 75): 18, ("mail", 10): 7, ("meeting", 35): 5}
)
DAYS_TO_BEGIN = 12
DAYS_BETWEEN_CONTACTS = 26
FEW_WEEKS = 21
# Nobody plans a meeting at night: instants fall in office hours, on the hour drawn.
HOURS = (8, 15)


@dataclass(frozen=True)
class Life:
    """The dates of one plan."""

    stage: str
    opened: date
    begun: date | None
    ends: date
    regulated: date | None
    closed: date | None

    def worked(self, clock: Clock) -> "Life":
        """Each of its days is one on which people work; its end is the law's."""
        names = ("opened", "begun", "regulated", "closed")
        return replace(self, **{name: clock.worked(day) for name in names if (day := getattr(self, name))})

    @property
    def state(self) -> State:
        if self.stage in {RUNNING, TO_REGULATE}:
            return State.ACTIVE
        return State(self.stage)


class Plans:
    def __init__(
        self, cursor, service: Service, chance: random.Random, ledger: Ledger, agendas: Agendas, *, apart: str
    ) -> None:
        """`apart` is the site whose coming days the story tells itself."""
        self.service, self.chance, self.ledger, self.agendas, self.apart = service, chance, ledger, agendas, apart
        self.today, self.zone = service.clock.today, ZoneInfo(service.clock.zone)
        self.plans = Carrier(
            cursor,
            "support.Plan",
            (
                *("id", "person_id", "team_id", "referent_id", "kind", "state", "origin", "words", "starts_on"),
                *("ends_on", "review_on", "adhesion_on", "withdrawn_on", "formalisation", "formalised_on"),
                *("activated_at", "regulated_on", "obligation_id", "regulation_id", "closed_on", "closing", "result"),
                *("relay_to", "created_at", "created_by_id"),
                *("mandate_authority", "mandate_nature", "mandate_reference", "mandate_decided_on"),
            ),
        )
        of_plan = ("id", "plan_id", "person_id", "team_id", "referent_id", "author_id", "written_at")
        self.objectives = Carrier(
            cursor, "support.Objective", (*of_plan, "rank", "words", "family", "criterion", "criterion_on", "state")
        )
        self.commitments = Carrier(cursor, "support.Commitment", (*of_plan, "side", "text", "asked", "kept"))
        self.contacts = Carrier(cursor, "support.Contact", (*of_plan, "act_id", "note_id"))
        self.notes = Carrier(
            cursor, "activity.Note", ("id", "act_id", "person_id", "unit_id", "author_id", "text", "written_at")
        )

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        return self.plans, self.objectives, self.commitments, self.notes, self.contacts

    def live(self, her: Inhabitant) -> None:
        if not her.adult or not her.place.team.workers or self.chance.random() > SHARE:
            return
        life = self._life(STAGES.draw(self.chance))
        if life.opened > her.since.date():
            _Plan(self, her, life.worked(self.service.clock)).write()

    def moment(self, on: date) -> datetime:
        at = time(self.chance.randint(*HOURS), self.chance.randrange(0, 60, 5))
        return min(datetime.combine(on, at, tzinfo=self.zone), self.service.clock.now)

    def _life(self, stage: str) -> Life:
        chance, today = self.chance, self.today
        longest = {CLOSED: MONTHS_OF_LIFE * 30, RUNNING: 160, STOPPED: 100, DRAFT: 26, TO_REGULATE: 24}[stage]
        opened = today - timedelta(days=chance.randint(2, longest))
        if stage == DRAFT:
            return Life(stage, opened, None, usual_end(opened, 6), None, None)
        begun = min(opened + timedelta(days=chance.randint(1, DAYS_TO_BEGIN)), today)
        ends = usual_end(opened, 6)
        closed = None
        if stage == CLOSED:
            closed = min(begun + timedelta(days=chance.randint(10, 180)), today)
        regulated = min(begun + timedelta(days=chance.randint(5, 29)), closed or today)
        return Life(stage, opened, begun, ends, None if stage == TO_REGULATE else regulated, closed)


class _Plan:
    """One plan becoming rows."""

    def __init__(self, into: Plans, her: Inhabitant, life: Life) -> None:
        self.into, self.her, self.chance = into, her, into.chance
        self.closing, self.result = CLOSINGS.draw(into.chance) if life.closed else ("", "")
        self.life = life = self._closed(life)
        self.kind = KINDS.draw(into.chance)
        self.origin = self._origin()
        self.team = her.place.team.unit
        self.referent = self.chance.choice(her.place.team.workers)
        self.opened_at = into.moment(life.opened)
        self.begun_at = max(into.moment(life.begun), self.opened_at) if life.begun else None
        self.id = identifier(self.chance, self.opened_at)
        self.review_on = next_review(on=life.regulated or life.begun, ends_on=life.ends) if life.begun else None

    def write(self) -> None:
        obligation, regulation = self._owed()
        life, agreed = self.life, self.life.begun or self.chance.random() < 0.5
        formalised = FORMALISED.draw(self.chance) if life.begun else ""
        self.into.plans.add(
            *(self.id, self.her.id, self.team, self.referent, self.kind, life.state),
            *(self.origin, said("plans", self.chance), life.opened, life.ends, self.review_on),
            *(life.opened if agreed else None, self.into.today if life.stage == STOPPED else None),
            *(formalised, life.begun if formalised else None, self.begun_at, life.regulated),
            *(
                obligation,
                regulation,
                life.closed,
                self.closing,
                self.result,
                "Le CCAS de sa commune" if self.closing == "relay" else "",
            ),
            *(self.opened_at, self.referent, *self._mandate()),
        )
        self._parts()
        self._contacts()
        self.into.ledger.accompanied(
            self.her,
            self.opened_at,
            account=self.referent,
            unit=self.team,
            reason=CARE_REASON,
            until=life.closed,
        )
        if life.state is not State.CLOSED and self.her.place.desk.code != self.into.apart:
            self.into.agendas.next_one(self.her, self.referent, self.team, self.opened_at)

    def _closed(self, life: Life) -> Life:
        """A term is the day that was written; who leaves before, leaves early."""
        if self.closing != "term":
            return life
        if life.ends < self.into.today:
            closed = self.into.service.clock.worked(life.ends + timedelta(days=4))
            return replace(life, closed=min(closed, self.into.today))
        self.closing = "early"
        return life

    def _origin(self) -> Origin:
        if self.kind in UNDER_A_JUDGE and self.life.state in {State.DRAFT, State.CLOSED}:
            return Origin.IMPOSED if self.chance.random() < IMPOSED else Origin.PROPOSED
        return ORIGINS.draw(self.chance)

    def _mandate(self) -> tuple[str, str, str, date | None]:
        if self.origin is not Origin.IMPOSED:
            return "", "", "", None
        return (
            *MANDATE,
            f"Assistance éducative {self.chance.randint(100, 999)}/{self.life.opened.year}",
            self.life.opened,
        )

    def _owed(self) -> tuple[str | None, str | None]:
        """What the référent owes next, and what the team owes until it has looked."""
        today, life = self.into.today, self.life
        regulation = None
        match life.stage:
            case "closed":
                return None, None
            case "draft":
                owed = self._duty(
                    "build", "Construire le projet d’accompagnement", self._after(life.opened, DAYS_TO_BUILD)
                )
            case "stopped":
                owed = self._duty(
                    "end", "Clore l’accompagnement\u00a0: adhésion retirée", self._after(today, DAYS_TO_END)
                )
            case _:
                owed = self._duty("review", "Faire le bilan ensemble", self.review_on)
        if life.stage == TO_REGULATE:
            due = self._after(life.begun, DAYS_TO_REGULATE)
            regulation = self._duty("regulate", "Réguler un accompagnement en équipe", due, account=None)
        return owed, regulation

    @staticmethod
    def _after(on: date, days: int) -> date:
        return on + timedelta(days=days)

    def _duty(self, what: str, label: str, due_on: date, **owner) -> str:
        return self.into.ledger.duty(
            f"support.{what}",
            label,
            self.begun_at or self.opened_at,
            datetime.combine(due_on, time(17), tzinfo=self.into.zone),
            subject=self.id,
            person=self.her.id,
            unit=self.team,
            by=self.referent,
            **{"account": self.referent} | owner,
        )

    def _part(self, at: datetime) -> tuple:
        return identifier(self.chance, at), self.id, self.her.id, self.team, self.referent, self.referent, at

    def _parts(self) -> None:
        criterion = said("criteria", self.chance) if self.life.begun or self.chance.random() < 0.4 else ""
        state = self.chance.choice(("reached", "partly", "missed")) if self.life.closed else "ongoing"
        self.into.objectives.add(
            *self._part(self.opened_at),
            *(1, said("goals", self.chance), "rights", criterion, self.life.opened if criterion else None, state),
        )
        if self.life.begun:
            for side, texts in ((Side.PERSON, "her_promises"), (Side.SERVICE, "our_promises")):
                asked = self.chance.randint(0, 6)
                kept = min(asked, self.chance.randint(0, 7))
                self.into.commitments.add(*self._part(self.begun_at), side, said(texts, self.chance), asked, kept)

    def _contacts(self) -> None:
        """Seen some days after it is opened, then every few weeks."""
        last = self.life.closed or self.into.today
        on = self.life.opened + timedelta(days=self.chance.randint(2, FEW_WEEKS))
        while on < last:
            if on.weekday() < 5:
                self._contact(self.into.moment(self.into.service.clock.worked(on)))
            on += timedelta(days=max(3, int(self.chance.gauss(DAYS_BETWEEN_CONTACTS, 9))))

    def _contact(self, at: datetime) -> None:
        nature, minutes = NATURES.draw(self.chance)
        act = self.into.ledger.act(
            nature,
            FUNCTIONS.draw(self.chance),
            at,
            max(3, int(self.chance.gauss(minutes, minutes / 5))),
            by=self.referent,
            unit=self.team,
            person=self.her.id,
            kind=KIND,
            subject=self.id,
        )
        self.into.agendas.met(self.her, self.referent, self.team, nature, at)
        note = identifier(self.chance, at)
        self.into.notes.add(note, act, self.her.id, self.team, self.referent, said("notes", self.chance), at)
        self.into.contacts.add(*self._part(at), act, note)
