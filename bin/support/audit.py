"""What shows each row of docs/audit/*.csv is looked up, and followed where a test has moved: audit.py ROOT."""

import csv
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
# Where each test stands, by its sentence.
tests = {}
for file in sorted((root / "Tests").rglob("*.swift")):
    for sentence in re.findall(r"func `([^`]+)`\(", file.read_text(encoding="utf-8")):
        tests.setdefault(sentence, []).append(str(file.relative_to(root)))


def folded(text):
    return " ".join(text.split())


def has(path, wanted):
    """Whether a file that is no test has what a row says of it: a heading, a sentence, a line of code."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".md":
        return wanted in text
    titles = [line.lstrip("#").strip().lower() for line in text.splitlines() if line.startswith("#")]
    anchors = {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}
    return wanted in anchors or folded(wanted) in folded(text)


def followed(place, told):
    """The same place, or where its test stands by now."""
    path, _, wanted = place.partition("#")
    file = root / path
    if path.startswith("Tests/"):
        known = tests.get(wanted, [])
        if path in known:
            return place
        if len(known) == 1:
            return f"{known[0]}#{wanted}"
        told(f"no one test is called «{wanted}»" if not known else f"«{wanted}» stands in several files")
    elif not file.is_file():
        told(f"there is no file «{path}»")
    elif wanted and not has(file, wanted):
        told(f"«{path}» has nothing of «{wanted}»")
    return place


is_whole = True


def tell(name, row, words):
    global is_whole
    is_whole = False
    print(f"{name} {row}: {words}", file=sys.stderr)


for name in "asvs", "rgaa":
    table = root / "docs/audit" / f"{name}.csv"
    with open(table, encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    for row in rows:
        places = row[3].split(" | ")
        row[3] = " | ".join(followed(place, lambda words, row=row: tell(name, row[0], words)) for place in places)
        if row[2] == "fails":
            print(f"{name} {row[0]} fails: {row[5]}")
    with open(table, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([head, *rows])
sys.exit(0 if is_whole else 1)
