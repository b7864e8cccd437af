"""Consensus: statistics against numpy, forecasts against held-out votes, groups against chance, and a large conversation."""
import csv
import json

import numpy as np
from scipy.stats import beta, betabinom

CORE = "consensus"
CONVERSATIONS = ["brexit-2017", "nz-biodiversity-2019"]
THRESHOLD = 0.6


def measure(bench):
    folders = [bench.real(CORE, f"consensus/{name}") for name in CONVERSATIONS]
    conversations = [Conversation(folder) for folder in folders if folder]
    for conversation in conversations:
        statistics(bench, conversation)
        chance(bench, conversation)
    if conversations:
        coverage(bench, conversations)
    announced(bench, conversations)
    load(bench)


class Conversation:
    """A real conversation: people × open statements, nan where there is no vote."""

    def __init__(self, folder):
        self.folder, self.name = folder, folder.name
        rejected = {row["comment_id"] for row in rows(folder / "comments.csv") if row["moderated"] == "-1"}
        self.statements = [row["comment_id"] for row in rows(folder / "comments.csv") if row["comment_id"] not in rejected]
        votes = rows(folder / "votes.csv")
        self.people = sorted({row["voter_id"] for row in votes}, key=int)
        people = {person: place for place, person in enumerate(self.people)}
        statements = {statement: place for place, statement in enumerate(self.statements)}
        self.votes = np.full((len(people), len(statements)), np.nan)
        for row in votes:  # in the order of the file, where each pair stands once
            if row["comment_id"] in statements:
                self.votes[people[row["voter_id"]], statements[row["comment_id"]]] = int(row["vote"])
        self.published = {row["participant_id"]: row["polis_group"] for row in rows(folder / "participants.csv") if row["polis_group"]}


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


# Statistics: every figure of crowd mode, with the groups we find and with those Polis published.

def statistics(bench, conversation):
    folder = conversation.folder
    files = ["--votes", folder / "votes.csv", "--comments", folder / "comments.csv", "--mode", "crowd"]
    run = bench.analyse("consensus", *files)
    answer = json.loads(run.output)
    members = answer["groups"]["members"] or {}
    compare(bench, conversation, answer, members, f"{conversation.name}: statistics, groups found (k={answer['groups']['k']})")
    both = [(group, conversation.published[person]) for person, group in members.items() if person in conversation.published]
    if both:
        bench.add(CORE, "  agreement of these groups with those Polis published", f"{agreement(both):.2f}", "Polis", "-", "a figure", None)
    published = bench.folder / "groups.csv"
    published.write_text("participant,group\n" + "".join(f"{p},{g}\n" for p, g in conversation.published.items()))
    answer = json.loads(bench.analyse("consensus", *files, "--groups", published).output)
    compare(bench, conversation, answer, conversation.published, f"{conversation.name}: statistics, groups of Polis")
    bench.add(CORE, f"{conversation.name}: from CSV to JSON, groups tried", f"{run.seconds:.2f} s", "-", "-", "seconds", run.seconds < 10)


def agreement(pairs):
    """The adjusted Rand index."""
    table = np.unique(np.array([[str(label) for label in pair] for pair in pairs]), axis=0, return_counts=True)[1]
    sides = [np.unique([str(pair[side]) for pair in pairs], return_counts=True)[1] for side in (0, 1)]
    together, first, second = [(counts * (counts - 1) / 2).sum() for counts in (table, *sides)]
    expected = first * second / (len(pairs) * (len(pairs) - 1) / 2)
    return (together - expected) / ((first + second) / 2 - expected)


