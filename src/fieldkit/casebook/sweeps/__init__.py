"""Truancy and employment sweeps, and the stops of one."""
