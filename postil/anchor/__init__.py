"""Stage 3, anchor: find the place of every annotation in its article's text. Pure."""
