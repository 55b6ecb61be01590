"""The small demonstration of `tests.demo`, for tests that anonymise a part of it and take it back."""

from tests.demo.conftest import demo, one, rows, write  # noqa: F401
