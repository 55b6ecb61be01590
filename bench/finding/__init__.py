"""The parts of `bench/search.py`: who is looked for, what is typed, what it costs."""
