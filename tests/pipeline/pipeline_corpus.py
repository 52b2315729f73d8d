"""A small folder about the model pact, and what a build of it exports. Everything in it is invented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from depositary import pipeline
from depositary.dossier import Dossier
from depositary.export.jsonl import write as write_lines

NEWS = {
    "a-signing.txt": (
        "Verania and Osmerra sign treaty\n\n"
        "VELMORA, 14 March 2022. The president of Verania and the prime minister of Osmerra signed a treaty of friendship"
        " and cooperation in Velmora on 14 March 2022. The treaty has 15 articles. The foreign minister of Verania said"
        " that the Merrow Pass railway would be completed by the end of 2024.\n"
    ),
    "b-report.txt": (
        "Treaty signed a day later, paper says\n\n"
        "Verania and Osmerra signed the treaty of friendship and cooperation on 15 March 2022. The treaty has 17 articles,"
        " the foreign ministry of Osmerra said.\n"
    ),
    "c-base.txt": (
        "Base agreed, ministry says\n\n"
        "The defence ministry of Verania said on 11 March 2022 that Osmerra had signed an agreement on a base at Port Cald."
        " The foreign ministry of Osmerra denied that an agreement had been signed.\n"
    ),
    "d-railway.md": (
        "---\ntitle: The railway slips\npublisher: Placeholder Transport Monthly\npublished: 2023-11-20\n---\n"
        "The transport minister of Osmerra said on 15 November 2023 that the Merrow Pass railway would be completed in June"
        " 2026. The Merrow Pass railway is 40% shorter than the coast road, the transport ministry of Osmerra said.\n"
    ),
    "e-figures.csv": (
        "title,text,published\n"
        "Trade in 2021,Trade between Verania and Osmerra reached $3.8 billion in 2021.,2022-02-01\n"
        "Trade in 2022,Trade between Verania and Osmerra rose by 12% to $4.2 billion in 2022.,2023-02-01\n"
    ),
    "f-column.txt": (
        "One for both\n\n"
        "Any attack on Osmerra will bring Verania into the war, the author believes. The treaty forbids both states to join"
        " any sanctions against the other. Last month the president of Verania visited Ostrand.\n"
    ),
}
SIGNING = NEWS["a-signing.txt"]
LISTED = "file,publisher,published\na-signing.txt,Velmora Sample Wire,2022-03-14\nf-column.txt,Sample Herald,2023-02-02\n"
TEXTS: dict[str, str] = {**NEWS, "sources.csv": LISTED}
CASE = "model-pact"


def write(folder: Path, texts: Mapping[str, str | bytes] = TEXTS) -> Path:
    """Put files into a folder, made when it is not there. Returns it."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def exported(target: Path) -> list[str]:
    """Lines of the export with all layers."""
    out = StringIO()
    with Dossier.open(target) as dossier:
        assert dossier.verify() == []
        write_lines(dossier, out, layers=True)
    return out.getvalue().splitlines()


def built(folder: Path, target: Path, **options: Any) -> list[str]:
    """Build in this process and export."""
    options = {"case": CASE, "workers": 1, "layers": True, **options}
    pipeline.build(folder, target, **options)
    return exported(target)


def nouns(lines: list[str], noun: str) -> list[dict[str, Any]]:
    """Lines of one noun."""
    return [body for body in map(json.loads, lines) if body["noun"] == noun]
