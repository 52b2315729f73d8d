"""Floor 3: from the layers of one document to its statements."""
