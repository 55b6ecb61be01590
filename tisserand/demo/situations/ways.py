"""The ways of an orientation: what each desk did, in order, to leave it where the story finds it."""

from dataclasses import dataclass
from uuid import UUID

from tisserand.access.actors import Actor
from tisserand.assessment.operations import orientation as orientations
from tisserand.assessment.rules.orientation_refusals import Answer, Decision, Passed
from tisserand.demo.service import Team
from tisserand.demo.situations.story import Story
from tisserand.kernel.refusals import Refused
from tisserand.kernel.working_days import working_days_before
from tisserand.reception.rules.appointments import Slot

PASSED = (Passed("Logement, hébergement", "Elle a dit ce qui presse.", "dit"),)
SENT = ("agree", "send")
DECLINED = (*SENT, "acknowledge", "decline")
AGAIN = (*DECLINED, "propose_again", *SENT)
ATTRIBUTED = (*SENT, "acknowledge", "admit", "attribute")
# Where each orientation stands, and how it came there.
WAYS = {
    "proposed": (),
    "thinking": ("think_it_over",),
    "agreed": ("agree",),
    "sent": SENT,
    "received": (*SENT, "acknowledge"),
    "complement": (*SENT, "ask_complement"),
    "answered": (*SENT, "ask_complement", "reply"),
    "admissible": (*SENT, "acknowledge", "admit"),
    "waiting": (*SENT, "acknowledge", "admit", "keep_waiting"),
    "attributed": ATTRIBUTED,
    "scheduled": (*ATTRIBUTED, "schedule_first_meeting"),
    "met": (*ATTRIBUTED, "record_first_meeting"),
    "declined": DECLINED,
    "sent_again": AGAIN,
    "declined_twice": (*AGAIN, "decline"),
    "decided": (*AGAIN, "decline", "arbitrate"),
    "ended": (*AGAIN, "decline", "end"),
    "contested": (*SENT, "acknowledge", "contest"),
    "withdrawn": (*SENT, "withdraw"),
}
# Two ends of the same gesture.
GESTURES = {"end": "arbitrate"}
FREE_HOURS = range(8, 17)


@dataclass
class Way:
    """One orientation on its way: who sends, who answers, who attributes, who will meet her."""

    story: Story
    person: UUID
    sender: Actor
    from_unit: UUID
    poles: tuple[Team, Team]
    team: Team
    reasons: str = "Ce pôle connaît sa situation et peut répondre vite."
    asks: str = "Je veux une réponse, même si c’est non."

    def walk(self, steps: tuple[str, ...], *, until: int = 0):
        """Make the moves one working day after the other, the last one `until` working days ago."""
        self.days = [self._day(len(steps) - rank + until) for rank in range(len(steps) + 1)]
        row = self._proposed()
        for rank, verb in enumerate(steps, start=1):
            row = self._move(row, verb, rank)
        return row

    def _day(self, back: int) -> int:
        """Yesterday at the latest: nothing has happened yet on a day that has just begun."""
        clock = self.story.clock
        return (working_days_before(clock.today, max(1, back), clock.zone) - clock.today).days

    def _proposed(self):
        return orientations.propose(
            actor=self.sender,
            at=self.story.clock.at(self.days[0], 8, 30),
            person=self.person,
            from_unit=self.from_unit,
            to_unit=self.poles[0].unit,
            reasons=self.reasons,
            asks=self.asks,
            passed=PASSED,
        )

    def _move(self, row, verb: str, rank: int):
        details = getattr(self, f"_{verb}", dict)() | {"orientation": row.pk, "expected_version": row.version}
        at = self.story.clock.at(self.days[rank], 8, 40 + rank)
        details |= self._dated(verb, rank)
        actor, gesture = self._who(verb, row), getattr(orientations, GESTURES.get(verb, verb))
        if verb == "schedule_first_meeting":
            return self._in_the_agenda(rank, gesture, actor=actor, at=at, unit=self.team.unit, **details)
        return gesture(actor=actor, at=at, **details)

    def _in_the_agenda(self, rank: int, gesture, **details):
        """The first hour of that day that nobody has taken."""
        for hour in FREE_HOURS:
            try:
                return gesture(**details, slot=Slot(self.story.clock.at(self.days[rank] + 7, hour), 45))
            except Refused as refused:
                if hour == FREE_HOURS[-1] or {one.code for one in refused.refusals} != {"busy"}:
                    raise
        return None

    def _who(self, verb: str, row) -> Actor:
        if verb in {"acknowledge", "ask_complement", "admit", "decline"}:
            pole = next(pole for pole in self.poles if pole.unit == row.to_unit_id)
            return self.story.service.actor_of(pole.manager)
        if verb in {"attribute", "keep_waiting", "arbitrate", "end"}:
            return self.story.service.actor_of(self.team.manager)
        if verb in {"schedule_first_meeting", "record_first_meeting"}:
            return self.story.service.actor_of(self.team.workers[0])
        return self.sender

    def _dated(self, verb: str, rank: int) -> dict:
        """Days are said in the zone of the story: never one that has not come."""
        on = self.story.clock.day(self.days[rank])
        match verb:
            case "agree" | "arbitrate":
                return {"agreed_on": on}
            case "record_first_meeting":
                return {"met_on": on}
            case _:
                return {}

    def _think_it_over(self) -> dict:
        return {"words": "Elle veut en parler à sa fille."}

    def _ask_complement(self) -> dict:
        return {"words": "Le bail est-il à son nom\u202f?"}

    def _reply(self) -> dict:
        return {"words": "Oui, le bail est à son nom depuis 2019.", "agreed": True}

    def _admit(self) -> dict:
        return {"attribution_unit": self.team.unit}

    def _attribute(self) -> dict:
        return {"professional": self.team.workers[0]}

    def _keep_waiting(self) -> dict:
        return {"words": "Attend le retour d’un collègue\u202f; l’accueil reste joignable d’ici là."}

    def _decline(self) -> dict:
        return {"answer": Answer(reason="out_of_mission", advice="Voir d’abord l’équipe du territoire avec elle.")}

    def _propose_again(self) -> dict:
        return {"to_unit": self.poles[1].unit, "reasons": self.reasons}

    def _arbitrate(self) -> dict:
        return {
            "decision": Decision.POLE,
            "unit": self.poles[0].unit,
            "words": "La mission est bien celle du pôle\u00a0: il l’accompagne.",
        }

    def _end(self) -> dict:
        return {"decision": Decision.CLOSE, "words": "Sa demande a trouvé une réponse ailleurs, avec elle."}

    def _contest(self) -> dict:
        return {"words": "On ne m’a pas demandé mon avis."}

    def _withdraw(self) -> dict:
        return {"reason": "situation_changed"}
