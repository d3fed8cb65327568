"""Premises visits, and children found at work."""
