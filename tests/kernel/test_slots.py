"""A place on a screen that the rooms above fill."""

from tisserand.kernel.slots import Link, Slot

BEGIN = Link("Commencer", "/accompagnements/nouveau")


def begin(actor, subject):
    return [BEGIN] if subject == "ours" else []


def test_an_empty_slot_shows_nothing():
    assert Slot().of("actor", "ours") == []


def test_filled_twice_it_shows_its_links_once_and_in_order():
    slot, later = Slot(), Link("Relire", "/relire")
    slot.fill(begin, begin, lambda actor, subject: [later])
    slot.fill(begin)
    assert slot.of("actor", "ours") == [BEGIN, later]
    assert slot.of("actor", "theirs") == [later]
