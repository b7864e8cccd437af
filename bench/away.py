"""What files need is away, full or cut off in the midst of an upload, and comes back: each trial answers what is wrong, in words.

Answers must be words that people can read, nothing that was acknowledged may be lost, and with the thing back the upload goes on from
what the site says."""

import contextlib
import json
import os
import pathlib
import pwd
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import files
import stage
from demonstration import EDITION, fill, small_disk

SIZE = 12_000_000
STEP = 1_000_000


class Trial:
    """A site with a draft that takes files, and what was found wrong there."""

    def __init__(self, site):
        self.site, self.faults = site, []
        site.start()
        self.lead = site.visitor("campaign-lead")
        files.publish(self.lead, EDITION, files.form("trial", files.TEXT))
        self.owner = site.owner(1)
        self.draft = files.begin_file(self.owner, "Essai")
        self.place = files.Place(self.owner, self.draft, "papers")

    def expect(self, holds, words):
        if not holds:
            self.faults.append(words)

    def says(self, what, status, said):
        """An answer that is no success says why, in a sentence, and no more than that of the machine."""
        words = said.get("sentence", "") if isinstance(said, dict) else said
        self.expect(len(words) > 20, f"{what}: {status} without words: {said!r}"[:300])
        return f"{status} «{words[:90]}»"

    def given(self, key, visitor=None):
        return (visitor or self.owner).ask("GET", f"{self.draft}/fichiers/{key}/entier")

    def holds(self, key, data, what):
        status, _, body = self.given(key)
        self.expect(status == 200 and body == data, f"{what}: given out as {status}, {len(body)} bytes")

    def go_on(self, key, data, what, by=None):
        """From what the site says, to the end."""
        place = by or self.place
        status, said = place.state(key)
        while status == 200 and said["state"] == "arriving":
            status, said = place.insist(key, said["offset"], data[said["offset"]:said["offset"] + STEP])
        self.expect(status == 200, f"{what}: does not go on: {status} {said}")
        self.holds(key, data, what)

    def ready(self):
        with contextlib.suppress(OSError):
            return stage.fetch(f"http://{self.site.host}/readyz")[0]

    def end(self):
        self.faults += self.site.findings()
        self.site.stop()
        for fault in self.faults:
            print(f"  FAULT {fault}")
        return not self.faults


def line(site):
    """A connection cut at 60 %, gone on with from another; two windows at once; the same file twice."""
    trial = Trial(site)
    for is_reset in False, True:
        cut_and_resumed(trial, is_reset)
    two_windows(trial)
    same = files.paper(SIZE, 2)
    keys = {trial.place.send("deux fois.pdf", same)["id"] for _ in range(2)}
    lying = [path for path in site.kept.glob("kept/*/*/*") if path.name == files.digest(same)]
    trial.expect(len(keys) == 2 and len(lying) == 1, f"the same file twice: {len(keys)} answers, {len(lying)} times on the disk")
    print(f"  the same file sent twice: {len(keys)} answers, bytes on the disk once")
    return trial.end()


def cut_and_resumed(trial, is_reset):
    data, name = files.paper(files.MOST, 60 + is_reset), f"coupé {is_reset}.pdf"
    status, said = trial.place.begin(name, len(data))
    cut = len(data) * 6 // 10
    send_and_cut(trial.place, said["id"], data, cut, is_reset)
    # Another machine of the same person, who chooses the same file again.
    other = trial.place.by(trial.owner.again())
    began, there = time.monotonic(), {"offset": 0}
    while there["offset"] < cut and time.monotonic() < began + (1.5 if is_reset else 5):
        time.sleep(0.05)
        there = other.begin(name, len(data))[1]
    began = time.monotonic()
    trial.expect(there.get("id", said["id"]) == said["id"], "the same file chosen again is another one")
    trial.expect(is_reset or there["offset"] == cut, f"of {cut} bytes that were sent, {there['offset']} are said to be there")
    trial.go_on(said["id"], data, "what was cut", by=other)
    print(f"  {'reset' if is_reset else 'cut'} at {cut:,} bytes: {there['offset']:,} were there, and another line sent the rest "
          f"within {time.monotonic() - began:.2f} s")


