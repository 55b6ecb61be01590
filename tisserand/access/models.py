"""Accounts, units, seats, the journal of what was done and read, and drafts."""

from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast, Now

from tisserand.access.grant_rules import Kind, Verdict
from tisserand.access.seat_rules import Span
from tisserand.access.walls import ByAccount, ByCapability, ByUnit, Open, Wall
from tisserand.kernel.ids import new_id


class Unit(models.Model):
    """A direction, a territory, a site, a team, a pôle: walls know units only (decision D1)."""

    wall = Open("L’organisation est publique dans le service.")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=30)
    code = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    time_zone = models.CharField(max_length=50)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    # From the day it ends, that unit has what this one held, and reads what it did.
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=("code", "starts_on"), name="unit_once_per_start"),
            models.CheckConstraint(
                condition=Q(ends_before=None) | Q(ends_before__gt=F("starts_on")),
                name="unit_dates_in_order",
                violation_error_message="La fin de l’unité est avant son début.",
            ),
        )

    @property
    def span(self) -> Span:
        return Span(self.starts_on, self.ends_before)


class AccountManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(login=username)


class Account(AbstractBaseUser):
    """A professional. Only professionals have an account (decision D36)."""

    wall = Open("Le nom et le métier des collègues sont connus de tous.")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    login = models.CharField("identifiant", max_length=150, unique=True)
    name = models.CharField(max_length=150)
    civility = models.CharField(max_length=10, blank=True)
    profession = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    fictitious = models.BooleanField(default=False)
    # Its password was said by an administrator: it opens nothing but its own change, until then.
    provisional_until = models.DateTimeField(null=True)
    # Listed on the demonstration's sign-in page.
    showcase = models.BooleanField(default=False)

    objects = AccountManager()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ("name", "id")


class Session(AbstractBaseSession):
    """An open session knows whose it is: they are listed, and ended together."""

    wall = Open("Lue avant de savoir qui demande ; ne tient que la clé d’une session et l’état d’un poste.")

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("account", "expire_date"), name="session_by_account"),)

    @classmethod
    def get_session_store_class(cls):
        from tisserand.access.sessions import SessionStore

        return SessionStore


class Factor(Authenticator):
    """A second factor, in the table of django-allauth: this class is what puts a wall around it."""

    wall = Wall(ByAccount("user_id"), ByCapability("organisation.manage"))

    class Meta:
        proxy = True


class Provided(models.Model):
    """Who an account is at an identity provider (ProConnect): found by subject, for ever the same."""

    wall = Open("Cherché avant de savoir qui demande ; le lien entre deux identifiants d’un professionnel.")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("issuer", "subject"), name="one_account_per_subject"),
            models.UniqueConstraint(fields=("issuer", "account"), name="one_subject_per_account"),
        )


class Attempt(models.Model):
    """How many times a door was tried lately, under a key from which no login nor address can be read."""

    wall = Open("Des compteurs sous des clés illisibles, tenus avant de savoir qui demande.")

    key = models.CharField(primary_key=True, max_length=64)
    tried = models.IntegerField()
    since = models.DateTimeField()


class Membership(models.Model):
    """A seat: a role held in a unit, for a time and a share of full time (EQTP)."""

    wall = Open("Qui travaille où est connu de tous.")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    eqtp = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)

    class Meta:
        ordering = ("starts_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("account", "unit", "role", "starts_on"),
                condition=Q(ends_before=None) | Q(ends_before__gt=F("starts_on")),
                name="seat_once_per_start",
            ),
            # Ended the day it began, it was cancelled: it opened nothing.
            models.CheckConstraint(
                condition=Q(ends_before=None) | Q(ends_before__gte=F("starts_on")),
                name="seat_dates_in_order",
                violation_error_message="La fin de l’affectation est avant son début.",
            ),
            models.CheckConstraint(
                condition=Q(eqtp__gt=0, eqtp__lte=1),
                name="seat_share_of_full_time",
                violation_error_message="Le temps de travail se compte entre 0 et 1 équivalent temps plein.",
            ),
        )

    @property
    def span(self) -> Span:
        return Span(self.starts_on, self.ends_before)


def transaction_of_the_row() -> Cast:
    """Lets a job seal the rows whose transaction is over (decision D9)."""
    return Cast(Cast(Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField())


class StepAside(models.Model):
    """«Je connais cette personne»: the agent steps aside and the file closes to her. No key to the person: D2."""

    wall = Wall(ByAccount("account_id"), ByCapability("restricted.gatekeep"))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    reason = models.CharField(max_length=300, blank=True)
    declared_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("declared_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("account", "person_id"), condition=Q(lifted_at=None), name="step_aside_once"
            ),
        )


class FileGrant(models.Model):
    """A file open for a while to somebody who says why: an emergency, or a person of another site (record 0008).

    `unit` is hers: its manager reads what she did. Over at `ends_at`, or at `ended_at` when she closes it herself.
    """

    wall = Wall(
        ByAccount("account_id"),
        person="person_id",
        reads=(ByUnit("unit_id", "accesses.judge"), ByCapability("journal.read")),
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    kind = models.CharField(max_length=10)
    motive = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-starts_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="file_grant_kind"),
            models.CheckConstraint(
                condition=~Q(words=""), name="file_grant_says_why", violation_error_message="Dites pourquoi."
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"))
                & (Q(ended_at=None) | Q(ended_at__gte=F("starts_at"), ended_at__lte=F("ends_at"))),
                name="file_grant_window",
                violation_error_message="L’accès finit après son début.",
            ),
        )
        indexes = (
            models.Index(fields=("account", "ends_at"), name="file_grant_by_account"),
            models.Index(fields=("unit", "-starts_at"), name="file_grant_by_unit"),
        )


