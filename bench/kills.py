"""Kills what must happen whole or not at all, at any moment of it, and looks at what is left: crash.py's `--kill`.

restore   a copy put in the place of a database: afterwards it holds the old rows or the copy's, all of either; nothing is left beside
start     the first start on an empty database: the next one is ready and holds the whole demonstration
migrate   a database of an older program taken to a newer one: the next `migrate` ends it, and the program opens it
"""

import os
import pathlib
import random
import re
import shutil
import subprocess
import tempfile
import time

import stage


class Trial:
    def __init__(self, program, engine, folder):
        self.program, self.engine, self.folder = program, engine, pathlib.Path(tempfile.mkdtemp(dir=folder))
        self.root = os.environ["RALLYNOV_ROOT"]
        self.faults, self.count = [], 0

    def database(self, template=None):
        """A new one, empty or as the template is; nobody may be connected to the template."""
        self.count += 1
        if self.engine == "sqlite":
            path = self.folder / f"{self.count}.sqlite"
            if template:
                shutil.copy(template.removeprefix("sqlite:"), path)
            return f"sqlite:{path}"
        server, name = os.environ["RALLYNOV_TEST_POSTGRES"], f"kills_{os.getpid()}_{self.folder.name}_{self.count}"
        like = f' TEMPLATE "{template.rsplit("/", 1)[1]}"' if template else ""
        self.ask_server(server, f'CREATE DATABASE "{name}"{like}')
        return server.rsplit("/", 1)[0] + "/" + name

    def ask_server(self, address, statement):
        # The server lets go of a connection a moment after its program is gone.
        for _ in range(50):
            command = ["psql", "--quiet", "--tuples-only", "--no-align", "--dbname", address, "--command", statement]
            answer = subprocess.run(command, capture_output=True, text=True)
            if answer.returncode == 0:
                return answer.stdout.split()
            time.sleep(0.1)
        raise SystemExit(f"crash: {statement}: {answer.stderr}")

    def run(self, *words, root=None):
        command = [self.program, *words, "--root", root or self.root]
        return subprocess.run(command, capture_output=True, text=True, cwd=self.folder, timeout=120)

    def done(self, *words, root=None):
        answer = self.run(*words, root=root)
        if answer.returncode != 0:
            self.faults.append(f"{' '.join(words[:2])}: {answer.stderr.strip()}")
        return answer.stdout

    def killed(self, seconds, *words, root=None):
        """Starts it and kills it after so many seconds; true when it was still under way."""
        command = [self.program, *words, "--root", root or self.root]
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
        time.sleep(seconds)
        isUnderWay = child.poll() is None
        child.kill()
        child.wait(30)
        return isUnderWay

    def start(self, address, verb="demo"):
        """Starts the site until it is ready, and stops it; the seconds it took."""
        port = stage.free_port()
        command = [self.program, verb, "--database", address, "--listen", f"127.0.0.1:{port}", "--root", self.root]
        with open(self.folder / "log", "ab") as log:
            child = subprocess.Popen(command, stdout=log, stderr=log)
        begun = time.monotonic()
        try:
            stage.wait_until_ready(f"http://127.0.0.1:{port}/readyz", child, self.folder / "log", seconds=60)
        except SystemExit as fault:
            self.faults.append(f"a start after a kill: {fault}")
        seconds = time.monotonic() - begun
        child.terminate()
        child.wait(30)
        return seconds

    def rows(self, address):
        """How many rows the database holds, read from a copy of it, which says that it is whole."""
        copy = self.folder / "look"
        for name in copy, copy.with_name("look.sha256"):
            name.unlink(missing_ok=True)
        found = re.search(r"(\d+) rows", self.done("backup", str(copy), "--database", address))
        return found and int(found[1])

    def leftovers(self, address):
        if self.engine == "sqlite":
            path = pathlib.Path(address.removeprefix("sqlite:"))
            return [name.name for name in path.parent.glob(path.name + ".*")]
        schemas = self.ask_server(address, "SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)'")
        return [name for name in schemas if name != "public"]

    def expect(self, holds, words):
        if not holds:
            self.faults.append(words)


