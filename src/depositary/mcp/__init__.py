"""A server of the Model Context Protocol: a dossier read by an assistant, never changed."""
