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

# File, columns after the title, language, column of topics.
FILES = [
    ("betagouv_services_fr.csv", ["summary", "description"], "fr", "topics"),
    ("ffe_laureats_fr.csv", ["description"], "fr", "subthemes"),
    ("ips_cases_en.csv", ["description"], "en", "subsector"),
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
    files = [(path, *rest) for name, *rest in FILES if (path := bench.real("similarity", f"initiatives/{name}"))]
    texts = imported(files)
    for file in files:
        topics(bench, *file)
    for strength in STRENGTHS:
        duplicates(bench, texts, strength)
    look_up(bench, texts)
    many = manyfold(texts, 2_000 if bench.quick else 20_000)
    path = bench.folder / "many.csv"
    write(path, many)
    neighbours(bench, path, len(many))
    queries(bench, path, texts, len(many))


def imported(files):
    return [text for path, columns, _, _ in files for text, _ in rows(path, columns, "id")]


def rows(path, columns, label):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = "\n".join(row[column] for column in columns)
            yield (row["id"], row["title"], text), set(filter(None, row[label].split("|")))


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
    seeds, count = 2 if bench.quick else 10, min(COPIES, len(texts) // 2)
    for seed in range(seeds):
        chance = random.Random(f"copies {strength} {seed}")
        sources = chance.sample(range(len(texts)), count)
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
    figure, peer, chosen = (rates(found, seeds * count) for found in (ours, trigram, best))
    target = "≥ .95 at ≥ .90" if strength == "medium" else ""
    met = figure[0] >= .95 and figure[1] >= .90 if target else None
    words = "recall/precision | pg_trgm at .25"
    bench.add("similarity", f"{strength} copies: {words}", pair(figure), pair(peer), "", target, met)
    above = figure[2] > peer[2] if target else None
    bench.add("similarity", f"{strength} copies: F1 | pg_trgm at .25", f"{figure[2]:.3f}", f"{peer[2]:.3f}",
              f"{figure[2] / peer[2]:.1f}", "above" if target else "", above)
    bench.add("similarity", f"{strength} copies: F1 | pg_trgm at the best threshold", f"{figure[2]:.3f}", f"{chosen[2]:.3f}",
              f"{figure[2] / chosen[2]:.3f}", "", None)
    if strength == "medium":
        measure = f"copies among {len(texts) + count:,} texts, CPU s"
        bench.add("similarity", measure, f"{sum(seconds) / seeds:.2f}", "", "", "", None)


def rates(count, wanted):
    recall, precision = count["found"] / wanted, count["found"] / max(count["said"], 1)
    return recall, precision, 2 * count["found"] / (wanted + count["said"])


def pair(figure):
    return f"{figure[0]:.3f}/{figure[1]:.3f}"


def topics(bench, source, columns, language, label):
    """What share of the five nearest have a topic in common with the text, as people labelled them."""
    labelled = [(text, labels) for text, labels in rows(source, columns, label) if labels]
    texts, labels = [text for text, _ in labelled], {text[0]: labels for text, labels in labelled}
    path = bench.folder / source.name
    write(path, texts)
    run = bench.analyse("similar", "--texts", path, "--text", "title,description", "--language", language)
    ours = [(row["id"], row["other_id"]) for row in csv.DictReader(io.StringIO(run.output))]
    likeness = trigram_likeness(texts)
    numpy.fill_diagonal(likeness, -1)
    nearest = numpy.argsort(-likeness, axis=1, kind="stable")[:, :5]
    peer = [(texts[one][0], texts[other][0]) for one, row in enumerate(nearest) for other in row]
    figure, reference = (sum(bool(labels[one] & labels[other]) for one, other in pairs) / len(pairs) for pairs in (ours, peer))
    measure = f"five nearest of {source.name.split('_')[0]} with a topic in common | pg_trgm"
    bench.add("similarity", measure, f"{figure:.3f}", f"{reference:.3f}", f"{figure / reference:.2f}", "", None)


def trigram_likeness(texts):
    """PostgreSQL's pg_trgm: runs of three letters of each lower-case word, two spaces before it and one after; what two
    texts share of all they have."""
    runs = []
    for _, title, text in texts:
        words = set(re.findall(r"[^\W_]+", f"{title} {text}".lower()))
        padded = [f"  {word} " for word in words]
        runs.append({word[place:place + 3] for word in padded for place in range(len(word) - 2)})
    matrix = counted(runs)
    shared = (matrix @ matrix.T).toarray()
    sizes = numpy.asarray(matrix.sum(axis=1)).ravel()
    return shared / numpy.maximum(sizes[:, None] + sizes[None, :] - shared, 1)


def trigram_pairs(texts, right):
    """What pg_trgm's threshold of .25 announces, and what the best threshold for these very texts would."""
    likeness = trigram_likeness(texts)
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
    measure = f"neighbours of {count:,} texts, end to end, CPU s"
    bench.add("similarity", measure, f"{run.seconds:.1f}", "", "", "< 20", run.seconds < 20)
    bench.add("similarity", f"neighbours of {count:,} texts: memory, MB", f"{run.megabytes:.0f}", "", "", "", None)


def look_up(bench, texts):
    """Three words of six letters or more of one text, as spelt and with one letter wrong in each: is the text found?"""
    chance = random.Random("look-up")
    path = bench.folder / "imported.csv"
    write(path, texts)
    asked = []
    while len(asked) < 400:
        name, title, text = chance.choice(texts)
        words = sorted(set(re.findall(r"[^\W\d_]{6,}", f"{title} {text}")))
        if len(words) >= 10:
            asked.append((name, chance.sample(words, 3)))
    found = []
    for spell in (lambda word: misspelt(word, chance), lambda word: word):
        spelt = [(name, " ".join(map(spell, words))) for name, words in asked]
        run = bench.analyse("similar", "--texts", path, "--text", "title,description",
                            *(part for _, query in spelt for part in ("--query", query)))
        pairs = {(row["id"], row["other_id"]) for row in csv.DictReader(io.StringIO(run.output))}
        found.append(sum((query, name) in pairs for name, query in spelt) / len(spelt))
    measure = "three misspelt words of a text: in first five | well spelt"
    bench.add("similarity", measure, f"{found[0]:.3f}", f"{found[1]:.3f}", f"{found[0] / found[1]:.2f}", "", None)


def queries(bench, path, texts, count):
    """One query costs what many cost more than one, since reading and indexing come first."""
    chance = random.Random("queries")
    short, long = [], []
    for _, title, text in chance.choices(texts, k=500 if bench.quick else 5_000):
        words = re.findall(r"[^\W_]{4,}", text) or [title]
        short.append(" ".join(misspelt(word, chance) for word in chance.choices(words, k=3)))
        long.append(edited(text, chance, "medium")[:3000])
    arguments = ["similar", "--texts", path, "--text", "title,description"]

    def seconds(asked):
        options = [part for query in asked for part in ("--query", query)]
        return min(bench.analyse(*arguments, *options).seconds for _ in range(3))

    alone = seconds(short[:1])
    for kind, asked in (("three misspelt words", short), ("a whole text", long[:400])):
        each = (seconds(asked) - alone) / (len(asked) - 1) * 1000
        bench.add("similarity", f"one query among {count:,} texts ({kind}), ms", f"{each:.2f}", "", "", "< 20", each < 20)
