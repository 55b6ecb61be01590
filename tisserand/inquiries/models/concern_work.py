"""What comes in and what is gathered: who transmitted, meetings, facts with their source, who was asked."""

from django.db import models
from django.db.models import Q

from tisserand.access.walls import ByAccount, Wall
from tisserand.inquiries.models.of_concern import MEMBERS, NotKnowing, OfConcern, Walled
from tisserand.inquiries.models.of_inquiry import one_of
from tisserand.inquiries.rules.concern_states import Source
from tisserand.kernel.ids import short_reference


class Transmission(Walled):
    """Who alerted, and what was written. A colleague reads again her own, that it was received, and its return.

    Without `concern` until the unit receives it. `owed`: an answer is due within three months (L. 226-5).
    """

    wall = Wall(NotKnowing((*MEMBERS, ByAccount("author_id"))))

    concern = models.ForeignKey("inquiries.Concern", models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    on = models.DateField()
    name = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    children = models.TextField(blank=True)
    words = models.TextField()
    told = models.CharField(max_length=10, blank=True)
    why = models.TextField(blank=True)
    written_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    owed = models.BooleanField(default=False)
    asked_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    return_words = models.TextField(blank=True)
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-written_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(concern__isnull=False) | Q(obligation__isnull=False),
                name="transmission_open_has_obligation",
                violation_error_message="Une transmission attend toujours quelqu’un.",
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None, return_words="") | (Q(returned_on__isnull=False) & ~Q(return_words="")),
                name="transmission_returned_with_words",
                violation_error_message="Écrivez ce qui est restitué.",
            ),
        )
        indexes = (models.Index(fields=("author", "-written_at"), name="transmission_by_author"),)

    @property
    def reference(self) -> str:
        return short_reference(self.pk)


class Meeting(OfConcern):
    place = models.CharField(max_length=20)
    on = models.DateField()
    present = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    act = models.ForeignKey("activity.Act", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-on", "-id")


class Fact(OfConcern):
    """Said, observed, or confirmed by a source: never « verified » (practice.md). Added, never changed."""

    minor = models.ForeignKey("inquiries.Minor", models.PROTECT, null=True, related_name="+")
    domain = models.CharField(max_length=20)
    source = models.CharField(max_length=10)
    who = models.CharField(max_length=200)
    on = models.DateField(null=True)
    words = models.TextField()

    class Meta:
        ordering = ("written_at", "id")
        constraints = (
            one_of("source", Source, "fact_source", "Dites si c’est dit, observé ou confirmé."),
            models.CheckConstraint(
                condition=~Q(who=""), name="fact_has_a_source", violation_error_message="Dites de qui cela vient."
            ),
        )


class Contribution(OfConcern):
    """A door in the wall: the professional who is asked reads the question, her own writing and the return."""

    wall = Wall(NotKnowing((*MEMBERS, ByAccount("asked_id"))))

    asked = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    request = models.TextField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    returned_on = models.DateField(null=True)
    return_words = models.TextField(blank=True)

    class Meta:
        ordering = ("-written_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="contribution_answered_with_words",
                violation_error_message="Écrivez la réponse.",
            ),
        )
        indexes = (models.Index(fields=("asked", "-written_at"), name="contribution_by_asked"),)
