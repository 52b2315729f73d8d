"""Put the outputs of the commands shown in the docs under them: `python tools/refresh_outputs.py`.

A block fenced as ```console whose commands are followed by output is run in a fresh folder where `depositary demo` has
been run, and the outputs are written anew. In the README the block between <!-- demo --> and <!-- /demo --> is the
output of `depositary demo`. `tests/docs/test_outputs.py` does the same and compares.

A command may end in `| head -n N`; the lines left out are not told. Above a block may stand the comment
<!-- first id of: COMMAND -->: ids in the commands of the block are then the first that this command prints, since an id
changes when a rule reads other words.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = re.compile(r"(<!-- demo -->\n```text\n).*?(```\n<!-- /demo -->)", re.DOTALL)
BLOCK = re.compile(
    r"^(?:<!-- first id of: (?P<of>.+) -->\n)?```console\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)
ID = re.compile(r"\b[sf]_[0-9a-f]{4,}\b")


def pages() -> list[Path]:
    """The pages whose outputs are kept fresh."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def refreshed(text: str, folder: Path) -> str:
    """The page with the outputs of today. Raises SystemExit where a command fails."""
    text = BLOCK.sub(lambda found: _block(found, folder), text)
    return DEMO.sub(lambda found: found.group(1) + run("depositary demo", folder) + found.group(2), text)


def _block(found: re.Match[str], folder: Path) -> str:
    commands = [line[2:] for line in found["body"].split("\n") if line.startswith("$ ")]
    if found["of"]:
        first = ID.search(run(found["of"], folder))
        if first is None:
            raise SystemExit(f"no id is printed by: {found['of']}")
        commands = [ID.sub(first.group(), command) for command in commands]
    body = "\n".join(f"$ {command}\n{run(command, folder)}" for command in commands)
    opening = found.group().split("```console\n", 1)[0]
    return f"{opening}```console\n{body}```"


def run(command: str, folder: Path) -> str:
    """What a command prints in this folder, at 80 columns without colours."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 141):  # 141: the reader of a pipe had enough
        raise SystemExit(f"$ {command}\n{done.stdout}{done.stderr}")
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n" if done.stdout else ""


def main() -> None:
    """Refresh every page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run("depositary demo", folder)
        for page in pages():
            before = page.read_text(encoding="utf-8")
            after = refreshed(before, folder)
            if after != before:
                page.write_text(after, encoding="utf-8")
                print(f"refreshed {page.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
