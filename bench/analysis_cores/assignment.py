"""Measures of `analyse assign` against OR-tools (cost) and HiGHS (the bound of the minimum), and by brute force."""
import csv
import io
import itertools
import json
import time

import numpy
import scipy.optimize
import scipy.sparse
from ortools.graph.python import min_cost_flow

CORE = "assignment"


def instance(jurors, entries, readers, seed, slack=1.25, conflicts=0.03):
    """Affinities in ten-thousandths (-1: conflict), the most and the least load."""
    random = numpy.random.default_rng(seed)
    skills = random.dirichlet(numpy.full(12, 0.35), jurors)
    topics = random.dirichlet(numpy.full(12, 0.25), entries)
    skills /= numpy.linalg.norm(skills, axis=1, keepdims=True)
    topics /= numpy.linalg.norm(topics, axis=1, keepdims=True)
    fit = 0.45 * skills @ topics.T
    fit += 0.2 * (random.integers(0, 8, (jurors, 1)) == random.integers(0, 8, (1, entries)))
    fit += 0.2 * random.choice([0, 0.5, 1], (jurors, entries), p=[0.88, 0.08, 0.04])
    fit += 0.15 * random.random((jurors, 1)) * random.random((1, entries))
    steps = numpy.round(fit * 10_000).astype(numpy.int64)
    steps[random.random((jurors, entries)) < conflicts] = -1
    even = readers * entries / jurors
    most = max(1, int(numpy.ceil(even * slack)))
    return steps, most, int(even * 0.5)


def write(path, steps):
    jurors, entries = steps.shape
    words = numpy.array([f"{step / 10_000:.4f}" for step in range(int(steps.max()) + 1)] + [""], dtype=object)
    with open(path, "w") as file:
        file.write("juror_id," + ",".join(f"E{entry}" for entry in range(entries)) + "\n")
        for juror in range(jurors):
            file.write(f"J{juror}," + ",".join(words[steps[juror]]) + "\n")


def optimum(steps, readers, most, least):
    """Readings, readings missing to the least load, and the best total of affinity under both: by OR-tools."""
    jurors, entries = steps.shape
    who, what = numpy.nonzero(steps >= 0)
    pair = int(steps.max()) * 4 * min(jurors, entries) + 1
    flow = min_cost_flow.SimpleMinCostFlow()
    first, root = numpy.arange(jurors), jurors + entries
    second = jurors + numpy.arange(entries)
    least = min(least, entries)
    most = min(most, entries)
    pairs = flow.add_arcs_with_capacity_and_unit_cost(who, jurors + what, numpy.ones(len(who), int), -steps[who, what])
    flow.add_arcs_with_capacity_and_unit_cost(
        numpy.full(jurors, root), first, numpy.full(jurors, most - least), numpy.zeros(jurors, int))
    surplus = flow.add_arcs_with_capacity_and_unit_cost(
        first, numpy.full(jurors, root), numpy.full(jurors, least), numpy.full(jurors, pair))
    shortfall = flow.add_arcs_with_capacity_and_unit_cost(
        numpy.full(entries, root), second, numpy.full(entries, readers), numpy.full(entries, pair * 8))
    supplies = numpy.concatenate(
        [numpy.full(jurors, least), numpy.full(entries, -readers), [readers * entries - least * jurors]])
    flow.set_nodes_supplies(numpy.arange(root + 1), supplies)
    assert flow.solve() == flow.OPTIMAL
    chosen = flow.flows(pairs) > 0
    total = int(steps[who[chosen], what[chosen]].sum())
    return readers * entries - int(flow.flows(shortfall).sum()), int(flow.flows(surplus).sum()), total


def fair_bound(steps, readers, most):
    """The largest minimum of a fractional assignment in which every entry has its readers; nil when there is none."""
    jurors, entries = steps.shape
    who, what = numpy.nonzero(steps >= 0)
    count = len(who)
    columns = numpy.arange(count)
    demand = scipy.sparse.csr_matrix((numpy.ones(count), (what, columns)), (entries, count + 1))
    loads = scipy.sparse.csr_matrix((numpy.ones(count), (who, columns)), (jurors, count + 1))
    sums = scipy.sparse.csr_matrix((-steps[who, what].astype(float), (what, columns)), (entries, count))
    sums = scipy.sparse.hstack([sums, numpy.ones((entries, 1))]).tocsr()
    cost = numpy.zeros(count + 1)
    cost[-1] = -1
    answer = scipy.optimize.linprog(
        cost, A_ub=scipy.sparse.vstack([loads, sums]), b_ub=numpy.concatenate([numpy.full(jurors, most), numpy.zeros(entries)]),
        A_eq=demand, b_eq=numpy.full(entries, readers), bounds=[(0, 1)] * count + [(0, None)], method="highs")
    return -answer.fun if answer.status == 0 else None


