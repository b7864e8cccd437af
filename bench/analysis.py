"""Prints one table of the analytical cores: our figure, the reference's, the ratio, the target; exit code 1 when one is missed."""
import argparse
import importlib
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from analysis_cores.table import Bench  # noqa: E402


def main():
    parser = argparse.ArgumentParser(prog="bin/bench analysis")
    parser.add_argument("program")
    parser.add_argument("root")
    parser.add_argument("--data", default=None, help="the folder of real data (default: ../shared/data; what it lacks, from Tests/Data)")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions: to try the bench itself")
    parser.add_argument("cores", nargs="*", help="which of them (default: all)")
    options = parser.parse_args()
    known = sorted(file.stem for file in (Path(__file__).parent / "analysis_cores").glob("[a-z]*.py") if file.stem != "table")
    unknown = set(options.cores) - set(known)
    if unknown:
        parser.error(f"no such core: {', '.join(sorted(unknown))} (there are: {', '.join(known)})")
    bench = Bench(options.program, options.root, options.data or Path(options.root).parent / "shared/data", options.quick)
    try:
        for core in options.cores or known:
            importlib.import_module(f"analysis_cores.{core}").measure(bench)
    finally:
        shutil.rmtree(bench.folder)
    print()
    header = ("core", "measure", "ours", "reference", "ratio", "target")
    print("{:<12} {:<58} {:>16} {:>16} {:>8}  {:<22}".format(*header))
    for line in bench.lines:
        print(Bench.words(line))
    return 1 if any(line.met is False for line in bench.lines) else 0


if __name__ == "__main__":
    sys.exit(main())
