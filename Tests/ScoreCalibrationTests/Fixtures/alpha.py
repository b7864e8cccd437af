"""Writes alpha.csv: Krippendorff's alpha (interval) of PyPI krippendorff on the generated campaigns of this folder, whole and with holes."""
import csv
import math
from pathlib import Path

import krippendorff

folder = Path(__file__).parent


def alpha(rows):
    entries, jurors = sorted({row["entry_id"] for row in rows}), sorted({row["judge_id"] for row in rows})
    matrix = [[math.nan] * len(entries) for _ in jurors]
    for row in rows:
        matrix[jurors.index(row["judge_id"])][entries.index(row["entry_id"])] = float(row["score"])
    return krippendorff.alpha(reliability_data=matrix, level_of_measurement="interval")


with open(folder / "alpha.csv", "w") as out:
    out.write("case,holes,alpha\n")
    for name in ("mixed", "wide", "small", "many"):
        rows = list(csv.DictReader(open(folder / f"{name}.csv")))
        for holes in (0, 3, 5):
            kept = [row for place, row in enumerate(rows) if not holes or place % holes]
            out.write(f"{name},{holes},{alpha(kept):.12g}\n")
