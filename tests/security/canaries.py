"""A bird in every perimeter: one word of our own in each free text of each row, and who may hear it.

A bird is foreign to a reader when the wall of its row hides it from her. The wall is asked outside the request, with
the rights of a job: what the pages show is compared with it, page by page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, connection, models, transaction

from tests.situations import as_jobs
from tisserand.access import policies
from tisserand.access.queries import visible
from tisserand.people.models import Person

SHORTEST = 60  # shorter columns hold codes
BIRD = re.compile(r"zq\d{4}x")


@dataclass(frozen=True)
class Bird:
    word: str
    model: type[models.Model]
    pk: object
    field: str


def plant() -> list[Bird]:
    """Call inside a database test, once the folders stand."""
    numbers, birds = count(1), []
    with as_jobs():
        for model in policies.walled_models():
            if about := _about_somebody(model):
                for pk in list(model.objects.filter(**about).values_list("pk", flat=True)):
                    birds += _in_a_row(model, pk, numbers)
    return birds


def _about_somebody(model) -> dict:
    """By a key; or, in a concern, by identifiers without one."""
    if path := _to_a_person(model):
        return {f"{path}__isnull": False}
    files = [field for field in model._meta.fields if field.name == "files" and isinstance(field, ArrayField)]
    return {"files__len__gt": 0} if files else {}


def _to_a_person(model, depth: int = 3) -> str:
    """The shortest way from a row to the person it is about."""
    if model is Person:
        return "pk"
    keys = [f for f in model._meta.get_fields() if f.is_relation and f.many_to_one and not f.auto_created]
    for key in keys:
        if key.related_model is Person:
            return key.name
    for key in keys if depth else ():
        if key.related_model is not model and (way := _to_a_person(key.related_model, depth - 1)):
            return f"{key.name}__{way}"
    return ""


def _free_texts(model) -> Iterator[models.Field]:
    for field in model._meta.local_concrete_fields:
        words = isinstance(field, models.CharField | models.TextField) and not (field.choices or field.unique)
        if words and (field.max_length is None or field.max_length >= SHORTEST):
            yield field


def _in_a_row(model, pk, numbers) -> Iterator[Bird]:
    for field in _free_texts(model):
        word = f"zq{next(numbers):04}x"
        try:
            with transaction.atomic():
                before = model.objects.values_list(field.name, flat=True).get(pk=pk) or ""
                model.objects.filter(pk=pk).update(**{field.name: f"{before} <script>{word}</script>".strip()})
        except (DatabaseError, model.DoesNotExist):
            continue  # a code under a constraint, or a row that is written once
        yield Bird(word, model, pk, field.name)


def heard(text: str) -> set[str]:
    return set(BIRD.findall(text))


def foreign(birds: list[Bird], actor) -> set[str]:
    """What must never reach this reader."""
    with as_jobs(), connection.cursor():
        seen = {
            model: set(visible(model, actor).values_list("pk", flat=True)) for model in {bird.model for bird in birds}
        }
    return {bird.word for bird in birds if bird.pk not in seen[bird.model]}
