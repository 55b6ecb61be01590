"""Every read of what leaves the house, scoped by the actor."""

from tisserand.transmissions.queries.domiciliations import (
    contacts_of,
    domiciliations_for,
    domiciliations_kept,
    domiciliations_of,
    open_domiciliations,
)
from tisserand.transmissions.queries.facts import CODED, address_facts, identity_words, today_of
from tisserand.transmissions.queries.letters import (
    Line,
    Sheet,
    closed,
    leads,
    letters_for,
    letters_led,
    lines_of,
    mine,
    of_my_teams,
    of_person,
    page_of,
    sealed,
    sheet,
    who_follows,
)
from tisserand.transmissions.queries.measures import measure, measure_words, measures_of
from tisserand.transmissions.queries.papers import certificate_paper, letter_paper
from tisserand.transmissions.queries.traces import traces_of_files
from tisserand.transmissions.queries.whole import whole_of

__all__ = (
    "CODED",
    "Line",
    "Sheet",
    "address_facts",
    "certificate_paper",
    "closed",
    "contacts_of",
    "domiciliations_for",
    "domiciliations_kept",
    "domiciliations_of",
    "identity_words",
    "leads",
    "letter_paper",
    "letters_for",
    "letters_led",
    "lines_of",
    "measure",
    "measure_words",
    "measures_of",
    "mine",
    "of_my_teams",
    "of_person",
    "open_domiciliations",
    "page_of",
    "sealed",
    "sheet",
    "today_of",
    "traces_of_files",
    "who_follows",
    "whole_of",
)
