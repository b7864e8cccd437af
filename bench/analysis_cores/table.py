"""What a measure of a core has at hand, and the table all of them fill."""
import os
import resource
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Line:
    """One line of the table: what was measured, our figure, the reference's, and whether the target is met."""
    core: str
    measure: str
    ours: str
    reference: str
    ratio: str
    target: str
    met: bool | None  # None where there is no target: a figure for the reader


@dataclass
class Run:
    """One run of a command."""
    output: str
    errors: str
    exit: int
    seconds: float  # of processor time, all threads
    wall: float
    megabytes: float  # the most it held at once


class Bench:
    """The program, the real data, a folder of one's own, and the table so far."""

    def __init__(self, program, root, data, quick):
        self.program, self.root, self.data, self.quick = program, Path(root), Path(data), quick
        self.folder = Path(tempfile.mkdtemp(prefix="rallynov-analysis-"))
        self.lines = []

    def real(self, core, path):
        """A file or a folder of real data, in the large set or else in the project's small one; None, which the table says, in neither."""
        for folder in (self.data, self.root / "Tests/Data"):
            if (folder / path).exists():
                return folder / path
        self.add(core, f"{path}: no such data", "skipped", "", "", "", None)
        return None

    def add(self, *fields):
        self.lines.append(Line(*fields))
        print("  " + self.words(self.lines[-1]), flush=True)

    def analyse(self, *arguments, text=None):
        """Runs `rallynov analyse …`; what it costs is read from the process itself."""
        command = [self.program, "analyse", *map(str, arguments)]
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        measured = subprocess.run(
            ["/usr/bin/env", "python3", "-c", _PEAK, *command], input=text, capture_output=True, text=True,
            env={**os.environ, "RALLYNOV_ROOT": str(self.root)})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        errors, _, peak = measured.stderr.rpartition("\n")
        return Run(measured.stdout, errors, measured.returncode, seconds, time.monotonic() - started, int(peak) / 1024)

    @staticmethod
    def words(line):
        verdict = {True: "met", False: "MISSED", None: ""}[line.met]
        return f"{line.core:<12} {line.measure:<58} {line.ours:>16} {line.reference:>16} {line.ratio:>8}  {line.target:<22} {verdict}"


# Runs a command in its own process and prints, last, the most memory it held (in KiB): the parent's own would hide it.
_PEAK = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print("\\n" + str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss), file=sys.stderr, end="")
sys.exit(code)
"""
