"""States, moves, due dates and refusals of reception. No Django."""