def send_and_cut(place, key, data, cut, is_reset):
    """All that is left in one piece, of which the line lets a part through."""
    with socket.create_connection(place.visitor.host.split(":")) as connection:
        head = (f"POST {place.path}/fichiers/envois/{key}?offset=0 HTTP/1.1\r\nHost: {place.visitor.host}\r\n"
                f"Cookie: {place.visitor.cookie}\r\nOrigin: http://{place.visitor.host}\r\nX-Form-Token: {place.token}\r\n"
                f"Accept: application/json\r\nContent-Type: application/octet-stream\r\nContent-Length: {len(data)}\r\n\r\n")
        connection.sendall(head.encode() + data[:cut])
        if is_reset:
            # What is under way then is thrown away by both machines.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def two_windows(trial):
    """Both send the same file at once: one goes on, the other is told; nothing is mixed."""
    data = files.paper(SIZE, 3)
    places = [trial.place.by(trial.owner.again()) for _ in range(2)]
    keys, answers = {place.begin("deux fenêtres.pdf", len(data))[1]["id"] for place in places}, []
    trial.expect(len(keys) == 1, "two windows begin two files of the same words")
    key = keys.pop()

    def send(place):
        while True:
            status, said = place.state(key)
            if status != 200 or said["state"] != "arriving":
                return
            answers.append(place.piece(key, said["offset"], data[said["offset"]:said["offset"] + STEP])[0])

    threads = [threading.Thread(target=send, args=(place,)) for place in places]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    trial.expect(set(answers) <= {200, 409}, f"two windows are answered {sorted(set(answers))}")
    trial.holds(key, data, "what two windows sent")
    print(f"  two windows at once: {answers.count(200)} pieces taken, {answers.count(409)} told to wait or to go on elsewhere")


def disk(site_on):
    """No room in the midst of an upload, on the disk of files and data. `site_on` makes the site whose files lie in a folder."""
    with small_disk(site_on.folder, "96m") as place:
        trial = Trial(site_on(place))
        data = files.paper(SIZE, 1)
        whole = files.paper(STEP, 5)
        kept = trial.place.send("avant.pdf", whole)["id"]
        trial.place.wait(kept)
        key = trial.place.begin("plein.pdf", len(data))[1]["id"]
        acknowledged = 0
        for _ in range(4):
            acknowledged = trial.place.piece(key, acknowledged, data[acknowledged:acknowledged + STEP])[1]["offset"]
        before = trial.ready()
        fill(place, but=300_000)
        status, said = trial.place.piece(key, acknowledged, data[acknowledged:acknowledged + STEP])
        print(f"  disk full: a piece is answered {trial.says('a piece on a full disk', status, said)}")
        trial.expect(status != 200, "a piece is taken on a full disk")
        fill(place)
        status, said = trial.place.begin("autre.pdf", len(data))
        print(f"  another file is answered {trial.says('a file on a full disk', status, said)}")
        status, page = trial.place.send_form("formulaire.pdf", data)
        trial.expect(status in (422, 503) and "<h1>" in page, f"a plain form is answered {status}")
        full = trial.ready()
        # What leaves with somebody is noted first, in the database: where that has no room, it is told in words.
        status_of_kept, _, body = trial.given(kept)
        trial.expect(body == whole or status_of_kept == 503 and b"<h1>" in body, f"what was there is answered {status_of_kept} on a full disk")
        (place / "ballast").unlink()
        after = trial.ready()
        trial.holds(kept, whole, "what was there before the disk was full")
        trial.expect((before, full, after) == (200, 503, 200), f"/readyz {before} before, {full} while full, {after} with room again")
        print(f"  a plain form is answered {status}; /readyz {before} before, {full} while full, {after} with room again")
        status, said = trial.place.state(key)
        trial.expect(status == 200 and said["offset"] >= acknowledged, f"{acknowledged} bytes were there, now {status} {said}")
        print(f"  with room again: {said.get('offset', 0):,} bytes there of {acknowledged:,} acknowledged, and the rest is sent")
        trial.go_on(key, data, "an upload on a disk that was full")
        return trial.end()


