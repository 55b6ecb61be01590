"""Every write of what leaves the house: one verb, one operation."""

from tisserand.transmissions.operations.domiciliations import (
    end_domiciliation,
    grant,
    note_contact,
    refuse_domiciliation,
    renew,
    request_domiciliation,
)
from tisserand.transmissions.operations.following import anonymise, follow_file, go_on_without
from tisserand.transmissions.operations.letters import close, hand_over, say, start_letter, write_page
from tisserand.transmissions.operations.measures import end_measure, record_measure
from tisserand.transmissions.operations.sending import record_answer, seal, send, take_up_again
from tisserand.transmissions.operations.steps import LetterChanged

__all__ = (
    "LetterChanged",
    "anonymise",
    "close",
    "end_domiciliation",
    "end_measure",
    "follow_file",
    "go_on_without",
    "grant",
    "hand_over",
    "note_contact",
    "record_answer",
    "record_measure",
    "refuse_domiciliation",
    "renew",
    "request_domiciliation",
    "say",
    "seal",
    "send",
    "start_letter",
    "take_up_again",
    "write_page",
)
