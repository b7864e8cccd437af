"""Calibration against lme4 and krippendorff, and against the raw mean and the z-score where the truth is known."""
import csv
import json
import subprocess
import zlib
from concurrent.futures import ThreadPoolExecutor

import krippendorff
import numpy as np
from scipy.stats import kendalltau

# Six scenarios: entries, jurors, readers an entry; each with mixed juries and with 80 % of the readings local.
SIZES = [(20, 5, 3), (60, 12, 3), (200, 30, 3)]
TERRITORIES = 3


def measure(bench):
    oracle(bench)
    agreement(bench)
    official(bench)
    for shape in SIZES:
        for local in (0.0, 0.8):
            scenario(bench, shape, local)
    contrarians(bench)
    size(bench, 1_000, 100, 0.5, False)
    size(bench, 1_000, 100, 0.5, True)
    size(bench, 20_000, 2_000, 60, False)


# Campaigns whose truth is known


def campaign(seed, shape, local, clipped=True, difference=0.8, contrary=0.0):
    """Marks of 0 to 10 in whole points: 5.5 + 1.5·(territory and entry + severity + chance)."""
    entries, jurors, readers = shape
    chance = np.random.default_rng(seed)
    home, seat = np.arange(entries) % TERRITORIES, np.arange(jurors) % TERRITORIES
    truth = chance.normal(0, difference, TERRITORIES)[home] + chance.normal(0, 1, entries)
    severity, contrarian = chance.normal(0, 0.7, jurors), chance.random(jurors) < contrary
    load, rows = np.zeros(jurors), []
    for entry in chance.permutation(entries):
        taken = []
        for _ in range(readers):
            free = np.array([juror for juror in range(jurors) if juror not in taken])
            if local:
                near = free[(seat[free] == home[entry]) == (chance.random() < local)]
                free = near if len(near) else free
            juror = free[np.lexsort((chance.random(len(free)), load[free]))[0]]
            load[juror] += 1
            taken.append(juror)
            seen = chance.normal(0, 1) if contrarian[juror] else truth[entry] + chance.normal(0, 0.9)
            mark = 5.5 + 1.5 * (seen + severity[juror])
            rows.append((entry, juror, float(np.clip(np.round(mark), 0, 10)) if clipped else mark))
    return {"truth": truth, "severity": severity, "contrarian": contrarian, "rows": sorted(rows), "home": home, "seat": seat}


def means(rows, entries, value):
    sums, counts = np.zeros(entries), np.zeros(entries)
    for row, mark in zip(rows, value):
        sums[row[0]] += mark
        counts[row[0]] += 1
    return sums / counts


def standardised(rows, entries):
    """Evalato's rule: marks less the juror's mean over the juror's deviation, averaged."""
    jurors, marks = np.array([row[1] for row in rows]), np.array([row[2] for row in rows])
    scores = np.zeros(len(rows))
    for juror in set(jurors):
        own = marks[jurors == juror]
        scores[jurors == juror] = (own - own.mean()) / (own.std() if own.std() > 1e-9 else 1)
    return means(rows, entries, scores)


def write(bench, name, campaign):
    """Writes the marks and the pools; their paths."""
    scores, pools = bench.folder / f"{name}.csv", bench.folder / f"{name}-pools.csv"
    with open(scores, "w") as out:
        out.write("entry_id,judge_id,score\n")
        out.writelines(f"E{entry:05d},J{juror:05d},{mark:.12g}\n" for entry, juror, mark in campaign["rows"])
    with open(pools, "w") as out:
        out.write("id,pool\n")
        out.writelines(f"E{entry:05d},T{pool}\n" for entry, pool in enumerate(campaign["home"]))
        out.writelines(f"J{juror:05d},T{pool}\n" for juror, pool in enumerate(campaign["seat"]))
    return scores, pools


