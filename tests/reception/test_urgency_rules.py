"""The protocol and the list of who is on call, without a database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from tisserand.kernel.refusals import Refused
from tisserand.reception.rules import lists, numbers, on_call, urgency, urgency_reading
from tisserand.reception.rules.on_call import Shift
from tisserand.reception.rules.urgency import GENERAL, Answer, Relay, Resource, State, Text

DAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 14, 42, tzinfo=UTC)
HOUR = timedelta(hours=1)
WRITTEN = Answer("L’accueil.", (Relay("Veille sociale", "115", "Jour et nuit"),))
WHOLE = Text("Un danger.", "Un relais nommé.", dict.fromkeys(urgency.kinds(on=DAY), WRITTEN))
pytestmark = pytest.mark.requirement("R24")


@dataclass
class Version:
    number: int | None
    state: str
    applies_on: date | None


FIRST = Version(1, State.PUBLISHED, date(2025, 1, 6))
SECOND = Version(2, State.PUBLISHED, date(2026, 3, 2))
NEXT_WEEK = Version(3, State.PUBLISHED, date(2026, 12, 1))
TAKEN_BACK = Version(3, State.WITHDRAWN, date(2026, 11, 1))
DRAFT = Version(None, State.DRAFT, None)


def codes(refusals) -> list[str]:
    return [refusal.code for refusal in refusals]


class TestWhichOneApplies:
    EVERY = (DRAFT, NEXT_WEEK, TAKEN_BACK, SECOND, FIRST)

    @pytest.mark.parametrize(
        ("on", "version"),
        [
            (date(2025, 1, 5), None),
            (date(2025, 1, 6), FIRST),
            (date(2026, 3, 1), FIRST),
            (date(2026, 3, 2), SECOND),
            (DAY, SECOND),
            (date(2026, 12, 1), NEXT_WEEK),
        ],
    )
    def test_one_on_each_day(self, on, version):
        assert urgency.in_force(self.EVERY, on=on) is version

    def test_the_announced_and_the_replaced(self):
        assert urgency.announced(self.EVERY, on=DAY) == [NEXT_WEEK]
        assert urgency.replaced_on(FIRST, self.EVERY) == date(2026, 3, 2)
        assert urgency.replaced_on(NEXT_WEEK, self.EVERY) is None
        assert urgency.replaced_on(TAKEN_BACK, self.EVERY) is None


def publishing(text=WHOLE, others=(), applies_on=DAY, changes=""):
    return urgency.refusals_to_publish(text, others=others, applies_on=applies_on, changes=changes, today=DAY)


class TestPublishing:
    def test_a_whole_first_version_goes(self):
        assert publishing() == ()

    def test_every_reason_at_once(self):
        nothing = Text("", " ", {})
        refused = publishing(nothing, [SECOND], DAY - timedelta(days=1))
        assert codes(refused) == ["definition", "closing", "answers", "past", "changes"]
        assert all(label in refused[2].message for _, label in lists.pairs("dangers", on=DAY))

    def test_an_answer_names_who_answers_and_a_relay(self):
        for half in (Answer("L’accueil."), Answer("", WRITTEN.relays)):
            refused = publishing(Text("d", "f", {**WHOLE.answers, "sans-abri-ce-soir": half}))
            assert [one.message for one in refused] == [
                "Dites qui répond d’abord, et un relais au moins, pour\u00a0: «\u00a0Sans abri ce soir\u00a0»."
            ]

    def test_after_the_last_one_announced(self):
        refused = publishing(others=[SECOND, NEXT_WEEK], changes="L’hôtel.")
        assert codes(refused) == ["later"]
        assert "La version 3 s’applique à partir du 1er décembre 2026" in refused[0].message
        assert "retirez-la d’abord" in refused[0].message
        assert publishing(others=[SECOND, TAKEN_BACK], changes="L’hôtel.") == ()

    def test_what_applies_is_not_withdrawn(self):
        assert codes(urgency.refusals_to_withdraw(SECOND, today=DAY)) == ["applies"]
        assert codes(urgency.refusals_to_withdraw(DRAFT, today=DAY)) == ["state"]
        assert urgency.refusals_to_withdraw(NEXT_WEEK, today=DAY) == ()
        assert codes(urgency.refusals_to_withdraw(NEXT_WEEK, today=NEXT_WEEK.applies_on)) == ["applies"]


def test_too_much_is_refused_beside_its_field():
    long = Answer("x" * 501, (Relay("y" * 201),) * 11, (Resource("z", limit="w" * 201),))
    refused = {one.field or one.code for one in urgency.refusals_to_write(long)}
    assert {"relays", "first", "relay_1_name", "resource_1_limit"} <= refused


def test_differences_are_said_part_by_part():
    hotel = Answer("L’accueil.", WRITTEN.relays, (Resource("Hôtel", "Bon signé", "3 nuits"),))
    after = Text("Un danger.", "Avant 20 h.", {**WHOLE.answers, "sans-abri-ce-soir": hotel})
    found = urgency.changes_between(WHOLE, after)
    assert [title for title, _ in found] == ["À l’heure de la fermeture", "Sans abri ce soir"]
    assert found[1][1] == [urgency.Change("Ressources", "", "Hôtel. Bon signé. Limite\u00a0: 3 nuits")]
    assert urgency.changes_between(after, after) == []


class TestNumbers:
    def test_each_says_where_it_comes_from(self):
        assert {one.phone for one in numbers.national_numbers()} >= {"115", "119", "3919", "3114", "15", "17", "18"}
        known = {GENERAL, *(code for code, _ in lists.pairs("dangers", on=DAY))}
        for one in numbers.national_numbers():
            assert one.source
            assert one.evidence in {"P", "S", "K"}
            assert one.kinds
            assert set(one.kinds) <= known

    def test_those_of_the_danger_come_first(self):
        assert numbers.numbers_for("enfant-en-danger")[0].phone in {"17", "119"}
        assert len(numbers.numbers_for("enfant-en-danger")) == len(numbers.national_numbers())

    @pytest.mark.parametrize(
        ("typed", "kept", "shown"),
        [
            ("115", "115", "115"),
            ("39 19", "3919", "3919"),
            ("116 117", "116117", "116\u00a0117"),
            ("0590 00 02 01", "+590590000201", "0590\u00a000\u00a002\u00a001"),
        ],
    )
    def test_short_and_long(self, typed, kept, shown):
        assert numbers.read_number(typed) == kept
        assert numbers.shown_number(kept) == shown

    @pytest.mark.parametrize("typed", ["", "bonjour", "1", "12345", "0590 00", "0115"])
    def test_what_is_no_number(self, typed):
        with pytest.raises(Refused, match="phone"):
            numbers.read_number(typed)


class TestOnCall:
    def test_every_reason_at_once(self):
        assert codes(on_call.refusals_to_hold(Shift(AT, AT, " ", ""), [], at=AT)) == ["order", "who"]
        assert codes(on_call.refusals_to_hold(Shift(AT, AT + 32 * 24 * HOUR, "N", ""), [], at=AT)) == ["long"]
        assert codes(on_call.refusals_to_hold(Shift(AT - 2 * HOUR, AT - HOUR, "N", ""), [], at=AT)) == ["past"]

    def test_two_at_once_are_refused_and_one_after_the_other_go(self):
        shift = Shift(AT, AT + 8 * HOUR, "N", "115")
        assert codes(on_call.refusals_to_hold(shift, [(AT + 7 * HOUR, AT + 9 * HOUR)], at=AT)) == ["overlap"]
        beside = [(AT - HOUR, AT), (AT + 8 * HOUR, AT + 9 * HOUR)]
        assert on_call.refusals_to_hold(shift, beside, at=AT) == ()

    def test_what_is_over_or_cancelled_stays(self):
        assert codes(on_call.refusals_to_change(AT, False, at=AT)) == ["over"]
        assert codes(on_call.refusals_to_change(AT + HOUR, True, at=AT)) == ["cancelled"]
        assert on_call.refusals_to_change(AT + HOUR, False, at=AT) == ()

    def test_holes_are_what_nobody_covers(self):
        covered = [(AT + 2 * HOUR, AT + 4 * HOUR), (AT - HOUR, AT + HOUR), (AT + 3 * HOUR, AT + 5 * HOUR)]
        found = on_call.holes(covered, start=AT, end=AT + 6 * HOUR)
        assert found == [(AT + HOUR, AT + 2 * HOUR), (AT + 5 * HOUR, AT + 6 * HOUR)]
        assert on_call.holes([], start=AT, end=AT + HOUR) == [(AT, AT + HOUR)]

    @given(st.lists(st.tuples(st.integers(-5, 30), st.integers(1, 9)), max_size=8))
    def test_an_hour_is_covered_or_in_a_hole(self, spans):
        covered = [(AT + start * HOUR, AT + (start + length) * HOUR) for start, length in spans]
        found = on_call.holes(covered, start=AT, end=AT + 24 * HOUR)
        for hour in range(24):
            middle = AT + hour * HOUR + HOUR / 2
            held = any(begins <= middle < ends for begins, ends in covered)
            assert held is not any(begins <= middle < ends for begins, ends in found)


def test_the_file_of_the_demonstration_is_whole():
    text = (Path(settings.BASE_DIR) / "organisations/guadeloupe-urgence.toml").read_text(encoding="utf-8")
    first, second = urgency_reading.read_protocol(text)
    assert publishing(Text(first.definition, first.closing_rule, first.answers)) == ()
    assert second.changes
    assert second.applies_on > first.applies_on
    local = [
        relay
        for version in (first, second)
        for answer in version.answers.values()
        for relay in answer.relays
        if relay.phone not in {one.phone for one in numbers.national_numbers()}
    ]
    assert local
    assert all("(fictif)" in relay.name and relay.phone.startswith("+5905900002") for relay in local)
