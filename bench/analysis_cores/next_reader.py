"""Next reader: juries whose truth is known, read further by gain and evenly; the readings each needs for the same recall."""
import csv
import io

import numpy as np

CORE = "next-reader"
SIZES = [(20, 5), (60, 12), (200, 30)]
TARGET = 0.8


def measure(bench):
    seeds = 20 if bench.quick else 200
    for entries, jurors in SIZES:
        answer = bench.analyse("next-reader-trials", "--entries", entries, "--jurors", jurors, "--trials", seeds)
        gain, even = curves(answer.output)
        name = f"{entries}x{jurors}, {seeds} seeds"
        for each in (2, 3, 4):
            report(bench, f"{name}: readings for recall of {each} an entry", gain, even, each * entries, each == 3)
        report(bench, f"{name}: after the first 1 an entry, same recall", gain, even, 3 * entries, False, entries)
    entries, jurors = SIZES[1]
    answer = bench.analyse(
        "next-reader-trials", "--entries", entries, "--jurors", jurors, "--trials", seeds, "--first", 2, "--last", 3, "--batch", 1)
    gain, even = curves(answer.output)
    rows = [curve.recalls[:, -1] for curve in (gain, even)]
    differences = rows[0] - rows[1]
    error = 1.96 * differences.std(ddof=1) / len(differences) ** 0.5
    bench.add(
        CORE, f"{entries}x{jurors}: recall, 60 readings proposed at once after 120", f"{rows[0].mean():.3f}", f"{rows[1].mean():.3f}",
        f"{differences.mean():+.3f}", f"a figure, ±{error:.3f}", None)


class Curve:
    """The mean recall after so many readings; one row a seed."""

    def __init__(self, runs):
        self.readings = np.array(sorted(set.intersection(*(set(run) for run in runs))))
        self.recalls = np.array([[run[count] for count in self.readings] for run in runs])

    def at(self, count, seeds):
        return np.interp(count, self.readings, self.recalls[seeds].mean(0))

    def needed(self, recall, seeds):
        """The first count at which the mean recall gets there; the curve does not fall."""
        rising = np.maximum.accumulate(self.recalls[seeds].mean(0))
        if rising[-1] < recall:
            return np.inf
        place = int(np.argmax(rising >= recall))
        if place == 0:
            return self.readings[0]
        below, above = rising[place - 1], rising[place]
        return self.readings[place - 1] + (recall - below) / (above - below) * (self.readings[place] - self.readings[place - 1])


def curves(output):
    runs = {}
    for row in csv.DictReader(io.StringIO(output)):
        runs.setdefault(row["policy"], {}).setdefault(row["trial"], {})[int(row["readings"])] = float(row["recall"])
    return [Curve([runs[policy][trial] for trial in sorted(runs[policy], key=int)]) for policy in ("gain", "even")]


def report(bench, measure, gain, even, count, is_target, before=0):
    """The ratio with its interval: the bootstrap draws seeds, the same for both."""
    everyone = np.arange(len(gain.recalls))
    recall = even.at(count, everyone)
    needed = gain.needed(recall, everyone)
    chance = np.random.default_rng(1)
    ratios = []
    for _ in range(1000):
        seeds = chance.choice(everyone, len(everyone))
        ratios.append((gain.needed(even.at(count, seeds), seeds) - before) / (count - before))
    low, high = np.quantile(ratios, [0.025, 0.975], method="nearest")
    ratio = (needed - before) / (count - before)
    interval = f"[{low:.2f}, {high:.2f}]"
    bench.add(
        CORE, measure, f"{needed - before:.0f} at {recall:.3f}", f"{count - before} {interval}", f"{ratio:.2f}",
        f"at most {TARGET}" if is_target else "a figure", bool(ratio <= TARGET) if is_target else None)
