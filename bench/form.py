"""What the form, its files and its papers cost, against their targets: form.py PROGRAM ROOT [--only MEASURE]. Exit code 1 when
one is missed.

Each measure is a function of the house under measure that answers rows. Files are sent by owners who are signed in, to drafts of
theirs, as the page's script sends them; the data lies in the folder for temporary files (TMPDIR)."""

import argparse
import contextlib
import os
import pathlib
import re
import socket
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
import typing

import files
import lists
import stage
import told

FILE = lists.key(6, 0)
COLD, WARM = 5, 20
MB = 1_000_000
OWNERS = 10
QUESTIONS = 120


class Row(typing.NamedTuple):
    """A figure, and what it may be at most, or, where that is said, must be at least; without a target it is only told."""

    name: str
    figure: float
    unit: str
    target: float | None = None
    at_least: bool = False

    @property
    def is_missed(self):
        if self.target is None:
            return False
        return self.figure < self.target if self.at_least else self.figure > self.target

    def __str__(self):
        target = "" if self.target is None else f"{'≥' if self.at_least else '≤'} {self.target:,g} {self.unit}"
        return f"{self.name:58}{self.figure:>10,.2f} {self.unit:5}{target:>14}{'  MISSED' if self.is_missed else ''}"


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

    def open_call(self):
        """Files can be begun and sent."""
        now = int(time.time() * 1000)
        with contextlib.closing(sqlite3.connect(self.database)) as database, database:
            database.execute(
                "INSERT INTO phase (id, edition, kind, name_fr, position, starts_at, ends_at) VALUES (?, ?, 'call', 'Appel', 1, ?, ?)",
                [lists.key(4, 2), lists.EDITION, now - lists.DAY, now + 30 * lists.DAY])

    def visitor(self, site, email):
        session = lists.Session(self.program, self.database, site, email)
        return files.Visitor(session.host, session.cookie)

    def owners(self, site, count, questions=files.TEXT):
        """So many people, each with a draft of a form that asks that: (who, where)."""
        self.open_call()
        files.publish(self.visitor(site, lists.LEAD), "2014", files.form("trial", questions))
        found = []
        for number in range(count):
            email = f"owner-{number}@example.org"
            lists.run(self.program, "account", "add", "--email", email, "--name", f"Porteur {number}", "--database", self.database)
            owner = self.visitor(site, email)
            found.append((owner, files.begin_file(owner, f"Dossier {number}")))
        return found

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
        Row("PDF of a file, cold", statistics.median(cold), "s", 0.8),
        Row("PDF of a file, warm", statistics.median(warm), "s", 0.25),
    ]


class Memory:
    """What a process holds at its peak while a block lasts, in MB, by the kernel's own count; and before."""

    def __init__(self, pid):
        self.pid = pid

    def __enter__(self):
        pathlib.Path(f"/proc/{self.pid}/clear_refs").write_text("5")
        self.before = lists.memory(self.pid)
        return self

    def __exit__(self, *_):
        self.peak = lists.memory(self.pid)


def memory_of_uploads(house):
    """Ten owners send a file of the largest size at once; and whether a larger file takes more memory than a small one."""
    rows = []
    with house.opened() as (session, child):
        site = f"http://{session.host}"
        owners = house.owners(site, OWNERS)
        places = [files.Place(owner, file, "papers") for owner, file in owners]
        for size in 1 * MB, 5 * MB, files.MOST:
            papers = [files.paper(size, 100 * number + size) for number in range(OWNERS)]
            threads = [threading.Thread(target=place.send, args=(f"{size}.pdf", paper)) for place, paper in zip(places, papers)]
            with Memory(child.pid) as memory:
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
            rows.append((size, memory.before, memory.peak))
        largest = rows[-1][2]
        announced = refused_at_once(places[0], child.pid)
    told = [Row(f"  peak while ten files of {size // MB} MB upload (before: {before:.0f} MB)", peak, "MB", 200 if size == files.MOST else None)
            for size, before, peak in rows]
    # What the first of them took, the rest may take again.
    return told + [
        Row("  twenty times as large takes more memory by", max(0, largest - rows[0][2]), "MB", 40),
        Row("  a file of 2 GB, as pieces and as a form, takes more by", announced, "MB", 5)]


