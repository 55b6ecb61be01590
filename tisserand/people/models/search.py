"""The dictionary a person is found by: each distinct word once, with its sound and its one-letter deletions.

A search turns what was typed into a few dozen words by equality, then probes pairs (family word, first-name word).
Only btrees, so the policies keep the indexes (design §6).
"""

from django.db import models
from django.db.models import Q

from tisserand.access.walls import Open
from tisserand.people import walls
from tisserand.people.rules import Visibility

WORD = {"max_length": 40, "db_collation": "C"}


class Word(models.Model):
    wall = Open("Un dictionnaire de noms, sans personne derrière.")

    id = models.BigAutoField(primary_key=True)
    word = models.CharField(unique=True, **WORD)
    sound = models.CharField(**WORD)
    in_families = models.BooleanField(default=False)
    in_givens = models.BooleanField(default=False)
    # How many bear it, counted by the job `index_names`: an order of preference, never a figure to show.
    bearers = models.IntegerField(default=0)

    class Meta:
        ordering = ("word",)
        indexes = (models.Index(fields=("sound",), name="word_by_sound"),)


class WordForm(models.Model):
    """A word with one letter less (`place`), or whole (-1)."""

    wall = Open("Les fautes possibles d’un dictionnaire de noms.")

    id = models.BigAutoField(primary_key=True)
    form = models.CharField(**WORD)
    word = models.ForeignKey(Word, models.CASCADE, related_name="+")
    place = models.SmallIntegerField()

    class Meta:
        ordering = ("form", "id")
        constraints = (models.UniqueConstraint(fields=("form", "word"), name="form_once_per_word"),)


class NamePair(models.Model):
    """One family word with one first-name word of one person: birth, used and compound names each give rows."""

    wall = walls.ABOUT_PERSON

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    family = models.ForeignKey(Word, models.PROTECT, null=True, related_name="+", db_index=False)
    given = models.ForeignKey(Word, models.PROTECT, null=True, related_name="+", db_index=False)
    birth_year = models.SmallIntegerField(null=True)
    visibility = models.CharField(max_length=10, default=Visibility.STAFF)

    class Meta:
        ordering = ("person", "id")
        indexes = (
            models.Index(fields=("family", "given", "birth_year"), name="pair_by_names"),
            models.Index(fields=("family", "birth_year"), name="pair_by_family_and_year"),
            models.Index(fields=("given", "birth_year"), name="pair_by_given_and_year"),
            models.Index(fields=("person",), condition=Q(visibility=Visibility.RESTRICTED), name="pair_of_restricted"),
        )
