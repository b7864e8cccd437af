"""Copies among the imported initiatives, neighbours and look-up of 20,000 texts: recall, exactness and time.

The copies are made here, by chance from a seed. A copy keeps each sentence, but: some are cut off after 40 to 80 % of
their words; words are left out; words of `SYNONYMS` are replaced; neighbouring words change places; words of four
letters or more lose, double, change or swap a letter. Titles are treated like sentences. Only the pair of a copy and
its source is right: whatever else is announced counts as wrong, even where two imported initiatives are near copies
of each other, as some are.
"""
import csv
import io
import random
import re
from collections import Counter

import numpy
from scipy import sparse

FILES = [
    ("betagouv_services_fr.csv", ["summary", "description"]),
    ("ffe_laureats_fr.csv", ["description"]),
    ("ips_cases_en.csv", ["description"]),
]
# How often: sentences cut, words left out, synonyms, neighbours swapped, words misspelt.
STRENGTHS = {"light": (.10, .05, .5, .02, .03), "medium": (.25, .10, .7, .05, .08), "heavy": (.40, .20, 1, .10, .15)}
COPIES = 200
SYNONYMS = dict(pair.split(":") for pair in """
    projet:programme aider:soutenir permet:offre outil:instrument service:dispositif personnes:gens
    entreprises:sociétés accompagnement:suivi développer:déployer faciliter:simplifier emploi:travail
    jeunes:adolescents formation:apprentissage objectif:but création:conception rapidement:vite solution:réponse
    simple:facile afin:pour utilisateurs:usagers system:platform uses:employs help:assist citizens:people
    data:information project:initiative develop:build public:governmental improve:enhance provide:offer aims:intends
    tool:instrument reduce:lower time:duration new:novel based:founded information:knowledge process:procedure
    support:aid allows:enables
    """.split())


def measure(bench):
    csv.field_size_limit(10**9)
    texts = imported(bench)
    for strength in STRENGTHS:
        duplicates(bench, texts, strength)
    many = manyfold(texts, 2_000 if bench.quick else 20_000)
    path = bench.folder / "many.csv"
    write(path, many)
    neighbours(bench, path, len(many))
    queries(bench, path, texts, len(many))


def imported(bench):
    texts = []
    for name, columns in FILES:
        with open(bench.data / "initiatives" / name, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                texts.append((row["id"], row["title"], "\n".join(row[column] for column in columns)))
    return texts


def write(path, texts):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "title", "description"])
        writer.writerows(texts)


def edited(text, chance, strength):
    cut, leave, replace, swap, misspell = STRENGTHS[strength]
    sentences = []
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        words = sentence.split()
        if len(words) > 6 and chance.random() < cut:
            words = words[:int(len(words) * chance.uniform(.4, .8))]
        words = [word for word in words if chance.random() >= leave]
        words = [SYNONYMS.get(word.lower(), word) if chance.random() < replace else word for word in words]
        for place in range(len(words) - 1):
            if chance.random() < swap:
                words[place:place + 2] = words[place + 1], words[place]
        sentences.append(" ".join(misspelt(word, chance) if chance.random() < misspell else word for word in words))
    return " ".join(sentences)


def misspelt(word, chance):
    if len(word) < 4:
        return word
    place = chance.randrange(len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1:]
    wrong = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice([before + after, before + letter * 2 + after, before + wrong + after,
                          before + after[0] + letter + after[1:]])


def duplicates(bench, texts, strength):
    ours, trigram, best, seconds = Counter(), Counter(), Counter(), []
    seeds = 2 if bench.quick else 10
    for seed in range(seeds):
        chance = random.Random(f"copies {strength} {seed}")
        sources = chance.sample(range(len(texts)), COPIES)
        copies = [(f"copy-{source}", edited(texts[source][1], chance, strength) or texts[source][1],
                   edited(texts[source][2], chance, strength)) for source in sources]
        right = {frozenset((copy[0], texts[source][0])) for copy, source in zip(copies, sources)}
        path = bench.folder / "copies.csv"
        write(path, texts + copies)
        run = bench.analyse("similar", "--texts", path, "--text", "title,description", "--duplicates", "--seed", seed)
        pairs = [frozenset((row["id"], row["other_id"])) for row in csv.DictReader(io.StringIO(run.output))]
        ours += Counter(found=len(right.intersection(pairs)), said=len(pairs))
        seconds.append(run.seconds)
        fixed, chosen = trigram_pairs(texts + copies, right)
        trigram += fixed
        best += chosen
    figure, peer, chosen = (rates(count, seeds * COPIES) for count in (ours, trigram, best))
    target = "≥ .95 at ≥ .90" if strength == "medium" else ""
    met = figure[0] >= .95 and figure[1] >= .90 if target else None
    words = "recall/precision, pg_trgm at .25"
    bench.add("similarity", f"{strength} copies: {words}", pair(figure), pair(peer), "", target, met)
    above = figure[2] > peer[2] if target else None
    bench.add("similarity", f"{strength} copies: F1, pg_trgm at .25", f"{figure[2]:.3f}", f"{peer[2]:.3f}",
              f"{figure[2] / peer[2]:.1f}", "above" if target else "", above)
    bench.add("similarity", f"{strength} copies: F1, pg_trgm at the best threshold", f"{figure[2]:.3f}", f"{chosen[2]:.3f}",
              f"{figure[2] / chosen[2]:.3f}", "", None)
    if strength == "medium":
        bench.add("similarity", f"copies among {len(texts) + COPIES:,} texts, CPU s", f"{sum(seconds) / seeds:.2f}", "", "", "", None)


