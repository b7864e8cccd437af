"""What a growing catalogue costs: an optimised build at 1,000 and 100,000 sheets: catalogue.py PROGRAM ROOT.

The sheets are invented and taken in by the program's own import. Questions are put one after the other, each once, so that
none is answered from what was kept. Changes are written into the database beside the program, as another process would."""

import contextlib
import csv
import os
import pathlib
import random
import sqlite3
import sys
import time
import urllib.parse

import lists
import stage

SIZES = (1_000, 100_000)
QUESTIONS = 600
# As many as there are kinds, and twice: what a question meets that nobody asked before it.
FIRST = 16
SLOWEST = 10
WRITES = 25
PLACES = [("Poligny", "39"), ("Lure", "70"), ("Belfort", "90"), ("Ornans", "25"), ("Dole", "39"), ("Vesoul", "70")]
NEEDS = ["Emploi", "Santé", "Solidarité", "Mobilité"]
WORDS = """atelier partage boulanger nuit tournées quartier habitants salariés formation toiture couvreur énergie bois forêt école
crèche cantine légumes maraîcher vélo navette télétravail retraite tutorat apprentis soudure textile recyclage réparation
logement voisins écoute soins aidants répit lecture théâtre jardin compost monnaie troc outils machine horaires équipe
planning congés handicap langue accueil migrants numérique visite chantier insertion vente marché fruitière fromage""".split()

MAPPING = """
schema: rallynov.import/1
id: mesure
language: fr
source: {name: "Mesure", address: "https://exemple.invalid/mesure", licence: "CC0"}
key: id
fields: {title: titre, strapline: accroche, need: besoin, response: reponse}
organisation: {name: structure, commune_name: commune, department: departement}
tags:
  need:
    column: themes
    separator: "|"
    values: {Emploi: employment, Santé: health, Solidarité: cohesion, Mobilité: mobility}
"""