class Case:
    """One instance in a file, and our answers to it."""

    def __init__(self, bench, steps, readers, most, least):
        self.bench, self.steps = bench, steps
        self.path, self.why = bench.folder / "affinity.csv", bench.folder / "why.json"
        write(self.path, steps)
        self.arguments = ["assign", "--affinity", self.path, "--readers", readers, "--max-load", most, "--min-load", least, "--links", 0]
        self.readers, self.most, self.least = readers, most, least

    def run(self, *more):
        self.measured = self.bench.analyse(*self.arguments, "--explain", self.why, *more)
        assert self.measured.exit in (0, 4), self.measured.errors  # 4: answered, but entries lack readers
        self.explained = json.loads(self.why.read_text())
        rows = list(csv.DictReader(io.StringIO(self.measured.output)))
        self.pairs = {(int(row["juror_id"][1:]), int(row["entry_id"][1:])) for row in rows}
        assert len(self.pairs) == len(rows) and all(self.steps[pair] >= 0 for pair in self.pairs)
        self.loads = numpy.bincount([juror for juror, _ in self.pairs], minlength=self.steps.shape[0])
        reads = numpy.bincount([entry for _, entry in self.pairs], minlength=self.steps.shape[1])
        assert self.loads.max(initial=0) <= self.most and reads.max(initial=0) <= self.readers
        sums = numpy.zeros(self.steps.shape[1], int)
        for juror, entry in self.pairs:
            sums[entry] += self.steps[juror, entry]
        # Entries that no assignment could give the readers there are for the others are left out of the minimum, unless there
        # is no other entry.
        asked = min(self.readers, self.steps.shape[0])
        beyond = {int(one["entry_id"][1:]) for one in self.explained["unmet"] if one["cause"] != "load"}
        beyond = {entry for entry in beyond if reads[entry] < asked}
        counted = [int(sums[entry]) for entry in range(len(sums)) if entry not in beyond] or [int(one) for one in sums]
        self.total, self.minimum = int(sums.sum()), min(counted)
        assert abs(self.explained["total"] - self.total / 10_000) < 1e-6
        assert abs(self.explained["minimum"] - self.minimum / 10_000) < 1e-9
        return self

    def standing(self):
        under = int(numpy.maximum(0, min(self.least, self.steps.shape[1]) - self.loads).sum())
        return len(self.pairs), under, self.total


