"""«Danger immédiat»: that it exists (the site), of what kind and how it ends (those who listen)."""

from django.db import models
from django.db.models import Q

from tisserand.kernel.ids import new_id
from tisserand.reception import walls
from tisserand.reception.models.story import Story
from tisserand.reception.rules.dangers import NO_SOLUTION, RELAYED, State


class Emergency(models.Model):
    """Says nothing but that somebody is in danger, and which promise runs about it."""

    wall = walls.EMERGENCY

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey("reception.Visit", models.PROTECT, related_name="+")
    site = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default=State.OPEN)
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    # Numbers the answers, so that whoever gives the person a name can name the answers she may not read.
    answers = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-opened_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("visit",),
                condition=~Q(state=State.CLOSED),
                name="emergency_one_open",
                violation_error_message="Un danger est déjà ouvert pour cette venue.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.OPEN, State.PENDING], closed_at=None)
                | Q(state=State.CLOSED, closed_at__isnull=False),
                name="emergency_closed_is_dated",
                violation_error_message="Un danger clos porte l’heure de son issue.",
            ),
        )
        indexes = (
            models.Index(fields=("site", "opened_at"), condition=~Q(state=State.CLOSED), name="emergency_open_by_site"),
            models.Index(fields=("person", "-opened_at"), name="emergency_by_person"),
        )


class EmergencyKind(Story):
    """Known to the AS and the manager, never to the line."""

    wall = walls.DANGER_STORY

    emergency = models.OneToOneField(Emergency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    kind_text = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-written_at", "id")


class EmergencyAnswer(Story):
    """What was done, each time something was. Without outcome: the relay that carries it across closing time."""

    wall = walls.DANGER_STORY

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    relay_name = models.CharField(max_length=200, blank=True)
    relay_at = models.DateTimeField(null=True)
    manager_informed_at = models.DateTimeField(null=True)
    manager_name = models.CharField(max_length=150, blank=True)
    resumes_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("written_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(outcome=NO_SOLUTION) | Q(manager_informed_at__isnull=False, resumes_at__isnull=False),
                name="emergency_no_solution_is_known",
                violation_error_message="Sans solution, le cadre est informé et la reprise datée.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["", RELAYED])
                | (~Q(relay_name="") & Q(relay_at__isnull=False))
                | Q(outcome="", manager_informed_at__isnull=False),
                name="emergency_relay_is_named",
                violation_error_message="Un relais a un nom et une heure.",
            ),
        )
        indexes = (models.Index(fields=("emergency", "written_at"), name="emergency_answers"),)
