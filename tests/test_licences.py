"""Every locked package may be used, changed and passed on freely.

The licence is read from the metadata of the installed package: License-Expression first, then the trove
classifiers, then the free-text field License. What cannot be recognised fails, as does every copyleft licence
that `EXCEPTIONS` does not explain. What counts is what a package says of itself; the compiler's run-time
libraries inside the wheels of numpy and scipy (GPL with the GCC runtime exception) are not part of that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = ("run.lock", "dev.lock")

# Folded to upper case, as SPDX names are compared without case.
PERMISSIVE = {
    "0BSD",
    "APACHE-2.0",
    "BSD-2-CLAUSE",
    "BSD-2-CLAUSE-VIEWS",
    "BSD-3-CLAUSE",
    "BSL-1.0",
    "CC0-1.0",
    "CNRI-PYTHON",
    "HPND",
    "ISC",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "PSF-2.0",
    "PYTHON-2.0",
    "UNLICENSE",
    "ZLIB",
    "ZPL-2.1",
}

# How the older fields say it, folded to lower case; the value is one of PERMISSIVE.
SPOKEN = {
    "apache": "APACHE-2.0",
    "apache 2.0": "APACHE-2.0",
    "apache license 2.0": "APACHE-2.0",
    "apache license, version 2.0": "APACHE-2.0",
    "apache software license": "APACHE-2.0",
    "bsd": "BSD-3-CLAUSE",
    "bsd license": "BSD-3-CLAUSE",
    "bsd 3-clause": "BSD-3-CLAUSE",
    "cmu license (mit-cmu)": "MIT-CMU",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "UNLICENSE",
}

# Classifiers that name a family of licences and no licence.
FAMILIES = {"OSI Approved", "DFSG approved"}

# Asks only that changes to its own files stay open; installed unchanged, beside the program.
BY_FILE = "MPL-2.0 binds its own files only, and they are unchanged; "

# name -> (words the metadata must still hold, why it may stay). A changed licence is looked at again.
EXCEPTIONS = {
    "certifi": ("MPL 2.0", BY_FILE + "a list of certificates"),
    "click-default-group": ("Public Domain", "dedicated to the public; comes with datasette"),
    "hypothesis": ("MPL-2.0", BY_FILE + "for tests only"),
    "pathspec": ("MPL 2.0", BY_FILE + "comes with the build back end"),
    "pypdfium2": (
        "BSD-3-Clause, Apache-2.0",
        "contains PDFium, BSD-3-Clause and Apache-2.0; 'dependency licenses' stand in its BUILD_LICENSES",
    ),
    "tld": ("MPL-1.1 OR ", "MPL-1.1 is the one taken of its three, as MPL-2.0 above; comes with trafilatura"),
    "tqdm": ("MPL-2.0 AND MIT", BY_FILE + "comes with spaCy"),
}


@dataclass(frozen=True, slots=True)
class Locked:
    """A line of a lock file."""

    requirement: Requirement

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        return next(iter(self.requirement.specifier)).version

    @property
    def applies(self) -> bool:
        """Whether the marker wants it on this machine and Python."""
        return self.requirement.marker is None or self.requirement.marker.evaluate()


def read_lock(name: str) -> list[Locked]:
    lines = (ROOT / "requirements" / name).read_text("utf-8").splitlines()
    return [Locked(Requirement(line.rstrip("\\ "))) for line in lines if re.match(r"\w[\w.-]*==", line)]


def all_locked() -> list[Locked]:
    found = {str(locked.requirement): locked for name in LOCKS for locked in read_lock(name)}
    return [found[key] for key in sorted(found)]


def declared(package: str) -> str:
    """What the package says of its licence, in the most exact of the three fields it fills."""
    fields = metadata.metadata(package)
    if "License-Expression" in fields:
        return fields["License-Expression"]
    classifiers = [line.split(" :: ") for line in fields.get_all("Classifier") or []]
    named = [parts[-1] for parts in classifiers if parts[0] == "License" and parts[-1] not in FAMILIES]
    return " AND ".join(named) or (fields["License"].strip() if "License" in fields else "")


def is_permissive(expression: str) -> bool:
    """Every part joined by AND must offer, among its alternatives joined by OR, a permissive one.

    Brackets are dropped: `A OR (B AND C)` is read as `(A OR B) AND C`, which asks for more, never for less.
    """
    flat = re.sub(r"[()]", " ", expression) if re.search(r"\s(AND|OR)\s", expression) else expression
    parts = [re.split(r"\s+OR\s+", part) for part in re.split(r"\s+AND\s+", flat)]
    return all(any(is_known(name) for name in part) for part in parts)


def is_known(name: str) -> bool:
    folded = re.sub(r"\s+", " ", name).strip().lower()
    return SPOKEN.get(folded, folded.upper()) in PERMISSIVE


@pytest.mark.parametrize("locked", all_locked(), ids=lambda locked: f"{locked.name}-{locked.version}")
def test_licence(locked: Locked) -> None:
    if not locked.applies:
        pytest.skip(f"{locked.name}: only where {locked.requirement.marker}")
    assert metadata.version(locked.name) == locked.version, "another version is installed; run: make setup"
    words = declared(locked.name)
    if locked.name in EXCEPTIONS:
        expected, _ = EXCEPTIONS[locked.name]
        assert expected in words, f"{locked.name} now says {words!r}; look at it again"
        return
    assert is_permissive(words), f"{locked.name} says {words[:200]!r}"


def test_develop_lock_holds_run_lock() -> None:
    run, develop = ({str(locked.requirement) for locked in read_lock(name)} for name in LOCKS)
    assert run <= develop


def test_locks_hold_hashes_and_no_address() -> None:
    for name in LOCKS:
        text = (ROOT / "requirements" / name).read_text("utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        entries = re.split(r"\n(?=\w[\w.-]*==)", "\n" + text)[1:]
        assert [entry.split("\n")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_exceptions_are_needed() -> None:
    names = {locked.name for locked in all_locked()}
    assert sorted(set(EXCEPTIONS) - names) == []


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-2-Clause", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT OR GPL-2.0-only) AND BSD-3-Clause", True),
        ("LGPL-2.1-or-later", False),
        ("MPL-2.0 AND MIT", False),
        ("GNU Affero General Public License v3", False),
        ("", False),
    ],
)
def test_is_permissive(expression: str, expected: bool) -> None:
    assert is_permissive(expression) is expected
