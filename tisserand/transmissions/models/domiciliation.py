"""An address for somebody who has none (rule DOM-1): requested, granted for a year, renewed, ended; each contact."""

from django.db import models
from django.db.models import F, Q

from tisserand.access.walls import ByAccount, ByUnit, Wall
from tisserand.people.walls import STAFF, ByCareTeam, Knowing
from tisserand.transmissions.models.base import About, Changing, not_empty, one_of
from tisserand.transmissions.rules import STANDING_OPEN, Standing

# The desk that keeps her letters keeps the register of her visits.
KEEPERS = (Knowing((ByUnit("unit_id", "domiciliations.keep"),)),)


class Domiciliation(Changing):
    """A renewal is another row that points to the one it renews. `quiet`: the clock of three months without contact."""

    wall = Wall(*KEEPERS, person="person_id", reads=(ByCareTeam("person_id"),))

    visibility = models.CharField(max_length=10, default=STAFF, db_default=STAFF)
    standing = models.CharField(max_length=10, default=Standing.REQUESTED)
    renews = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    requested_on = models.DateField()
    request_words = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    address = models.TextField(blank=True)
    children = models.TextField(blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    refusal = models.CharField(max_length=20, blank=True)
    refusal_words = models.TextField(blank=True)
    elsewhere = models.TextField(blank=True)
    last_contact_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=20, blank=True)
    ending_words = models.TextField(blank=True)
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")
    quiet = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-created_at", "id")
        constraints = (
            one_of("standing", Standing, "domiciliation_standing", "Cet état n’existe pas."),
            models.CheckConstraint(
                condition=~Q(standing__in=sorted(STANDING_OPEN)) | Q(obligation__isnull=False),
                name="domiciliation_open_has_obligation",
                violation_error_message="Une domiciliation ouverte a toujours une prochaine date.",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.GRANTED)
                | (Q(starts_on__isnull=False, ends_on__isnull=False, ends_on__gt=F("starts_on")) & ~Q(address="")),
                name="domiciliation_granted_has_dates",
                violation_error_message="Une domiciliation accordée a une adresse, un premier et un dernier jour.",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.REFUSED) | (~Q(refusal="") & ~Q(refusal_words="") & ~Q(elsewhere="")),
                name="domiciliation_refusal_offers",
                violation_error_message="Un refus se motive et oriente vers un autre organisme.",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.ENDED) | (Q(ended_on__isnull=False) & ~Q(ending="")),
                name="domiciliation_ended_with_reason",
                violation_error_message="Dites pourquoi elle se termine.",
            ),
        )
        indexes = (
            models.Index(fields=("person", "-created_at"), name="domiciliation_by_person"),
            models.Index(fields=("unit", "standing"), name="domiciliation_by_unit"),
        )


class DomiciliationContact(About):
    """She came, called or wrote: added, never changed."""

    wall = Wall(*KEEPERS, ByAccount("author_id"), person="person_id", reads=(ByCareTeam("person_id"),))

    domiciliation = models.ForeignKey(Domiciliation, models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF, db_default=STAFF)
    on = models.DateField()
    how = models.CharField(max_length=20)
    author = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("-on", "-id")
        constraints = (not_empty("how", "domiciliation_contact_how", "Dites comment la personne s’est manifestée."),)
