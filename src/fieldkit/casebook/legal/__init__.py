"""Referrals for legal action, and the Legal Panel."""
