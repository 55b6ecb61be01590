import pytest

from tests.situations import NOW, SystemAt, as_jobs
from tests.territories.organisations import communes_of, organisation_of
from tisserand.territories import operations


def load(organisation, department="971", *, staff=False, at=NOW):
    """Load an organisation with the rights of a job; returns how many things changed."""
    who = {"actor": SystemAt, "at": at, "organisation": organisation}
    with as_jobs():
        changes = operations.load_organisation(**who, communes=communes_of(department))
        return changes + (operations.seat_fictitious_staff(**who) if staff else 0)


@pytest.fixture
def guadeloupe(db):
    """The whole département with its fictitious agents, and the file it came from."""
    organisation = organisation_of("guadeloupe")
    load(organisation, staff=True)
    return organisation