def compare(bench, conversation, answer, members, measure):
    labels = np.array([str(members.get(person, "")) for person in conversation.people])
    shown = sorted(set(labels) - {""})
    extremity = extremities(conversation.votes)
    worst, figures = 0.0, 0
    assert [statement["id"] for statement in answer["statements"]] == conversation.statements
    for place, statement in enumerate(answer["statements"]):
        column = conversation.votes[:, place]
        ours, theirs = [statement["agrees"], statement["disagrees"], statement["passes"]], [(column == v).sum() for v in (1, -1, 0)]
        heard = column[labels != ""] if shown else column
        agrees, passes, seen = (heard == 1).sum(), (heard == 0).sum(), (~np.isnan(heard)).sum()
        every = [column[labels == group] for group in shown]
        ours += [statement["crowd"]["group_aware_consensus"], statement["crowd"]["extremity"], statement["crowd"]["priority"]]
        theirs += [np.prod([share((c == 1).sum(), (~np.isnan(c)).sum()) for c in every or [column]]), extremity[place]]
        importance = (1 - share(passes, seen)) * (extremity[place] + 1) * share(agrees, seen)
        theirs.append((importance * (1 + 8 * 2 ** (-seen / 5))) ** 2)
        a, n = (column == 1).sum(), (~np.isnan(column)).sum()
        ours.append(statement["probability"])
        theirs.append(beta.sf(THRESHOLD, a + 0.5, n - a + 0.5))
        assert [str(value["group"]) for value in statement["crowd"]["groups"]] == shown
        for value, mine, group in zip(statement["crowd"]["groups"], every, shown):
            ours += [value[key] for key in ("na", "nd", "ns", "pa", "pd", "pat", "pdt", "ra", "rd", "rat", "rdt")]
            theirs += group_statistics(mine, column[(labels != group) & (labels != "")])
        worst = max(worst, np.abs(np.array(ours, float) - np.array(theirs, float)).max())
        figures += len(ours)
    bench.add(CORE, measure, f"{worst:.1e}", f"numpy, {figures}", "-", "within 1e-9", bool(worst < 1e-9))
    if shown:
        ours = [[(trait["id"], trait["side"]) for trait in group["statements"]] for group in answer["groups"]["representative"]]
        same = sum(a == b for a, b in zip(ours, portraits(answer), strict=True))
        bench.add(CORE, "  and the statements that represent each group", f"{same} of {len(ours)}", "same rules", "-", "all", same == len(ours))


def portraits(answer):
    """The statements chosen for each group, by the published rules, from the statistics of the answer."""
    significant, statements, chosen = 1.2816, answer["statements"], []
    for place, _ in enumerate(statements[0]["crowd"]["groups"]):
        values = [statement["crowd"]["groups"][place] | {"id": statement["id"]} for statement in statements]
        best, best_agree, sufficient = None, None, []
        for v in values:
            if (v["rat"] > significant and v["pat"] > significant) or (v["rdt"] > significant and v["pdt"] > significant):
                sufficient.append(v)
            if v["ns"] and (best is None or max(v["rat"], v["rdt"]) > max(best["rat"], best["rdt"])):
                best = v
            if v["na"] == v["nd"] == 0:
                continue
            if best_agree is None:
                if v["pat"] > significant or (v["ra"] > 1 and v["pa"] > 0.5):
                    best_agree = v
            elif best_agree["ra"] > 1:
                if np.prod([v[k] for k in ("ra", "rat", "pa", "pat")]) > np.prod([best_agree[k] for k in ("ra", "rat", "pa", "pat")]):
                    best_agree = v
            elif v["pa"] * v["pat"] > best_agree["pa"] * best_agree["pat"]:
                best_agree = v
        def side(v):
            return "agree" if v["rat"] > v["rdt"] else "disagree"

        def weight(v):
            return np.prod([v[k] for k in (("ra", "rat", "pa", "pat") if side(v) == "agree" else ("rd", "rdt", "pd", "pdt"))])

        head = [best_agree] if best_agree else []
        others = sorted((v for v in sufficient if v is not best_agree), key=weight, reverse=True)
        shown = (head + others)[:5] or ([best] if best else [])
        chosen.append([(v["id"], side(v)) for wanted in ("agree", "disagree") for v in shown if side(v) == wanted])
    return chosen


def share(successes, trials):
    return (successes + 1) / (trials + 2)


def group_statistics(mine, others):
    def one(s, n):
        return 2 * np.sqrt(n + 1) * ((s + 1) / (n + 1) - 0.5)

    def two(s, o, n, m):
        s, o, n, m = s + 1, o + 1, n + 1, m + 1
        pooled = (s + o) / (n + m)
        return 0.0 if pooled == 1 else (s / n - o / m) / np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))

    (na, nd, ns), (oa, od, os) = [((x == 1).sum(), (x == -1).sum(), (~np.isnan(x)).sum()) for x in (mine, others)]
    return [na, nd, ns, share(na, ns), share(nd, ns), one(na, ns), one(nd, ns), share(na, ns) / share(oa, os),
            share(nd, ns) / share(od, os), two(na, oa, ns, os), two(nd, od, ns, os)]


