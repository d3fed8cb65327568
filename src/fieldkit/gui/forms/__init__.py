"""Forms made from the questions of a kind: a page never lays out questions by hand."""
