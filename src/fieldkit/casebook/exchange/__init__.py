"""Sending and receiving: the council's server, and a stick."""
