"""The ballots: majority judgment by its naive definition, Schulze and instant run-off by pref_voting, receipts by the offline
verifier, bursts of bought votes by simulation, and how long 50,000 ballots take."""
import csv
import importlib.util
import json
import random
import shutil
import subprocess
import time
from datetime import datetime, timedelta, timezone

CORE = "ballots"


def measure(bench):
    majority_judgment(bench)
    ranked(bench)
    eurovision(bench)
    receipts(bench)
    speed(bench)
    attacks(bench)


def tally(bench, *arguments, rows=None, header=None):
    """Counts rows that are written to a file first. Started without the wrapper that measures: there are thousands."""
    if rows is not None:
        path = bench.folder / "ballots.csv"
        write(path, header, rows)
        arguments = (*arguments, "--ballots", path)
    run = subprocess.run([bench.program, "analyse", "tally", *map(str, arguments)], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def write(path, header, rows):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


# Majority judgment

def naive_value(marks):
    """Takes the lower median out, one mark at a time."""
    marks, value = sorted(marks), []
    while marks:
        value.append(marks.pop((len(marks) - 1) // 2))
    return value


def majority_judgment(bench):
    header, chance = ["voter_id", "entry_id", "grade"], random.Random(11)
    calls, entries, agreed, total, partial = (4, 500, 0, 0, 0) if bench.quick else (50, 2_000, 0, 0, 0)
    for call in range(calls):
        voters, is_partial = chance.randint(3, 30), call % 5 == 4
        marks = {f"e{entry}": random_marks(chance, voters, is_partial) for entry in range(entries)}
        rows = [(f"v{v}", entry, grade) for entry, given in marks.items() for v, grade in enumerate(given) if grade is not None]
        options = ["--method", "majority-judgment", "--grades", 6, "--minimum-exposure", 0]
        ranking = tally(bench, *options, rows=rows, header=header)["ranking"]
        agreed += agreeing({entry: [g for g in given if g is not None] for entry, given in marks.items()}, ranking)
        total += entries
        partial += entries if is_partial else 0
    bench.add(CORE, f"majority judgment: {total:,} tallies ({partial:,} of unequal size)", f"{agreed:,} equal",
              "naive definition", f"{agreed / total:.5f}", "all equal", agreed == total)


def random_marks(chance, voters, is_partial):
    centre = chance.gauss(2.5, 0.5)
    marks = [min(5, max(0, round(chance.gauss(centre, 1.3)))) for _ in range(voters)]
    kept = [mark if not is_partial or chance.random() < 0.7 else None for mark in marks]
    return kept if any(mark is not None for mark in kept) else marks


def agreeing(marks, ranking):
    """How many entries stand where the definition puts them: below the one before or, within a place, equal to it."""
    order = [(entry, place) for place, group in enumerate(ranking) for entry in group]
    agreed = 1 if len(order) == len(marks) else 0
    for (one, above), (other, below) in zip(order, order[1:]):
        mine, theirs = marks[one], marks[other]
        first, second = naive_value(mine * len(theirs)), naive_value(theirs * len(mine))
        agreed += first == second if above == below else first > second
    return agreed


# Rankings

def ranked(bench):
    from pref_voting.iterative_methods import instant_runoff, instant_runoff_for_truncated_linear_orders, instant_runoff_ranking
    from pref_voting.margin_based_methods import beat_path
    from pref_voting.profiles import Profile
    from pref_voting.profiles_with_ties import ProfileWithTies
    chance = random.Random(12)
    total, schulze, runoff = (60 if bench.quick else 2_000), 0, 0
    for trial in range(total):
        kind = ("whole", "cut short", "with ties")[trial % 3]
        count, voters = chance.randint(2, 7), chance.randint(2, 30)
        ballots = [random_ranking(chance, count, kind) for _ in range(voters)]
        ballots[0] = {entry: rank for rank, entry in enumerate(chance.sample(range(count), count), 1)}
        rows = [(f"v{v}", entry, rank) for v, ballot in enumerate(ballots) for entry, rank in ballot.items()]
        profile = ProfileWithTies([dict(ballot) for ballot in ballots], candidates=list(range(count)))
        is_last = trial % 2 == 1
        options = ["--missing", "worst"] if is_last else ["--minimum-exposure", 0]
        ours = tally(bench, "--method", "schulze", *options, rows=rows, header=["juror_id", "entry_id", "rank"])["ranking"]
        if is_last:
            profile.use_extended_strict_preference()
        winners = beat_path(profile, strength_function=profile.support)
        theirs = defeat_layers(profile, count)
        schulze += named(theirs) == ours and [str(w) for w in winners] == ours[0]
        ours = tally(bench, "--method", "instant-runoff", rows=rows, header=["juror_id", "entry_id", "rank"])["ranking"]
        if kind == "whole":
            linear = Profile([[e for e, _ in sorted(b.items(), key=lambda pair: pair[1])] for b in ballots])
            ranking = instant_runoff_ranking(linear)
            theirs = [[c for c in range(count) if ranking.rmap[c] == rank] for rank in sorted(set(ranking.rmap.values()))]
            runoff += named(theirs) == ours and named([instant_runoff(linear)]) == ours[:1]
        elif kind == "cut short":
            profile = ProfileWithTies([dict(ballot) for ballot in ballots], candidates=list(range(count)))
            runoff += named([instant_runoff_for_truncated_linear_orders(profile)]) == ours[:1]
        else:
            profile = ProfileWithTies([dict(ballot) for ballot in ballots], candidates=list(range(count)))
            runoff += named([instant_runoff(profile)]) == ours[:1]
    sort = "whole, cut short, with ties"
    bench.add(CORE, f"Schulze: {total:,} profiles ({sort})", f"{schulze:,} equal", "pref_voting", f"{schulze / total:.4f}",
              "all equal", schulze == total)
    bench.add(CORE, f"instant run-off: {total:,} profiles ({sort})", f"{runoff:,} equal", "pref_voting",
              f"{runoff / total:.4f}", "all equal", runoff == total)


def random_ranking(chance, count, kind):
    order = chance.sample(range(count), count if kind == "whole" else chance.randint(1, count))
    if kind != "with ties":
        return {entry: rank for rank, entry in enumerate(order, 1)}
    return {entry: chance.randint(1, len(order)) for entry in order}


def defeat_layers(profile, count):
    """The order among all, from pref_voting's own winners: those of everybody, then who is beaten by none of the rest."""
    from pref_voting.margin_based_methods import beat_path_defeat
    defeats = set(beat_path_defeat(profile, strength_function=profile.support).edges)
    layers, left = [], set(range(count))
    while left:
        layers.append(sorted(entry for entry in left if not any((other, entry) in defeats for other in left)))
        left -= set(layers[-1])
    return layers


def named(layers):
    return [sorted(str(entry) for entry in layer) for layer in layers]


def eurovision(bench):
    """Real juries; nobody ranks the own country, so every ballot is cut short."""
    from pref_voting.iterative_methods import instant_runoff_for_truncated_linear_orders
    from pref_voting.margin_based_methods import beat_path
    from pref_voting.profiles_with_ties import ProfileWithTies
    path = bench.real(CORE, "ballots/eurovision-2022-final/juror_rankings.csv")
    if path is None:
        return
    ballots = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            ballots.setdefault(row["juror_id"], {})[row["entry_id"]] = int(row["rank"])
    entries = sorted({entry for ballot in ballots.values() for entry in ballot})
    numbered = [{entries.index(entry): rank for entry, rank in ballot.items()} for ballot in ballots.values()]
    equal = 0
    for missing in ("unseen", "worst"):
        profile = ProfileWithTies([dict(ballot) for ballot in numbered], candidates=list(range(len(entries))))
        if missing == "worst":
            profile.use_extended_strict_preference()
        ours = tally(bench, "--ballots", path, "--method", "schulze", "--missing", missing)["ranking"]
        theirs = [[entries[place] for place in layer] for layer in defeat_layers(profile, len(entries))]
        winners = [entries[place] for place in beat_path(profile, strength_function=profile.support)]
        equal += ours == theirs and ours[0] == winners
    profile = ProfileWithTies([dict(ballot) for ballot in numbered], candidates=list(range(len(entries))))
    ours = tally(bench, "--ballots", path, "--method", "instant-runoff")["ranking"]
    equal += ours[0] == [entries[place] for place in instant_runoff_for_truncated_linear_orders(profile)]
    bench.add(CORE, "Eurovision 2022: Schulze by both rules, instant run-off", f"{equal} equal", "pref_voting",
              f"{equal / 3:.2f}", "3 equal", equal == 3)


# Receipts

def verifier(bench):
    spec = importlib.util.spec_from_file_location("verify_vote", bench.root / "docs/verify_vote.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def receipts(bench):
    verify, chance = verifier(bench), random.Random(13)
    path, folder = bench.folder / "votes.csv", bench.folder / "vote"
    write(path, ["voter_id", "entry_id", "grade"], graded(chance, 300, 8))
    subprocess.run([bench.program, "analyse", "ballot-log", "--ballots", path, "--method", "majority-judgment",
                    "--campaign", "bench", "--out", folder, "--receipts"], check=True)
    verify.verify(folder)
    head = verify.read_head(verify.read(folder, "head.json"), None)
    lines = (folder / "receipts.jsonl").read_bytes().splitlines()
    accepted = sum(is_right(verify, lambda: verify.verify_receipt(line, head)) for line in lines)
    bench.add(CORE, f"receipts verified offline, of {len(lines)}", f"{accepted}", f"{len(lines)}", f"{accepted / len(lines):.3f}",
              "all", accepted == len(lines))
    (folder / "receipts.jsonl").unlink()
    tries = 100 if bench.quick else 5_000
    caught = sum(not is_right(verify, lambda: verify.verify_receipt(flipped(chance, chance.choice(lines)), head)) for _ in range(tries))
    bench.add(CORE, f"one bit of a receipt changed, {tries:,} times", f"{caught:,} refused", f"{tries:,}", f"{caught / tries:.4f}",
              "all", caught == tries)
    tries = 50 if bench.quick else 1_500
    caught = sum(not changed_folder(verify, chance, folder) for _ in range(tries))
    bench.add(CORE, f"one bit of a published file changed, {tries:,} times", f"{caught:,} refused", f"{tries:,}",
              f"{caught / tries:.4f}", "all", caught == tries)


def graded(chance, voters, entries):
    return [(f"b{v:05}", f"entry-{e}", chance.randrange(7)) for v in range(voters) for e in range(entries) if chance.random() < 0.8]


def flipped(chance, raw):
    place = chance.randrange(len(raw))
    return raw[:place] + bytes([raw[place] ^ 1 << chance.randrange(8)]) + raw[place + 1:]


def is_right(verify, check):
    """A refusal is the verifier's own: any other failure of it stops the bench."""
    try:
        check()
        return True
    except verify.Wrong:
        return False


def changed_folder(verify, chance, folder):
    path = chance.choice(sorted(folder.iterdir()))
    raw = path.read_bytes()
    path.write_bytes(flipped(chance, raw))
    is_accepted = is_right(verify, lambda: verify.verify(folder))
    path.write_bytes(raw)
    return is_accepted


# Speed

def speed(bench):
    chance, path = random.Random(14), bench.folder / "many.csv"
    rows = [(f"voter-{v}", f"entry-{e}", chance.randrange(7), rank) for v in range(50_000)
            for rank, e in enumerate(chance.sample(range(12), 10), 1)]
    write(path, ["voter_id", "entry_id", "grade", "rank"], rows)
    for method in ("majority-judgment", "approval", "schulze", "instant-runoff"):
        runs = [bench.analyse("tally", "--ballots", path, "--method", method) for _ in range(1 if bench.quick else 3)]
        best = min(runs, key=lambda run: run.seconds)
        bench.add(CORE, f"50,000 ballots, 500,000 rows, {method}: CPU s", f"{best.seconds:.2f}",
                  f"{min(run.wall for run in runs):.2f} wall", f"{best.megabytes:.0f} MB", "< 1 s", best.seconds < 1)
    started = time.monotonic()
    folder = bench.folder / "large"
    subprocess.run([bench.program, "analyse", "ballot-log", "--ballots", path, "--method", "schulze", "--campaign", "bench",
                    "--out", folder], check=True)
    published = time.monotonic() - started
    verifier(bench).verify(folder)
    bench.add(CORE, "50,000 ballots laid open, then verified and recounted: s", f"{published:.1f}",
              f"{time.monotonic() - started - published:.1f} Python", "", "", None)
    shutil.rmtree(folder)


# Bought votes

MAIL = [("mailbox.example", 35), ("post.example", 15), ("free.example", 10), ("letters.example", 10), ("web.example", 5)]
HOURS = [1, 1, 0, 0, 0, 1, 2, 5, 9, 10, 10, 9, 11, 10, 8, 8, 8, 9, 9, 9, 10, 9, 6, 3]
START = datetime(2026, 3, 2, tzinfo=timezone.utc)


def attacks(bench):
    """300 addresses on 3 domains in 2 hours among 3,000 votes; four kinds, the last ones harder than the target asks for."""
    kinds = [("own domains, numbered, one entry", True), ("own domains, names, whole ballots", True),
             ("large mail domains, one entry", False), ("large mail domains, whole ballots", False)]
    seeds = 3 if bench.quick else 25
    for place, (kind, is_target) in enumerate(kinds):
        results = [attack(bench, random.Random(1_000 * place + seed), place) for seed in range(seeds)]
        recall = sum(result[0] for result in results) / seeds
        lost = sum(result[1] for result in results) / seeds
        worst = min(result[0] for result in results), max(result[1] for result in results)
        bench.add(CORE, f"bought votes proposed: {kind}", f"{recall:.3f}", f"min {worst[0]:.3f}", "", "recall >= .95" if is_target else "",
                  recall >= 0.95 if is_target else None)
        bench.add(CORE, f"honest votes proposed: {kind}", f"{lost:.4f}", f"max {worst[1]:.4f}", "", "<= .01" if is_target else "",
                  lost <= 0.01 if is_target else None)


def attack(bench, chance, kind):
    voters = honest_voters(chance) + bought_voters(chance, kind)
    chance.shuffle(voters)
    rows, envelopes = [], []
    for place, (is_bought, moment, address, ballot) in enumerate(voters):
        voter = f"{'x' if is_bought else 'h'}{place}"
        rows += [(voter, f"entry-{entry}", grade) for entry, grade in ballot.items()]
        envelopes.append((voter, moment.strftime("%Y-%m-%dT%H:%M:%SZ"), address))
    write(bench.folder / "envelopes.csv", ["voter_id", "cast_at", "address"], envelopes)
    answer = tally(bench, "--method", "majority-judgment", "--envelopes", bench.folder / "envelopes.csv",
                   rows=rows, header=["voter_id", "entry_id", "grade"])
    bought = sum(voter.startswith("x") for voter in answer["flags"]["proposed"])
    return bought / 300, (len(answer["flags"]["proposed"]) - bought) / 2_700


def honest_voters(chance):
    """Two weeks by the hour, two newsletters, a large employer whose people vote one morning, and 15 % for one entry alone."""
    letters = [START + timedelta(days=day, hours=9) for day in chance.sample(range(14), 2)]
    staff = START + timedelta(days=chance.randrange(14), hours=9)
    voters = []
    for place in range(2_700):
        if place < 40:
            moment, address = staff + timedelta(hours=4 * chance.random()), f"{name(chance)}@employer.example"
        else:
            if place < 540:
                moment = letters[place % 2] + timedelta(hours=chance.expovariate(0.3))
            else:
                hour = chance.choices(range(24), HOURS)[0]
                moment = START + timedelta(days=chance.randrange(14), hours=hour, seconds=chance.randrange(3_600))
            address = f"{name(chance)}@{mail_domain(chance)}"
        voters.append((False, moment, address, ballot(chance, chance.random() < 0.15, chance.randrange(8))))
    return voters


def bought_voters(chance, kind):
    opened = START + timedelta(days=chance.randrange(1, 13), hours=chance.randrange(24))
    domains = ["fresh-1.example", "fresh-2.example", "fresh-3.example"] if kind < 2 else [domain for domain, _ in MAIL[:3]]
    voters = []
    for place in range(300):
        address = f"user{place}" if kind == 0 else name(chance)
        moment = opened + timedelta(seconds=chance.randrange(7_200))
        voters.append((True, moment, f"{address}@{domains[place % 3]}", ballot(chance, kind in (0, 2), 3)))
    return voters


def ballot(chance, is_for_one, favourite):
    if is_for_one:
        return {favourite: 6}
    marks = {entry: chance.randrange(7) for entry in range(8) if chance.random() < 0.8}
    return {**marks, favourite: 6}


def mail_domain(chance):
    domain = chance.choices([*[domain for domain, _ in MAIL], None], [*[share for _, share in MAIL], 25])[0]
    return domain or f"house-{int(chance.paretovariate(0.6)) % 400}.example"


def name(chance):
    letters = "".join(chance.choice("abcdefghilmnoprstuv") for _ in range(7))
    return letters + (str(chance.randrange(1, 100)) if chance.random() < 0.3 else "")
