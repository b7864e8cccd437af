"""A demonstration that is started and stopped again and again on the same data, and people who are let in by its links."""

import contextlib
import os
import pathlib
import re
import signal
import subprocess
import time

import files
import stage

EDITION = "2014"


class Site:
    """The program, its data and what people send, in a folder; `settings` are of its environment."""

    # Whoever tries them kills those that are left.
    all = []

    def __init__(self, program, database, folder, **settings):
        self.all.append(self)
        self.program, self.database, self.folder = program, database, folder
        self.kept = pathlib.Path(settings.pop("files", folder / "files"))
        self.environment = os.environ | {"RALLYNOV_FILES": str(self.kept)} | settings
        self.port = stage.free_port()
        self.child = None

    @property
    def host(self):
        return f"127.0.0.1:{self.port}"

    def start(self):
        command = [self.program, "demo", "--database", self.database, "--listen", self.host]
        with open(self.folder / "said", "wb") as said, open(self.folder / "log", "ab") as log:
            self.child = subprocess.Popen(command, stdout=said, stderr=log, env=self.environment)
        started = time.monotonic()
        stage.wait_until_ready(f"http://{self.host}/readyz", self.child, self.folder / "log", seconds=60)
        return time.monotonic() - started

    def kill(self, how=signal.SIGKILL):
        self.child.send_signal(how)
        self.child.wait(30)

    def stop(self):
        if self.child and self.child.poll() is None:
            self.kill(signal.SIGTERM)

    def door(self, role):
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if found := re.search(rf"^{role}\s+http://[^/]+(/\S+)", (self.folder / "said").read_text(), re.MULTILINE):
                return found[1]
            time.sleep(0.05)
        raise SystemExit(f"crash: the demonstration gives no link for {role}")

    def visitor(self, role):
        """Whoever has that role, signed in."""
        return self.let_in(self.door(role))

    def owner(self, number):
        """Somebody new, signed in."""
        email = f"owner-{number}@example.org"
        self.command("account", "add", "--email", email, "--name", f"Porteur {number}")
        said = self.command("account", "link", "--email", email, "--address", f"http://{self.host}").stdout
        link, digits = re.search(r"\S*/connexion/\S+", said)[0], re.search(r"^\d{6}$", said, re.M)[0]
        return self.let_in("/" + link.split("/", 3)[3], code=digits)

    def let_in(self, path, **fields):
        visitor = files.Visitor(self.host, "")
        _, headers, page = visitor.ask("GET", path)
        visitor.cookie, token = stage.given(page.decode(), headers)
        _, headers, _ = visitor.ask("POST", path, {"token": token} | fields)
        visitor.cookie = headers["Set-Cookie"].split(";")[0]
        return visitor

    def command(self, *words, database=None, is_expected=True, **settings):
        """A command of the program on this data; `is_expected`: it must go well."""
        command = [self.program, *map(str, words)]
        if words[0] != "verify" or len(words) == 1:
            command += ["--database", database or self.database]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=300, env=self.environment | settings)
        if is_expected and ended.returncode != 0:
            raise SystemExit(f"crash: {' '.join(map(str, words))}: {ended.stdout[-1000:]}{ended.stderr[-1000:]}")
        return ended

    def findings(self, **settings):
        """What `rallynov verify` has to say against the files; nothing where all is well."""
        ended = self.command("verify", is_expected=False, **settings)
        told = (ended.stdout + ended.stderr).strip()
        return [] if ended.returncode == 0 and "too much" not in told else [f"verify, {ended.returncode}: {told[-600:]}"]

    def run_task(self, kind):
        """What waits for its next try is tried now."""
        self.sql(f"UPDATE task SET due_at = 0 WHERE kind = '{kind}' AND state = 'waiting'")

    def sql(self, statement):
        if self.database.startswith("sqlite:"):
            command = ["sqlite3", "-cmd", ".timeout 20000", self.database.removeprefix("sqlite:"), statement]
        else:
            command = ["psql", "--quiet", "--tuples-only", "--no-align", "--dbname", self.database, "--command", statement]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


@contextlib.contextmanager
def small_disk(folder, size):
    """A disk of its own, of so many bytes; as root."""
    disk = folder / "disk"
    disk.mkdir()
    subprocess.check_call(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk])
    try:
        yield disk
    finally:
        subprocess.call(["umount", "-l", disk])


def fill(disk, but=0):
    """To the last block, or until so many bytes are left."""
    room = os.statvfs(disk)
    with contextlib.suppress(OSError), open(disk / "ballast", "wb", buffering=0) as ballast:
        left = room.f_bavail * room.f_frsize - but if but else 1 << 62
        while left > 0:
            left -= ballast.write(bytes(min(1 << 16, left)))
