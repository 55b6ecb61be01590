"""Acts and notes follow a file that is closed, or joined to another."""

from tisserand.people.walls import agreeing

FUNCTIONS = (
    *agreeing("acts_agree", ("activity_act",), visibility=False),
    *agreeing("notes_agree", ("activity_note",)),
)
