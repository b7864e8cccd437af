"""Kills the program while people write, and looks for what it had acknowledged: crash.py PROGRAM [--rounds N] [--engine E]
[--kill restore|start|migrate] [--files kill|line|disk|scanner|store|copies] [--disk-full].

A juror marks files and a submitter fills in a form of a demonstration, each form saving itself as its script does. A
write counts once it was answered 200. After each `kill -9` and start, every field must hold what was last acknowledged, or
what was under way: nothing older, and no half of it. --kill kills a restore, a first start or a migration instead
(kills.py). --files is about what people send: kills while they do (uploads.py), what files need being away (away.py; disk as root), copies
meanwhile (copies.py). --disk-full (as root) fills the disk instead of killing: a small one, of SQLite or of a PostgreSQL server of its own.
"""

import argparse
import contextlib
import html
import http.client
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

import away
import copies
import kills
import stage
import uploads
from demonstration import Site, fill


class Person:
    """Somebody signed in, on one connection; a session outlives the program."""

    def __init__(self, site, role):
        self.site, self.cookie, self.connection = site, None, None
        door = site.door(role)
        answer, page = self.ask("GET", door)
        self.cookie, token = stage.given(page, answer.headers)
        answer, _ = self.ask("POST", door, urllib.parse.urlencode({"token": token}))
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]

    def ask(self, method, path, body=None, **headers):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=10)
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            return answer, answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.leave()
            raise

    def leave(self):
        self.connection.close()
        self.connection = None

    def page(self, path):
        answer, text = self.ask("GET", path)
        if answer.status != 200:
            raise SystemExit(f"crash: {path} answered {answer.status}")
        return text

    def copy(self):
        other = object.__new__(Person)
        other.site, other.cookie, other.connection = self.site, self.cookie, None
        return other


class Form:
    """A form that saves itself: one text of it, and a level where it has some."""

    def __init__(self, path, text):
        self.path = path
        self.form = re.search(r'<form\b[^>]*data-autosave="([^"]*)"[^>]*>(.*?)</form>', text, re.DOTALL)

    @property
    def action(self):
        return html.unescape(self.form[1])

    def hidden(self, name):
        return re.search(rf'name="{name}" value="([^"]*)"', self.form[2])[1]

    @property
    def area(self):
        """Its first text area, and what stands in it."""
        found = re.search(r'<textarea\b[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', self.form[2], re.DOTALL)
        return found and (found[1], html.unescape(found[2].removeprefix("\n")))

    @property
    def level(self):
        found = re.search(r'name="mark"[^>]*value="(\d)"[^>]* checked', self.form[2])
        return found and found[1]

    @property
    def has_levels(self):
        return 'name="mark"' in self.form[2]

    @property
    def held(self):
        return self.area[1], self.level


class Writer:
    """One file, written by one person, a page of it after the other: its pages share one revision."""

    def __init__(self, person, pages, number):
        self.person, self.pages, self.number = person, pages, number
        self.acknowledged, self.under_way = {}, {}
        self.saved = self.refused = 0
        self.last_refusal = None

    def run(self, stop, filler=""):
        """Saves until it is told to stop, or nobody answers."""
        with contextlib.suppress(OSError, http.client.HTTPException):
            form = Form(self.pages[0], self.person.page(self.pages[0]))
            revision, token = form.hidden("revision"), form.hidden("token")
            forms = [Form(page, self.person.page(page)) for page in self.pages]
            while not stop.is_set():
                form = random.choice(forms)
                self.saved += 1
                text = f"écrit {self.number}.{self.saved} " + "mot " * random.randrange(40) + filler + "fin"
                level = str(random.randrange(1, 4)) if form.has_levels else None
                self.under_way[form.path] = text, level
                status, said = self.save(form, revision, token, text, level)
                if status == 200:
                    revision = json.loads(said)["revision"]
                    self.acknowledged[form.path] = self.under_way.pop(form.path)
                else:
                    self.refused, self.last_refusal = self.refused + 1, status
                    del self.under_way[form.path]
                    if self.refused > 20:
                        return

    def save(self, form, revision, token, text, level):
        fields = {"token": token, "revision": revision, form.area[0]: text} | ({"mark": level} if level else {})
        answer, said = self.person.ask("POST", form.action, urllib.parse.urlencode(fields), Accept="application/json")
        return answer.status, said

    def lost(self):
        """The pages that hold neither what was acknowledged last nor what was under way."""
        wrong = []
        for path, last in self.acknowledged.items():
            held = Form(path, self.person.page(path)).held
            if held not in (last, self.under_way.get(path)):
                wrong.append(f"{path}: acknowledged {last}, held {held}")
            else:
                self.acknowledged[path] = held
        self.under_way = {}
        return wrong


def links(person, path, pattern):
    return sorted(set(re.findall(rf'href="({pattern})"', person.page(path))))


