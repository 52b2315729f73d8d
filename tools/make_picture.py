"""Take the picture of the README: `python tools/make_picture.py`.

Builds the demo in a fresh folder and photographs the head of its brief with a headless Chromium, which has to be
installed. Pillow, where it is there, makes the file smaller.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "docs" / "images" / "brief.png"
SIZE = (1100, 1470)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Take it. Raises SystemExit where there is no browser."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise SystemExit(f"no browser: install one of {', '.join(BROWSERS)}")
    with tempfile.TemporaryDirectory() as name:
        program = str(Path(sys.executable).parent / "depositary")
        subprocess.run([program, "demo", "-o", name], check=True, stdout=subprocess.DEVNULL)
        _photograph(browser, Path(name))
    _made_smaller()


def _photograph(browser: str, folder: Path) -> None:
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={folder / 'profile'}",
    ]
    options += [
        f"--window-size={SIZE[0]},{SIZE[1]}",
        f"--screenshot={TARGET}",
        (folder / "brief.html").as_uri(),
    ]
    subprocess.run([browser, *options], check=True, stderr=subprocess.DEVNULL, timeout=120)


def _made_smaller() -> None:
    try:
        from PIL import Image
    except ImportError:
        return
    with Image.open(TARGET) as picture:
        picture.convert("RGB").quantize(64).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
