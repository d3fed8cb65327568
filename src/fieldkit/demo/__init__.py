"""A fictional council from end to end: Fenmarch, its officers, and a day's work that can be played again."""
