"""Scenes about papers: somebody who accompanies Mme Mirval prints and keeps one."""

from tests.documents import papers
from tests.situations import NOW, SETTLED, Service, SystemAt, as_jobs
from tisserand.documents import operations
from tisserand.documents.rules import Kind
from tisserand.kernel.dates import PartialDate
from tisserand.people import operations as people
from tisserand.people.rules import Identity

ROSELYNE = Identity(
    civility="mme", used_name="Mirval", birth_name="Dambas", first_names="Roselyne", birth=PartialDate(1984, 3, 14)
)


def accompanied(service: Service, by: str = "referente"):
    """Roselyne, with one référent."""
    with as_jobs():
        person = people.create_person(actor=SystemAt, at=NOW, identity=ROSELYNE, site=service.site.pk)
        people.join_care_team(
            actor=SystemAt,
            at=NOW,
            person=person.pk,
            unit=service.team.pk,
            account=service.account(by).pk,
            starts_on=SETTLED,
            reason="plan",
        )
    return person


def prints_the_plan(actor, person, *, at=NOW):
    """Call while acting."""
    return operations.print_paper(actor=actor, at=at, paper=papers.support_plan(), person=person.pk)


def keeps_a_file(
    actor, person=None, *, at=NOW, body=b"%PDF-1.7 bonjour", media_type="application/pdf", kind=Kind.RECEIVED_FILE
):
    """Call while acting."""
    return operations.keep_document(
        actor=actor,
        at=at,
        kind=kind,
        title="Courrier du bailleur",
        body=body,
        media_type=media_type,
        person=person.pk if person else None,
    )
