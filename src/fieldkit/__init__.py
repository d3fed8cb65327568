"""FieldKit: casework that field officers write offline, send, prove and print."""

__version__ = "0.1.0"
