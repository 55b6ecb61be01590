"""What falls due, what is held back, and what the archives allowed to go. No name and no word of anybody here."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tisserand.access.walls import ByCapability, ByUnit, Open, Wall, When
from tisserand.kernel.ids import new_id
from tisserand.people.walls import STAFF, ByCareTeam, ByGuarded
from tisserand.privacy.rules.bordereau import State
from tisserand.privacy.rules.retention import APART

OFFICER = ByCapability("retention.manage")


class Duration(models.Model):
    """How long a kind is kept, when the text leaves it to the privacy officer. The latest decision counts."""

    append_only = True
    wall = Open("Combien de temps on garde est public dans le service.")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20)
    months = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("access.Account", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("kind", "-decided_at", "id")


class FileDue(models.Model):
    """A file that comes to its end, written again each night. `due_on` empty: its duration is not decided.

    `person_id` is no key: the row outlives nobody, and goes with the file. When `kind` is « concern », it is
    a concern's, here as on the lists, in a hold and in the ledger; the officer and the unit alone read the row.
    """

    wall = Wall(
        OFFICER,
        When("visibility", STAFF, ByUnit("site_id", "files.read")),
        When("visibility", APART, ByUnit("site_id", "concerns.see")),
        ByGuarded(),
        ByCareTeam(),
        person="person_id",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField(unique=True)
    visibility = models.CharField(max_length=10, default=STAFF)
    site = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    reference_on = models.DateField()
    due_on = models.DateField(null=True)
    announced_on = models.DateField(null=True)
    # The day it may go at the earliest: due, and announced long enough.
    planned_on = models.DateField(null=True)
    # Codes of what keeps it: « unfinished », « hold », « undecided ».
    kept_by = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        ordering = ("planned_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(due_on=None, planned_on=None)
                | Q(due_on__isnull=False, announced_on__isnull=False, planned_on__gte=F("due_on")),
                name="file_due_is_announced",
                violation_error_message="Une échéance est annoncée avant d’être exécutée.",
            ),
        )
        indexes = (models.Index(fields=("planned_on", "id"), name="file_due_by_day"),)


class LegalHold(models.Model):
    """Nothing of this file goes while it holds: a trial, a claim, an archivist's selection."""

    wall = Wall(OFFICER, ByCareTeam(), person="person_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    reason = models.CharField(max_length=300)
    starts_on = models.DateField()
    until = models.DateField(null=True)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-placed_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("starts_on")),
                name="hold_dates_in_order",
                violation_error_message="La fin de la suspension est avant son début.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="hold_has_a_reason",
                violation_error_message="Écrivez pourquoi ce dossier doit rester.",
            ),
        )
        indexes = (models.Index(fields=("person_id",), name="hold_by_person"),)


class Bordereau(models.Model):
    """A list of files proposed for elimination (Code du patrimoine, art. R. 212-14)."""

    wall = Wall(OFFICER)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state = models.CharField(max_length=10, default=State.PROPOSED)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    files = models.PositiveIntegerField()
    oldest_on = models.DateField()
    latest_on = models.DateField()
    # Visits and words without a name, older than this, go with the list.
    unnamed_before = models.DateField()
    # How many rows of each table would change: the same code, in a transaction taken back.
    rehearsed_at = models.DateTimeField(null=True)
    rehearsal = models.JSONField(default=dict)
    visa_reference = models.CharField(max_length=120, blank=True)
    visa_on = models.DateField(null=True)
    visa_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    anonymised = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-made_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="bordereau_state",
                violation_error_message="Cet état n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.PROPOSED, State.DROPPED], visa_on=None, visa_reference="", done_at=None)
                | (Q(state=State.VISAED, visa_on__isnull=False, done_at=None) & ~Q(visa_reference=""))
                | (Q(state=State.DONE, visa_on__isnull=False, done_at__isnull=False) & ~Q(visa_reference="")),
                name="bordereau_nothing_without_visa",
                violation_error_message="Rien n’est éliminé sans le visa des archives, sa référence et sa date.",
            ),
        )


class BordereauLine(models.Model):
    """One file of the list. Once gone, its identifier leads to nobody; a file kept meanwhile says why."""

    wall = Wall(OFFICER)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bordereau = models.ForeignKey(Bordereau, models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    site = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    reference_on = models.DateField()
    due_on = models.DateField()
    anonymised_on = models.DateField(null=True)
    kept_by = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        ordering = ("bordereau", "reference_on", "id")
        constraints = (models.UniqueConstraint(fields=("bordereau", "person_id"), name="bordereau_line_once"),)


class Purge(models.Model):
    """The ledger: which identifiers must never lead to anybody again, a restored backup included."""

    append_only = True
    wall = Wall(OFFICER)

    id = models.BigAutoField(primary_key=True)
    former_id = models.UUIDField(unique=True)
    purged_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)


class Pseudonym(models.Model):
    """The lines of the figures that are nobody's: never due again. Drawn at random, written in no order."""

    append_only = True
    wall = Open("Des identifiants tirés au hasard, sans personne derrière.")

    id = models.UUIDField(primary_key=True, editable=False)

    class Meta:
        ordering = ("id",)