def extremities(votes):
    counts = (~np.isnan(votes)).sum(axis=0)
    means = np.where(counts > 0, np.nansum(votes, axis=0) / np.maximum(counts, 1), 0)
    loadings = np.linalg.svd(np.where(np.isnan(votes), 0, votes - means), full_matrices=False)[2][:2]
    return np.abs(1 - means) * np.sqrt(votes.shape[1]) * np.sqrt((loadings ** 2).sum(axis=0))


# Forecasts: half of the votes of 25 people are hidden; does the interval hold what they say in the end?

def coverage(bench, conversations):
    inside, brier, naive, apart, agreed, right = [], [], [], 0.0, 0, 0
    for order, conversation in enumerate(conversations):
        cases = held_out(conversation.votes, order, 20 if bench.quick else 300)
        path = bench.folder / "counts.csv"
        path.write_text("agrees,disagrees,passes,panel\n" + "".join("{},{},{},{}\n".format(*case[:4]) for case in cases))
        forecasts = csv.DictReader(bench.analyse("consensus-forecast", "--counts", path, "--threshold", THRESHOLD).output.splitlines())
        covered = []
        for (agrees, disagrees, passes, panel, final), forecast in zip(cases, forecasts, strict=True):
            votes, required = agrees + disagrees + passes, int(np.ceil(THRESHOLD * panel - 1e-9))
            law = betabinom(panel - votes, agrees + 0.5, votes - agrees + 0.5)
            probability = float(forecast["probability"])
            apart = max(apart, abs(probability - law.sf(required - agrees - 1)))
            covered.append(int(forecast["low"]) <= final <= int(forecast["high"]))
            brier.append((probability - (final >= required)) ** 2)
            naive.append(float((agrees / votes >= THRESHOLD) != (final >= required)))
            if probability >= 0.9:
                agreed, right = agreed + 1, right + (final >= required)
        inside.append((conversation.name, np.mean(covered), len(covered)))
    for name, part, cases in inside:
        bench.add(CORE, f"{name}: coverage of 90 % forecasts, 25 people", f"{part:.3f}", f"{cases} cases", "-", ">= 0.90", bool(part >= 0.9))
    bench.add(CORE, "forecasts against scipy's Beta-binomial", f"{apart:.1e}", "scipy", "-", "within 1e-9", bool(apart < 1e-9))
    bench.add(CORE, "Brier score, against the share so far", f"{np.mean(brier):.4f}", f"{np.mean(naive):.4f}",
              f"{np.mean(brier) / np.mean(naive):.2f}", "a figure", None)
    bench.add(CORE, "«agreed» that were so in the end", f"{right / max(agreed, 1):.3f}", f"{agreed} cases", "-", "a figure", None)


def held_out(votes, order, samples):
    votes = votes[:, np.argsort(-(~np.isnan(votes)).sum(axis=0), kind="stable")[:30]]
    votes = votes[np.argsort(-(~np.isnan(votes)).sum(axis=1), kind="stable")[:120]]
    draws = np.random.default_rng([20261124, order])
    cases = []
    for _ in range(samples):
        panel = votes[draws.choice(len(votes), 25, replace=False)]
        voted = ~np.isnan(panel)
        seen = voted & (draws.random(panel.shape) < 0.5)
        for statement in np.flatnonzero((voted.sum(axis=0) >= 15) & (seen.sum(axis=0) >= 4)):
            now = panel[seen[:, statement], statement]
            cases.append((int((now == 1).sum()), int((now == -1).sum()), int((now == 0).sum()), int(voted[:, statement].sum()),
                          int((panel[:, statement] == 1).sum())))
    return cases


# Groups: on votes without any link between people, and on votes with one.

