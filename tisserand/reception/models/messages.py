"""A message for the référent, kept with the promise to answer it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tisserand.access.terms import Both, ByCovered
from tisserand.access.walls import ByAccount, ByUnit, Wall, When
from tisserand.kernel.ids import new_id
from tisserand.people.walls import STAFF, ByCareTeam, ByGuarded
from tisserand.reception.rules.messages import LONGEST_WORDS
from tisserand.reception.walls import ABOUT, Kept

TEAM = ByUnit("unit_id", "duties.see")


class Message(models.Model):
    """`unit` answers for it even when a colleague is named. `visibility` follows the person's."""

    wall = Wall(
        ByAccount("author_id"),
        ByAccount("recipient_id"),
        ByCovered("recipient_id"),
        When("visibility", STAFF, TEAM),
        Both(ByGuarded(), TEAM),
        ByCareTeam(),
        Kept(),
        **ABOUT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF)
    author = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    recipient = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    channel = models.CharField(max_length=40)
    codes = ArrayField(models.CharField(max_length=40))
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    left_at = models.DateTimeField()
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    request_key = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ("-left_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(codes__len__gt=0),
                name="message_says_something",
                violation_error_message="Choisissez au moins un message dans la liste.",
            ),
        )
        indexes = (models.Index(fields=("person", "-left_at"), name="message_by_person"),)
