"""Floor 9: the workbench in a browser. It shows rows of `views` and nouns of the dossier, and has no logic of its own.

Needs the extra `web` (Starlette and uvicorn), which nothing else imports.
"""
