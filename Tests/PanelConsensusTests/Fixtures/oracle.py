"""Writes oracle.json beside this file: what numpy and scipy say of generated votes. Run it with numpy and scipy installed."""
import json
from pathlib import Path

import numpy as np
from scipy.stats import beta, betabinom

PEOPLE, STATEMENTS, GROUPS = 40, 12, 3


def statistics(votes, groups):
    """Per statement and group, from the formulas Polis publishes."""
    def share(s, n):
        return (s + 1) / (n + 2)

    def one(s, n):
        return 2 * np.sqrt(n + 1) * ((s + 1) / (n + 1) - 0.5)

    def two(s, o, n, m):
        s, o, n, m = s + 1, o + 1, n + 1, m + 1
        pooled = (s + o) / (n + m)
        return 0.0 if pooled == 1 else (s / n - o / m) / np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))

    rows = []
    for column in votes.T:
        for group in range(GROUPS):
            mine, others = column[groups == group], column[groups != group]
            (na, nd, ns), (oa, od, os) = [((x == 1).sum(), (x == -1).sum(), (~np.isnan(x)).sum()) for x in (mine, others)]
            rows.append([int(na), int(nd), int(ns), share(na, ns), share(nd, ns), one(na, ns), one(nd, ns),
                         share(na, ns) / share(oa, os), share(nd, ns) / share(od, os), two(na, oa, ns, os), two(nd, od, ns, os)])
    return rows


def axes(votes):
    means = np.nanmean(votes, axis=0)
    centred = np.where(np.isnan(votes), 0, votes - means)
    loadings = np.linalg.svd(centred, full_matrices=False)[2][:2]
    loadings *= np.sign(loadings[[0, 1], np.abs(loadings).argmax(axis=1)])[:, None]
    counts = (~np.isnan(votes)).sum(axis=1)
    points = centred @ loadings.T * np.sqrt(STATEMENTS / np.maximum(counts, 1))[:, None]
    extremities = np.abs(1 - means) * np.sqrt(STATEMENTS) * np.sqrt((loadings ** 2).sum(axis=0))
    return {"points": points.tolist(), "extremities": extremities.tolist()}


def main():
    draws = np.random.default_rng(20261124)
    groups = draws.integers(0, GROUPS, PEOPLE)
    chances = draws.uniform(size=(GROUPS, STATEMENTS))
    votes = np.where(draws.uniform(size=(PEOPLE, STATEMENTS)) < chances[groups], 1.0, -1.0)
    votes[draws.uniform(size=votes.shape) < 0.1] = 0
    votes[draws.uniform(size=votes.shape) < 0.3] = np.nan
    forecasts = []
    for agrees, others, missing, required in [(0, 0, 25, 15), (7, 3, 15, 15), (12, 0, 13, 20), (3, 9, 48, 36), (200, 150, 150, 300)]:
        law = betabinom(missing, agrees + 0.5, others + 0.5)
        forecasts.append([agrees, others, missing, required, float(law.sf(required - agrees - 1)), agrees + int(law.ppf(0.05)),
                          agrees + int(law.ppf(0.95))])
    shares = [[a, b, x, float(beta.cdf(x, a, b)), float(beta.ppf(x, a, b))]
              for a, b, x in [(0.5, 0.5, 0.05), (3.5, 8.5, 0.2), (30.5, 2.5, 0.95), (1000.5, 1500.5, 0.41), (20_000.5, 30_000.5, 0.4)]]
    oracle = {"votes": [[None if np.isnan(v) else int(v) for v in row] for row in votes], "groups": groups.tolist(),
              "statistics": statistics(votes, groups), "axes": axes(votes), "forecasts": forecasts, "shares": shares}
    Path(__file__).with_name("oracle.json").write_text(json.dumps(oracle, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