# In two pieces: scanners would take this project for ill.
EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner:
    """A clamd of our own, which knows the trade's test file."""

    def __init__(self, folder):
        self.folder, self.child = folder / "scanner", None
        (self.folder / "database").mkdir(parents=True)
        (self.folder / "database" / "tests.ndb").write_text(f"Test.Eicar:0:*:{EICAR.encode().hex()}\n")
        self.socket = self.folder / "socket"
        (self.folder / "conf").write_text("".join(f"{line}\n" for line in (
            "Foreground yes", f"LocalSocket {self.socket}", f"PidFile {self.folder}/pid", f"DatabaseDirectory {self.folder}/database",
            f"TemporaryDirectory {self.folder}", "Bytecode no", "SelfCheck 0", "MaxFileSize 30M", "StreamMaxLength 30M")))
        for path in (folder, self.folder):
            path.chmod(0o777)

    def start(self):
        self.socket.unlink(missing_ok=True)
        nobody = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        self.child = subprocess.Popen(
            [shutil.which("clamd") or "/usr/sbin/clamd", "-c", self.folder / "conf"], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, **({"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []} if nobody else {}))
        end = time.monotonic() + 30
        while not (self.socket.exists() and stat.S_ISSOCK(self.socket.stat().st_mode)):
            if time.monotonic() > end or self.child.poll() is not None:
                raise SystemExit("crash: clamd does not start")
            time.sleep(0.05)

    def stop(self):
        if self.child and self.child.poll() is None:
            self.child.send_signal(signal.SIGKILL)
            self.child.wait(30)


def scanner(site, watch):
    """The scanner is away: what comes meanwhile is opened by nobody but its owner; back, it is looked at."""
    watch.start()
    try:
        trial = Trial(site)
        fine, ill = files.paper(STEP, 1), b"%PDF-1.4\n%" + EICAR.encode() + b"\n%%EOF\n"
        key = trial.place.send("sain.pdf", fine)["id"]
        trial.expect(trial.place.wait(key) == "ready", "a file that the scanner finds well is not ready")
        bad = trial.place.send("eicar.pdf", ill)["id"]
        trial.expect(trial.place.wait(bad) == "refused", "a file that the scanner knows is not refused")
        trial.expect(trial.given(bad)[0] == 404, "what the scanner knows is given out")
        watch.stop()
        waiting = [trial.place.send(name, data)["id"] for name, data in (("plus tard.pdf", files.paper(STEP, 2)), ("mal.pdf", ill + b"%"))]
        time.sleep(2)
        states = [trial.place.state(key)[1]["state"] for key in waiting]
        trial.expect(states == ["waiting", "waiting"], f"with the scanner away, files are {states}")
        trial.expect(trial.given(waiting[0])[0] == 200, "its owner cannot open what waits for the scanner")
        strangers = [trial.given(waiting[0], visitor)[0] for visitor in (trial.lead, site.visitor("juror"), site.visitor("submitter"))]
        trial.expect(set(strangers) == {404}, f"others open what waits for the scanner: {strangers}")
        trial.expect(trial.given(key)[0] == 200, "what was looked at before is given no more")
        print(f"  scanner away: {len(waiting)} files wait, opened by their owner alone (others: {strangers})")
        watch.start()
        site.run_task("media.prepare")
        states = [trial.place.wait(key) for key in waiting]
        trial.expect(states == ["ready", "refused"], f"with the scanner back, files are {states}")
        print(f"  scanner back: {states}")
        return trial.end()
    finally:
        watch.stop()


class Store:
    """A SeaweedFS of our own, which checks the signatures of requests."""

    KEY, SECRET, BUCKET = "rallynov", "only-for-trials", "trials"

    def __init__(self, folder, weed):
        self.folder, self.weed, self.child = folder / "store", weed, None
        self.folder.mkdir()
        (self.folder / "s3.json").write_text(json.dumps({"identities": [{
            "name": "trials", "credentials": [{"accessKey": self.KEY, "secretKey": self.SECRET}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"]}]}))
        self.ports = [stage.free_port() for _ in range(8)]
        self.address = f"http://127.0.0.1:{self.ports[0]}"

    @property
    def settings(self):
        return {"RALLYNOV_S3": f"{self.address}/{self.BUCKET}", "RALLYNOV_S3_KEY": self.KEY, "RALLYNOV_S3_SECRET": self.SECRET}

    def start(self):
        ports = [f"-{name}.port{kind}={self.ports[2 * place + (kind != '')]}"
                 for place, name in enumerate(("s3", "master", "volume", "filer")) for kind in ("", ".grpc")]
        command = [self.weed, "server", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={self.folder}", *ports, "-filer", "-s3",
                   f"-s3.config={self.folder}/s3.json", "-master.volumeSizeLimitMB=64", "-volume.max=20", "-master.telemetry=false",
                   "-s3.port.iceberg=0", "-s3.port.lance=0"]
        self.child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
        end = time.monotonic() + 60
        while self.said() != 403:
            if time.monotonic() > end or self.child.poll() is not None:
                raise SystemExit("crash: the store does not start")
            time.sleep(0.2)

    def said(self):
        try:
            with urllib.request.urlopen(self.address, timeout=2) as answer:
                return answer.status
        except urllib.error.HTTPError as refusal:
            return refusal.code
        except OSError:
            return None

    def make_bucket(self):
        command = ["curl", "--silent", "--fail", "--request", "PUT", "--aws-sigv4", "aws:amz:us-east-1:s3",
                   "--user", f"{self.KEY}:{self.SECRET}", f"{self.address}/{self.BUCKET}"]
        end = time.monotonic() + 30
        while subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
            if time.monotonic() > end:
                raise SystemExit("crash: the store makes no bucket")
            time.sleep(0.5)

    def wait_until(self, is_so, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(*files.AWAY):
                if is_so():
                    return
            time.sleep(0.2)
        raise SystemExit("crash: the store is back and gives nothing")

    def stop(self):
        if self.child and self.child.poll() is None:
            self.child.terminate()
            self.child.wait(30)


def store(site, bucket):
    """The store is away: words for who sends and who reads, nothing lost; back, all goes on."""
    try:
        trial = Trial(site)
        data, whole = files.paper(SIZE, 1), files.paper(STEP, 2)
        kept = trial.place.send("avant.pdf", whole)["id"]
        trial.expect(trial.place.wait(kept) == "ready", "a file in the store is not ready")
        trial.holds(kept, whole, "a file in the store")
        trial.expect(not list(site.kept.glob("kept/*/*/*")), "with a store, files lie in the folder too")
        bucket.stop()
        status, _, page = trial.given(kept)
        words = " ".join(page.decode(errors="replace").split())
        trial.expect(status == 503 and "<h1>" in words, f"a file of a store that is away is answered {status}: {words[:80]!r}")
        key = trial.place.begin("pendant.pdf", len(data))[1]["id"]
        acknowledged, status, said = 0, 200, {"offset": 0, "state": "arriving"}
        while status == 200 and said["state"] == "arriving":
            acknowledged = said["offset"]
            status, said = trial.place.piece(key, acknowledged, data[acknowledged:acknowledged + STEP])
        trial.expect(status != 200, "a file is taken while the store is away")
        last = trial.says("the last piece while the store is away", status, said)
        status, page = trial.place.send_form("formulaire.pdf", whole[:-1] + b"x")
        trial.expect(status == 503 and "<h1>" in page, f"a plain form while the store is away is answered {status}")
        print(f"  store away: a file is answered 503 in words, pieces are taken, the last one: {last}; a plain form {status}")
        status, said = trial.place.state(key)
        trial.expect(status == 200 and said["offset"] >= acknowledged, f"{acknowledged} bytes were there, now {status} {said}")
        # A restart changes nothing of it.
        site.kill()
        site.start()
        trial.owner.leave()
        bucket.start()
        # It answers before it has found its own parts again.
        bucket.wait_until(lambda: trial.given(kept)[0] == 200)
        trial.holds(kept, whole, "a file of before, with the store back")
        resumed(trial, key, data)
        return trial.end()
    finally:
        bucket.stop()


def resumed(trial, key, data):
    """All of it is on the disk of the site: an empty piece at its end is what the page's script sends then."""
    status, said = trial.place.state(key)
    if said.get("state") == "arriving":
        status, said = trial.place.piece(key, said["offset"], data[said["offset"]:])
    trial.expect(status == 200 and said["state"] != "arriving", f"with the store back: {status} {said}")
    trial.holds(key, data, "a file that came while the store was away")
    print(f"  store back: what came meanwhile is {trial.place.wait(key)}, and what was there is given again")


def weed():
    """Where SeaweedFS is: bin/setup --with-services gets it."""
    beside = pathlib.Path(__file__).resolve().parent.parent / ".venv-services" / "bin" / "weed"
    found = os.environ.get("RALLYNOV_WEED") or shutil.which("weed") or (str(beside) if beside.exists() else None)
    if not found:
        sys.exit("crash: SeaweedFS is missing: run bin/setup --with-services")
    return found
