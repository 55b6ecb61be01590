"""Who accompanies a person, and what she agrees to."""

from django.db import models
from django.db.models import Q

from tisserand.people import walls
from tisserand.people.models.about import AboutPerson, in_order, one_of
from tisserand.people.rules import Decision


class CareTeam(AboutPerson):
    """The only membership that visibility uses (decision D4). `account` empty: the whole unit answers."""

    wall = walls.CARE_TEAM

    account = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    # After a relay, until when she finishes what she was writing; then her own notes are the file's alone.
    writes_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("person", "starts_on", "id")
        constraints = (
            in_order("care_team_dates_in_order", "La fin est avant le début."),
            models.UniqueConstraint(
                fields=("person", "account", "unit", "reason"),
                condition=Q(ends_before=None),
                nulls_distinct=False,
                name="care_team_once",
                violation_error_message="Cette équipe accompagne déjà la personne.",
            ),
        )


class Consent(AboutPerson):
    """What she allows, for what and with whom, in her words. Withdrawing never erases that it was given."""

    wall = walls.AROUND_PERSON

    topic = models.CharField(max_length=60)
    partner = models.CharField(max_length=200, blank=True)
    decision = models.CharField(max_length=10)
    words = models.TextField(blank=True)
    decided_on = models.DateField()
    ends_before = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    recorded_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("person", "-decided_on", "id")
        constraints = (
            one_of("decision", Decision, "consent_decision", "Dites si la personne accepte ou refuse."),
            models.CheckConstraint(
                condition=Q(decision=Decision.WITHDRAWN, withdrawn_on__gte=models.F("decided_on"))
                | (~Q(decision=Decision.WITHDRAWN) & Q(withdrawn_on=None)),
                name="consent_withdrawn_is_dated",
                violation_error_message="Un accord retiré porte la date du retrait.",
            ),
        )
