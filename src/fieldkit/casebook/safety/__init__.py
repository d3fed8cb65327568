"""The officer's own safety, and that of colleagues who are out."""
