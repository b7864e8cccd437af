"""Whether a picture that is given out still tells who took it, where, or with what: exiftool, which knows more fields than anybody
else, writes them into pictures of every format that is taken, and looks for them in all that the program gives out."""

import contextlib
import json
import shutil
import sqlite3
import subprocess

import files

FORMATS = ("jpg", "png", "webp", "avif", "heic")
TOLD = ("Zorro", "SN12345", "Anna Martin", "47.2437", "6.0241")
FIELDS = [
    "-n", "-Orientation=6", "-GPSLatitude=47.2437", "-GPSLatitudeRef=N", "-GPSLongitude=6.0241", "-GPSLongitudeRef=E", "-Make=Zorro",
    "-Model=Zorro", "-SerialNumber=SN12345", "-BodySerialNumber=SN12345", "-LensSerialNumber=SN12345", "-Artist=Anna Martin",
    "-OwnerName=Anna Martin", "-XMP:Creator=Anna Martin", "-XMP:GPSLatitude=47.2437", "-IPTC:By-line=Anna Martin",
    "-Comment=Anna Martin", "-PNG:Author=Anna Martin", "-XPAuthor=Anna Martin", "-UserComment=Anna Martin"]
# What is of the file as it lies here, and of the picture's own form.
OWN = {"System", "ExifTool", "File", "RIFF", "Composite", "JFIF"}


def fields(path):
    """The groups of fields of a file, without those that say nothing of its taker."""
    said = subprocess.run(
        ["exiftool", "-json", "-g1", "-a", "-u", "-ee", "-n", path], capture_output=True, text=True, check=True).stdout
    groups = {name: of for name, of in json.loads(said)[0].items() if isinstance(of, dict) and name not in OWN}
    return {f"{group}:{name}": str(value) for group, of in groups.items() for name, value in of.items()}


def telling(path):
    """Those that tell, by their values, their names, or in bytes that no field is read from."""
    found = [f"{name}={value}" for name, value in fields(path).items()
             if any(word in value for word in TOLD) or any(word in name for word in ("GPS", "Serial", "Artist", "Owner", "Creator", "Author"))]
    data = path.read_bytes()
    return found + [f"bytes «{word}»" for word in TOLD if word.encode() in data or word.encode("utf-16-le") in data]


def pictures_given(house, owner, file):
    """How many forms of pictures were given out, and what they tell; each format with what is wrong with it."""
    if not shutil.which("exiftool"):
        raise SystemExit("bench: exiftool is missing: run bin/setup --with-services")
    makes, place, given, told = files.Pictures(house.folder), files.Place(owner, file, "pictures"), 0, []
    for ending in FORMATS:
        path = makes.make(f"told.{ending}", 1200, 800)
        if path is None:
            print(f"  {ending.upper()}: libvips here writes none, so it is not tried")
            continue
        subprocess.run(["exiftool", "-q", "-q", "-m", "-overwrite_original", *FIELDS, path], check=True)
        if not telling(path):
            raise SystemExit(f"bench: nothing could be written into {path.name}, so nothing is tried")
        said = place.send(path.name, path.read_bytes())
        if (state := place.wait(said["id"])) != "ready":
            raise SystemExit(f"bench: {path.name} is {state}")
        with contextlib.closing(sqlite3.connect(house.database, timeout=30)) as database:
            forms = [row[0] for row in database.execute("SELECT variant FROM media_form WHERE media = ?", [said["id"]])]
        for form in [*forms, "entier"]:
            status, headers, body = owner.ask("GET", f"{file}/fichiers/{said['id']}/{form}")
            if status != 200:
                raise SystemExit(f"bench: {form} of {path.name} is answered {status}")
            lying = house.folder / f"given-{ending}-{form}"
            lying.write_bytes(body)
            given += 1
            told += [f"{ending} as {form} ({headers['Content-Type']}): {what}" for what in telling(lying)]
    return given, told
