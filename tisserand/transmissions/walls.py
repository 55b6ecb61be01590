"""A letter, an address or a measure follows the file that is closed, or joined to another."""

from tisserand.people.folding import Part, folding
from tisserand.people.walls import agreeing

OF_LETTER = tuple(f"transmissions_{part}" for part in ("sealedletter", "dispatch", "answer"))
OF_ADDRESS = ("transmissions_domiciliationcontact",)
FOLDED = (
    Part("transmissions_letter"),
    *(Part(table, follows=("letter_id",)) for table in OF_LETTER),
    Part("transmissions_domiciliation"),
    *(Part(table, follows=("domiciliation_id",)) for table in OF_ADDRESS),
    Part("transmissions_protectivemeasure"),
)
SEEN = ("transmissions_letter", *OF_LETTER, "transmissions_domiciliation", *OF_ADDRESS)
FUNCTIONS = (
    *agreeing("transmissions_agree", SEEN),
    *agreeing("protections_agree", ("transmissions_protectivemeasure",), visibility=False),
    *folding("transmissions", FOLDED),
)
