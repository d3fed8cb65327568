"""Truancy sweeps: the plan, the stop, the powers (domain 4)."""