def writers(site):
    juror, submitter = Person(site, "juror"), Person(site, "submitter")
    found = []
    for file in links(juror, "/jury", r"/jury/dossiers/[0-9a-f-]{36}"):
        add(found, juror, links(juror, file, re.escape(file) + r"\?point=[^\"#]+"))
    for title in "Premier dossier", "Second dossier":
        file = begin(submitter, title)
        add(found, submitter, links(submitter, file, re.escape(file) + r"/parties/[^\"#?]+"))
    if len({writer.person.cookie for writer in found}) < 2:
        raise SystemExit("crash: the demonstration must have a file to mark and a form to fill in")
    return found


def begin(person, title):
    token = re.search(r'name="token" value="([^"]*)"', person.page("/dossiers/nouveau"))[1]
    fields = {"token": token, "title": title, "organisation": "Atelier de mesure"}
    answer, _ = person.ask("POST", "/dossiers/nouveau", urllib.parse.urlencode(fields))
    return answer.headers["Location"].partition("/parties/")[0]


def add(found, person, pages):
    """A file, when it can be written: the parts that have a text."""
    answers = [(page, person.ask("GET", page)) for page in pages]
    forms = [Form(page, text) for page, (answer, text) in answers if answer.status == 200]
    writable = [form.path for form in forms if form.form and form.area]
    if writable:
        found.append(Writer(person.copy(), writable, len(found)))


def crash(site, rounds):
    seconds, lost = [site.start()], 0
    people = writers(site)
    for number in range(rounds):
        stop = threading.Event()
        threads = [threading.Thread(target=writer.run, args=(stop,)) for writer in people]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(0.3, 1.5))
        site.kill()
        stop.set()
        for thread in threads:
            thread.join(20)
        seconds.append(site.start())
        wrong = [line for writer in people for line in writer.lost()]
        lost += len(wrong)
        print(*wrong, sep="\n", end="\n" if wrong else "")
    saved = sum(writer.saved for writer in people)
    refused = sum(writer.refused for writer in people)
    print(f"  {rounds} kills, {len(people)} writers, {saved} writes, {refused} refused, back in {max(seconds):.2f} s at most")
    print(f"  acknowledged writes lost: {lost}")
    site.kill(signal.SIGTERM)
    return lost == 0 and saved > 10 * rounds and refused == 0


def fill_disk(program):
    """A disk without room: 503, nothing lost, and back at work once there is room."""
    with tempfile.TemporaryDirectory(prefix="rallynov-full-") as name:
        folder = pathlib.Path(name)
        disk = folder / "disk"
        disk.mkdir()
        subprocess.check_call(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk])
        try:
            site = Site(program, f"sqlite:{disk}/demo.sqlite", folder)
            site.start()
            people = writers(site)
            before_full = stage.fetch(f"http://127.0.0.1:{site.port}/readyz")[0]
            room = os.statvfs(disk)
            (disk / "ballast").write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - (64 << 10))))
            threads = [threading.Thread(target=writer.run, args=(threading.Event(), "long " * 200)) for writer in people]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
            refusals = {writer.last_refusal for writer in people if writer.refused}
            ready = stage.fetch(f"http://127.0.0.1:{site.port}/readyz")[0]
            page = stage.fetch(f"http://127.0.0.1:{site.port}/catalogue")[0]
            wrong = [line for writer in people for line in writer.lost()]
            (disk / "ballast").unlink()
            after = stage.fetch(f"http://127.0.0.1:{site.port}/readyz")[0]
            stop = threading.Event()
            before = sum(len(writer.acknowledged) for writer in people), [writer.saved for writer in people]
            for writer in people:
                writer.refused = 0
            again = threading.Thread(target=people[0].run, args=(stop,))
            again.start()
            end = time.monotonic() + 20
            while people[0].saved <= before[1][0] + 1 and time.monotonic() < end:
                time.sleep(0.05)
            stop.set()
            again.join(20)
            works = people[0].refused == 0 and people[0].saved > before[1][0]
            site.kill(signal.SIGTERM)
            print(*wrong, sep="\n", end="\n" if wrong else "")
            print(f"  disk full: writes refused with {sorted(refusals)}, /readyz {ready} (before: {before_full}), a public page {page}")
            print(f"  with room again: /readyz {after}, writes {'are saved' if works else 'ARE NOT SAVED'}")
            print(f"  acknowledged writes lost: {len(wrong)}")
            good = refusals == {503} and page == 200 and (before_full, ready, after) == (200, 503, 200)
            return good and works and not wrong
        finally:
            subprocess.call(["umount", "-l", disk])


