#!/usr/bin/env python3
"""Checks a published vote without us: receipts, log, signature, rules and the count itself.

    python3 verify_vote.py FOLDER [--key HEX] [--receipt receipt.json] [--growth growth.json]

Needs Python 3.9 and nothing else. FOLDER holds rules.json, log.csv, openings.csv, marks.csv, head.json and result.json,
as docs/analysis/ballot-counting.md describes them. Exit code 0: all is as it should be; 1: what is wrong is said.
"""
import argparse
import csv
import functools
import hashlib
import io
import json
import re
import sys
from fractions import Fraction
from pathlib import Path


class Wrong(Exception):
    """What is not as it should be."""


# Bytes

def digest(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def number(value, size=4):
    return value.to_bytes(size, "big")


def text(value):
    raw = value.encode("utf-8")
    return number(len(raw)) + raw


def from_hex(value, size, what):
    if not isinstance(value, str) or not re.fullmatch("[0-9a-f]{%d}" % (2 * size), value):
        raise Wrong(f"{what}: {size} bytes in small hexadecimal letters were expected")
    return bytes.fromhex(value)


def receipt_of(campaign, ballot, marks, nonce):
    """SHA-256 of a zero byte and the ballot, every text and list with its length before it."""
    ordered = sorted(marks.items(), key=lambda mark: mark[0].encode("utf-8"))
    encoded = b"".join(text(entry) + number(value) for entry, value in ordered)
    return digest(b"\0", text(campaign), text(ballot), number(len(marks)), encoded, nonce)


# The tree of RFC 6962

def root_of(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return digest(b"\1", root_of(leaves[:split]), root_of(leaves[split:]))


def root_by_path(leaf, place, count, path):
    """The root that a receipt at a place leads to (RFC 6962, section 2.1.1, read from the leaf)."""
    if count == 1:
        if path:
            raise Wrong("the path is too long")
        return leaf
    if not path:
        raise Wrong("the path is too short")
    split = 1 << (count - 1).bit_length() - 1
    if place < split:
        return digest(b"\1", root_by_path(leaf, place, split, path[:-1]), path[-1])
    return digest(b"\1", path[-1], root_by_path(leaf, place - split, count - split, path[:-1]))


def roots_by_growth(first, count, path, whole, first_root):
    """The old and the new root that a proof of growth leads to (RFC 6962, section 2.1.2)."""
    if first == count:
        if whole:
            node = first_root
        elif path:
            node, path = path[0], path[1:]
        else:
            raise Wrong("the proof of growth is too short")
        if path:
            raise Wrong("the proof of growth is too long")
        return node, node
    if not path:
        raise Wrong("the proof of growth is too short")
    split = 1 << (count - 1).bit_length() - 1
    if first <= split:
        old, new = roots_by_growth(first, split, path[:-1], whole, first_root)
        return old, digest(b"\1", new, path[-1])
    old, new = roots_by_growth(first - split, count - split, path[:-1], False, first_root)
    return digest(b"\1", path[-1], old), digest(b"\1", path[-1], new)


# Ed25519, verification only (RFC 8032, section 5.1)

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def curve_x(y, odd):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and odd):
        raise Wrong("the signature holds no point of the curve")
    return P - x if x % 2 != odd else x


def curve_add(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def curve_times(factor, point):
    total = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = curve_add(total, point)
        point, factor = curve_add(point, point), factor >> 1
    return total


def curve_point(raw):
    whole = int.from_bytes(raw, "little")
    y, odd = whole & (1 << 255) - 1, whole >> 255
    if y >= P:
        raise Wrong("the signature holds no point of the curve")
    x = curve_x(y, odd)
    return x, y, 1, x * y % P


def is_signed(message, signature, key):
    scalar = int.from_bytes(signature[32:], "little")
    if scalar >= ORDER:
        return False
    base = curve_point(number(4 * pow(5, P - 2, P) % P, 32)[::-1])
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    left = curve_times(scalar, base)
    right = curve_add(curve_point(signature[:32]), curve_times(challenge, curve_point(key)))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


# Files

def read(folder, name):
    try:
        return (Path(folder) / name).read_bytes()
    except OSError as error:
        raise Wrong(f"{name} cannot be read: {error.strerror}")


def read_json(raw, name, keys, optional=()):
    try:
        value = json.loads(raw.decode("utf-8"))
    except ValueError:
        raise Wrong(f"{name} is no JSON")
    if not isinstance(value, dict) or not set(keys) <= set(value) <= set(keys) | set(optional):
        raise Wrong(f"{name} must have the keys {', '.join(keys)}")
    return value


def read_rows(folder, name, header):
    try:
        rows = list(csv.reader(io.StringIO(read(folder, name).decode("utf-8"), newline=""), strict=True))
    except (ValueError, csv.Error):
        raise Wrong(f"{name} is no CSV")
    if not rows or rows[0] != header:
        raise Wrong(f"{name} must begin with {','.join(header)}")
    if any(len(row) != len(header) for row in rows):
        raise Wrong(f"{name} has rows of another length")
    return rows[1:]


def whole(value, what):
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Wrong(f"{what}: a whole number was expected")
    return value


def read_ballots(folder, rules):
    """Every opened ballot by its receipt: its id and its marks. All receipts are recomputed."""
    marks = {}
    for receipt, entry, mark in read_rows(folder, "marks.csv", ["receipt", "entry_id", "mark"]):
        if not re.fullmatch("0|[1-9][0-9]{0,9}", mark) or int(mark) >= 2**32:
            raise Wrong(f"marks.csv: «{mark}» is no mark")
        if entry not in rules["entries"] or entry in marks.setdefault(receipt, {}):
            raise Wrong(f"marks.csv: «{entry}» does not stand or is marked twice in {receipt}")
        if rules["method"] == "majority-judgment" and int(mark) >= rules["grades"]:
            raise Wrong(f"marks.csv: {mark} is no grade")
        marks[receipt][entry] = int(mark)
    ballots = {}
    for receipt, ballot, nonce in read_rows(folder, "openings.csv", ["receipt", "ballot_id", "nonce"]):
        if receipt in ballots:
            raise Wrong(f"openings.csv opens {receipt} twice")
        ballots[receipt] = (ballot, marks.pop(receipt, {}))
        opened = receipt_of(rules["campaign"], *ballots[receipt], from_hex(nonce, 32, "a nonce"))
        if from_hex(receipt, 32, "a receipt") != opened:
            raise Wrong(f"the ballot of {receipt} is not the one that was given this receipt")
    if marks:
        raise Wrong("marks.csv has marks of ballots that are not opened")
    return ballots


def read_head(raw, key):
    head = read_json(raw, "the head", ["campaign", "rules", "count", "time", "root", "signature", "public_key"])
    if not isinstance(head["campaign"], str):
        raise Wrong("the head names no campaign")
    root, signer = from_hex(head["root"], 32, "root"), from_hex(head["public_key"], 32, "public_key")
    rules, signature = from_hex(head["rules"], 32, "rules"), from_hex(head["signature"], 64, "signature")
    count, time = whole(head["count"], "count"), whole(head["time"], "time")
    signed = b"\2" + text(head["campaign"]) + rules + number(count, 8) + number(time, 8) + root
    if not is_signed(signed, signature, signer):
        raise Wrong("the signature of the head is not right")
    if key and key != head["public_key"]:
        raise Wrong("the head is signed by another key than the one announced")
    return head


# Counting, each method as it is defined

def ranked(entries, compare):
    groups = []
    for entry in sorted(entries, key=functools.cmp_to_key(lambda a, b: -compare(a, b))):
        if groups and compare(groups[-1][0], entry) == 0:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def pair_at(tally, distance):
    """The grades at the same distance below and above the middle of all marks, from 0 to 1."""
    total = sum(tally)
    below, above, seen = None, None, 0
    for grade, count in enumerate(tally):
        seen += count
        if below is None and seen >= total * (1 - distance) / 2:
            below = grade
        if above is None and seen >= total * (1 + distance) / 2:
            above = grade
    return below, above


def compare_tallies(one, other):
    cuts = {Fraction(0), Fraction(1)}
    for tally in (one, other):
        for grade in range(len(tally)):
            cuts.add(abs(1 - Fraction(2 * sum(tally[:grade]), sum(tally))))
    cuts = sorted(cuts)
    for start, end in zip(cuts, cuts[1:]):
        mine, theirs = pair_at(one, (start + end) / 2), pair_at(other, (start + end) / 2)
        if mine != theirs:
            return 1 if mine > theirs else -1
    return 0


def comparable(ballots, rules):
    exposure = {entry: sum(entry in ballot for ballot in ballots) for entry in rules["entries"]}
    if rules["missing"] != "unseen":
        return exposure, sorted(exposure)
    median = sorted(exposure.values())[(len(exposure) - 1) // 2] if exposure else 0
    return exposure, [e for e, n in exposure.items() if n and 100 * n >= rules["minimum_exposure"] * median]


def majority_judgment(ballots, rules):
    tallies = {entry: [0] * rules["grades"] for entry in rules["entries"]}
    for ballot in ballots:
        for entry in tallies:
            if entry in ballot:
                tallies[entry][ballot[entry]] += 1
            elif rules["missing"] == "worst":
                tallies[entry][rules["default_grade"]] += 1
    entries = [entry for entry in comparable(ballots, rules)[1] if sum(tallies[entry])]
    return ranked(entries, lambda a, b: compare_tallies(tallies[a], tallies[b]))


def approval(ballots, rules):
    approvals = {entry: sum(entry in ballot for ballot in ballots) for entry in rules["entries"]}
    return ranked(approvals, lambda a, b: approvals[a] - approvals[b])


def schulze(ballots, rules):
    entries = comparable(ballots, rules)[1]
    last = float("inf")
    wins = {(a, b): 0 for a in entries for b in entries}
    for ballot in ballots:
        ranked_here = [entry for entry in entries if entry in ballot]
        for a in ranked_here:
            for b in entries if rules["missing"] == "worst" else ranked_here:
                if ballot[a] < ballot.get(b, last):
                    wins[a, b] += 1
    path = {(a, b): wins[a, b] if wins[a, b] > wins[b, a] else 0 for a, b in wins}
    for middle in entries:
        for a in entries:
            for b in entries:
                path[a, b] = max(path[a, b], min(path[a, middle], path[middle, b]))
    groups, left = [], set(entries)
    while left:
        groups.append([a for a in left if all(path[a, b] >= path[b, a] for b in left)])
        left -= set(groups[-1])
    return groups


def instant_runoff(ballots, rules):
    groups, left = [], set(rules["entries"])
    while left:
        votes = dict.fromkeys(left, 0)
        for ballot in ballots:
            ranks = [rank for entry, rank in ballot.items() if entry in left]
            for entry in left & set(ballot):
                votes[entry] += ballot[entry] == min(ranks)
        groups.insert(0, [entry for entry in left if votes[entry] == min(votes.values())])
        left -= set(groups[0])
    return groups


METHODS = {"majority-judgment": majority_judgment, "approval": approval, "schulze": schulze, "instant-runoff": instant_runoff}


def recount(ballots, rules):
    by_bytes = functools.partial(sorted, key=lambda entry: entry.encode("utf-8"))
    ranking = [by_bytes(group) for group in METHODS[rules["method"]](ballots, rules)]
    unranked = set(rules["entries"]) - {entry for group in ranking for entry in group}
    return {"method": rules["method"], "ballots": len(ballots), "ranking": ranking, "unranked": by_bytes(unranked)}


# The checks

RULES = ["campaign", "entries", "method"]
PARTS = ["grades", "missing", "minimum_exposure", "default_grade"]


def verify(folder, key=None):
    """Raises Wrong at the first thing that is not as it should be; returns what was found, in sentences."""
    raw = read(folder, "rules.json")
    head = read_head(read(folder, "head.json"), key)
    if digest(raw).hex() != head["rules"]:
        raise Wrong("these are not the rules that the head names")
    rules = {"missing": None, **read_json(raw, "rules.json", RULES, PARTS)}
    if rules["method"] not in METHODS or rules["campaign"] != head["campaign"]:
        raise Wrong("rules.json names no known method, or another campaign")
    log = [row[0] for row in read_rows(folder, "log.csv", ["receipt"])]
    if len(log) != head["count"] or root_of([from_hex(receipt, 32, "a receipt") for receipt in log]).hex() != head["root"]:
        raise Wrong("the log does not lead to the root of the head")
    ballots = read_ballots(folder, rules)
    if len(set(log)) != len(log) or set(log) != set(ballots):
        raise Wrong("the opened ballots are not those of the log, each once")
    last = {ballots[receipt][0]: ballots[receipt][1] for receipt in log}
    result = read_json(read(folder, "result.json"), "result.json", ["method", "ballots", "ranking", "unranked"])
    counted = recount(list(last.values()), rules)
    if result != counted or json.dumps(result, sort_keys=True) != json.dumps(counted, sort_keys=True):
        raise Wrong(f"the count is another one: {json.dumps(counted, ensure_ascii=False)}")
    return [
        f"{len(log)} receipts stand in the log, and each opens to a ballot",
        f"the log leads to the signed root {head['root']}, signed by {head['public_key']}",
        f"{len(last)} ballots count ({len(log) - len(last)} were replaced), and the ranking is as published",
    ]


def path_of(values):
    if not isinstance(values, list):
        raise Wrong("path: a list was expected")
    return [from_hex(value, 32, "path") for value in values]


def verify_receipt(raw, head):
    """A voter's own receipt: it is of this ballot, and it stands in the log of this head."""
    keys = ["campaign", "ballot_id", "marks", "nonce", "receipt", "place", "count", "path"]
    own = read_json(raw, "the receipt", keys)
    marks = own["marks"]
    if not isinstance(marks, dict) or not isinstance(own["ballot_id"], str) or own["campaign"] != head["campaign"]:
        raise Wrong("the receipt is of another campaign, or no receipt")
    if any(whole(mark, "a mark") >= 2**32 for mark in marks.values()):
        raise Wrong("a mark is too large")
    receipt = receipt_of(own["campaign"], own["ballot_id"], marks, from_hex(own["nonce"], 32, "nonce"))
    if receipt != from_hex(own["receipt"], 32, "receipt"):
        raise Wrong("the receipt is not of this ballot")
    place, count = whole(own["place"], "place"), whole(own["count"], "count")
    if count != head["count"] or place >= count:
        raise Wrong("the receipt's path is for a log of another length")
    if root_by_path(receipt, place, count, path_of(own["path"])).hex() != head["root"]:
        raise Wrong("the receipt does not stand in the log")


def verify_growth(raw, head, key):
    """That the log begins with all of an earlier log: {"head": the earlier head, "path": [...]}."""
    growth = read_json(raw, "the proof of growth", ["head", "path"])
    earlier = read_head(json.dumps(growth["head"]).encode(), key or head["public_key"])
    if earlier["campaign"] != head["campaign"] or earlier["rules"] != head["rules"]:
        raise Wrong("the earlier head is of another campaign or of other rules")
    if not 0 < earlier["count"] <= head["count"]:
        raise Wrong("the earlier head is longer, or empty")
    first = bytes.fromhex(earlier["root"])
    old, new = roots_by_growth(earlier["count"], head["count"], path_of(growth["path"]), True, first)
    if old != first or new.hex() != head["root"]:
        raise Wrong("the log does not begin with the earlier log")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--key", help="the public key that was announced before the vote, in hexadecimal")
    parser.add_argument("--receipt", help="a voter's own receipt")
    parser.add_argument("--growth", help="an earlier head, with the proof that the log only grew")
    options = parser.parse_args()
    try:
        found = verify(options.folder, options.key)
        head = read_head(read(options.folder, "head.json"), options.key)
        if options.receipt:
            verify_receipt(read(".", options.receipt), head)
            found.append("your ballot stands in the log as you cast it")
        if options.growth:
            verify_growth(read(".", options.growth), head, options.key)
            found.append("the log begins with all of the earlier one")
    except (AttributeError, KeyError, TypeError, Wrong) as wrong:
        print(f"WRONG: {wrong}", file=sys.stderr)
        return 1
    print("\n".join(found))
    if not options.key:
        print("Compare the signing key with the one announced before the vote, or give it with --key.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
