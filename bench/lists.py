"""What lists cost: processor time a request of an optimised build, at 100, 1,000 and 10,000 files: lists.py PROGRAM ROOT.

Each file has its owner, and three assessments of the default grid's eighteen checkpoints. A juror reads fifteen files whatever
the edition: juries grow with it. Rows are written straight into SQLite before the program runs."""

import contextlib
import http.client
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import time

import stage

LOAD = 15
SIZES = (100, 1_000, 10_000)
DAY = 86_400_000
GROWTH = 1.3
TICK = os.sysconf("SC_CLK_TCK")
EDITION = stage.KEY.format(2)
LEAD, CHAIR, JUROR = "lead@example.org", "chair@example.org", "juror-0@example.org"

WORKBOOK = "files as XLSX"
# Name, who asks, path, target in ms at 1,000 files (None: only told), whether the growth is held to its target.
PAGES = [
    ("board of readers", LEAD, "/agence/editions/2014/jury/lectures", 10, True),
    ("results, by number", CHAIR, "/jury/2014/resultats", 8, True),
    ("results, by mean", CHAIR, "/jury/2014/resultats?tri=-moyenne", None, False),
    ("decisions", CHAIR, "/agence/editions/2014/decisions", None, False),
    ("juror's desk", JUROR, "/jury", 2.5, True),
    ("marking screen", JUROR, "/jury/dossiers/{assessment}", 2.5, True),
    ("interest statements", JUROR, "/jury/2014/interets", None, False),
    ("list of jurors", LEAD, "/agence/editions/2014/jury", None, False),
    ("home page of the lead", LEAD, "/ma-page", 6, False),
    ("list of files", LEAD, "/agence/editions/2014/dossiers", 5, False),
    ("files found by a word", LEAD, "/agence/editions/2014/dossiers?q=quartier", 5, False),
    ("files as CSV", LEAD, "/agence/editions/2014/dossiers.csv", None, False),
    (WORKBOOK, LEAD, "/agence/editions/2014/dossiers.xlsx", None, False),
]


def key(kind, number):
    return f"01480000-{kind:04x}-7000-8000-{number:012d}"


def run(program, *words):
    ended = subprocess.run([str(program), *map(str, words)], capture_output=True, text=True, timeout=600)
    if ended.returncode != 0:
        raise SystemExit(f"bench: {' '.join(map(str, words))}\n{ended.stdout[-2000:]}{ended.stderr[-2000:]}")
    return ended.stdout


