"""Who may see what was assessed: its author, those who read assessments on its site, the person's care team."""

from tisserand.access.terms import Both
from tisserand.access.walls import ByAccount, ByUnit, Wall, When
from tisserand.people.walls import IN_EMERGENCY, STAFF, ByCareTeam, ByGuarded
from tisserand.reception.walls import Kept

READERS = ByUnit("site_id", "assessments.see")

SITUATION = Wall(
    ByAccount("author_id"),
    When("visibility", STAFF, READERS),
    Both(ByGuarded(), READERS),
    Kept(),
    ByCareTeam(),
    person="person_id",
    reads=IN_EMERGENCY,
)