class GrantReview(models.Model):
    """What whoever reads an emergency access afterwards thinks of it. Written once."""

    wall = Wall(ByAccount("by_id"), ByUnit("unit_id", "accesses.judge"), person="person_id")
    append_only = leaves_with_her = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(FileGrant, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=10)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(fields=("grant", "by"), name="grant_review_once"),
            models.CheckConstraint(
                condition=Q(verdict__in=[verdict.value for verdict in Verdict]), name="grant_review_verdict"
            ),
        )


class Cover(models.Model):
    """A colleague stands in for an absent one from a day to a day; only a manager writes it (record 0008)."""

    wall = Wall(ByUnit("unit_id", "covers.give"), reads=(ByAccount("absent_id"), ByAccount("covering_id")))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    absent = models.ForeignKey(Account, models.PROTECT, related_name="+")
    covering = models.ForeignKey(Account, models.PROTECT, related_name="+")
    # Where the absent colleague sits: whose manager gave it and may end it.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_before = models.DateField()
    given_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("starts_on", "id")
        constraints = (
            # Ended the day it began, it opened nothing.
            models.CheckConstraint(
                condition=Q(ends_before__gte=F("starts_on")),
                name="cover_dates_in_order",
                violation_error_message="La fin du remplacement est avant son début.",
            ),
            models.CheckConstraint(
                condition=~Q(absent=F("covering")),
                name="cover_by_somebody_else",
                violation_error_message="On ne se remplace pas soi-même.",
            ),
        )
        indexes = (
            models.Index(fields=("covering", "ends_before"), name="cover_by_covering"),
            models.Index(fields=("absent", "ends_before"), name="cover_by_absent"),
        )

    @property
    def last_day(self) -> date:
        return self.ends_before - timedelta(days=1)


class JournalEntry(models.Model):
    """What was done, by whom, about whom. Written in the transaction of the deed, never changed (decision D9)."""

    wall = Wall(ByCapability("journal.read"), inserts="true")
    append_only = sealed = True

    id = models.BigAutoField(primary_key=True)
    xid = models.BigIntegerField(db_default=transaction_of_the_row())
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    account_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=80)
    kind = models.CharField(max_length=80)
    subject = models.UUIDField()
    person_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("person_id", "at"), name="journal_by_person"),
            models.Index(fields=("account_id", "at"), name="journal_by_account"),
            # Rows come in the order of their transactions, or nearly: a few pages say where the unsealed ones begin.
            BrinIndex(fields=("xid",), name="journal_by_xid", pages_per_range=16, autosummarize=True),
        )


class Consultation(models.Model):
    """Who read whose file: one row per actor, person, ten minutes (decision D8) and reason given."""

    wall = Wall(ByCapability("journal.read"), ByAccount("account_id"))
    append_only = sealed = True

    id = models.BigAutoField(primary_key=True)
    xid = models.BigIntegerField(db_default=transaction_of_the_row())
    account_id = models.UUIDField()
    person_id = models.UUIDField()
    slot = models.DateTimeField()
    page = models.CharField(max_length=80)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("person_id", "-slot", "-id"), name="consultation_of_person"),
            models.Index(fields=("account_id", "-slot"), name="consultation_by_account"),
            BrinIndex(fields=("xid",), name="consultation_by_xid", pages_per_range=16, autosummarize=True),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("account_id", "person_id", "slot", "reason"), name="consultation_once_per_slot"
            ),
        )


class Seal(models.Model):
    """A link of the chain: fingerprints of up to a thousand rows of one journal, tied to the link before (record 0007).

    `horizon`: every row of a transaction before it is sealed. `floor`: so is every row up to this identifier, whatever
    its transaction, because the database was restored since and counts its transactions anew.
    """

    wall = Wall(ByCapability("journal.read"), inserts="false")
    append_only = sealed = True

    number = models.BigIntegerField(primary_key=True)
    journal = models.CharField(max_length=20)
    ids = ArrayField(models.BigIntegerField())
    digests = ArrayField(models.BinaryField())
    rows_digest = models.BinaryField()
    # Rows sealed in all, this link included.
    total = models.BigIntegerField()
    horizon = models.BigIntegerField()
    floor = models.BigIntegerField()
    sealed_at = models.DateTimeField()
    head = models.BinaryField()

    class Meta:
        ordering = ("number",)


class Draft(models.Model):
    """What was typed and not yet kept: account + person + form, never another's (decision D18)."""

    wall = Wall(ByAccount("account_id"), person="person_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    person_id = models.UUIDField(null=True)
    form = models.CharField(max_length=120)
    page = models.CharField(max_length=300)
    title = models.CharField(max_length=200)
    fields = models.JSONField()
    base_version = models.IntegerField(null=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("account", "person_id", "form"), name="draft_once", nulls_distinct=False),
        )
