"""What both sides promised, what she disagrees with, how she manages on her own, and the reviews held together."""

from django.db import models
from django.db.models import Q

from tisserand.support.models.objective import Objective
from tisserand.support.models.of_plan import OfPlan, one_of
from tisserand.support.rules import Moment, ObjectiveState, ReviewDecision, Side


class Commitment(OfPlan):
    """Followed as strictly on one side as on the other (R54): asked so many times, kept so many times."""

    side = models.CharField(max_length=10)
    party = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=300)
    asked = models.PositiveSmallIntegerField(default=0)
    kept = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True)

    class Meta(OfPlan.Meta):
        ordering = ("plan_id", "written_at", "id")
        constraints = (
            one_of("side", Side, "commitment_side", "Dites qui s’engage."),
            models.CheckConstraint(
                condition=Q(kept__lte=models.F("asked")),
                name="commitment_kept_at_most_asked",
                violation_error_message="Un engagement ne peut être tenu plus souvent qu’il n’a été demandé.",
            ),
            models.CheckConstraint(
                condition=~Q(side=Side.THIRD) | ~Q(party=""),
                name="commitment_third_party_is_named",
                violation_error_message="Nommez qui s’engage.",
            ),
        )


class Disagreement(OfPlan):
    """Kept as she said it, with what the service answered (invariant 7)."""

    words = models.TextField()
    said_on = models.DateField()
    answer = models.TextField(blank=True)

    class Meta(OfPlan.Meta):
        ordering = ("plan_id", "-said_on", "id")


class Review(OfPlan):
    """A « bilan » : held together, dated, decided."""

    held_on = models.DateField()
    words = models.TextField()
    change = models.TextField(blank=True)
    decision = models.CharField(max_length=10)
    new_end = models.DateField(null=True)

    class Meta(OfPlan.Meta):
        ordering = ("plan_id", "-held_on", "-id")
        constraints = (
            one_of("decision", ReviewDecision, "review_decision", "Dites ce que vous avez décidé ensemble."),
            models.CheckConstraint(
                condition=~Q(decision=ReviewDecision.RENEW) | Q(new_end__isnull=False),
                name="review_renewal_has_an_end",
                violation_error_message="Choisissez la nouvelle date de fin.",
            ),
        )


class Assessment(OfPlan):
    """Where one objective stood on one day: at a review, or said between two."""

    objective = models.ForeignKey(Objective, models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=15)
    level = models.SmallIntegerField(null=True)
    words = models.TextField(blank=True)
    said_on = models.DateField()

    class Meta(OfPlan.Meta):
        ordering = ("objective_id", "-said_on", "-id")
        constraints = (one_of("state", ObjectiveState, "objective_assessment_state", "Dites où en est cet objectif."),)


class Autonomy(OfPlan):
    """How she manages on her own, from 1 to 5, said by her (R50)."""

    moment = models.CharField(max_length=10)
    level = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    said_on = models.DateField()

    class Meta(OfPlan.Meta):
        ordering = ("plan_id", "said_on", "id")
        constraints = (
            one_of("moment", Moment, "autonomy_moment", "Au début, à un bilan ou à la fin."),
            models.CheckConstraint(
                condition=Q(level__range=(1, 5)),
                name="autonomy_one_to_five",
                violation_error_message="L’autonomie se dit de 1 à 5.",
            ),
        )


class Contact(OfPlan):
    """An interview, a home visit, a call of this plan: the act and its time are in `activity`."""

    act = models.ForeignKey("activity.Act", models.PROTECT, related_name="+")
    note = models.ForeignKey("activity.Note", models.PROTECT, null=True, related_name="+")

    class Meta(OfPlan.Meta):
        ordering = ("plan_id", "-written_at", "id")
