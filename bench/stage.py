"""What is measured, and what it is measured against: a database of its own, our server, nginx. Nothing outlives the block."""

import argparse
import contextlib
import os
import pathlib
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

# The program makes its keys by itself; these rows are written for it, before it runs.
KEY = "01480000-0000-7000-8000-{:012d}"


def of_each_size(measure, sizes):
    """Figures by size, as the command line asks: PROGRAM ROOT [--sizes …]. Each has a folder that goes with it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--sizes", type=lambda text: [int(word) for word in text.split(",")], default=list(sizes))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rallynov-bench-") as name:
        return {size: measure(given.program, given.root, size, pathlib.Path(name)) for size in given.sizes}


def end_when_told():
    """Whoever stops a measure leaves nothing of it behind."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def fetch(address, **headers):
    """Status, headers and body, with the body as it was sent."""
    request = urllib.request.Request(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers, refusal.read()


def given(page, headers):
    """Of a page with a form for whoever has no session: the cookie to come back with, and the form's token."""
    cookie = "; ".join(line.split(";")[0] for line in headers.get_all("Set-Cookie") or [])
    return cookie, re.search(r'name="token" value="([^"]+)"', page)[1]


def rows_of_a_campaign(path):
    """A campaign with one edition under way, open to the public since it has a legal notice."""
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("INSERT INTO agency (id, name_fr) VALUES ('agency', 'Agence de mesure')")
        database.execute(
            "INSERT INTO campaign (id, slug, name, departments, created_at) VALUES (?, 'mesure', 'Mesure', '25', 0)",
            [KEY.format(1)])
        database.execute(
            "INSERT INTO edition (id, campaign, slug, name, status, created_at) VALUES (?, ?, '2014', '2014', 'running', 0)",
            [KEY.format(2), KEY.format(1)])
        for name in "legal-notice", "privacy", "accessibility":
            database.execute(
                "INSERT INTO page_text (scope, name, language, body, updated_at) VALUES ('', ?, 'fr', 'Texte.', 0)", [name])


@contextlib.contextmanager
def process(command, log, **options):
    """A child, told to stop and then killed at the end of the block."""
    with open(log, "ab") as errors:
        child = subprocess.Popen(command, stdout=errors, stderr=errors, **options)
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def wait_until_ready(address, child, log, seconds=20, **headers):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if fetch(address, **headers)[0] == 200:
                return
        if child.poll() is not None:
            break
        time.sleep(0.002)
    raise SystemExit(f"bench: {address} does not answer:\n{pathlib.Path(log).read_text()[-2000:]}")


@contextlib.contextmanager
def server(program, database, folder, *options, host=None):
    """Our program, ready: its address, its process, and the seconds from its start to that. `host` is the name it goes by
    behind a proxy."""
    address = f"127.0.0.1:{free_port()}"
    options = [*options, *(["--address", f"http://{host}"] if host else [])]
    command = [program, "serve", "--listen", address, "--database", str(database), *options]
    log = folder / "server.log"
    started = time.monotonic()
    # As packaging/rallynov.service has it.
    with process(command, log, env=os.environ | {"MALLOC_ARENA_MAX": "2"}) as child:
        # The first start after a great import reads every sheet.
        wait_until_ready(f"http://{address}/readyz", child, log, seconds=180, **({"Host": host} if host else {}))
        yield f"http://{address}", child, time.monotonic() - started


NGINX = """
daemon off; pid {folder}/nginx.pid; worker_processes auto; error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=10; server_tokens off;
    default_type "text/html; charset=utf-8"; gzip_static on; etag on;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{
        listen 127.0.0.1:{port}; root {folder}/pages;
        {headers}
    }}
    {beside}
}}
"""
# The site's name behind the proxy.
HOST = "rallynov.example"
# nginx says these itself.
OWN = {"content-length", "content-type", "content-encoding", "date", "etag", "last-modified", "connection", "expires"}


@contextlib.contextmanager
def nginx(folder, page, headers, plain, gzip, beside=""):
    """nginx with one page, as our server sends it: the same body, plain and compressed, under the same headers. `beside` is
    another site of the same nginx."""
    port, pages = free_port(), folder / "pages"
    pages.mkdir(exist_ok=True)
    (pages / page).write_bytes(plain)
    (pages / f"{page}.gz").write_bytes(gzip)
    said = "".join(f'add_header {name} "{value}"; ' for name, value in headers.items() if name.lower() not in OWN)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, headers=said, beside=beside))
    if os.geteuid() == 0:
        # Its workers run as nobody, who must find their way to the page.
        folder.chmod(0o755)
    log = folder / "nginx.log"
    with process(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], log) as child:
        wait_until_ready(f"http://127.0.0.1:{port}/{page}", child, log)
        yield f"http://127.0.0.1:{port}"


def shipped_site(root, folder, site, port):
    """The site of packaging/nginx.conf, without what needs a certificate or a system: its port, its name and its files are
    of this run, everything else is as it is shipped."""
    text = (root / "packaging" / "nginx.conf").read_text()
    text = re.sub(r"^server \{\n    listen 80;.*?^\}\n", "", text, count=1, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^    (ssl_\w+ .*|listen \[::\]:443 .*)\n", "", text, flags=re.MULTILINE)
    for shipped, ours in (
        ("server 127.0.0.1:8080;", f"server {site.removeprefix('http://')};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        ("server_name rallynov.example;", f"server_name {HOST};"),
        ("/var/lib/nginx/rallynov", f"{folder}/kept"),
        ("/var/log/nginx/access.log", f"{folder}/access.log"),
    ):
        if shipped not in text:
            raise SystemExit(f"bench: packaging/nginx.conf has no «{shipped}» any more")
        text = text.replace(shipped, ours)
    return text