def write_list(path, count):
    """The same rows in every run. A twentieth of the words is said by one sheet alone, as names are."""
    chance = random.Random(7)

    def text(length):
        return " ".join(
            f"mot{chance.randrange(count)}" if chance.random() < 0.05 else chance.choice(WORDS) for _ in range(length))

    with open(path, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow("id titre accroche besoin reponse structure commune departement themes".split())
        for number in range(count):
            commune, department = chance.choice(PLACES)
            rows.writerow([
                number, f"{text(4).capitalize()} {number}", text(12), text(40), text(60), f"Structure {number}", commune,
                department, "|".join(chance.sample(NEEDS, chance.randrange(1, 3)))])


def questions(count):
    """What visitors ask, in turn: nothing, a word, two, a misspelt one, a place, facets, later pages; none comes twice."""
    chance = random.Random(11)
    kinds = [
        lambda: {},
        lambda: {"q": chance.choice(WORDS)},
        lambda: {"q": " ".join(chance.sample(WORDS, 2))},
        lambda: {"q": chance.choice(["boulanjer", "télé travail", "tutora", "maraichere", "jardinn"])},
        lambda: {"q": chance.choice(PLACES)[0], "besoin": chance.choice(["health", "mobility"])},
        lambda: {"departement": chance.choice(["25", "39", "70", "90"])},
        lambda: {"besoin": "employment", "tri": "titre"},
        lambda: {"q": chance.choice(WORDS), "tri": "recent", "departement": "39"},
    ]
    for number in range(count):
        yield "/catalogue?" + urllib.parse.urlencode(kinds[number % len(kinds)]() | {"v": number})


def ask(connection, path):
    """Seconds, and the page."""
    started = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    page = answer.read()
    if answer.status != 200:
        raise SystemExit(f"bench: {path} answers {answer.status}")
    return time.perf_counter() - started, page.decode()


def measure_writes(connection, path):
    """The answer after a write; until what was written shows; whether what was withdrawn showed again."""
    waits, delays, shown = [], [], 0
    with contextlib.closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as database:
        keys = [row[0] for row in database.execute(f"SELECT id FROM sheet ORDER BY id LIMIT {2 * WRITES}")]
        for number, key in enumerate(keys):
            word, is_withdrawal = f"inouï{number}", number % 2 == 1
            if is_withdrawal:
                title = database.execute("SELECT title FROM sheet WHERE id = ?", [key]).fetchone()[0]
                database.execute("UPDATE sheet SET state = 'unpublished' WHERE id = ?", [key])
                word = title.split()[-1]
            else:
                database.execute("UPDATE sheet SET title = ?, revision = revision + 1 WHERE id = ?", [f"Un titre {word}", key])
                title = f"Un titre {word}"
            written = time.perf_counter()
            for attempt in range(1000):
                question = urllib.parse.urlencode({"q": word, "w": f"{number}.{attempt}"})
                wait, page = ask(connection, f"/catalogue?{question}")
                if attempt == 0:
                    waits.append(wait)
                is_there = title in page
                if is_withdrawal:
                    shown += is_there
                    if attempt == 3:
                        break
                elif is_there:
                    delays.append(time.perf_counter() - written)
                    break
    return waits, delays, shown


def measure(program, root, size, folder):
    database, rows, mapping = folder / f"{size}.sqlite", folder / "rows.csv", folder / "mapping.yaml"
    lists.run(program, "migrate", "--database", database)
    stage.rows_of_a_campaign(database)
    write_list(rows, size)
    mapping.write_text(MAPPING)
    started = time.monotonic()
    manner = "--publish", "--known-titles", "new", "--edition", "2014", "--database", database
    lists.run(program, "import", "initiatives", rows, "--mapping", mapping, *manner)
    figures = {"import": size / (time.monotonic() - started)}
    with stage.server(program, database, folder) as (_, _, start):
        figures["first start"] = start
        # What is kept for the next start is made in the background.
        time.sleep(2 + size / 20_000)
    with stage.server(program, database, folder) as (site, child, start):
        figures["start"] = start
        connection = lists.http.client.HTTPConnection(site.removeprefix("http://"), timeout=120)
        asked = [(ask(connection, path)[0] * 1000, number, path) for number, path in enumerate(questions(QUESTIONS))]
        times = sorted(milliseconds for milliseconds, _, _ in asked)
        figures["median"], figures["p99"] = times[len(times) // 2], times[int(len(times) * 0.99)]
        figures["slowest"] = sorted(asked, reverse=True)[:SLOWEST]
        waits, delays, figures["withdrawn shown"] = measure_writes(connection, database)
        figures["answer after a write"], figures["shown after"] = max(waits) * 1000, max(delays)
        figures["memory"] = lists.memory(child.pid)
    for left in folder.glob(f"{size}.sqlite*"):
        left.unlink()
    return figures


def main():
    figures = stage.of_each_size(measure, SIZES)
    sys.exit(0 if say(figures, list(figures)) else 1)


def say(figures, sizes):
    first, last = figures[sizes[0]], figures[sizes[-1]]
    growth = last["p99"] / first["p99"]
    # Name, unit, target, whether it is met at (the smallest, the largest) size.
    rows = [
        ("median", "ms", "", lambda f, n: True),
        ("p99", "ms", "", lambda f, n: True),
        ("answer after a write", "ms", "≤ 20", lambda f, n: f <= 20),
        ("shown after", "s", "≤ 1", lambda f, n: f <= 1),
        ("withdrawn shown", "", "0", lambda f, n: f == 0),
        ("first start", "s", "", lambda f, n: True),
        ("start", "s", "≤ 0.3 at 1,000, ≤ 2 at 100,000", lambda f, n: f <= (0.3 if n <= 1000 else 2)),
        ("memory", "MB", "≤ 350", lambda f, n: f <= 350),
        ("import", "rows/s", "≥ 1,500", lambda f, n: n <= 1000 or f >= 1500),
    ]
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end; {QUESTIONS} questions, each asked once.")
    print("  ".join(["catalogue of".ljust(24), *(f"{size:>10,}" for size in sizes), "target"]))
    is_met = True
    for name, unit, target, is_right in rows:
        row_met = all(is_right(figures[size][name], size) for size in sizes)
        is_met = is_met and row_met
        cells = [f"{figures[size][name]:>10,.4g}" for size in sizes]
        print("  ".join([f"{name}, {unit}".rstrip(", ").ljust(24), *cells, target + ("" if row_met else "  MISSED")]))
    is_flat = growth <= 1.3
    print(f"{'growth of p99':<24}  {growth:.2f}  ≤ 1.3{'' if is_flat else '  MISSED'}")
    for size in sizes:
        print(f"the slowest at {size:,}, by their number:")
        for milliseconds, number, path in figures[size]["slowest"]:
            when = "first after the start" if number < FIRST else "later"
            print(f"  {milliseconds:7.2f} ms  {number:4}  {when:<21}  {urllib.parse.unquote(path)}")
    return is_met and is_flat


if __name__ == "__main__":
    main()
