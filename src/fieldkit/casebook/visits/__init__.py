"""Home visits, from the plan to the lock."""
