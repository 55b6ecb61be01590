"""Who may see what was assessed: its author, those who read assessments on its site, the person's care team."""

from tisserand.access.walls import ByAccount, ByUnit, Wall, When
from tisserand.people.walls import STAFF, ByCareTeam, ByGuarded, agreeing
from tisserand.reception.walls import Both, Kept

READERS = ByUnit("site_id", "assessments.see")

SITUATION = Wall(
    ByAccount("author_id"),
    When("visibility", STAFF, READERS),
    Both(ByGuarded(), READERS),
    Kept(),
    ByCareTeam(),
    person="person_id",
)

# The thread of an orientation is only added to: it follows her file inside PostgreSQL, like all of this room.
FUNCTIONS = agreeing(
    "assessments_agree",
    (
        "assessment_firstassessment",
        "assessment_situationfact",
        "assessment_assessmentversion",
        "assessment_orientation",
        "assessment_orientationmove",
    ),
)
