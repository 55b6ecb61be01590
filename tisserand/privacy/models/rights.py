"""What a person asked about her own data, what was decided, the copy of her file, and what readers are told."""

from django.db import models
from django.db.models import F, Q

from tisserand.access.walls import ByAccount, ByCapability, Wall
from tisserand.kernel.ids import new_id
from tisserand.people.walls import STAFF, ByCareTeam, ByGuarded, OpenToStaff
from tisserand.privacy.rules import rights, rights_copy

OFFICER = ByCapability("rights.manage")


def one_of(field: str, choices, name: str, message: str) -> models.CheckConstraint:
    known = [str(choice) for choice in choices]
    return models.CheckConstraint(condition=Q(**{f"{field}__in": known}), name=name, violation_error_message=message)


class OfPerson(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class RightsRequest(OfPerson):
    """One dated request. `answer_name` and `answer_to` are as she gave them: the officer reads no identity."""

    wall = Wall(OFFICER, ByAccount("received_by_id"), ByCareTeam(), person="person_id")

    asked = models.CharField(max_length=15)
    state = models.CharField(max_length=10, default=rights.State.RECEIVED)
    received_on = models.DateField()
    channel = models.CharField(max_length=15)
    received_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    words = models.TextField(blank=True)
    identity = models.CharField(max_length=10)
    representative = models.CharField(max_length=10, blank=True)
    mandate = models.CharField(max_length=200, blank=True)
    answer_name = models.CharField(max_length=200)
    answer_to = models.CharField(max_length=300, blank=True)

    due_on = models.DateField()
    extended_on = models.DateField(null=True)
    extension_reason = models.CharField(max_length=500, blank=True)
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")

    decision = models.CharField(max_length=10, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    reasons = models.TextField(blank=True)
    dispatch = models.CharField(max_length=15, blank=True)
    answered_on = models.DateField(null=True)
    proof = models.CharField(max_length=300, blank=True)
    ended_words = models.CharField(max_length=300, blank=True)
    request_key = models.UUIDField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("due_on", "id")
        constraints = (
            one_of("asked", rights.Asked, "rights_asked", "Choisissez ce que la personne demande."),
            one_of("state", rights.State, "rights_state", "Cet état n’existe pas."),
            models.CheckConstraint(
                condition=~Q(state__in=[rights.State.DECIDED, rights.State.ANSWERED])
                | (Q(decided_on__isnull=False) & ~Q(decision="")),
                name="rights_decided_is_dated",
                violation_error_message="Une demande décidée porte la décision et sa date.",
            ),
            models.CheckConstraint(
                condition=~Q(state=rights.State.ANSWERED)
                | (Q(answered_on__isnull=False) & ~Q(dispatch="") & ~Q(proof="")),
                name="rights_answer_is_proved",
                violation_error_message="Une réponse remise dit quand, comment et sa preuve.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(rights.OPEN)) | Q(obligation__isnull=False),
                name="rights_open_is_owned",
                violation_error_message="Une demande ouverte a toujours quelqu’un et une date.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("received_on")),
                name="rights_due_after_receipt",
                violation_error_message="L’échéance est avant la réception.",
            ),
        )
        indexes = (
            models.Index(fields=("due_on", "id"), condition=Q(state__in=sorted(rights.OPEN)), name="rights_open"),
            models.Index(fields=("person", "-received_on"), name="rights_by_person"),
        )


class FileNotice(OfPerson):
    """What everybody who opens the file reads at its top. `visibility` follows the person's."""

    wall = Wall(OFFICER, OpenToStaff(), ByGuarded(), ByCareTeam(), person="person_id")

    visibility = models.CharField(max_length=10, default=STAFF)
    request = models.ForeignKey(RightsRequest, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    sentence = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    decided_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("starts_on", "id")
        constraints = (one_of("kind", rights.Notice, "notice_kind", "Cette mention n’existe pas."),)
        indexes = (models.Index(fields=("person",), condition=Q(ends_before=None), name="notice_standing"),)


class Rectification(OfPerson):
    """What was written, what is true: the former value is kept (RGPD, art. 16)."""

    wall = Wall(OFFICER, ByCareTeam(), person="person_id")

    request = models.ForeignKey(RightsRequest, models.PROTECT, related_name="+")
    what = models.CharField(max_length=120)
    former = models.TextField(blank=True)
    corrected = models.TextField()
    corrected_on = models.DateField()
    corrected_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("corrected_on", "id")


class Recipient(OfPerson):
    """Somebody who had received what was corrected or restricted, and is told (RGPD, art. 19)."""

    wall = Wall(OFFICER, ByCareTeam(), person="person_id")

    request = models.ForeignKey(RightsRequest, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    received = models.CharField(max_length=200)
    told_on = models.DateField(null=True)
    told_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("request", "name"), name="recipient_once"),)


class FileCopy(OfPerson):
    """The copy of a whole file in the making: gathered by a job, read by the officer, made by a job."""

    wall = Wall(OFFICER, person="person_id")

    request = models.OneToOneField(RightsRequest, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=rights_copy.State.GATHERING)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    paper = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    data = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-asked_at", "id")
        constraints = (
            one_of("state", rights_copy.State, "file_copy_state", "Cet état n’existe pas."),
            models.CheckConstraint(
                condition=~Q(state=rights_copy.State.READY) | Q(paper__isnull=False, data__isnull=False),
                name="file_copy_ready_is_kept",
                violation_error_message="Une copie prête est gardée avec le dossier.",
            ),
        )


class CopyItem(OfPerson):
    """One row of her file in the review. What may not be given has no content here; nothing has, once answered."""

    wall = Wall(OFFICER, person="person_id")

    copy = models.ForeignKey(FileCopy, models.CASCADE, related_name="+")
    rank = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    row = models.CharField(max_length=40)
    chapter = models.CharField(max_length=20, blank=True)
    what = models.CharField(max_length=120)
    on = models.DateField(null=True)
    by = models.CharField(max_length=150, blank=True)
    lines = models.JSONField(default=list)
    check_first = models.BooleanField(default=False)
    may_be_given = models.BooleanField(default=False)
    given = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("rank", "id")
        constraints = (
            models.UniqueConstraint(fields=("copy", "kind", "row"), name="copy_item_once"),
            models.CheckConstraint(
                condition=Q(given=True) | ~Q(reason=""),
                name="copy_item_withheld_says_why",
                violation_error_message="Ce qui n’est pas communiqué dit pourquoi.",
            ),
        )
        indexes = (models.Index(fields=("copy", "rank"), name="copy_item_by_rank"),)
