"""Acts and notes follow a file that is closed, or joined to another."""

from tisserand.people.folding import Part, folding
from tisserand.people.walls import agreeing

FOLDED = (Part("activity_act", follows=("subject",)), Part("activity_note", follows=("act_id",)))

FUNCTIONS = (
    *agreeing("acts_agree", ("activity_act",), visibility=False),
    *agreeing("notes_agree", ("activity_note",)),
    *folding("activity", FOLDED),
)