def restore(trial, rounds):
    address, copy = trial.database(), str(trial.folder / "copy")
    trial.start(address)
    trial.done("backup", copy, "--database", address)
    saved = trial.rows(address)
    trial.done("account", "add", "--email", "later@rallynov.example", "--name", "Later", "--database", address)
    later = trial.rows(address)
    template = address
    begun = time.monotonic()
    trial.done("restore", copy, "--replace", "--database", trial.database(template))
    usual = time.monotonic() - begun
    cut = {saved: 0, later: 0}
    under_way = 0
    for number in range(rounds):
        address = trial.database(template)
        under_way += trial.killed(random.uniform(0, 1.1 * usual), "restore", copy, "--replace", "--database", address)
        held = trial.rows(address)
        trial.expect(held in cut, f"after a killed restore: {held} rows, neither {later} nor {saved}")
        cut[held] = cut.get(held, 0) + 1
        trial.expect(not trial.leftovers(address), f"left beside: {trial.leftovers(address)}")
        if number % 5 == 0:
            trial.start(address)
        trial.done("restore", copy, "--replace", "--database", address)
        trial.expect(trial.rows(address) == saved, "a restore after a killed one is not the copy")
    print(f"  restore: {rounds} kills within {usual:.2f} s, {under_way} while it ran; left old {cut[later]}, new {cut[saved]}")


def start(trial, rounds):
    address = trial.database()
    usual = trial.start(address)
    people = len(trial.done("account", "list", "--database", address).strip().splitlines())
    under_way = 0
    for number in range(rounds):
        address, verb = trial.database(), ("demo", "serve")[number % 2]
        port = stage.free_port()
        words = verb, "--database", address, "--listen", f"127.0.0.1:{port}"
        under_way += trial.killed(random.uniform(0, 1.1 * usual), *words)
        trial.start(address, verb)
        found = len(trial.done("account", "list", "--database", address).strip().splitlines())
        trial.expect(found == (people if verb == "demo" else 0), f"after a killed first {verb}: {found} people")
    print(f"  first start: {rounds} kills within {usual:.2f} s, {under_way} before it was stopped")


def migrate(trial, rounds):
    template = trial.database()
    trial.start(template)
    root = trial.folder / "newer"
    for part in "Migrations", "Reference", "Site", "Locale":
        shutil.copytree(pathlib.Path(trial.root) / part, root / part)
    for number in range(9990, 9996):
        (root / "Migrations" / f"{number}_more.sql").write_text(
            f"CREATE TABLE more_{number} (id BIGINT PRIMARY KEY, words TEXT);\n"
            f"INSERT INTO more_{number} WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
            "SELECT i, 'word ' || i FROM n;\n"
        )
    begun = time.monotonic()
    trial.done("migrate", "--database", trial.database(template), root=str(root))
    usual = time.monotonic() - begun
    under_way = 0
    for _ in range(rounds):
        address = trial.database(template)
        under_way += trial.killed(random.uniform(0, 1.1 * usual), "migrate", "--database", address, root=str(root))
        said = trial.done("migrate", "--database", address, root=str(root))
        trial.expect("Steps taken" in said or "lacks nothing" in said, f"the next migrate says {said!r}")
        trial.done("account", "list", "--database", address, root=str(root))
        trial.expect(not list(trial.folder.glob("before-*.partial")) or "lacks" in said, "half a copy is left")
    print(f"  migrate: {rounds} kills within {usual:.2f} s, {under_way} while it ran")


def kill(what, program, engine, folder, rounds):
    trial = Trial(program, engine, folder)
    {"restore": restore, "start": start, "migrate": migrate}[what](trial, rounds)
    for fault in trial.faults:
        print(f"  FAULT {fault}")
    return not trial.faults
