"""Brings what the workbench and its tests need from npm, at pinned versions and held to their hashes, with their licences.

    python tools/vendor_web.py

Needs npm. Files go where `PACKAGES` says. Of axe-core nothing is served or installed; of world-atlas the outline of the land is,
made small by `land.py`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import land

ROOT = Path(__file__).resolve().parent.parent
WORLD = "src/depositary/data/world"


def as_it_is(data: bytes) -> bytes:
    """A file that is taken unchanged."""
    return data


def small(data: bytes) -> bytes:
    """The outline of the land, as the package holds it."""
    return land.shrink(json.loads(data)).encode()


@dataclass(frozen=True)
class Package:
    """A version with its hash, as npm tells it (npm view NAME dist.integrity), and which files go where."""

    name: str
    integrity: str
    files: Mapping[str, tuple[str, Callable[[bytes], bytes]]]


PACKAGES = (
    Package(
        "axe-core@4.14.1",
        "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        {
            "package/axe.min.js": ("tests/browser/axe/axe.min.js", as_it_is),
            "package/LICENSE": ("tests/browser/axe/LICENSE", as_it_is),
            "package/LICENSE-3RD-PARTY.txt": ("tests/browser/axe/LICENSE-3RD-PARTY.txt", as_it_is),
        },
    ),
    Package(
        "world-atlas@2.0.2",
        "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
        {
            "package/land-50m.json": (f"{WORLD}/land.json", small),
            "package/LICENSE": (f"{WORLD}/LICENSE", as_it_is),
        },
    ),
)


def main() -> int:
    """Fetch, verify, unpack."""
    return max(bring(one) for one in PACKAGES)


def bring(package: Package) -> int:
    """One package; 1 where it is not the one that was pinned."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, package.name]
        said = subprocess.run(command, capture_output=True, text=True, check=True)
        archive = Path(folder) / said.stdout.strip().splitlines()[-1]
        found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != package.integrity:
            print(f"{package.name} is not the one that was pinned: {found}", file=sys.stderr)
            return 1
        with tarfile.open(archive) as packed:
            for name, (target, made) in package.files.items():
                held = packed.extractfile(name)
                assert held is not None
                (ROOT / target).parent.mkdir(parents=True, exist_ok=True)
                (ROOT / target).write_bytes(made(held.read()))
                print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
