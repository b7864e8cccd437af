"""Keeps the house waiting, and looks whether others still get in: slow.py PROGRAM ROOT [--slow N] [--phones N].

Each trial opens slow connections to a site of its own and lets them trickle, a byte a second: forms that do not end, from one
address and from three, files, heads without an end, connections on which nothing is said. Meanwhile a visitor of the same address
and one of another read a page and send a form. In the last trial a room of phones behind one address reads pages and sends
forms of two parts, a second apart. Nobody may be kept out, and no phone may be refused.
"""

import argparse
import contextlib
import os
import pathlib
import resource
import selectors
import socket
import sys
import tempfile
import threading
import time

import stage

FORM = (
    "POST /connexion HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: 5000\r\n\r\nemail="
)
FILE = "POST /connexion HTTP/1.1\r\nHost: {host}\r\nContent-Type: image/jpeg\r\nContent-Length: 50000000\r\n\r\nx"
HEAD = "GET / HTTP/1.1\r\nHost: {host}\r\nX-Slow: "


def connect(port, source):
    line = socket.socket()
    line.bind((source, 0))
    line.settimeout(10)
    line.connect(("127.0.0.1", port))
    return line


class Slow:
    """Many slow lines; of those that are ended, so many are opened again each second: slow is not many."""

    AGAIN = 50

    def __init__(self, port, count, sources, words):
        self.port, self.count, self.sources, self.words = port, count, sources, words.format(host=f"127.0.0.1:{port}")
        self.lines, self.ended, self.stop = [], 0, threading.Event()
        self.thread = threading.Thread(target=self.run)

    def open(self, number):
        line = connect(self.port, self.sources[number % len(self.sources)])
        if self.words:
            line.sendall(self.words.encode())
        line.setblocking(False)
        return line

    def run(self):
        while not self.stop.is_set():
            began, over = time.monotonic(), []
            for place, line in enumerate(self.lines):
                if line is None or self.is_over(line):
                    self.ended += line is not None
                    self.lines[place] = None
                    over.append(place)
                    if line:
                        line.close()
            for place in over[: self.AGAIN]:
                with contextlib.suppress(OSError):
                    self.lines[place] = self.open(place)
            self.stop.wait(max(0.0, 1 - (time.monotonic() - began)))

    def is_over(self, line):
        try:
            if self.words:
                line.send(b"a")
            return True if line.recv(4096) is not None else False
        except BlockingIOError:
            return False
        except OSError:
            return True

    def __enter__(self):
        for number in range(self.count):
            with contextlib.suppress(OSError):
                self.lines.append(self.open(number))
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()
        for line in filter(None, self.lines):
            line.close()


def ask(port, source, method, path, body=None, pause=0.0, cookie=None):
    """The status and the seconds; 0 when nobody answers within ten. A body comes in two parts with a pause between."""
    began = time.monotonic()
    lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    try:
        with contextlib.closing(connect(port, source)) as line:
            line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            if body is not None:
                line.sendall(body[: len(body) // 2].encode())
                time.sleep(pause)
                line.sendall(body[len(body) // 2 :].encode())
            answer = b""
            while part := line.recv(65536):
                answer += part
            return int(answer.split(b" ", 2)[1]), time.monotonic() - began
    except (OSError, IndexError, ValueError):
        return 0, time.monotonic() - began


def form_of(port):
    """The cookie and the token of a page with a form, read once as a browser does."""
    _, headers, page = stage.fetch(f"http://127.0.0.1:{port}/connexion")
    return stage.given(page.decode(), headers)


def visitors(port, seconds, cookie, token):
    """What a visitor of the same address and one of another are answered, page after form, for a while."""
    asked, refused, slowest = 0, [], 0.0
    end, form = time.monotonic() + seconds, f"email=x&next=&token={token}"
    while time.monotonic() < end:
        for source in "127.0.0.1", "127.0.0.9":
            for method, path, body, good in ("GET", "/connexion", None, {200}), ("POST", "/connexion", form, {200, 422}):
                status, took = ask(port, source, method, path, body, cookie=cookie)
                asked, slowest = asked + 1, max(slowest, took)
                if status not in good:
                    refused.append(f"{method} from {source}: {status}")
        time.sleep(0.2)
    return asked, refused, slowest


def under(name, port, slow, seconds=12):
    cookie, token = form_of(port)
    with slow:
        opened = len(slow.lines)
        asked, refused, slowest = visitors(port, seconds, cookie, token)
    print(f"  {name:34} {opened:5} lines, {slow.ended:5} ended; {asked:4} asked, {len(refused):3} kept out, slowest {slowest:.2f} s")
    for line in sorted(set(refused))[:3]:
        print(f"    {line}")
    return not refused


def room(port, phones):
    """Each phone keeps a connection open for its pages, as browsers do, and sends its form on another."""
    statuses, kept, lock = [], [], threading.Lock()
    gate, (cookie, token) = threading.Barrier(phones), form_of(port)

    def phone():
        idle = connect(port, "127.0.0.5")
        gate.wait()
        page, _ = ask(port, "127.0.0.5", "GET", "/connexion")
        form, took = ask(port, "127.0.0.5", "POST", "/connexion", f"email=telephone&next=&token={token}", pause=1.0, cookie=cookie)
        with lock:
            statuses.append((page, form))
            kept.append(took)
        idle.close()

    threads = [threading.Thread(target=phone) for _ in range(phones)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wrong = [pair for pair in statuses if pair[0] != 200 or pair[1] not in (200, 422)]
    print(f"  {f'{phones} phones behind one address':34} {len(statuses) - len(wrong)} got in, slowest form {max(kept):.2f} s")
    for pair in sorted(set(wrong))[:3]:
        print(f"    page {pair[0]}, form {pair[1]}")
    return not wrong


def ends(port, most):
    """How long one slow form lasts."""
    began = time.monotonic()
    with contextlib.closing(connect(port, "127.0.0.7")) as line:
        line.sendall(FORM.format(host=f"127.0.0.1:{port}").encode())
        line.setblocking(False)
        waiting = selectors.DefaultSelector()
        waiting.register(line, selectors.EVENT_READ)
        while time.monotonic() - began < most:
            if waiting.select(1):
                break
            with contextlib.suppress(OSError):
                line.send(b"a")
        said = b""
        with contextlib.suppress(OSError):
            said = line.recv(100)
    took = time.monotonic() - began
    print(f"  {'a form that trickles':34} is ended after {took:.0f} s: {said.decode().partition(chr(13))[0] or 'without a word'}")
    return took < most


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--slow", type=int, default=905)
    parser.add_argument("--phones", type=int, default=300)
    given = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard), hard))
    three = ["127.0.0.2", "127.0.0.3", "127.0.0.4"]
    with tempfile.TemporaryDirectory(prefix="rallynov-slow-") as name:
        folder = pathlib.Path(name)
        os.environ["RALLYNOV_ROOT"] = str(given.root)
        with stage.server(given.program, f"sqlite:{folder}/slow.sqlite", folder) as (address, child, _):
            port = int(address.rsplit(":", 1)[1])
            one = ["127.0.0.1"]
            held = [
                room(port, given.phones),
                under("slow forms from one address", port, Slow(port, given.slow, one, FORM)),
                under("slow forms from three", port, Slow(port, given.slow, three, FORM)),
                under("slow files from three", port, Slow(port, given.slow, three, FILE)),
                under("heads without an end", port, Slow(port, given.slow, one, HEAD)),
                under("nothing said at all", port, Slow(port, given.slow, one, "")),
                ends(port, 90),
            ]
    sys.exit(0 if all(held) else 1)


main()