def chance(bench, conversation):
    """Votes dealt anew within each statement: among those who voted on it, and with the missing ones."""
    trials = 10 if bench.quick else 60
    draws = np.random.default_rng([7, len(conversation.people)])
    for kind in ("votes", "whole columns"):
        found = sum(groups(bench, dealt(conversation.votes, kind, draws), trial)["stable"] for trial in range(trials))
        bench.add(CORE, f"{conversation.name}: groups, {kind} permuted", f"{found / trials:.3f}", f"{trials} trials", "-",
                  "<= 0.05", found / trials <= 0.05)


def dealt(votes, kind, draws):
    permuted = votes.copy()
    for column in permuted.T:
        places = np.flatnonzero(~np.isnan(column)) if kind == "votes" else np.arange(len(column))
        column[places] = column[draws.permutation(places)]
    return permuted


def announced(bench, conversations):
    """Panels of 25 drawn from real people, the same with their votes permuted, and camps and gradients of our own making."""
    trials = 10 if bench.quick else 60
    draws = np.random.default_rng(25)
    for conversation in conversations:
        name, votes = conversation.name, conversation.votes
        panels = [votes[draws.choice(len(votes), 25, replace=False)] for _ in range(trials)]
        show(bench, f"{name}: groups, panels of 25", [groups(bench, panel, trial) for trial, panel in enumerate(panels)])
        permuted = sum(groups(bench, dealt(panel, "votes", draws), trial)["stable"] for trial, panel in enumerate(panels))
        bench.add(CORE, f"{name}: the same, votes permuted", f"{permuted / trials:.3f}", f"{trials} trials", "-", "<= 0.05",
                  permuted / trials <= 0.05)
    for people in (25, 100):
        for shape in ("two camps", "one gradient"):
            found = [groups(bench, made(people, shape, draws), trial) for trial in range(trials // 2)]
            show(bench, f"groups, {people} people of {shape}", found)


def show(bench, measure, found):
    stable, separated = [np.mean([bool(group.get(key)) for group in found]) for key in ("stable", "separated")]
    bench.add(CORE, measure, f"{stable:.2f} stable", f"{separated:.2f} with gap", "-", "a figure", None)


def made(people, shape, draws, statements=30):
    """Two camps answer alike eight times in ten; on a gradient (normal) each leans by where one stands, with no gap."""
    place = np.where(np.arange(people) % 2 == 0, -1.0, 1.0) if shape == "two camps" else draws.normal(size=people)
    slope = draws.choice([-1.4, 1.4], statements)
    votes = np.where(draws.random((people, statements)) < 1 / (1 + np.exp(-place[:, None] * slope)), 1.0, -1.0)
    votes[draws.random(votes.shape) < 0.2] = np.nan
    return votes


def groups(bench, votes, trial):
    lines = [f"{person},{statement},{int(vote)}\n" for (person, statement), vote in np.ndenumerate(votes) if not np.isnan(vote)]
    path = bench.folder / "trial.csv"
    path.write_text("voter_id,comment_id,vote\n" + "".join(lines))
    run = bench.analyse("consensus", "--votes", path, "--seed", trial)
    assert run.exit == 0, run.errors
    return json.loads(run.output)["groups"]


# A large conversation, made in memory.

def load(bench):
    size = ["--participants", 5_000] if bench.quick else []
    run = bench.analyse("consensus-load", *size)
    measured = json.loads(run.output)
    bench.add(CORE, f"{measured['votes'] / 1e6:.1f} M votes, 500 statements: one pass", f"{measured['pass_seconds']:.1f} s", "processor time", "-", "< 30 s",
              measured["pass_seconds"] < 30)
    bench.add(CORE, "the same: with making the votes", f"{run.seconds:.1f} s", f"{run.megabytes:.0f} MB", "-", "a figure", None)
    bench.add(CORE, "the same: a vote added, worst of 1,000", f"{measured['added_vote_worst_ms']:.3f} ms",
              f"mean {measured['added_vote_mean_ms']:.4f}", "-", "< 1 ms", measured["added_vote_worst_ms"] < 1)
    bench.add(CORE, "the same: agreement of the groups with the camps made", f"{measured['recovered']:.3f}", f"k={measured['k']}", "-",
              "a figure", None)
