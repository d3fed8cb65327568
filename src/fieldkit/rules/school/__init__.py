"""The school's calendar, marks, roll and returns (domain 3.1, 7.6)."""
