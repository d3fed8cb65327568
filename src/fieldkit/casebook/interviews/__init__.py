"""Interviews under caution, from the proposal to the seal."""
