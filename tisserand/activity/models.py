"""Acts: who did what, when, for how long and in which of the six functions. Notes: what was written about it."""

from django.db import models
from django.db.models import Q

from tisserand.access.terms import Both
from tisserand.access.walls import ByAccount, ByUnit, Wall, When
from tisserand.activity.rules import Function, Level
from tisserand.kernel.ids import new_id
from tisserand.people.granted import IN_EMERGENCY, ByOpened, ByStayingAuthor
from tisserand.people.walls import STAFF, ByCareTeam, Knowing, Until


class Act(models.Model):
    """Time is a by-product of work (invariant 5). Names upper things by kind and id (decision D2)."""

    wall = Wall(
        ByAccount("author_id"),
        ByUnit("unit_id", "plans.see"),
        # An act carries no word of the person: the desk counts what its site did.
        ByUnit("unit_id", "visits.see"),
        ByCareTeam("person_id"),
        person="person_id",
        reads=IN_EMERGENCY,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    nature = models.CharField(max_length=40)
    function = models.CharField(max_length=20)
    channel = models.CharField(max_length=40, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    duration_minutes = models.PositiveSmallIntegerField()
    author = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    subject = models.UUIDField()

    class Meta:
        ordering = ("-happened_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(function__in=[function.value for function in Function]),
                name="act_one_of_six_functions",
                violation_error_message="Choisissez une des six fonctions du travail social.",
            ),
        )
        indexes = (
            models.Index(fields=("person", "-happened_at"), name="act_by_person"),
            models.Index(fields=("author", "-happened_at"), name="act_by_author"),
            models.Index(fields=("unit", "-happened_at"), name="act_by_unit"),
            models.Index(fields=("kind", "subject"), name="act_by_subject"),
        )


class Note(models.Model):
    """What a professional wrote about an act. «Notes de travail» are the author's alone, until they expire."""

    wall = Wall(
        When("level", Level.WORKING.value, Both(ByAccount("author_id"), Until("expires_on"))),
        When("level", Level.FILE.value, ByStayingAuthor()),
        When("level", Level.FILE.value, ByCareTeam("person_id")),
        When("level", Level.FILE.value, Knowing((ByUnit("unit_id", "plans.see"),))),
        person="person_id",
        reads=(When("level", Level.FILE.value, ByOpened()),),
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    act = models.ForeignKey(Act, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    author = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    # Follows the person's: see `operations.follow_file`.
    visibility = models.CharField(max_length=10, default=STAFF, db_default=STAFF)
    level = models.CharField(max_length=10, default=Level.FILE.value)
    text = models.TextField()
    written_at = models.DateTimeField()
    # A working note is read until the day before; how long it is kept, the privacy officer and the archives decide.
    expires_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-written_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in Level]),
                name="note_known_level",
                violation_error_message="Une note est pour le dossier, ou une note de travail.",
            ),
        )
        indexes = (
            models.Index(fields=("person", "-written_at"), name="note_by_person"),
            models.Index(fields=("act",), name="note_by_act"),
        )