def calibrated(bench, name, campaign, pooled=True, top=None):
    scores, pools = write(bench, name, campaign)
    arguments = ["--scores", scores] + (["--pools", pools] if pooled else []) + (["--top", top] if top else [])
    done = subprocess.run([bench.program, "analyse", "calibrate", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    scores.unlink(), pools.unlink()
    return json.loads(done.stdout)


def trial(bench, seed, shape, local, clipped=True):
    """One campaign: Kendall's tau and top recall of the three rules, coverage, and whether calibration was refused."""
    made = campaign(seed, shape, local, clipped)
    entries, top = shape[0], max(3, shape[0] // 10)
    answer = calibrated(bench, f"trial-{seed}-{shape[0]}-{local}", made, top=top)
    refused = answer["refused"] is not None
    estimate = np.array([entry["raw" if refused else "estimate"] for entry in answer["entries"]])
    raw = means(made["rows"], entries, [row[2] for row in made["rows"]])
    figures = {"refused": refused}
    best = set(np.argsort(-made["truth"])[:top])
    for name, value in (("raw", raw), ("z", standardised(made["rows"], entries)), ("ours", estimate)):
        figures[name] = kendalltau(value, made["truth"])[0]
        figures[f"{name} top"] = len(best & set(np.argsort(-value, kind="stable")[:top])) / top
    if not refused:
        error = np.array([entry["se"] for entry in answer["entries"]])
        gap = 1.5 * (made["truth"] - made["truth"].mean()) - (estimate - estimate.mean())
        figures["covered"] = np.mean(np.abs(gap) <= 1.6449 * error)
        figures["covered strictly"] = np.mean(np.abs(5.5 + 1.5 * made["truth"] - estimate) <= 1.6449 * error)
    return figures


def trials(bench, shape, local, clipped=True):
    seeds = range(20 if bench.quick else 200)
    base = zlib.crc32(f"{shape} {local}".encode())
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda seed: trial(bench, base + seed, shape, local, clipped), seeds))


def difference(found, one, other):
    """Mean paired difference with its 95 % interval: (mean, low, high)."""
    gaps = np.array([figures[one] - figures[other] for figures in found])
    reach = 1.96 * gaps.std(ddof=1) / len(gaps) ** 0.5
    return gaps.mean(), gaps.mean() - reach, gaps.mean() + reach


def scenario(bench, shape, local):
    name = f"{shape[0]}×{shape[1]} k{shape[2]} {'80 % local' if local else 'mixed'}"
    found = trials(bench, shape, local)
    tau = {rule: np.mean([figures[rule] for figures in found]) for rule in ("raw", "z", "ours")}
    for rule, words, bound in (("z", "z-score", 0.0), ("raw", "raw mean", -0.005)):
        mean, low, high = difference(found, "ours", rule)
        target = "95 % low ≥ −0.005" if rule == "raw" else "above" if local else "not below"
        met = low >= bound if rule == "raw" else low > 0 if local else high >= 0
        bench.add("calibration", f"{name}: tau, truth known, against {words}", f"{tau['ours']:.3f}", f"{tau[rule]:.3f}",
                  f"{mean:+.4f}", f"{target} ({low:+.4f}…{high:+.4f})", bool(met))
    mean, low, high = difference(found, "ours top", "raw top")
    bench.add("calibration", f"{name}: recall of the best tenth against raw mean", f"{np.mean([f['ours top'] for f in found]):.3f}",
              f"{np.mean([f['raw top'] for f in found]):.3f}", f"{mean:+.4f}", f"({low:+.4f}…{high:+.4f})", None)
    covered = np.mean([figures["covered"] for figures in found if "covered" in figures])
    strictly = np.mean([figures["covered strictly"] for figures in found if "covered strictly" in figures])
    bench.add("calibration", f"{name}: coverage of 90 % intervals, around the mean", f"{covered:.3f}", "0.90", "",
              "0.88–0.95", bool(0.88 <= covered <= 0.95))
    unclipped = trials(bench, shape, local, clipped=False)
    free = np.mean([figures["covered strictly"] for figures in unclipped if "covered strictly" in figures])
    bench.add("calibration", f"{name}: on the scale itself, marks not cut at 0 and 10", f"{free:.3f}", "0.90", "",
              "0.88–0.95", bool(0.88 <= free <= 0.95))
    bench.add("calibration", f"{name}: on the scale itself, marks cut at 0 and 10", f"{strictly:.3f}", "0.90", "", "", None)
    refused = sum(figures["refused"] for figures in found)
    bench.add("calibration", f"{name}: campaigns refused, raw means shown", str(refused), str(len(found)), "", "", None)


def contrarians(bench):
    """Jurors who mark by chance, one in ten, each with eight readings or more."""
    caught, contrary, wronged, fair = 0, 0, 0, 0
    for seed in range(10 if bench.quick else 100):
        made = campaign(9_000 + seed, (60, 12, 3), 0.0, contrary=0.1)
        answer = calibrated(bench, f"contrary-{seed}", made)
        for juror in answer["jurors"]:
            if juror["readings"] < 8:
                continue
            if made["contrarian"][int(juror["id"][1:])]:
                contrary, caught = contrary + 1, caught + juror["outlier"]
            else:
                fair, wronged = fair + 1, wronged + juror["outlier"]
    bench.add("calibration", "jurors who mark by chance, found (60×12, ≥ 8 readings)", f"{caught}/{contrary}", "", f"{caught / max(contrary, 1):.2f}",
              "", None)
    bench.add("calibration", "other jurors flagged", f"{wronged}/{fair}", "", f"{wronged / max(fair, 1):.3f}", "≤ 0.05", bool(wronged <= 0.05 * fair))


# Against other programs

LME4 = """
suppressMessages(library(lme4))
d <- read.csv(commandArgs(TRUE)[1]); p <- read.csv(commandArgs(TRUE)[2]); d$pool <- p$pool[match(d$entry_id, p$id)]
pooled <- commandArgs(TRUE)[3] == "pools"
f <- lmer(if (pooled) score ~ 1 + (1 | pool) + (1 | entry_id) + (1 | judge_id) else score ~ 1 + (1 | entry_id) + (1 | judge_id),
          d, control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12, maxfun = 1e6), calc.derivs = FALSE))
v <- as.data.frame(VarCorr(f)); r <- ranef(f)
for (i in seq_len(nrow(v))) cat("variance", v$grp[i], sprintf("%.12g", v$vcov[i]), "\\n")
value <- fixef(f)[[1]] + r$entry_id[, 1]
if (pooled) value <- value + r$pool[as.character(p$pool[match(rownames(r$entry_id), p$id)]), 1]
cat(paste("entry", rownames(r$entry_id), sprintf("%.12g", value), "\\n"), sep = "")
cat(paste("juror", rownames(r$judge_id), sprintf("%.12g", r$judge_id[, 1]), "\\n"), sep = "")
"""


def oracle(bench):
    names = {"entry_id": "entry", "judge_id": "juror", "Residual": "residual", "pool": "pool"}
    for pooled in (False, True):
        variances, effects, count = 0.0, 0.0, 0
        for seed in range(3 if bench.quick else 12):
            made = campaign(100 + seed, SIZES[seed % 3], 0.0)
            answer = calibrated(bench, "lme4", made, pooled)
            scores, pools = write(bench, "lme4", made)
            done = subprocess.run(["Rscript", "-e", LME4, scores, pools, "pools" if pooled else "plain"],
                                  capture_output=True, text=True, check=True)
            ours = {kind: {line["id"]: line[key] for line in answer[places]}
                    for kind, places, key in (("entry", "entries", "estimate"), ("juror", "jurors", "severity"))}
            for line in done.stdout.splitlines():
                kind, name, value = line.split()
                value = float(value)
                if kind == "variance":
                    variances = max(variances, abs(answer["variances"][names[name]] - value) / max(value, 1))
                else:
                    effects = max(effects, abs(ours[kind][name] - value))
            count += 1
        words = "with pools" if pooled else "plain"
        bench.add("calibration", f"variances against lme4, {words}, {count} campaigns", f"{variances:.1e}", "0", "", "≤ 1e-5", variances <= 1e-5)
        bench.add("calibration", f"estimates and severities against lme4, {words}", f"{effects:.1e}", "0", "", "≤ 1e-5", effects <= 1e-5)


def agreement(bench):
    worst = 0.0
    folders = sorted(bench.real("calibration", "scores").iterdir())
    for folder in folders:
        rows = list(csv.DictReader(open(folder / "scores.csv")))
        cells = {}
        for row in rows:
            cells.setdefault((row["judge_id"], row["entry_id"]), []).append(float(row["score"]))
        jurors, entries = sorted({cell[0] for cell in cells}), sorted({cell[1] for cell in cells})
        matrix = [[np.mean(cells[juror, entry]) if (juror, entry) in cells else np.nan for entry in entries] for juror in jurors]
        known = krippendorff.alpha(reliability_data=matrix, level_of_measurement="interval")
        answer = json.loads(bench.analyse("calibrate", "--scores", folder / "scores.csv").output)
        worst = max(worst, abs(answer["alpha"] - known))
    bench.add("calibration", f"alpha against krippendorff, real sets: {len(folders)}", f"{worst:.1e}", "0", "", "≤ 1e-9", worst <= 1e-9)


def official(bench):
    """Rank agreement with the published component totals, which drop the highest and the lowest judge."""
    for name in ("skating-worlds2017-ladies-sp", "skating-worlds2017-pairs-sp"):
        folder = bench.real("calibration", f"scores/{name}")
        if folder is None:
            continue
        answer = json.loads(bench.analyse("calibrate", "--scores", folder / "scores.csv").output)
        totals = {row["entry_id"]: float(row["official_component_total"]) for row in csv.DictReader(open(folder / "entries.csv"))}
        tau = [kendalltau([entry[key] for entry in answer["entries"]], [totals[entry["id"]] for entry in answer["entries"]])[0]
               for key in ("estimate", "raw")]
        bench.add("calibration", f"{name}: tau with the official totals", f"{tau[0]:.3f}", f"{tau[1]:.3f}", "", "reference: raw mean", None)


def size(bench, entries, jurors, seconds, pooled):
    chance = np.random.default_rng(1)
    worth, severity = chance.normal(0, 1, entries), chance.normal(0, 0.7, jurors)
    rows = [(entry, juror, 5.5 + 1.5 * (worth[entry] + severity[juror] + 0.9 * chance.normal()))
            for entry in range(entries) for juror in chance.choice(jurors, 3, replace=False)]
    made = {"rows": rows, "home": np.arange(entries) % 5, "seat": np.arange(jurors) % 5}
    scores, pools = write(bench, "size", made)
    runs = [bench.analyse("calibrate", "--scores", scores, *(["--pools", pools] if pooled else []))
            for _ in range(1 if bench.quick or entries > 5_000 else 5)]
    spent, held = min(run.seconds for run in runs), max(run.megabytes for run in runs)
    words = f"{entries:,} × {jurors:,}{' with pools' if pooled else ''}, three readings an entry"
    bench.add("calibration", f"{words}: processor time", f"{spent:.2f} s", "", "", f"< {seconds} s", spent < seconds)
    bench.add("calibration", f"{words}: memory", f"{held:.0f} MB", "", "", "< 2,000 MB", held < 2_000)
