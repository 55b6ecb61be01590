"""Who may see what reception writes: the line belongs to the site, the story to those who listen."""

from dataclasses import dataclass

from django.db.models import Q

from tisserand.access.terms import Both
from tisserand.access.walls import NOTHING, ByAccount, ByCapability, ByUnit, Open, Wall, When
from tisserand.people.folding import Part, folding
from tisserand.people.granted import IN_EMERGENCY
from tisserand.people.walls import STAFF, ByCareTeam, ByGuarded, among_guarded


@dataclass(frozen=True)
class Kept:
    """Whoever keeps a protected file keeps what was written about her anywhere, to join it to the file."""

    def q(self, actor) -> Q:
        if not actor.can("restricted.gatekeep"):
            return NOTHING
        return among_guarded("person_id", actor)

    def sql(self) -> str:
        guarded = "person_id = any((select walls.guarded_people())::uuid[])"
        return f"{guarded} and (select walls.holds('restricted.gatekeep'))"


LISTENERS = ByUnit("site_id", "demands.see")

ABOUT = {"person": "person_id", "reads": IN_EMERGENCY}
# A visit carries no story: a name that its reader may not see leaves a ticket, as if nobody had given one.
# The colleague for whom she came knows that she is here, even from a team that has no line.
VISIT = Wall(
    ByUnit("site_id", "visits.see"),
    ByAccount("received_by_id"),
    ByAccount("meant_for_id"),
    ByCareTeam(),
    Kept(),
    **ABOUT,
)
SITE_DAY = Open("Un compteur de tickets, sans personne derrière.")
# That there is a danger is known to the whole site; of what kind, to those who listen and their manager.
EMERGENCY = Wall(ByUnit("site_id", "emergencies.see"), ByAccount("opened_by_id"), Kept(), **ABOUT)
_STORY = (
    ByAccount("author_id"),
    When("visibility", STAFF, LISTENERS),
    Both(ByGuarded(), LISTENERS),
    Kept(),
)
DANGER_STORY = Wall(*_STORY, **ABOUT)
DEMAND = Wall(*_STORY, ByCareTeam(), **ABOUT)
# The protocol and who is on call: nobody who comes for help is in it. Read by those who may meet a danger.
PROTOCOL = Wall(ByCapability("urgency.protocol"), reads=(ByCapability("urgency.read"),))

# A demand and a danger go with their visit.
FOLDED = (
    Part("reception_visit"),
    Part("reception_demand", follows=("visit_id",)),
    Part("reception_emergency", follows=("visit_id",)),
    Part("reception_emergencykind", follows=("emergency_id",)),
    Part("reception_emergencyanswer", follows=("emergency_id",)),
    Part("reception_appointment", follows=("follows_id",)),
    Part("reception_message"),
)
FUNCTIONS = folding("reception", FOLDED)
