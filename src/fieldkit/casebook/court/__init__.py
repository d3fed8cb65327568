"""Hearings, and what a presenter is asked."""
