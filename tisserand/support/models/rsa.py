"""The RSA pathway of a person, its dated facts, and a breach with its procedure."""

from django.db import models
from django.db.models import F, Q

from tisserand.support.models.followed import Followed
from tisserand.support.models.of_plan import one_of
from tisserand.support.rules.breach import CHANGED, Step
from tisserand.support.rules.rsa import Happened, Stage


def _codes(longest: int = 20) -> models.CharField:
    return models.CharField(max_length=longest, blank=True)


class RsaPath(Followed):
    """Where she stands now; how she came there is in `RsaFact`. `plan` is the contract when it is one of our plans."""

    stage = models.CharField(max_length=10, default=Stage.INFORMED)
    entry = models.CharField(max_length=12)
    informed_on = models.DateField()
    pathway = _codes()
    body = _codes()
    oriented_on = models.DateField(null=True)
    engaged_on = models.DateField(null=True)
    hours_regime = _codes()
    hours_weekly = models.PositiveSmallIntegerField(null=True)
    hours_reason = _codes()
    obstacle = _codes()
    plan = models.ForeignKey("support.Plan", models.PROTECT, null=True, related_name="+")
    left_on = models.DateField(null=True)
    exit = _codes()

    class Meta(Followed.Meta):
        ordering = ("person_id", "-written_at", "id")
        constraints = (
            one_of("stage", Stage, "rsapath_stage", "Cette étape n’existe pas."),
            models.CheckConstraint(
                condition=~Q(stage=Stage.ENGAGED) | Q(engaged_on__isnull=False, oriented_on__isnull=False),
                name="rsapath_engaged_is_dated",
                violation_error_message="Datez l’orientation et le contrat.",
            ),
            models.CheckConstraint(
                condition=(~Q(stage=Stage.LEFT) & Q(left_on=None, exit=""))
                | (Q(stage=Stage.LEFT, left_on__isnull=False) & ~Q(exit="")),
                name="rsapath_left_with_reason",
                violation_error_message="Dites pourquoi la personne sort du RSA.",
            ),
        )
        # One open path for a person: refused by the operation, since two files that are joined may bring two.
        indexes = (models.Index(fields=("person", "stage"), name="rsapath_by_person"),)


class RsaFact(Followed):
    """What happened, dated: added, never changed."""

    path = models.ForeignKey(RsaPath, models.PROTECT, related_name="+")
    what = models.CharField(max_length=12)
    on = models.DateField()
    code = _codes()
    by = _codes()
    words = models.TextField(blank=True)

    class Meta(Followed.Meta):
        ordering = ("path_id", "-on", "-id")
        constraints = (one_of("what", Happened, "rsafact_what", "Ce fait n’existe pas."),)


class RsaBreach(Followed):
    """A breach, step by step: who noted it, how she was told, what she answered, what was decided, how it ended."""

    path = models.ForeignKey(RsaPath, models.PROTECT, related_name="+")
    step = models.CharField(max_length=12, default=Step.NOTED)
    kind = models.CharField(max_length=20)
    noted_by = models.CharField(max_length=20)
    noted_on = models.DateField()
    words = models.TextField()

    informed_on = models.DateField(null=True)
    informed_how = _codes()
    informed_proof = models.CharField(max_length=300, blank=True)
    envisaged = models.TextField(blank=True)
    # The last day of her observations, as the law, or the département, had it that day.
    until = models.DateField(null=True)
    heard_on = models.DateField(null=True)
    heard_how = _codes()
    observations = models.TextField(blank=True)
    helper = models.CharField(max_length=200, blank=True)
    silent_on = models.DateField(null=True)
    opinion_on = models.DateField(null=True)
    opinion = models.TextField(blank=True)

    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    sanction = _codes()
    share = models.PositiveSmallIntegerField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    household = _codes()
    repeated = models.BooleanField(default=False)
    repeated_words = models.TextField(blank=True)
    effective_on = models.DateField(null=True)
    reasons = models.TextField(blank=True)
    notified_on = models.DateField(null=True)
    notified_proof = models.CharField(max_length=300, blank=True)
    lifted_on = models.DateField(null=True)
    lifted_why = _codes()
    dropped_on = models.DateField(null=True)
    dropped_why = _codes()
    dropped_words = models.TextField(blank=True)

    appeal_on = models.DateField(null=True)
    commission_on = models.DateField(null=True)
    advised_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = _codes()
    answer_words = models.TextField(blank=True)
    # What was decided first, once an appeal changed it: `sanction`, `share` and `months` say what stands.
    former_sanction = _codes()
    former_share = models.PositiveSmallIntegerField(null=True)
    former_months = models.PositiveSmallIntegerField(null=True)

    # What is owed where no rule of the book says a date.
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")

    class Meta(Followed.Meta):
        ordering = ("path_id", "-noted_on", "-id")
        constraints = (
            one_of("step", Step, "rsabreach_step", "Cette étape n’existe pas."),
            models.CheckConstraint(
                condition=~Q(step__in=[Step.SANCTIONED, Step.LIFTED])
                | (
                    Q(informed_on__isnull=False, decided_on__isnull=False, effective_on__isnull=False)
                    & (Q(heard_on__isnull=False) | Q(silent_on__isnull=False))
                ),
                name="rsabreach_sanctioned_after_every_step",
                violation_error_message="La personne est informée et entendue avant toute sanction.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(decided_on=None) | Q(decided_on__gt=F("until")),
                name="rsabreach_decided_after_observations",
                violation_error_message="La décision vient après le délai d’observations.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(share__range=(1, 100), months__gte=1),
                name="rsabreach_sanction_is_whole",
                violation_error_message="Une sanction a une part et une durée.",
            ),
            models.CheckConstraint(
                condition=~Q(sanction="suppress") | Q(opinion_on__isnull=False),
                name="rsabreach_suppressed_after_opinion",
                violation_error_message="Une suppression suit l’avis de l’équipe pluridisciplinaire.",
            ),
            models.CheckConstraint(
                condition=Q(former_sanction="", former_share=None, former_months=None)
                | (~Q(former_sanction="") & Q(answer=CHANGED, former_share__isnull=False, former_months__isnull=False)),
                name="rsabreach_former_is_whole",
                violation_error_message="Une décision modifiée garde la sanction qu’elle remplace.",
            ),
            models.CheckConstraint(
                condition=~Q(step=Step.LIFTED) | Q(lifted_on__isnull=False),
                name="rsabreach_lifted_is_dated",
                violation_error_message="Datez la fin de la sanction.",
            ),
        )
        indexes = (models.Index(fields=("path", "step"), name="rsabreach_by_path"),)