def fill_server(program):
    """The same for a PostgreSQL whose data lies on a small disk: its small writes go well on what the tables have reserved,
    the next larger one fails, and /readyz must say so."""
    with tempfile.TemporaryDirectory(prefix="rallynov-full-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        disk = folder / "disk"
        disk.mkdir()
        subprocess.check_call(["mount", "-t", "tmpfs", "-o", "size=128m,mode=777", "tmpfs", disk])
        programs = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))

        def server(tool, *words):
            command = ["runuser", "-u", "postgres", "--", str(programs / tool), "--pgdata", f"{disk}/data", *words]
            return subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)

        server("initdb", "--username=postgres", "--auth=trust", "--no-sync", "--wal-segsize=1", "--encoding=UTF8", "--locale=C.UTF-8")
        port = stage.free_port()
        with open(disk / "data" / "postgresql.conf", "a") as settings:
            settings.write(f"port = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nmax_wal_size = 8MB\n")
            settings.write("min_wal_size = 5MB\nfsync = off\n")
        server("pg_ctl", "start", "--wait", "--silent", f"--log={disk}/log")
        site = None
        try:
            site = Site(program, f"postgres://postgres@127.0.0.1:{port}/postgres", folder)
            site.start()
            address = f"http://127.0.0.1:{site.port}"
            asked = lambda: stage.fetch(f"{address}/readyz")[0]
            before = asked()
            fill(disk)
            small = ["psql", "-qAt", site.database, "-c", "UPDATE schema_step SET taken_at = taken_at WHERE number = 1"]
            full, written = asked(), subprocess.run(small, capture_output=True).returncode == 0
            page = stage.fetch(f"{address}/catalogue")[0]
            (disk / "ballast").unlink()
            after = asked()
            print(f"  disk full: /readyz {before} before, {full} on a full disk, {after} with room again; a public page {page}")
            print(f"  a small write on the full disk {'goes well' if written else 'fails too'}")
            return (before, full, after, page) == (200, 503, 200, 200)
        finally:
            if site and site.child and site.child.poll() is None:
                site.kill(signal.SIGTERM)
            server("pg_ctl", "stop", "--mode=immediate", "--silent")
            subprocess.call(["umount", "-l", disk])


def address_of(engine, folder, name="crash"):
    if engine == "sqlite":
        return f"sqlite:{folder}/{name}.sqlite"
    server, name = os.environ["RALLYNOV_TEST_POSTGRES"], f"{name}_{os.getpid()}"
    subprocess.run(["psql", "--quiet", "--dbname", server, "--command", f"CREATE DATABASE {name}"], check=True)
    return server.rsplit("/", 1)[0] + "/" + name


def files_trial(what, given, engine, folder):
    """One of the trials of files, in a folder of its own."""
    def site(name="crash", **settings):
        return Site(given.program, address_of(engine, folder, name), folder, **settings)

    if what == "kill":
        return uploads.kill_while_sending(site("kill"), given.rounds, engine)
    if what == "line":
        return away.line(site("line"))
    if what == "copies":
        (folder / "other").mkdir()
        other = Site(given.program, address_of(engine, folder / "other", "other"), folder / "other")
        return copies.while_sending(site("copies"), other)
    if what == "disk":
        def on(disk):
            database = f"sqlite:{disk}/disk.sqlite" if engine == "sqlite" else address_of(engine, folder, "disk")
            return Site(given.program, database, folder, files=disk / "files")
        on.folder = folder
        return away.disk(on)
    if what == "scanner":
        watch = away.Scanner(folder)
        return away.scanner(site("scanner", RALLYNOV_CLAMD=str(watch.socket)), watch)
    bucket = away.Store(folder, away.weed())
    bucket.start()
    bucket.make_bucket()
    return away.store(site("store", **bucket.settings), bucket)


def main():
    stage.end_when_told()
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--engine", choices=["sqlite", "postgres"], action="append")
    parser.add_argument("--kill", choices=["restore", "start", "migrate"], action="append")
    parser.add_argument("--files", choices=["kill", "line", "disk", "scanner", "store", "copies"], action="append")
    parser.add_argument("--disk-full", action="store_true")
    given = parser.parse_args()
    held = True
    for engine in given.engine or ["sqlite", "postgres"]:
        print(f"{engine}:", flush=True)
        if given.disk_full:
            held = (fill_disk if engine == "sqlite" else fill_server)(given.program) and held
            continue
        for what in given.kill or given.files or ["writers"]:
            with tempfile.TemporaryDirectory(prefix="rallynov-crash-") as name:
                held = trial(what, given, engine, pathlib.Path(name)) and held
    sys.exit(0 if held else 1)


def trial(what, given, engine, folder):
    if given.kill:
        return kills.kill(what, given.program, engine, folder, given.rounds)
    sites = len(Site.all)
    try:
        if given.files:
            print(f" {what}:", flush=True)
            return files_trial(what, given, engine, folder)
        return crash(Site(given.program, address_of(engine, folder), folder), given.rounds)
    finally:
        for site in Site.all[sites:]:
            if site.child and site.child.poll() is None:
                site.kill()


main()
