"""The pieces that pages are made of: each draws itself from the theme and knows no casebook."""
