"""Measures an optimised build against its targets: measure.py PROGRAM ROOT [--data FOLDER] [--seconds N]."""

import argparse
import csv
import gzip
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import proxy
import stage

LISTS = "ffe_laureats_fr", "betagouv_services_fr", "ips_cases_en"
CONNECTIONS = 32
ROUNDS = 5
FORMS = ("plain", ()), ("compressed", ("-H", "Accept-Encoding: gzip"))


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=3, help="of each of the five rounds")
    given = parser.parse_args()
    beside, within = given.root.parent / "shared" / "data" / "initiatives", given.root / "Tests" / "Data" / "initiatives"
    given.data = given.data or (beside if beside.exists() else within)
    if not (given.data / f"{LISTS[0]}.csv").exists():
        raise SystemExit(f"bench: there are no lists in {given.data}: give their folder with --data")
    return given


class Load:
    """One round of wrk: a closed loop, each connection asking again as soon as it is answered."""

    def __init__(self, address, seconds, *options, connections=CONNECTIONS, **environment):
        command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "5s", *options, address]
        said = subprocess.run(
            command, capture_output=True, text=True, timeout=seconds + 30, env=os.environ | environment, check=True
        ).stdout
        if "Non-2xx" in said or "Socket errors" in said:
            raise SystemExit(f"bench: {address} failed under load:\n{said}")
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
        number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
        self.p99 = float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


class Table:
    def __init__(self):
        self.lines = [("measure", "figure", "target", "ratio", "")]
        self.is_met = True

    def add(self, name, value, unit, target, is_met, ratio=None):
        figure = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
        shown = "" if ratio is None else f"{ratio:.2f}"
        self.lines.append((name, f"{figure} {unit}", target, shown, "met" if is_met else "MISSED"))
        self.is_met = self.is_met and is_met

    def say(self):
        widths = [max(len(line[column]) for line in self.lines) for column in range(5)]
        for line in self.lines:
            print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def main():
    given = arguments()
    table = Table()
    with tempfile.TemporaryDirectory(prefix="rallynov-bench-") as name:
        folder = pathlib.Path(name)
        database = folder / "bench.sqlite"
        run(given.program, "migrate", "--database", database)
        stage.rows_of_a_campaign(database)
        measure_imports(given, database, table)
        measure_starts(given, database, folder, table)
        with stage.server(given.program, database, folder) as (site, child, _):
            measure_pages(site, table)
            measure_speed(site, folder, given.seconds, table)
            measure_memory(child, table)
        measure_behind_proxy(given, database, folder, table)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end; wrk in a closed loop on the same cores;")
    print(f"rates are medians of {ROUNDS} rounds of {given.seconds} s, ours and nginx in turn; a kept page's ratio is its worst round's.")
    table.say()
    sys.exit(0 if table.is_met else 1)


def run(*command):
    ended = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=120)
    if ended.returncode != 0:
        raise SystemExit(f"bench: {' '.join(map(str, command))}\n{ended.stdout[-2000:]}{ended.stderr[-2000:]}")


def measure_imports(given, database, table):
    for path in [path for name in LISTS if (path := given.data / f"{name}.csv").exists()]:
        started = time.monotonic()
        manner = "--publish", "--known-titles", "new"
        run(given.program, "import", "initiatives", path, *manner, "--edition", "2014", "--database", database)
        seconds = time.monotonic() - started
    with open(path, newline="") as last:
        rows = sum(1 for _ in csv.DictReader(last))
    table.add(f"import of {rows} rows", seconds, "s", "≤ 5 s", seconds <= 5)


def measure_starts(given, database, folder, table):
    seconds = []
    for _ in range(5):
        with stage.server(given.program, database, folder) as (_, _, start):
            seconds.append(start)
    start = statistics.median(seconds)
    table.add("start to /readyz", start, "s", "≤ 0.15 s", start <= 0.15)


