"""Notices and requests follow the file: its visibility, and whose it is once a newcomer is joined to it."""

from tisserand.people.walls import agreeing

ASKED = ("rightsrequest", "rectification", "recipient", "filecopy", "copyitem")
FUNCTIONS = (
    *agreeing("notices_agree", ("privacy_filenotice",)),
    *agreeing("rights_agree", tuple(f"privacy_{table}" for table in ASKED), visibility=False),
)
