"""Referrals, notices, time limits, interviews and evidence (domain 6 to 8)."""
