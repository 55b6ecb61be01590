"""Where each kind of obligation or act is dealt with. `desk` stands above the rooms, so it knows their addresses."""

from uuid import UUID

from tisserand.deadlines.rules import READERS, named_in
from tisserand.ui.addresses import address as address_of

# A page is addressed by what it is about, unless it is a list.
LISTS = {
    "inquiries.figures": "inquiries:concern_figures",
    "people.shadow": "people:shadows",
    "privacy.due": "privacy:retention",
    "privacy.many_files": "privacy:unusual_reads",
}
# Dealt with by its owner alone: to the others it is only said.
OWN = frozenset({"support.finish", "deadlines.unheard", "reception.on_call"})
PAGES = {
    "reception.visit": "desk:visit",
    "reception.demand": "desk:visit",
    "reception.emergency": "reception:emergency",
    "reception.appointment": "reception:appointment",
    "reception.message": "reception:message",
    "reception.on_call": "reception:change_on_call",
    "assessment.first": "assessment:first",
    "assessment.orientation": "assessment:orientation",
    "support": "support:plan",
    "support.finish": "support:finish",
    "support.rsa": "support:rsa",
    "support.breach": "support:breach",
    "support.court": "support:court",
    "support.debt": "support:debt",
    "inquiries.eviction": "inquiries:eviction",
    "transmissions.letter": "transmissions:letter",
    "transmissions.domiciliation": "transmissions:address",
    "transmissions.measure": "transmissions:end_measure",
    "inquiries.concern": "inquiries:concern",
    "inquiries.transmission": "inquiries:incoming",
    "people.emergency": "people:emergency",
    # Somebody is to be seated there: it is done once she can be told.
    "deadlines.unheard": "access:unit_seats",
    "privacy.request": "privacy:request",
}


def address(kind: str, subject: UUID) -> str:
    """The page of this thing, or nothing for a kind that has none: a step of a thing is dealt with on its page."""
    if kind in LISTS:
        return address_of(LISTS[kind])
    known = named_in(PAGES, kind)
    return address_of(PAGES[known], subject) if known else ""


def may_be_opened(actor, row, *, accompanies: bool = False) -> bool:
    """Without asking the database: by whoever answers for it, or accompanies her, or is shown what its unit does."""
    if row.account_id and row.account_id == actor.account_id:
        return True
    if row.kind in OWN:
        return False
    known = READERS.get(named_in(READERS, row.kind))
    if known is None or not known.tells or accompanies or row.account_id in actor.covered:
        return True
    # Behind a wall of its own: whoever opened it, or was told of it, may not read the thing.
    return any(actor.can(capability, row.unit_id) for capability in known.readers(held=row.account_id is not None))


def person(actor, identifier: UUID) -> str:
    """Her file for those who open files, her identity for the desk."""
    return address_of("desk:file" if actor.can("files.read") else "people:identity", identifier)
