"""The dossier: one SQLite file of documents, statements, findings and decisions, and the questions to it."""

from depositary.dossier.store import DocumentResult, Dossier, Source

__all__ = ["DocumentResult", "Dossier", "Source"]
