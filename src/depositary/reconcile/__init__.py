"""Floor 4: statements held against each other."""
