import pytest
from hypothesis import given
from hypothesis import strategies as st

from tisserand.kernel.phones import read_phone, shown_phone
from tisserand.kernel.refusals import Refused


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("0690 00 00 47", "+590690000047", "0690 00 00 47"),
        ("0690.00.00.47", "+590690000047", "0690 00 00 47"),
        ("+590 690 00 00 47", "+590690000047", "0690 00 00 47"),
        ("+590 0690 00 00 47", "+590690000047", "0690 00 00 47"),
        ("00590690000047", "+590690000047", "0690 00 00 47"),
        ("0590000012", "+590590000012", "0590 00 00 12"),
        ("0696 00 00 01", "+596696000001", "0696 00 00 01"),
        ("0692000001", "+262692000001", "0692 00 00 01"),
        ("06 12 34 56 78", "+33612345678", "06 12 34 56 78"),
        ("+33 (0)6 12 34 56 78", "+33612345678", "06 12 34 56 78"),
        ("+509 37 12 34 56", "+50937123456", "+509 371 234 56"),
    ],
)
def test_numbers_are_kept_in_one_shape_and_shown_as_said(typed, kept, shown):
    assert read_phone(typed) == kept
    assert shown_phone(kept).replace("\u00a0", " ") == shown


@pytest.mark.parametrize("typed", ["", "115", "0690 00 00 4", "069000004712", "sa sœur", "+33 6 12", "+", "690000047"])
def test_anything_else_says_what_to_write(typed):
    with pytest.raises(Refused, match="phone") as refused:
        read_phone(typed)
    assert "0690 00 00 47" in refused.value.refusals[0].message


@given(st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True))
def test_a_french_number_shown_is_read_back(digits):
    kept = read_phone(digits)
    assert read_phone(shown_phone(kept)) == kept
    assert shown_phone(kept).replace("\u00a0", "") == digits
