"""Landmarks: their periods, their definitions and how a number is said."""
