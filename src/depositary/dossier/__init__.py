"""The dossier: one SQLite file that holds documents, statements, findings and decisions, and answers questions."""

from depositary.dossier.store import DocumentResult, Dossier, Source

__all__ = ["DocumentResult", "Dossier", "Source"]
