"""Takes the pictures that pictures.txt lists: pictures.py SITE FILE PROCESS [NAME …].

FILE holds what the demonstration said when it started, PROCESS is its number.
"""

import os
import pathlib
import re
import sys
import time
import urllib.error
import urllib.request

from browser import browser

WIDTHS = 1280, 390
HERE = pathlib.Path(__file__).parent
PICTURES = HERE.parent.parent / "docs" / "pictures"


def wanted(names):
    lines = (HERE / "pictures.txt").read_text().splitlines()
    pages = [Page(*(part.strip() for part in line.split("|"))) for line in lines if not line.startswith("#")]
    if unknown := set(names) - {page.name for page in pages}:
        sys.exit(f"pictures: no picture is named {', '.join(sorted(unknown))}")
    return [page for page in pages if not names or page.name in names]


class Page:
    def __init__(self, name, role, path, *links):
        self.name, self.role, self.path, self.links = name, role, path, links

    def show(self, person, site):
        person.open(site + self.path)
        for words in self.links:
            person.follow(words)


def wait_for(site, process, seconds=900):
    """The first start may build the program."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not is_alive(process):
            sys.exit("pictures: the demonstration did not start")
        try:
            return urllib.request.urlopen(site + "/readyz", timeout=5)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    sys.exit("pictures: the demonstration is not ready")


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def link_for(role, said):
    """The address on the line that begins with the role."""
    for line in said.read_text().splitlines():
        found = re.match(rf"\s*{re.escape(role)}\b.*?(https?://\S+)", line, re.IGNORECASE)
        if found:
            return found[1]
    sys.exit(f"pictures: the demonstration gives no link for {role}")


def sign_in(person, link):
    person.open(link)
    person.run("document.querySelector('main form').requestSubmit()")
    person.until(f"return location.href !== {link!r} && document.readyState === 'complete'")


def main(site, said, process, *names):
    pages = wanted(names)
    wait_for(site, int(process))
    PICTURES.mkdir(parents=True, exist_ok=True)
    for role in sorted({page.role for page in pages}):
        with browser() as person:
            if role != "-":
                sign_in(person, link_for(role, pathlib.Path(said)))
            for page in (page for page in pages if page.role == role):
                page.show(person, site)
                for width in WIDTHS:
                    person.picture(PICTURES / f"{page.name}-{width}.png", width)


main(*sys.argv[1:])
