"""Who lives there: each minor, and each adult, whether or not they have a file here."""

from django.db import models
from django.db.models import Q

from tisserand.inquiries.models.of_concern import OfConcern
from tisserand.inquiries.models.of_inquiry import one_of
from tisserand.inquiries.rules.concern_states import Agreement, Heard

# Nothing is evaluated of a child who was named by mistake.
UNWRITTEN = Q(agreement="", heard="", situation="", needs="")


class Minor(OfConcern):
    """`file`: her file here, by identifier. What the evaluation says of this child, and nothing of the others.

    `removed_at`: named twice or by mistake; she is of this home no more, her name stays with the reason.
    """

    name = models.CharField(max_length=200)
    born_on = models.DateField(null=True)
    file = models.UUIDField(null=True)
    place = models.CharField(max_length=200, blank=True)
    agreement = models.CharField(max_length=12, blank=True)
    agreement_why = models.TextField(blank=True)
    heard = models.CharField(max_length=12, blank=True)
    heard_on = models.DateField(null=True)
    heard_why = models.TextField(blank=True)
    heard_words = models.TextField(blank=True)
    situation = models.CharField(max_length=12, blank=True)
    needs = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    removed_why = models.TextField(blank=True)

    class Meta:
        ordering = ("born_on", "id")
        constraints = (
            one_of("agreement", ("", *Agreement), "minor_agreement", "Dites ce que les parents ont répondu."),
            one_of("heard", ("", *Heard), "minor_heard", "Dites comment l’enfant a été rencontré."),
            models.CheckConstraint(
                condition=~Q(heard=Heard.ALONE) | Q(agreement=Agreement.GIVEN),
                name="minor_alone_with_agreement",
                violation_error_message="Un enfant se voit seul avec l’accord de ses parents.",
            ),
            models.CheckConstraint(
                condition=Q(heard__in=["", Heard.ALONE]) | ~Q(heard_why=""),
                name="minor_not_alone_says_why",
                violation_error_message="Écrivez pourquoi l’enfant n’a pas été vu seul.",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_why="")
                | (Q(removed_at__isnull=False, file=None) & ~Q(removed_why="") & UNWRITTEN),
                name="minor_removed_unwritten",
                violation_error_message="Un enfant se retire avec une raison, et tant que rien n’est écrit de lui.",
            ),
        )


class Adult(OfConcern):
    name = models.CharField(max_length=200)
    tie = models.CharField(max_length=100, blank=True)
    authority = models.CharField(max_length=10)
    file = models.UUIDField(null=True)
    contact = models.CharField(max_length=200, blank=True)
    heard_on = models.DateField(null=True)
    unheard = models.TextField(blank=True)
    heard_words = models.TextField(blank=True)
    informed_on = models.DateField(null=True)
    uninformed = models.TextField(blank=True)

    class Meta:
        ordering = ("written_at", "id")
