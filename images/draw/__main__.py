"""Draws the pictures of the transformer deck: python images/draw [picture ...]."""

import argparse
from pathlib import Path

from compress import write_gif, write_png
from picture import Picture
from pictures import all_pictures
from playwright.sync_api import Browser
from screenshot import camera, photographs

IMAGES = Path(__file__).resolve().parents[1]


def draw(browser: Browser, picture: Picture, folder: Path) -> str:
    """Draw one picture into the folder and say what came out."""
    taken = photographs(browser, picture)
    target = folder / picture.file_name
    if picture.animated:
        write_gif([one.png for one in taken], [frame.milliseconds for frame in picture.frames], target)
    else:
        write_png(taken[0].png, target)
    across, down = round(picture.width * picture.scale), round(picture.height * picture.scale)
    smallest = min(one.smallest_text for one in taken)
    return (
        f"{target.name}: {across} x {down} pixels, {target.stat().st_size / 1000:.0f} kB, "
        f"smallest text {smallest:g} px on the slide"
    )


def main() -> None:
    """Draw the pictures named on the command line, or all of them."""
    known = all_pictures()
    parser = argparse.ArgumentParser(prog="python images/draw", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="picture", help=f"one of: {', '.join(known)}")
    parser.add_argument("--into", type=Path, default=IMAGES, help="folder for the pictures (default: images)")
    chosen = parser.parse_args()
    unknown = [name for name in chosen.names if name not in known]
    if unknown:
        parser.error(f"no such picture: {', '.join(unknown)}; there are: {', '.join(known)}")
    with camera() as browser:
        for name in chosen.names or known:
            print(draw(browser, known[name], chosen.into))


if __name__ == "__main__":
    main()
