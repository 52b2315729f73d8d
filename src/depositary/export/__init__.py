"""Files made from a dossier, one module a format. A new format is a new file here."""