def rates(count, wanted):
    recall, precision = count["found"] / wanted, count["found"] / max(count["said"], 1)
    return recall, precision, 2 * count["found"] / (wanted + count["said"])


def pair(figure):
    return f"{figure[0]:.3f}/{figure[1]:.3f}"


def trigram_pairs(texts, right):
    """PostgreSQL's pg_trgm: runs of three letters of each lower-case word, two spaces before it and one after; what two
    texts share of all they have. Gives what the threshold of .25 announces, and what the best threshold would."""
    runs = []
    for _, title, text in texts:
        words = set(re.findall(r"[^\W_]+", f"{title} {text}".lower()))
        runs.append({padded[place:place + 3] for word in words for padded in [f"  {word} "] for place in range(len(padded) - 2)})
    matrix = counted(runs)
    shared = (matrix @ matrix.T).toarray()
    sizes = numpy.asarray(matrix.sum(axis=1)).ravel()
    likeness = shared / numpy.maximum(sizes[:, None] + sizes[None, :] - shared, 1)
    upper = numpy.triu_indices(len(texts), 1)
    scores = likeness[upper]
    places = {text[0]: place for place, text in enumerate(texts)}
    truth = numpy.zeros(likeness.shape, bool)
    for one, other in map(sorted, (map(places.get, names) for names in right)):
        truth[one, other] = True
    truth = truth[upper]
    fixed = Counter(found=int(truth[scores >= .25].sum()), said=int((scores >= .25).sum()))
    order = numpy.argsort(-scores, kind="stable")
    hits = truth[order].cumsum()
    best = int(numpy.argmax(2 * hits / (numpy.arange(1, len(hits) + 1) + len(right))))
    return fixed, Counter(found=int(hits[best]), said=best + 1)


def counted(documents):
    """A row a document, a column a word, in it how often."""
    columns, indices, counts, ends = {}, [], [], [0]
    for document in documents:
        for word, count in Counter(document).items():
            indices.append(columns.setdefault(word, len(columns)))
            counts.append(count)
        ends.append(len(indices))
    return sparse.csr_matrix((numpy.array(counts, float), indices, ends), shape=(len(ends) - 1, len(columns)))


def manyfold(texts, count):
    chance = random.Random("many")
    many = []
    for number in range(count):
        _, title, text = chance.choice(texts)
        many.append((f"t{number:05}", title, edited(text, chance, "medium")))
    return many


def neighbours(bench, path, count):
    run = bench.analyse("similar", "--texts", path, "--text", "title,description")
    stems = bench.analyse("similar", "--texts", path, "--text", "title,description", "--stems").output
    rows = list(csv.DictReader(io.StringIO(stems)))
    matrix = counted([row["stems"].split() for row in rows])
    holding = numpy.asarray((matrix > 0).sum(axis=0)).ravel()
    matrix.data = (1 + numpy.log(matrix.data)) * numpy.log(1 + len(rows) / holding)[matrix.indices]
    lengths = numpy.sqrt(numpy.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix = sparse.diags(1 / numpy.where(lengths > 0, lengths, 1)) @ matrix
    answers = {}
    for row in csv.DictReader(io.StringIO(run.output)):
        answers.setdefault(row["id"], []).append((row["other_id"], float(row["score"])))
    places = {row["id"]: place for place, row in enumerate(rows)}
    sample = random.Random("sample").sample(range(len(rows)), min(1000, len(rows)))
    cosines = (matrix[sample] @ matrix.T).toarray()
    worst, differing = 0, 0
    for text, row in zip(sample, cosines):
        row[text] = 0
        expected = [score for score in -numpy.sort(-row)[:5] if score > 1e-9]
        said = answers.get(rows[text]["id"], [])
        differing += len(said) != len(expected)
        for (other, score), best in zip(said, expected):
            worst = max(worst, abs(score - best), abs(score - row[places[other]]))
    bench.add("similarity", f"top 5 of {len(sample):,} texts, all cosines by scipy: greatest gap", f"{worst:.1e}", "0", "",
              "≤ 1e-6 (six digits)", worst <= 1e-6 and differing == 0)
    bench.add("similarity", f"neighbours of {count:,} texts, end to end, CPU s", f"{run.seconds:.1f}", "", "", "< 20", run.seconds < 20)
    bench.add("similarity", f"neighbours of {count:,} texts: memory, MB", f"{run.megabytes:.0f}", "", "", "", None)


def queries(bench, path, texts, count):
    chance = random.Random("queries")
    number = 100 if bench.quick else 400
    short, long = [], []
    for _, title, text in chance.choices(texts, k=number):
        words = re.findall(r"[^\W_]{4,}", text) or [title]
        short.append(" ".join(misspelt(word, chance) for word in chance.choices(words, k=3)))
        long.append(edited(text, chance, "medium")[:3000])
    for kind, asked in (("three misspelt words", short), ("a whole text", long)):
        arguments = ["similar", "--texts", path, "--text", "title,description"]
        alone, all_ = (
            min((bench.analyse(*arguments, *(part for query in some for part in ("--query", query))) for _ in range(2)),
                key=lambda run: run.seconds) for some in (asked[:1], asked))
        each = (all_.seconds - alone.seconds) / (number - 1) * 1000
        bench.add("similarity", f"one query among {count:,} texts ({kind}), ms", f"{each:.2f}", "", "", "< 20", each < 20)