def refused_at_once(place, pid):
    """What a file of 2 GB costs: it must be refused before it is sent."""
    with Memory(pid) as memory:
        status, said = place.begin("film.pdf", 2 << 30)
        if status != 422 or "sentence" not in said:
            raise SystemExit(f"bench: a file of 2 GB is answered {status} {said}")
        with socket.create_connection(place.visitor.host.split(":")) as line:
            line.settimeout(20)
            head = (f"POST {place.path}/fichiers HTTP/1.1\r\nHost: {place.visitor.host}\r\nCookie: {place.visitor.cookie}\r\n"
                    f"Origin: http://{place.visitor.host}\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                    f"Content-Length: {2 << 30}\r\n\r\n")
            # As browsers do: what stands before the file says whose form it is, and of the file itself nothing is sent.
            before = (f'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\n{place.token}\r\n'
                      '--b\r\nContent-Disposition: form-data; name="file"; filename="film.pdf"\r\n'
                      'Content-Type: application/pdf\r\n\r\n')
            line.sendall((head + before).encode())
            answer = line.recv(100).decode(errors="replace")
            if not answer.startswith(("HTTP/1.1 413", "HTTP/1.1 422")):
                raise SystemExit(f"bench: a form with a file of 2 GB is answered {answer[:40]!r}")
    return max(0, memory.peak - memory.before)


def speed_of_an_upload(house):
    """A file of the largest size, by pieces and by a form: hashed and put to disk. Beside it, what loopback and this disk do."""
    with house.opened() as (session, child):
        (owner, file), = house.owners(f"http://{session.host}", 1)
        place = files.Place(owner, file, "papers")
        by_pieces, by_form, spent = [], [], []
        for number in range(6):
            paper = files.paper(files.MOST, number)
            began, before = time.monotonic(), lists.processor(child.pid)
            if number % 2:
                status, _ = place.send_form(f"form-{number}.pdf", paper)
                if status != 303:
                    raise SystemExit(f"bench: a form with a file is answered {status}")
            else:
                place.send(f"pieces-{number}.pdf", paper)
            (by_form if number % 2 else by_pieces).append(files.MOST / MB / (time.monotonic() - began))
            spent.append(lists.processor(child.pid) - before)
            wait_until_looked_at(house)
    line, disk = loopback(files.MOST), disk_of(house.folder, files.MOST)
    pieces = statistics.median(by_pieces)
    return [
        Row("upload of 20 MB in pieces, hashed and on the disk", pieces, "MB/s", 100, at_least=True),
        Row("upload of 20 MB by a plain form, the same", statistics.median(by_form), "MB/s", 100, at_least=True),
        Row("  processor an upload of 20 MB takes", 1000 * statistics.mean(spent), "ms"),
        Row("  raw loopback, read and thrown away", line, "MB/s"),
        Row("  this disk, written and put to it in pieces of 4 MB", disk, "MB/s"),
        Row("  in pieces, of raw loopback", 100 * pieces / line, "%")]


def wait_until_looked_at(house, seconds=60):
    end = time.monotonic() + seconds
    with contextlib.closing(sqlite3.connect(house.database, timeout=30)) as database:
        while database.execute("SELECT count(*) FROM media WHERE state = 'waiting'").fetchone()[0]:
            if time.monotonic() > end:
                raise SystemExit("bench: a file is still not looked at")
            time.sleep(0.05)


def loopback(size):
    """Megabytes a second from one process to another thread of it, and nothing done with them."""
    listener = socket.create_server(("127.0.0.1", 0))

    def take():
        with listener.accept()[0] as line:
            while line.recv(1 << 18):
                pass
            line.sendall(b".")

    speeds = []
    for _ in range(3):
        taking = threading.Thread(target=take)
        taking.start()
        data, began = bytes(size), time.monotonic()
        with socket.create_connection(listener.getsockname()) as line:
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
            line.recv(1)
        speeds.append(size / MB / (time.monotonic() - began))
        taking.join()
    listener.close()
    return statistics.median(speeds)


def disk_of(folder, size):
    """As a file comes: in pieces, each put to disk, and copied once to where it is kept."""
    import os

    speeds, data = [], os.urandom(size)
    for number in range(3):
        began = time.monotonic()
        for name in f"came-{number}", f"kept-{number}":
            with open(folder / name, "wb", buffering=0) as file:
                for place in range(0, size, files.PIECE if name.startswith("came") else size):
                    file.write(data[place:place + (files.PIECE if name.startswith("came") else size)])
                    os.fsync(file.fileno())
        speeds.append(size / MB / (time.monotonic() - began))
    return statistics.median(speeds)


def processor_with_children(pid):
    """Seconds, with those of ended children: pictures and papers are read by processes apart."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / lists.TICK


def preparing_pictures(house):
    """Twelve million pixels, from the last byte of the upload until its forms are there."""
    makes, rows, pictures = files.Pictures(house.folder), [], {}
    for ending in "jpg", "heic", "webp", "png":
        # Without a coarse grain a PNG would be more than may be sent.
        path = makes.make(f"image.{ending}", 4000, 3000, grain=100 if ending == "png" else 4)
        if path is None:
            print(f"  {ending.upper()} of 12 MP: libvips here writes none, so it is not measured")
        else:
            pictures[ending] = path.read_bytes()
    with house.opened() as (session, child):
        (owner, file), = house.owners(f"http://{session.host}", 1)
        place = files.Place(owner, file, "pictures")
        for ending, data in pictures.items():
            name = f"image.{ending}"
            spent, began = processor_with_children(child.pid), time.monotonic()
            said = place.send(name, data)
            if (state := place.wait(said["id"])) != "ready":
                raise SystemExit(f"bench: {name} is {state}")
            # A tick more than it took: what was begun is counted when its process has ended.
            time.sleep(0.1)
            what = f"{ending.upper()} of 12 MP, {len(data) / MB:.1f} MB"
            rows.append(Row(f"{what}: processor until it is ready", processor_with_children(child.pid) - spent, "s", 3))
            rows.append(Row("  time until it is ready, upload included", time.monotonic() - began, "s"))
    return rows


KINDS = [
    "kind: line, limit: 150", "kind: text, limit: 1500", 'kind: number, least: 0, most: 1000, unit: {fr: "personnes"}',
    'kind: choice, choices: [{id: a, fr: "Un"}, {id: b, fr: "Deux"}, {id: c, fr: "Trois"}]', "kind: date", "kind: money",
    'kind: choices, choices: [{id: a, fr: "Un"}, {id: b, fr: "Deux"}, {id: c, fr: "Trois"}]', "kind: website", "kind: tick",
    "kind: period",
]


def long_form(house):
    """A form of 120 questions on one page, each answered, a tenth of them on a condition."""
    def question(number):
        when = f", when: [{{field: q{number - 10}, test: answered}}]" if number % 10 == 5 and number > 10 else ""
        words = f'label: {{fr: "Question {number} de ce formulaire"}}, hint: {{fr: "En quelques mots, sans abréviation."}}'
        return f"      - {{id: q{number}, {KINDS[number % len(KINDS)]}, {words}{when}}}\n"

    # The title, the name, pictures and files are four of them.
    asked = "".join(question(number) for number in range(QUESTIONS - 4))
    values = ["Une ligne", "Dans ce quartier, des salariés tiennent un atelier. " * 10, "12", "a", "2014-05-02", "12,50", "a", "https://a.example", "on", ""]
    with house.opened() as (session, child):
        (owner, file), = house.owners(f"http://{session.host}", 1, asked)
        now, key = int(time.time() * 1000), file.rsplit("/", 1)[1]
        with contextlib.closing(sqlite3.connect(house.database, timeout=30)) as database, database:
            database.executemany(
                "INSERT OR REPLACE INTO submission_answer (submission, field, value, updated_at) VALUES (?, ?, ?, ?)",
                [(key, f"q{number}", values[number % 10], now) for number in range(QUESTIONS - 4) if values[number % 10]])
        page = owner.page(f"{file}/parties/mesure")
        there = len(set(re.findall(r'name="(q\d+)', page)))
        if there < (QUESTIONS - 4) * 9 // 10:
            raise SystemExit(f"bench: the page asks {there} questions only")
        spent, size = lists.cost(child.pid, lambda: len(owner.page(f"{file}/parties/mesure")))
    return [Row(f"form of {QUESTIONS} questions, one page of {size / 1000:.0f} kB: processor", spent, "ms", 3)]


def what_pictures_tell(house):
    """Nothing of who took them, where and with what, in any format."""
    with house.opened() as (session, _):
        (owner, file), = house.owners(f"http://{session.host}", 1)
        given, telling = told.pictures_given(house, owner, file)
    for line in telling:
        print(f"  TOLD {line}")
    return [Row(f"fields of place, name or number in {given} forms of pictures", len(telling), "", 0)]


MEASURES = [paper_of_a_file, memory_of_uploads, speed_of_an_upload, preparing_pictures, what_pictures_tell, long_form]


def main():
    stage.end_when_told()
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--only", choices=[measure.__name__ for measure in MEASURES], action="append")
    given = parser.parse_args()
    missed = False
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start.")
    for measure in MEASURES:
        if given.only and measure.__name__ not in given.only:
            continue
        with tempfile.TemporaryDirectory(prefix="rallynov-bench-") as name:
            for row in measure(House(given.program, given.root, pathlib.Path(name))):
                missed = missed or row.is_missed
                print(row, flush=True)
    sys.exit(1 if missed else 0)


main()
