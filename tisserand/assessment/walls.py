"""Who may see what was assessed: its author, those who read assessments on its site, the person's care team."""

from tisserand.access.terms import Both
from tisserand.access.walls import ByAccount, ByUnit, Wall, When
from tisserand.people.folding import Part, folding
from tisserand.people.granted import IN_EMERGENCY
from tisserand.people.walls import STAFF, ByCareTeam, ByGuarded, agreeing
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

FOLDED = (
    Part("assessment_firstassessment", follows=("visit_id",)),
    Part("assessment_situationfact", follows=("assessment_id",)),
    Part("assessment_assessmentversion", follows=("assessment_id",)),
    Part("assessment_opinion", follows=("assessment_id",)),
    Part("assessment_orientation", follows=("assessment_id", "visit_id")),
    Part("assessment_orientationmove", follows=("orientation_id",)),
)
# The thread of an orientation is only added to: it follows her file inside PostgreSQL, like all of this room.
FUNCTIONS = (
    *agreeing("assessments_agree", tuple(part.table for part in FOLDED)),
    *folding("assessment", FOLDED),
)
