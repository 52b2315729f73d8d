"""Floor 6: from nouns to the rows of a view, and the templates that show them."""
