"""How much of an identity the figures keep: a generation rather than a year, a place only among enough others."""

# Published figures by age speak of generations of five years, so that anonymising changes none of them.
GENERATION = 5
# Below, INSEE does not publish a cell about households; a commune with fewer of the same generation would name one.
SMALLEST_GROUP = 11
