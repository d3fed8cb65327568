"""Sign-offs: asked for, given, and judged offline."""
