"""Names of things in PROV-JSON: qualified, and free of signs that would end them."""

from __future__ import annotations

import hashlib
import re

DOSSIER = "dep:dossier"
PROGRAM = "dep:program"


def node(key: str) -> str:
    """The name of a noun: dep:s_1a2b."""
    return f"dep:{key}"


def agent(kind: str, name: str) -> str:
    """The name of an agent or activity that is known by words: those that a name can hold, and a digest that tells them apart."""
    plain = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")[:40]
    return f"dep:{kind}_{plain}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def typed(name: str) -> dict[str, str]:
    """A value that is a qualified name, as `prov:type` takes it."""
    return {"$": name, "type": "prov:QUALIFIED_NAME"}
