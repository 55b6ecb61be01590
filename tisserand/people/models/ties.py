"""One person, one file; households and ties are links with dates."""

from django.db import models
from django.db.models import F, Q

from tisserand.access.walls import Open
from tisserand.kernel.ids import new_id
from tisserand.people import walls
from tisserand.people.models.about import AboutPerson, in_order, one_of
from tisserand.people.rules import Authority, Visibility


class Household(models.Model):
    """People who live together, some of them part of the time. It has no name: its members have."""

    wall = Open("Un foyer n’est qu’un identifiant ; ses membres sont derrière leur propre mur.")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("created_at", "id")


class HouseholdMember(AboutPerson):
    wall = walls.AROUND_PERSON

    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    place = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField(null=True)
    ends_before = models.DateField(null=True)

    class Meta:
        ordering = ("household", "id")
        constraints = (
            in_order("member_dates_in_order", "La sortie du foyer est avant l’entrée."),
            models.UniqueConstraint(
                fields=("household", "person"),
                condition=Q(ends_before=None),
                name="member_once",
                violation_error_message="Cette personne est déjà dans ce foyer.",
            ),
        )


class Tie(AboutPerson):
    """What `other` is to `person`: « sa mère ». Read the other way round, it is the inverse kind of the list.

    `confidential` hides the address, the appointments and the presence of each from the other's file.
    """

    wall = walls.BETWEEN_TWO

    other = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    authority = models.CharField(max_length=10, blank=True)
    confidential = models.BooleanField(default=False)
    starts_on = models.DateField(null=True)
    ends_before = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("person", "id")
        constraints = (
            in_order("tie_dates_in_order", "La fin de ce lien est avant son début."),
            one_of(
                "authority", ("", *Authority), "tie_authority", "Cette réponse sur l’autorité parentale n’existe pas."
            ),
            one_of("visibility", Visibility, "tie_visibility", "Cette visibilité n’existe pas."),
            models.CheckConstraint(
                condition=~Q(person=F("other")),
                name="tie_between_two",
                violation_error_message="Un lien se déclare entre deux personnes différentes.",
            ),
            models.UniqueConstraint(
                fields=("person", "other", "kind"),
                condition=Q(ends_before=None),
                name="tie_once",
                violation_error_message="Ce lien est déjà déclaré.",
            ),
        )