def small(seed):
    random = numpy.random.default_rng(1000 + seed)
    jurors, entries = int(random.integers(1, 13)), int(random.integers(1, 31))
    readers = int(random.integers(1, 6))
    steps, most, least = instance(
        jurors, entries, readers, seed, slack=float(random.choice([0.7, 1, 1.1, 1.5])),
        conflicts=float(random.choice([0, 0.05, 0.3])))
    if seed % 5 == 0:
        steps = numpy.where(steps < 0, -1, steps // 2500 * 2500)  # many ties
    return steps, readers, most, min(least, most)


MEDIUM = [(30, 200), (40, 100), (50, 400), (60, 300), (80, 800), (100, 500), (100, 1000), (150, 900), (200, 2000), (500, 5000)]


def measure(bench):
    exact(bench)
    fair(bench)
    large(bench)
    dropouts(bench)


def exact(bench):
    count, equal = (20 if bench.quick else 200), 0
    for seed in range(count):
        steps, readers, most, least = small(seed)
        equal += Case(bench, steps, readers, most, least).run().standing() == optimum(steps, readers, most, least)
    bench.add(CORE, f"{count} instances to 12 x 30: readings, loads, total", str(equal), f"{count} OR-tools", "", "all equal",
              equal == count)
    sizes, equal = (MEDIUM[:2] if bench.quick else MEDIUM), 0
    for (jurors, entries), seed in itertools.product(sizes, (1, 2)):
        steps, most, least = instance(jurors, entries, 3, seed)
        equal += Case(bench, steps, 3, most, least).run().standing() == optimum(steps, 3, most, least)
    count = 2 * len(sizes)
    bench.add(CORE, f"{count} instances to {sizes[-1][0]} x {sizes[-1][1]}", str(equal), f"{count} OR-tools", "", "all equal",
              equal == count)


def fair(bench):
    sizes = [(8, 20), (12, 30), (20, 60), (20, 120), (30, 100), (30, 200)]
    usual = [(size, seed, 1.25, 0.03) for size in sizes for seed in range(1, 3 if bench.quick else 11)]
    fairness(bench, "fair instances", usual)
    scarce = itertools.product([(8, 20), (15, 40), (30, 100), (30, 200)], [7], [1, 1.05, 1.25], [0.03, 0.3, 0.6])
    fairness(bench, "fair with scarce loads or conflicts", list(scarce)[:: 4 if bench.quick else 1])


def fairness(bench, name, instances):
    runs, at_bound, proved, gaps, losses = 0, 0, 0, [], []
    for (jurors, entries), seed, slack, conflicts in instances:
        steps, most, _ = instance(jurors, entries, 3, seed, slack, conflicts)
        bound = fair_bound(steps, 3, most)
        if bound is None:
            continue
        runs += 1
        case = Case(bench, steps, 3, most, 0)
        best = case.run().total
        case.run("--fair")
        ours = case.explained["bound"] * 10_000
        assert ours > bound - 1 and case.minimum <= bound + 1e-6, (ours, bound, case.minimum)
        at_bound += case.minimum >= int(bound + 1e-6)
        proved += ours <= case.minimum + 1e-6
        gaps.append(max(0.0, (int(bound + 1e-6) - case.minimum) / bound))
        losses.append(1 - case.total / best)
    bench.add(CORE, f"{runs} {name}, to 30 x 200: minimum = LP bound", str(at_bound), f"{runs} HiGHS", "",
              "else the gap is shown", at_bound == runs or None)
    bench.add(CORE, "  of these, proved by our own bound", str(proved), "", "", "", None)
    bench.add(CORE, "  gap to the LP bound: mean, worst", f"{100 * numpy.mean(gaps):.2f} %", f"{100 * max(gaps):.2f} %", "", "", None)
    bench.add(CORE, "  total lost for fairness: mean, worst", f"{100 * numpy.mean(losses):.2f} %",
              f"{100 * max(losses):.2f} %", "", "", None)


def large(bench):
    for jurors, entries, limit in ((500, 5000, 2), (2000, 20000, 15)):
        if bench.quick and jurors > 500:
            continue
        steps, most, least = instance(jurors, entries, 3, 1)
        case = Case(bench, steps, 3, most, least).run()
        if jurors <= 500:
            started = time.process_time()
            total = optimum(steps, 3, most, least)[2]
            reference = time.process_time() - started
            bench.add(CORE, f"{jurors} x {entries}: total; seconds of OR-tools on all pairs", f"{case.total / 10_000:.4f}",
                      f"{total / 10_000:.4f}", f"{reference:.1f} s", "equal", case.total == total)
        name = f"{jurors} x {entries}, 3 readers, CSV to CSV"
        bench.add(CORE, name + ": processor seconds", f"{case.measured.seconds:.2f} s", "", "", f"< {limit} s",
                  case.measured.seconds < limit)
        bench.add(CORE, name + ": memory", f"{case.measured.megabytes:.0f} MB", "", "", "< 1024 MB",
                  case.measured.megabytes < 1024)
        case.run("--fair")
        bench.add(CORE, name + ", fair: minimum, bound", f"{case.explained['minimum']:.4f}", f"{case.explained['bound']:.4f}",
                  f"{case.measured.seconds:.1f} s", "", None)


def fewest_changes(steps, readers, most, current):
    """The fewest new pairs under as many readings as possible, by trying everything: loads entry by entry."""
    best = {(0,) * steps.shape[0]: (0, 0)}
    for entry in range(steps.shape[1]):
        able = [juror for juror in range(steps.shape[0]) if steps[juror, entry] >= 0]
        following = {}
        for loads, (short, new) in best.items():
            for size in range(min(readers, len(able)) + 1):
                for group in itertools.combinations(able, size):
                    after = list(loads)
                    for juror in group:
                        after[juror] += 1
                    if max(after) > most:
                        continue
                    worth = (short + readers - size, new + sum((juror, entry) not in current for juror in group))
                    key = tuple(after)
                    if key not in following or worth < following[key]:
                        following[key] = worth
        best = following
    return min(best.values())


def dropouts(bench):
    count, equal, feasible, exact = (20 if bench.quick else 200), 0, 0, 0
    for seed in range(count):
        random = numpy.random.default_rng(5000 + seed)
        jurors, entries = int(random.integers(3, 7)), int(random.integers(3, 11))
        steps, _, _ = instance(jurors, entries, 2, seed, conflicts=0.1)
        most = int(numpy.ceil(2 * entries / (jurors - 1))) + int(random.integers(0, 2))
        before = Case(bench, steps, 2, most, 0).run().pairs
        leaver = int(random.integers(0, jurors))
        left = [pair for pair in before if pair[0] == leaver]
        (bench.folder / "current.csv").write_text(
            "juror_id,entry_id\n" + "".join(f"J{juror},E{entry}\n" for juror, entry in before))
        after = steps.copy()
        after[leaver] = -1
        case = Case(bench, after, 2, most, 0).run("--current", bench.folder / "current.csv")
        new = len(case.pairs - before)
        best = fewest_changes(after, 2, most, before)
        equal += (2 * entries - len(case.pairs), new) == best
        if best == (2 * entries - len(before), len(left)):
            feasible += 1
            exact += new == len(left) and case.pairs >= before - set(left)
    bench.add(CORE, f"{count} drop-outs to 6 x 10: readings and changes fewest", str(equal), f"{count} all tried", "", "all equal",
              equal == count)
    bench.add(CORE, "  only the readings of the one who left move, where feasible", str(exact), f"{feasible} feasible", "",
              "all", exact == feasible)
