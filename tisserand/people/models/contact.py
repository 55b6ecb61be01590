"""How to reach a person without putting her in danger, and where she lives or stays."""

from django.db import models
from django.db.models import Q

from tisserand.people import walls
from tisserand.people.models.about import AboutPerson, in_order, one_of
from tisserand.people.rules import AddressKind, Channel
from tisserand.people.rules.priority import Living, SaidBy
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


class PriorityAnswer(AboutPerson):
    """R16: what was answered about one address, on a day. The latest one counts, the former ones stay.

    The name of the area stays as it was that day: the list changes, what was said does not. A secret address has none.
    """

    wall = walls.AROUND_PERSON

    address = models.ForeignKey(Address, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10)
    area = models.CharField(max_length=12, blank=True)
    area_name = models.CharField(max_length=150, blank=True)
    said_by = models.CharField(max_length=10)
    said_on = models.DateField()
    recorded_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("address", "-recorded_at", "-id")
        constraints = (
            one_of("answer", Living, "priority_answer", "Cette réponse n’existe pas."),
            one_of("said_by", SaidBy, "priority_said_by", "Dites d’où vient cette réponse."),
            models.CheckConstraint(
                condition=Q(area="", area_name="") | Q(answer=Living.YES) & ~Q(area="") & ~Q(area_name=""),
                name="priority_area_of_a_yes",
                violation_error_message="Un quartier ne se nomme que si elle y vit.",
            ),
        )
