"""Count what the corpus holds: ``python -m training.describe``. The datasheet quotes it.

Also finds near-duplicates between splits and, with ``--remove``, takes them out of the training,
calibration or development voices (a test voice is never thinned for an earlier one).
"""

import argparse
import collections
import json

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import cohen_kappa_score

from bot.evaluation.corpus import CORPUS, SPLITS, CodedReply, read_split
from bot.practice.codes import CODE_IDS

ALIKE = 0.85  # cosine of character 3- to 5-grams from which two replies count as nearly the same
COMMON = 0.1  # letter groups in more replies than this say nothing about likeness
LEAST_WORDS = 4  # shorter replies ("ok, what happened?") are alike by nature
_GIVES_WAY = ("train", "calibration", "development", "test")


def near_duplicates(by_split: dict[str, list[CodedReply]]) -> list[tuple[CodedReply, CodedReply]]:
    """Pairs (one to take out, one to keep) of replies in different splits that are alike."""
    splits = sorted(by_split, key=_GIVES_WAY.index)
    long = {s: [r for r in by_split[s] if len(r.reply.split()) >= LEAST_WORDS] for s in splits}
    grams = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, max_df=COMMON, dtype=np.float32
    )
    grams.fit(r.reply.casefold() for some in long.values() for r in some)
    matrix = {s: grams.transform([r.reply.casefold() for r in long[s]]) for s in splits}
    found = []
    for i, earlier in enumerate(splits):
        for later in splits[i + 1 :]:
            near = (matrix[earlier] @ matrix[later].T).tocoo()
            for row, column, score in zip(near.row, near.col, near.data, strict=True):
                if score >= ALIKE:
                    found.append((long[earlier][row], long[later][column]))
    return found


def remove(ids: set[str]) -> None:
    """Take replies out of their voices' files."""
    for path in sorted((CORPUS / "voices").glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if json.loads(line)["id"] not in ids]
        if len(kept) < len(lines):
            path.write_text("".join(kept), encoding="utf-8")


def context_pairs(replies: list[CodedReply]) -> tuple[int, int]:
    """Same words after two client lines: coded differently, and with unlike P and S codes."""
    groups: dict[tuple[str, str], list[CodedReply]] = collections.defaultdict(list)
    for reply in replies:
        groups[reply.voice, reply.reply].append(reply)
    pairs = [g for g in groups.values() if len(g) == 2 and g[0].client != g[1].client]
    unlike = sum(g[0].all_codes != g[1].all_codes for g in pairs)
    return unlike, sum(g[0].flags != g[1].flags for g in pairs)


def agreement() -> list[tuple[str, int, int, float]]:
    """(code, times first, times second, Cohen's kappa) over the twice-coded test replies."""
    lines = (CORPUS / "second_coding.jsonl").read_text(encoding="utf-8").splitlines()
    coded = [json.loads(line) for line in lines]
    first = [{c["code"] for c in r["first"]} for r in coded]
    second = [{c["code"] for c in r["second"]} for r in coded]
    made = []
    for code in CODE_IDS:
        one, two = [code in f for f in first], [code in s for s in second]
        kappa = float(cohen_kappa_score(one, two)) if any(one) or any(two) else 1.0
        made.append((code, sum(one), sum(two), kappa))
    return made


def hard_clean() -> dict[str, str]:
    """Ids of clean replies that were written to be hard, and why they are."""
    lines = (CORPUS / "hard_clean.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def main() -> None:
    """Print the counts as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--remove", action="store_true", help="take near-duplicates out")
    args = parser.parse_args()
    by_split = {s: read_split(s) for s in SPLITS}
    alike = near_duplicates(by_split)
    print(f"near-duplicates between splits: {len({one.id for one, _ in alike})}")
    for one, two in alike:
        print(f"  {one.id} / {two.id}: {one.reply!r}")
    if args.remove:
        remove({one.id for one, _ in alike})
        by_split = {s: read_split(s) for s in SPLITS}
    everything = [r for replies in by_split.values() for r in replies]
    print("\n| | " + " | ".join([*SPLITS, "all"]) + " |\n|---|" + "---:|" * 5)
    columns = [*by_split.values(), everything]
    rows = {
        "voices": [len({r.voice for r in c}) for c in columns],
        "replies": [len(c) for c in columns],
        "no P or S": [sum(not r.flags for r in c) for c in columns],
        "mixed": [sum(bool(r.flags) and r.flags != r.all_codes for r in c) for c in columns],
        "no code": [sum(not r.codes for r in c) for c in columns],
        "context pairs": [context_pairs(c)[0] for c in columns],
        "of these, P or S differ": [context_pairs(c)[1] for c in columns],
    }
    for name, counts in rows.items():
        print(f"| {name} | " + " | ".join(str(n) for n in counts) + " |")
    for code in CODE_IDS:
        counts = [sum(code in r.all_codes for r in c) for c in columns]
        print(f"| {code} | " + " | ".join(str(n) for n in counts) + " |")
    hard = hard_clean()
    clean = {r.id for r in everything if not r.flags}
    print(f"\nhard clean replies: {len(clean & set(hard))}")
    print(collections.Counter(kind for i, kind in hard.items() if i in clean))
    if (CORPUS / "second_coding.jsonl").exists():
        print("\n| code | first | second | kappa |\n|---|---:|---:|---:|")
        for code, one, two, kappa in agreement():
            print(f"| {code} | {one} | {two} | {kappa:.2f} |")


if __name__ == "__main__":
    main()
