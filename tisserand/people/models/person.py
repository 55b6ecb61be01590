"""A person, as she says who she is. Nothing is mandatory but something to call her by."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tisserand.kernel.ids import new_id
from tisserand.people import walls
from tisserand.people.models.about import one_of
from tisserand.people.rules import Proof, Visibility
from tisserand.people.rules.states import ANSWERED_FIELDS

NOTHING_TO_CALL_HER_BY = Q(birth_name="", used_name="", first_names="", called_as="")
WHOLE_DATE = Q(birth_year__isnull=False, birth_month__isnull=False, birth_day__isnull=False)


class Person(models.Model):
    wall = walls.PERSON

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visibility = models.CharField(max_length=10, default=Visibility.STAFF)
    site = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")

    civility = models.CharField(max_length=10, blank=True)
    birth_name = models.CharField(max_length=120, blank=True)
    used_name = models.CharField(max_length=120, blank=True)
    first_names = models.CharField(max_length=120, blank=True)
    called_as = models.CharField(max_length=120, blank=True)
    birth_year = models.SmallIntegerField(null=True)
    birth_month = models.SmallIntegerField(null=True)
    birth_day = models.SmallIntegerField(null=True)
    birth_date = models.DateField(null=True)
    birth_place = models.CharField(max_length=120, blank=True)
    death_on = models.DateField(null=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter_needed = models.BooleanField(default=False)
    # « Ne sait pas » and « ne souhaite pas le dire » are answers: they are kept, and never asked twice.
    unknown_fields = ArrayField(models.CharField(max_length=30), default=list)
    refused_fields = ArrayField(models.CharField(max_length=30), default=list)
    proof = models.CharField(max_length=10, default=Proof.DECLARED)
    proof_seen_on = models.DateField(null=True)
    # The desk must know that there is one to ask for, not what it is.
    address_kept_secret = models.BooleanField(default=False)
    contact_kept_secret = models.BooleanField(default=False)

    sort_key = models.CharField(max_length=300, db_collation="C")
    usual_place = models.CharField(max_length=80, blank=True)
    guard_unit = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    open_until = models.DateTimeField(null=True)
    attached_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+", db_index=False)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+", db_index=False)
    request_key = models.UUIDField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("sort_key", "id")
        constraints = (
            one_of("visibility", Visibility, "person_visibility", "Cette visibilité n’existe pas."),
            one_of("proof", Proof, "person_proof", "Dites comment l’identité a été établie."),
            models.CheckConstraint(
                condition=~NOTHING_TO_CALL_HER_BY,
                name="person_can_be_called",
                violation_error_message="Écrivez au moins un nom, un prénom ou la façon de l’appeler.",
            ),
            models.CheckConstraint(
                condition=Q(birth_month=None) | Q(birth_month__range=(1, 12)),
                name="person_birth_month",
                violation_error_message="Le mois de naissance va de 1 à 12.",
            ),
            models.CheckConstraint(
                condition=Q(birth_day=None) | Q(birth_day__range=(1, 31)),
                name="person_birth_day",
                violation_error_message="Le jour de naissance va de 1 à 31.",
            ),
            models.CheckConstraint(
                condition=Q(birth_date=None) & ~WHOLE_DATE
                | Q(birth_date__isnull=False)
                & Q(birth_date__year=F("birth_year"))
                & Q(birth_date__month=F("birth_month"))
                & Q(birth_date__day=F("birth_day")),
                name="person_birth_parts_agree",
                violation_error_message="La date de naissance et ses parties ne disent pas la même chose.",
            ),
            models.CheckConstraint(
                condition=Q(death_on=None) | Q(birth_date=None) | Q(death_on__gte=F("birth_date")),
                name="person_dies_after_birth",
                violation_error_message="La date de décès est avant la naissance.",
            ),
            models.CheckConstraint(
                condition=Q(unknown_fields__contained_by=list(ANSWERED_FIELDS))
                & Q(refused_fields__contained_by=list(ANSWERED_FIELDS))
                & ~Q(unknown_fields__overlap=F("refused_fields")),
                name="person_one_answer_per_field",
                violation_error_message="Une réponse ne peut être à la fois inconnue et refusée.",
            ),
            models.CheckConstraint(
                condition=Q(visibility=Visibility.STAFF) | Q(guard_unit__isnull=False),
                name="person_restricted_is_kept",
                violation_error_message="Un dossier protégé a toujours une équipe qui le garde.",
            ),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.SHADOW) | Q(open_until__isnull=False, site__isnull=False),
                name="person_shadow_ends",
                violation_error_message="Une identité en attente a un site et une fin.",
            ),
        )
        indexes = (
            models.Index(fields=("birth_date",), name="person_by_birth_date"),
            models.Index(fields=("sort_key", "id"), name="person_by_sort_key"),
            models.Index(fields=("id",), condition=~Q(visibility=Visibility.STAFF), name="person_guarded"),
        )


class DistinctDecision(models.Model):
    """« Ce n’est pas elle » : two persons who look alike and are two. Kept, so that nobody asks again."""

    wall = walls.PAIR

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=Visibility.STAFF)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("decided_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("person", "other"), name="distinct_once"),
            models.CheckConstraint(
                condition=Q(person_id__lt=F("other_id")),
                name="distinct_in_order",
                violation_error_message="Ces deux dossiers sont le même.",
            ),
        )
