import pytest

from tisserand.kernel.zones import is_zone, tell_the_same_days


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("America/Guadeloupe", "America/Martinique", True),
        ("America/Guadeloupe", "Europe/Paris", False),
        # The same in winter, an hour apart in summer.
        ("Africa/Lagos", "Europe/Paris", False),
        ("Indian/Reunion", "Indian/Mayotte", False),
    ],
)
def test_two_zones_tell_the_same_days_when_they_never_differ(one, other, same):
    assert tell_the_same_days(one, other, year=2026) is same


def test_a_zone_that_does_not_exist_is_none():
    assert is_zone("Europe/Paris")
    assert not is_zone("Europe/Grenoble")
    assert not is_zone("")
