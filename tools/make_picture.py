"""Take the pictures of the README and the docs: `python tools/make_picture.py [NAME ...]`.

Builds the demo in a fresh folder, writes its static site, and photographs its brief and some pages with a headless Chromium,
which has to be installed, in a light and a dark scheme. Pillow, where it is there, makes the files smaller.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# A page of the web is not blocked by one picture.
MOST_BYTES = 200_000
COLOURS = (256, 128, 64, 32)


@dataclass(frozen=True)
class Picture:
    """One picture: a page below the folder of the demo, its size, and whether a dark one is taken too."""

    name: str
    page: str
    size: tuple[int, int]
    dark: bool = True


PICTURES = (
    Picture("brief", "brief.html", (1100, 1470), dark=False),
    Picture("system", "site/index.html", (1280, 1445)),
    Picture("conflict", "site/conflicts/{conflict}.html", (1280, 850)),
    Picture("map", "site/map/suez-canal-closed.html", (1280, 1270)),
)


def main() -> None:
    """Take them, all or those that are named. Raises SystemExit where there is no browser, or where one is too large."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise SystemExit(f"no browser: install one of {', '.join(BROWSERS)}")
    wanted = [one for one in PICTURES if not sys.argv[1:] or one.name in sys.argv[1:]]
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made(folder)
        for one in wanted:
            for dark in (False, True) if one.dark else (False,):
                target = IMAGES / f"{one.name}{'-dark' if dark else ''}.png"
                photograph(browser, folder, one, target, dark)
                made_smaller(target)
                print(f"{target.name}: {target.stat().st_size:,} bytes")


def made(folder: Path) -> None:
    """The demo and its static site."""
    run = [sys.executable, "-c", "from depositary.cli import main; main()"]
    subprocess.run([*run, "demo", "-o", str(folder)], check=True, stdout=subprocess.DEVNULL)
    site = ["export", str(folder / "partnership.dossier"), "-f", "site", "-o", str(folder / "site")]
    subprocess.run([*run, *site], check=True)


def page_of(folder: Path, one: Picture) -> Path:
    """The page of a picture. The conflict is the weightiest of the demo: the first that its list shows."""
    listed = (folder / "site" / "conflicts.html").read_text("utf-8")
    first = listed.partition('href="conflicts/f_')[2].partition(".html")[0]
    return folder / one.page.format(conflict=f"f_{first}")


def photograph(browser: str, folder: Path, one: Picture, target: Path, dark: bool) -> None:
    """Take one picture."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder / 'profile'}"]
    # 0 is dark and 1 is light: blink's PreferredColorScheme.
    options += [f"--blink-settings=preferredColorScheme={0 if dark else 1}", f"--window-size={one.size[0]},{one.size[1]}"]
    options += [f"--screenshot={target}", page_of(folder, one).as_uri()]
    subprocess.run([browser, *options], check=True, stderr=subprocess.DEVNULL, timeout=120)


def made_smaller(target: Path) -> None:
    """Fewer colours, until it is small enough. Raises SystemExit where it stays too large."""
    try:
        from PIL import Image
    except ImportError:
        return
    with Image.open(target) as opened:
        picture = opened.convert("RGB")
    for count in COLOURS:
        picture.quantize(count).save(target, optimize=True)
        if target.stat().st_size < MOST_BYTES:
            return
    raise SystemExit(f"{target.name} has {target.stat().st_size:,} bytes; take less of the page")


if __name__ == "__main__":
    main()
