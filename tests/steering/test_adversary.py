"""Who keeps everything that « Repères » ever told, and adds, subtracts and bounds, finds no number of one to four."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.situations import NOW, acting, as_jobs
from tisserand.activity.models import Act
from tisserand.kernel.ids import new_id

pytestmark = pytest.mark.django_db
MONTHS = range(1, 7)
FUNCTIONS = ("accueil", "accompagnement", "other")
READERS = ("direction", "cheffe", "pole")
SMALL = range(1, 5)
NUMBERS = some.lists(some.sampled_from((0, 0, 1, 2, 3, 4, 5, 6, 9, 20)), min_size=90, max_size=90)


def first_of(month):
    return date(2026, month, 1)


# Each period as it was told, and again later in the year.
PERIODS = [
    (first_of(starts), span, first_of(until))
    for until in (2, 3, 5, 7)
    for span, starts in (("year", 1), *(("quarter", of) for of in (1, 4)), *(("month", of) for of in MONTHS))
    if starts < until
]


def months_of(starts, span, until):
    last = {"year": 12, "quarter": 3, "month": 1}[span]
    return range(starts.month, min(starts.month + last, until.month))


def write(cells):
    """Acts that make these numbers, and these minutes where they are given."""
    with as_jobs():
        Act.objects.all().delete()
        Act.objects.bulk_create(act for cell, told in cells.items() for act in acts(*cell, *told))


def acts(unit, month, function, number, minutes=None):
    at = datetime(2026, month, 10, 14, tzinfo=UTC)
    for rank in range(number):
        yield Act(
            nature="desk",
            function="mediation" if function == "other" else function,
            happened_at=at,
            recorded_at=at,
            duration_minutes=10 if minutes is None else minutes - number + 1 if rank == 0 else 1,
            unit_id=unit,
            kind="essai",
            subject=new_id(),
        )


def told(service):
    """What all the readers got, on every day they asked: (unit, function, months) and what was said of it."""
    found = {}
    for login in READERS:
        with acting(service.actor(login, at=NOW)) as actor, connection.cursor() as cursor:
            for period in PERIODS:
                cursor.execute("select * from walls.landmarks(%s, %s, %s)", period)
                said = {(unit, code): (number, minutes) for of, unit, code, number, minutes in cursor if of == "acts"}
                for unit in actor.reach("figures.read"):
                    for code in FUNCTIONS:
                        answer = said.get((unit, code), (0, 0))
                        assert found.setdefault((unit, code, months_of(*period)), answer) == answer
    return found


def parts(service):
    units = (service.site, service.team, service.other_site, service.other_team, service.pole)
    above = {
        service.territory.pk: units[:2],
        service.other_site.parent_id: units[2:4],
        service.direction.pk: units,
        **{unit.pk: (unit,) for unit in units},
    }
    return {unit: [part.pk for part in parts] for unit, parts in above.items()}


def equations(service, answers):
    """Each number told is a sum of what is looked for."""
    below = parts(service)
    for (unit, code, months), (number, _) in answers.items():
        yield [(part, month, code) for part in below.get(unit, ()) for month in months], number


def solved(equations):
    """What these sums determine: Gauss, in fractions, one column at a time."""
    found: dict = {}
    for cells, total in equations:
        row = {cell: Fraction(1) for cell in cells}
        row[None] = Fraction(total)
        for cell in [cell for cell in row if cell in found]:
            row = minus(row, found[cell], row[cell])
        pivot = next((cell for cell in row if cell is not None), None)
        if pivot is None:
            assert not row.get(None), "the numbers told contradict one another"
            continue
        row = {cell: value / row[pivot] for cell, value in row.items()}
        found = {cell: minus(other, row, other.get(pivot, 0)) for cell, other in found.items()} | {pivot: row}
    return {cell: row.get(None, Fraction(0)) for cell, row in found.items() if not set(row) - {cell, None}}


def minus(row, other, times):
    left = {cell: row.get(cell, 0) - times * other.get(cell, 0) for cell in {*row, *other}}
    return {cell: value for cell, value in left.items() if value}


def test_gauss_finds_what_a_difference_tells():
    assert solved([(("a", "b"), 33), (("a",), 30)]) == {"a": 30, "b": 3}
    assert solved([(("a", "b"), 33)]) == {}
    assert solved([(("a", "b"), 8), (("b", "c"), 9), (("a", "c"), 7)]) == {"a": 3, "b": 5, "c": 4}


def test_no_equation_and_no_bound_gives_back_a_small_number(service):
    units = parts(service)[service.direction.pk]
    cells = [(unit, month, code) for unit in units for month in MONTHS for code in FUNCTIONS]
    seen = []

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(NUMBERS)
    def each(numbers):
        truth = dict(zip(cells, numbers, strict=True))
        write({cell: (number,) for cell, number in truth.items()})
        answers = told(service)
        assert not {number for number, _ in answers.values()} & set(SMALL)
        as_told = solved(equations(service, answers))
        assert set(as_told) == set(cells)
        assert not set(as_told.values()) & set(SMALL)
        assert all(as_told[cell] == number for cell, number in truth.items() if number not in SMALL)
        assert all(abs(so_far(as_told, *one) - so_far(truth, *one)) < 5 for one in cells)
        bounded_no_further(units, as_told)
        indistinguishable(service, answers, as_told)
        seen.append(sum(number in SMALL for number in numbers))

    each()
    assert sum(seen) > 20


def so_far(cells, unit, month, code):
    return sum(cells[unit, each, code] for each in range(1, month + 1))


def indistinguishable(service, answers, as_told):
    """A world in which there never was a small number tells the same to everybody: no reasoning excludes it."""
    write({(unit, month, code): answers[unit, code, range(month, month + 1)] for unit, month, code in as_told})
    assert told(service) == answers


def bounded_no_further(units, as_told):
    """Who knows the rule by heart follows what was left over from month to month: zero says 0–4, and five 1–5."""
    for unit in units:
        for code in FUNCTIONS:
            told_of = [int(as_told[unit, month, code]) for month in MONTHS]
            for at, number in enumerate(told_of):
                expected = {0: {*range(5)}, 5: {*range(1, 6)}}.get(number, {number})
                assert possible(told_of, at) == expected


def possible(told_of, at):
    before, after = {*range(5)}, {*range(5)}
    for number in told_of[:at]:
        before = {left for start in before for _, left in steps(start, number)}
    for number in reversed(told_of[at + 1 :]):
        after = {start for start in range(5) if any(left in after for _, left in steps(start, number))}
    return {true for start in before for true, left in steps(start, told_of[at]) if left in after}


def steps(left_over, number):
    """The true numbers that are told as this one, with what each leaves over."""
    if number >= 5:
        yield number, left_over
    for small in range(5):
        if 5 * ((left_over + small) // 5) == number:
            yield small, (left_over + small) % 5


@pytest.mark.parametrize("left_over", range(5))
def test_the_rule_that_the_adversary_knows_is_that_of_postgresql(left_over):
    with connection.cursor() as cursor:
        for number in (*range(12), 40):
            cursor.execute("select walls.landmark_written(%s, %s)", [number, left_over])
            [(said,)] = cursor.fetchall()
            assert number in {true for true, _ in steps(left_over, said)}
            assert said == 0 or said >= 5
