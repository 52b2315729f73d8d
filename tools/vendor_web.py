"""Brings what the tests of the workbench need from npm, at a pinned version and held to its hash, with its licence.

    python tools/vendor_web.py

Needs npm. Files go where `FILES` says; nothing of them is served or installed.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "axe-core@4.14.1"
# As npm tells it: npm view PACKAGE dist.integrity
INTEGRITY = "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
FILES = {
    "package/axe.min.js": "tests/browser/axe/axe.min.js",
    "package/LICENSE": "tests/browser/axe/LICENSE",
    "package/LICENSE-3RD-PARTY.txt": "tests/browser/axe/LICENSE-3RD-PARTY.txt",
}


def main() -> int:
    """Fetch, verify, unpack."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, PACKAGE]
        said = subprocess.run(command, capture_output=True, text=True, check=True)
        archive = Path(folder) / said.stdout.strip().splitlines()[-1]
        found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != INTEGRITY:
            print(f"{PACKAGE} is not the one that was pinned: {found}", file=sys.stderr)
            return 1
        with tarfile.open(archive) as packed:
            for name, target in FILES.items():
                held = packed.extractfile(name)
                assert held is not None
                (ROOT / target).parent.mkdir(parents=True, exist_ok=True)
                (ROOT / target).write_bytes(held.read())
                print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
