"""What the form, its files and its papers cost, against their targets: form.py PROGRAM ROOT. Exit code 1 when one is missed.

Each measure is a function of the house under measure that answers rows of (name, figure, unit, target)."""

import argparse
import contextlib
import pathlib
import re
import sqlite3
import statistics
import sys
import tempfile
import time

import lists
import stage

FILE = lists.key(6, 0)
COLD, WARM = 5, 20


class House:
    """A database with one edition and one whole file, and the program that is measured."""

    def __init__(self, program, root, folder):
        self.program, self.root, self.folder = program, root, folder
        self.database = folder / "form.sqlite"
        lists.run(program, "migrate", "--database", self.database)
        stage.rows_of_a_campaign(self.database)
        grid = root / "Reference" / "grids" / "social-innovation-default.yaml"
        lists.run(program, "grid", "add", grid, "--database", self.database)
        checkpoints = re.findall(r"^  - id: (\S+)$", grid.read_text().split("\ncheckpoints:")[1], re.M)
        lists.generate(self.database, 3, checkpoints)
        self.answer_everything()

    def answer_everything(self):
        """Each text as long as it may be: the longest file that can be sent."""
        form = (self.root / "Reference" / "forms" / "social-innovation-default.yaml").read_text()
        texts = re.findall(r"- id: (\S+)\n +kind: (?:text|line)\n +limit: (\d+)", form)
        words = "Dans ce quartier, des salariés et des habitants tiennent ensemble un atelier ouvert le soir. "
        now = int(time.time() * 1000)
        with contextlib.closing(sqlite3.connect(self.database)) as database, database:
            database.executemany(
                "INSERT OR REPLACE INTO submission_answer (submission, field, value, updated_at) VALUES (?, ?, ?, ?)",
                [(FILE, field, (words * 80)[:int(limit)].strip(), now) for field, limit in texts])

    @contextlib.contextmanager
    def opened(self):
        """The program, and a session of whoever runs the edition."""
        with stage.server(self.program, self.database, self.folder) as (site, child, _):
            yield lists.Session(self.program, self.database, site, lists.LEAD), child


def paper_of_a_file(house):
    """The first one since the program began, and those after it, as whoever asks waits for them."""
    path = f"/agence/dossiers/{FILE}/dossier.pdf"

    def ask(session):
        began = time.monotonic()
        status, headers, body = session.ask("GET", path)
        spent = time.monotonic() - began
        if status != 200 or not body.startswith(b"%PDF"):
            raise SystemExit(f"bench: {path} answers {status}, {headers['Content-Type']}: bin/setup prepares what makes papers")
        return spent

    cold, warm = [], []
    for _ in range(COLD):
        with house.opened() as (session, _):
            # A page first: the program is warm, what makes papers is not.
            lists.get(session, f"/agence/dossiers/{FILE}")
            cold.append(ask(session))
            warm += [ask(session) for _ in range(WARM // COLD)]
    return [
        ("PDF of a file, cold", statistics.median(cold), "s", 0.8),
        ("PDF of a file, warm", statistics.median(warm), "s", 0.25),
    ]


MEASURES = [paper_of_a_file]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("root", type=pathlib.Path)
    given = parser.parse_args()
    missed = False
    print(f"{'':44}{'measured':>12}{'target':>12}")
    for measure in MEASURES:
        with tempfile.TemporaryDirectory(prefix="rallynov-bench-") as name:
            for what, figure, unit, target in measure(House(given.program, given.root, pathlib.Path(name))):
                is_missed = figure > target
                missed = missed or is_missed
                print(f"{what:44}{figure:>10.2f} {unit}{target:>10.2f} {unit}{'  MISSED' if is_missed else ''}")
    sys.exit(1 if missed else 0)


main()
