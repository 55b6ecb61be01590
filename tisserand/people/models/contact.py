"""How to reach a person without putting her in danger, and where she lives or stays."""

from django.db import models
from django.db.models import Q

from tisserand.people import walls
from tisserand.people.models.about import AboutPerson, in_order, one_of
from tisserand.people.rules import AddressKind, Channel
from tisserand.people.rules.states import CLOSED_WAYS


class ContactPoint(AboutPerson):
    """Safe contact: on which channel, at what hours, and what may be left there (practice.md)."""

    wall = walls.SECRET_ABOUT_PERSON

    channel = models.CharField(max_length=10)
    value = models.CharField(max_length=200)
    # A telephone is searched by its last figures: kept backwards, they are its first ones.
    figures_backwards = models.CharField(max_length=30, blank=True, db_collation="C")
    whose = models.CharField(max_length=120, blank=True)
    safe_hours = models.CharField(max_length=120, blank=True)
    voicemail_allowed = models.BooleanField(null=True)
    sms_allowed = models.BooleanField(null=True)
    letter_allowed = models.BooleanField(null=True)
    kept_secret = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("person", "-starts_on", "id")
        constraints = (
            one_of("channel", Channel, "contact_channel", "Ce moyen de contact n’existe pas."),
            in_order("contact_dates_in_order", "La fin de ce contact est avant son début."),
        )
        indexes = (models.Index(fields=("figures_backwards",), name="contact_by_last_figures"),)

    @property
    def closed_ways(self) -> str:
        """« pas de message vocal, pas de SMS »: what she refused there."""
        return ", ".join(words for way, words in CLOSED_WAYS.items() if getattr(self, f"{way}_allowed") is False)


class Address(AboutPerson):
    """A usual place among several: islands make people live in two."""

    wall = walls.SECRET_ABOUT_PERSON

    kind = models.CharField(max_length=15)
    lines = models.CharField(max_length=300, blank=True)
    commune = models.CharField(max_length=5, blank=True)
    commune_name = models.CharField(max_length=80, blank=True)
    with_whom = models.CharField(max_length=120, blank=True)
    kept_secret = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("person", "-starts_on", "id")
        constraints = (
            one_of("kind", AddressKind, "address_kind", "Dites de quelle sorte d’adresse il s’agit."),
            in_order("address_dates_in_order", "La fin de cette adresse est avant son début."),
            models.CheckConstraint(
                condition=Q(kept_secret=True) | ~Q(kind=AddressKind.SECRET),
                name="address_secret_is_kept",
                violation_error_message="Une adresse tenue secrète ne se montre qu’à l’équipe de la personne.",
            ),
        )
