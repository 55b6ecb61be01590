"""Rules of the situation and of the first assessment; each module is read by its own name."""