def generate(path, files, checkpoints):
    """An edition under way with that many files; the assessment that its first juror has still to send."""
    now = int(time.time() * 1000)
    jurors = max(3, files * 3 // LOAD)
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA synchronous = OFF")
        grid = database.execute("SELECT id FROM grid").fetchone()[0]
        database.execute("INSERT INTO edition_grid (edition, grid, frozen_at) VALUES (?, ?, ?)", [EDITION, grid, now])
        database.execute(
            "INSERT INTO phase (id, edition, kind, name_fr, position, starts_at, ends_at) VALUES (?, ?, 'jury', 'Lecture', 0, ?, ?)",
            [key(4, 1), EDITION, now - 10 * DAY, now + 20 * DAY])
        people(database, jurors, now)
        submissions(database, files, now)
        return assessments(database, files, jurors, checkpoints, now)


def people(database, jurors, now):
    def person(number, email, role, edition):
        database.execute(
            "INSERT INTO person (id, email, email_key, name, created_at) VALUES (?, ?, ?, ?, ?)",
            [key(1, number), email, email, f"Personne {number}", now])
        database.execute(
            "INSERT INTO role_grant (id, person, role, edition, granted_at) VALUES (?, ?, ?, ?, ?)",
            [key(7, number), key(1, number), role, edition, now])

    def seat(number, is_chair):
        database.execute(
            "INSERT INTO juror (id, edition, person, is_chair, state, agreed_at, invited_at) VALUES (?, ?, ?, ?, 'active', ?, ?)",
            [key(16, number), EDITION, key(1, number), is_chair, now, now])

    person(900_001, LEAD, "campaign-lead", EDITION)
    person(900_002, CHAIR, "chair", EDITION)
    seat(900_002, 1)
    for number in range(jurors):
        person(number, f"juror-{number}@example.org", "juror", EDITION)
        seat(number, 0)


def submissions(database, files, now):
    words = "Dans ce quartier, des salariés et des habitants tiennent ensemble un atelier ouvert le soir. " * 4
    for number in range(files):
        database.execute(
            "INSERT INTO organisation (id, name, name_key, department, created_at) VALUES (?, ?, ?, '25', ?)",
            [key(5, number), f"Association {number}", f"association {number}", now])
        database.execute(
            "INSERT INTO initiative (id, slug, title, created_at) VALUES (?, ?, ?, ?)",
            [key(8, number), f"initiative-{number}", f"Initiative numéro {number}", now])
        database.execute(
            """INSERT INTO submission (id, edition, initiative, organisation, confirmed_organisation, state, number, title,
                   eligibility, created_at, updated_at, transmitted_at)
               VALUES (?, ?, ?, ?, ?, 'transmitted', ?, ?, 'eligible', ?, ?, ?)""",
            [key(6, number), EDITION, key(8, number), key(5, number), key(5, number), f"2014-{number:05d}",
             f"Initiative numéro {number} du quartier", now, now, now])
        owner = key(1, 500_000 + number)
        database.execute(
            "INSERT INTO person (id, email, email_key, name, created_at) VALUES (?, ?, ?, ?, ?)",
            [owner, f"writer-{number}@example.org", f"writer-{number}@example.org", f"Porteur {number}", now])
        database.execute(
            "INSERT INTO role_grant (id, person, role, edition, granted_at) VALUES (?, ?, 'submitter', ?, ?)",
            [key(7, 500_000 + number), owner, EDITION, now])
        database.execute(
            "INSERT INTO submission_author (submission, person, role) VALUES (?, ?, 'owner')", [key(6, number), owner])
        database.executemany(
            "INSERT INTO submission_answer (submission, field, value, updated_at) VALUES (?, ?, ?, ?)",
            [(key(6, number), field, words, now) for field in ("summary", "need", "response", "novelty")])
        database.execute(
            "INSERT INTO file_result (submission, edition, readers, is_stale) VALUES (?, ?, 3, 1)", [key(6, number), EDITION])
        database.execute(
            """INSERT INTO file_progress (submission, edition, state, eligibility, changed_at, is_stale)
               VALUES (?, ?, 'transmitted', 'eligible', ?, 1)""", [key(6, number), EDITION, now])


def assessments(database, files, jurors, checkpoints, now):
    draft = None
    for number in range(files):
        for place in range(3):
            count = 3 * number + place
            juror, is_sent = key(16, count % jurors), count // jurors % 3 > 0
            assessment = key(17, count)
            draft = draft or (None if is_sent or count % jurors else assessment)
            database.execute(
                "INSERT INTO interest (juror, submission, degree, declared_at) VALUES (?, ?, 'none', ?)",
                [juror, key(6, number), now])
            database.execute(
                """INSERT INTO assessment (id, submission, juror, state, assigned_at, started_at, sent_at)
                   VALUES (?, ?, ?, ?, ?, ?, ?)""",
                [assessment, key(6, number), juror, "sent" if is_sent else "draft", now, now, now if is_sent else None])
            database.executemany(
                "INSERT INTO mark (assessment, checkpoint, kind, points, comment, updated_at) VALUES (?, ?, 'level', ?, ?, ?)",
                [(assessment, checkpoint, (count * 7 + position) % 5, "Vu dans le dossier.", now)
                 for position, checkpoint in enumerate(checkpoints)])
    return draft


class Session:
    """Somebody signed in by the link that the program prints."""

    def __init__(self, program, database, address, email):
        said = run(program, "account", "link", "--email", email, "--address", address, "--database", database)
        link, digits = re.search(r"\S*/connexion/\S+", said)[0], re.search(r"^\d{6}$", said, re.M)[0]
        self.host = address.removeprefix("http://")
        self.connection = http.client.HTTPConnection(self.host, timeout=120)
        self.cookie = ""
        path = "/" + link.split("/", 3)[3]
        _, headers, page = self.ask("GET", path)
        self.cookie, token = stage.given(page.decode(), headers)
        status, headers, _ = self.ask("POST", path, f"code={digits}&token={token}")
        if status != 303:
            raise SystemExit(f"bench: {email} is not let in: {status}")
        self.cookie = headers["Set-Cookie"].split(";")[0]

    def ask(self, method, path, body=None, **headers):
        head = {"Cookie": self.cookie, "Origin": f"http://{self.host}"} | headers
        if method == "POST":
            head["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self.answer(method, path, body or ("" if method == "POST" else None), head)
        return answer.status, answer.headers, answer.read()

    def answer(self, *words):
        """The server closes a connection on which nothing was asked for a while."""
        try:
            self.connection.request(*words)
            return self.connection.getresponse()
        except http.client.RemoteDisconnected:
            self.connection.close()
            self.connection.request(*words)
            return self.connection.getresponse()


def processor(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid):
    return int(re.search(r"VmHWM:\s+(\d+) kB", pathlib.Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def cost(pid, ask, seconds=1.0):
    """Milliseconds of processor time a request, over as many as a second of it takes; the size of an answer."""
    for _ in range(3):
        size = ask()
    before, count = processor(pid), 0
    while processor(pid) - before < seconds:
        for _ in range(10 if count else 1):
            size, count = ask(), count + 1
    return (processor(pid) - before) / count * 1000, size


def get(session, path):
    status, _, body = session.ask("GET", path)
    if status != 200:
        raise SystemExit(f"bench: {path} answers {status}")
    return len(body)


def saving(session, assessment, checkpoint):
    """Saves a mark, another one each time."""
    path = f"/jury/dossiers/{assessment}"
    page = session.ask("GET", f"{path}?point={checkpoint}")[2].decode()
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    state = {"revision": int(re.search(r'name="revision" value="(\d+)"', page)[1]), "mark": 0}

    def save():
        state["mark"] = state["mark"] % 3 + 1
        body = f"token={token}&revision={state['revision']}&mark={state['mark']}&comment=Vu"
        status, _, answer = session.ask("POST", f"{path}/points/{checkpoint}", body, Accept="application/json")
        if status != 200:
            raise SystemExit(f"bench: a mark is not saved: {status}")
        state["revision"] = int(re.search(rb'"revision":(\d+)', answer)[1])
        return len(answer)

    return save


def wait_until_reckoned(path, seconds=120):
    """The program reckons what came without figures by a task of its own."""
    end = time.monotonic() + seconds
    with contextlib.closing(sqlite3.connect(path, timeout=30)) as database:
        while any(database.execute(f"SELECT count(*) FROM {table} WHERE is_stale = 1").fetchone()[0]
                  for table in ("file_result", "file_progress")):
            if time.monotonic() > end:
                raise SystemExit("bench: what came without figures was not reckoned")
            time.sleep(0.5)


def measure(program, root, files, folder):
    database = folder / f"{files}.sqlite"
    run(program, "migrate", "--database", database)
    stage.rows_of_a_campaign(database)
    grid = root / "Reference" / "grids" / "social-innovation-default.yaml"
    run(program, "grid", "add", grid, "--database", database)
    checkpoints = re.findall(r"^  - id: (\S+)$", grid.read_text().split("\ncheckpoints:")[1], re.M)
    assessment = generate(database, files, checkpoints)
    figures = {}
    with stage.server(program, database, folder) as (site, child, _):
        wait_until_reckoned(database)
        sessions = {email: Session(program, database, site, email) for email in (LEAD, CHAIR, JUROR)}
        for name, who, path, _, _ in PAGES:
            path = path.format(assessment=assessment)
            figures[name] = cost(child.pid, lambda: get(sessions[who], path))
            # Pages of others must not weigh on the memory of these.
            if name == "list of jurors":
                figures["memory at its peak"] = (memory(child.pid), 0)
            if name == WORKBOOK:
                figures["memory after the workbook"] = (memory(child.pid), 0)
        figures["save of a mark"] = cost(child.pid, saving(sessions[JUROR], assessment, checkpoints[0]))
    database.unlink()
    return figures


def main():
    figures = stage.of_each_size(measure, SIZES)
    say(figures, list(figures))


def say(figures, sizes):
    rows = [(name, target, held) for name, _, _, target, held in PAGES] + [("save of a mark", 1.5, True)]
    reference = 1_000 if 1_000 in sizes else sizes[-1]
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end; milliseconds of processor time a request.")
    print("  ".join(["page".ljust(24), *(f"{size:>9,}" for size in sizes), "  KB", "growth", "target"]))
    is_met = True
    for name, target, is_held in rows:
        costs = [figures[size][name][0] for size in sizes]
        growth = costs[-1] / costs[0]
        at, kilobytes = figures[reference][name]
        missed = [] if target is None or at <= target else [f"> {target} ms"]
        missed += [f"growth > {GROWTH}"] if is_held and growth > GROWTH else []
        words = "" if target is None else f"≤ {target} ms " + ("MISSED " + ", ".join(missed) if missed else "met")
        is_met = is_met and not missed
        print("  ".join(
            [name.ljust(24), *(f"{cost:9.2f}" for cost in costs), f"{kilobytes / 1024:4.0f}", f"{growth:6.2f}", words]))
    peak = figures[sizes[-1]]["memory at its peak"][0]
    is_met = is_met and peak <= 120
    print(f"memory at its peak with {sizes[-1]:,} files: {peak:.0f} MB, ≤ 120 MB {'met' if peak <= 120 else 'MISSED'}")
    size = sizes[-1]
    rows, after = size / figures[size][WORKBOOK][0] * 1_000, figures[size]["memory after the workbook"][0]
    print(f"{WORKBOOK}, {size:,} files: {rows:,.0f} rows a second of processor; {after:.0f} MB after it")
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