def measure_pages(site, table):
    html = stage.fetch(site + "/catalogue")[2]
    assets = set(re.findall(r'(?:href|src)="(/s/[^"]+\.(?:css|js))"', html.decode()))
    sizes = [len(stage.fetch(site + path, Accept_Encoding="gzip")[2]) for path in assets]
    page, rest = len(html) / 1024, sum(sizes) / 1024
    table.add("catalogue page", page, "KB", "≤ 40 KB", page <= 40)
    table.add("its style and script, compressed", rest, "KB", "≤ 30 KB", rest <= 30)


def measure_speed(site, folder, seconds, table):
    _, headers, plain = stage.fetch(site + "/catalogue")
    _, _, packed = stage.fetch(site + "/catalogue", Accept_Encoding="gzip")
    if gzip.decompress(packed) != plain:
        raise SystemExit("bench: the compressed page is another one")
    with stage.nginx(folder, "catalogue", headers, plain, packed) as other:
        for name, options in FORMS:
            ours, _, worst = in_turn(
                lambda: Load(site + "/catalogue", seconds, *options).rate,
                lambda: Load(other + "/catalogue", seconds, *options).rate)
            table.add(f"kept page, {name}", ours, "/s", "≥ 0.5 of nginx in every round", worst >= 0.5, worst)
        unseen = "-s", str(pathlib.Path(__file__).with_name("unseen.lua"))
        ours, theirs, _ = in_turn(
            lambda: Load(site, seconds, *unseen, UNSEEN="page").rate, lambda: Load(other + "/catalogue", seconds).rate)
        table.add("rendered page", ours, "/s", "≥ 7,000/s", ours >= 7000, ours / theirs)
    p99 = statistics.median(
        Load(site, seconds, *unseen, connections=16, UNSEEN="search").p99 for _ in range(ROUNDS))
    table.add("search page, 99 of 100 within", p99, "ms", "≤ 20 ms at 16 connections", p99 <= 20)


def in_turn(ours, theirs):
    """Medians of rounds that alternate, after one of each that does not count, and the smallest ratio of a round."""
    ours(), theirs()
    rounds = [(ours(), theirs()) for _ in range(ROUNDS)]
    worst = min(first / second for first, second in rounds)
    return statistics.median(first for first, _ in rounds), statistics.median(second for _, second in rounds), worst


def measure_behind_proxy(given, database, folder, table):
    """The shipped nginx configuration, against files that the same nginx serves."""
    with stage.server(given.program, database, folder, host=stage.HOST) as (site, _, _):
        name = {"Host": stage.HOST}
        _, headers, plain = stage.fetch(site + "/catalogue", **name)
        packed = stage.fetch(site + "/catalogue", **name, Accept_Encoding="gzip")[2]
        port = stage.free_port()
        shipped = stage.shipped_site(given.root, folder, site, port)
        address = f"http://127.0.0.1:{port}"
        with stage.nginx(folder, "catalogue", headers, plain, packed, beside=shipped) as files:
            for form, options in FORMS:
                options = (*options, "-H", f"Host: {stage.HOST}")
                ours, theirs, _ = in_turn(
                    lambda: Load(address + "/catalogue", given.seconds, *options).rate,
                    lambda: Load(files + "/catalogue", given.seconds, *options).rate)
                ratio = ours / theirs
                table.add(f"behind the shipped nginx, {form}", ours, "/s", "≥ 0.9 of its files", ratio >= 0.9, ratio)
            administrator = proxy.Administrator(given.program, database, site)
            proxy.check_same_headers(site, address, administrator.cookie)
            gone = proxy.seconds_until_gone(administrator, address)
            table.add("old page seen there after a write", gone, "s", "≤ 1 s", gone <= 1)


def measure_memory(child, table):
    status = pathlib.Path(f"/proc/{child.pid}/status").read_text()
    now, peak = (int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) / 1024 for name in ("VmRSS", "VmHWM"))
    table.add("memory after the run", now, "MB", "≤ 80 MB", now <= 80)
    table.add("memory at its peak", peak, "MB", "≤ 80 MB", peak <= 80)


main()
