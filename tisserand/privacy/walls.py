"""What this room says of a person when two files are joined."""

from tisserand.people.folding import Part, folding

FOLDED = (Part("privacy_legalhold"),)
STAYING = {
    "privacy_filedue.person_id": "written again each night from the files as they are",
    "privacy_bordereauline.person_id": "a list given to the archives: the file it named, a joined one included",
}
FUNCTIONS = folding("privacy", FOLDED)
