"""A stop of a sweep on the screen."""
