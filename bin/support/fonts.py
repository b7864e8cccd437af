"""Cuts the site's five web fonts out of Debian's Vollkorn and Lato: fonts.py FOLDER."""

import logging
import pathlib
import sys

from fontTools import subset

DEBIAN = pathlib.Path("/usr/share/fonts/truetype")
FACES = {
    "vollkorn-400": "vollkorn/Vollkorn-Regular.ttf",
    "vollkorn-400i": "vollkorn/Vollkorn-Italic.ttf",
    "vollkorn-600": "vollkorn/Vollkorn-SemiBold.ttf",
    "rnsans-400": "lato/Lato-Regular.ttf",
    "rnsans-700": "lato/Lato-Bold.ttf",
}
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
BEYOND = "ŒœŸıʳᵉ‐‑‒–—―‘’‚‛“”„•…‹›€№™←↑→↓−≤≥\u2009\u202f"
FAMILY_NAMES = 1, 2, 4
FEATURES = "calt case ccmp kern liga lnum locl mark mkmk onum ordn pnum sups tnum".split()


def cut(source, target):
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.name_IDs = [0, *FAMILY_NAMES, 5, 13, 14]
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[*LATIN, *map(ord, BEYOND)])
    subsetter.subset(font)
    if target.name.startswith("rnsans"):
        rename(font)
    subset.save_font(font, target, options)


def rename(font):
    """Lato's name is reserved by its licence: a subset must bear another."""
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            record.string = record.toUnicode().replace("Lato", "RN Sans")


def licence(target):
    """Both copyright notices as Debian ships them, which hold the licence in full."""
    notices = (pathlib.Path("/usr/share/doc", package, "copyright") for package in ("fonts-vollkorn", "fonts-lato"))
    heading = "vollkorn-*.woff2 are subsets of Vollkorn; rnsans-*.woff2 are subsets of Lato, renamed.\n"
    target.write_text("\n".join([heading, *(notice.read_text() for notice in notices)]))


logging.disable(logging.WARNING)
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for name, source in FACES.items():
    cut(DEBIAN / source, folder / f"{name}.woff2")
licence(folder / "OFL.txt")
