"""The interview under caution on the screen."""
