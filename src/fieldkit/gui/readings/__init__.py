"""How what the casebook says is said on a page: rows, facts, words."""
