"""One domain of life as it stands in one assessment: three facts kept apart, and disagreement (invariant 7)."""

from django.db import models
from django.db.models import Q

from tisserand.assessment import walls
from tisserand.assessment.models.about import AboutSituation, one_of
from tisserand.assessment.rules.situation import DomainState, Urgency


class SituationFact(AboutSituation):
    wall = walls.SITUATION

    assessment = models.ForeignKey("assessment.FirstAssessment", models.CASCADE, related_name="+")
    domain = models.CharField(max_length=40)
    state = models.CharField(max_length=15, default=DomainState.NOT_RAISED)
    urgency = models.CharField(max_length=10, blank=True)
    said = models.TextField(blank=True)
    said_language = models.CharField(max_length=10, default="fr")
    seen = models.TextField(blank=True)
    confirmed = models.TextField(blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    disagreement = models.TextField(blank=True)
    # The day it was said; `carried` when it was taken up from a former assessment and nobody changed it since.
    as_of = models.DateField()
    carried = models.BooleanField(default=False)

    class Meta:
        ordering = ("assessment", "domain", "id")
        constraints = (
            one_of("state", DomainState, "fact_state", "Cet état n’existe pas."),
            one_of("urgency", ("", *Urgency), "fact_urgency", "Cette réponse n’existe pas."),
            models.CheckConstraint(
                condition=Q(confirmed_by="") | ~Q(confirmed=""),
                name="fact_source_confirms_something",
                violation_error_message="Dites ce que cette source confirme.",
            ),
            models.UniqueConstraint(fields=("assessment", "domain"), name="fact_once_per_domain"),
        )
        indexes = (models.Index(fields=("domain", "state"), name="fact_by_domain"),)
