"""One parent's way: measures, notices, letters, the charge."""
