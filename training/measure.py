"""Measure the shipped detector on a split: ``python -m training.measure development``.

Runs in the product's environment, through the same code that serves trainees. Reply level:
a reply counts as carrying a code if any of its findings does.
"""

import collections
import json
import sys

from bot.coder import load_coder
from training.prepare import CODES, replies


def measure(split: str) -> dict:
    """Figures for one split of the corpus, as shown in docs/coder.md."""
    coder = load_coder()
    coded = list(replies(split))
    hit, shown, true = (collections.Counter() for _ in range(3))
    clean = false_alarm = pitfall = met = overlapping = matched = 0
    flags: dict[str, list[tuple[str, set[str], set[str]]]] = collections.defaultdict(list)
    for reply in coded:
        found = [f for f in coder.code(reply["client"], reply["reply"]) if f.shown]
        got = {f.code for f in found}
        wanted = {c["code"] for c in reply["codes"]}
        for code in CODES:
            hit[code] += code in got and code in wanted
            shown[code] += code in got
            true[code] += code in wanted
        bad = {c for c in wanted if c[0] in "PS"}
        flagged = {c for c in got if c[0] in "PS"}
        clean += not bad
        false_alarm += not bad and bool(flagged)
        pitfalls = {c for c in bad if c[0] == "P"}
        pitfall += bool(pitfalls)
        met += bool(pitfalls & got)
        flags[reply["reply"]].append((reply["client"], bad, flagged))
        for one in reply["codes"]:
            same = [f for f in found if f.code == one["code"]]
            if same:
                matched += 1
                start = reply["reply"].index(one["quote"])
                span = (start, start + len(one["quote"]))
                overlapping += any(_overlap(span, (f.start, f.end)) >= 0.3 for f in same)
    pairs = [v for v in flags.values() if len(v) == 2 and v[0][1] != v[1][1]]
    right = sum(all(bad == flagged for _, bad, flagged in pair) for pair in pairs)
    families = {}
    for family in "PGMS":
        codes = [c for c in CODES if c[0] == family and true[c]]
        scores = [2 * hit[c] / (shown[c] + true[c]) for c in codes]
        families[family] = {
            "macro_f1": _share(sum(scores), len(scores)),
            "precision": _share(sum(hit[c] for c in codes), sum(shown[c] for c in codes)),
            "recall": _share(sum(hit[c] for c in codes), sum(true[c] for c in codes)),
        }
    return {
        "replies": len(coded),
        "families": families,
        "clean_replies_flagged": _share(false_alarm, clean),
        "replies_with_a_pitfall_where_one_is_shown": _share(met, pitfall),
        "context_pairs_both_right": _share(right, len(pairs)),
        "context_pairs": len(pairs),
        "spans_overlapping": _share(overlapping, matched),
        "f1": {c: _share(2 * hit[c], shown[c] + true[c]) for c in CODES if true[c]},
    }


def _overlap(one: tuple[int, int], two: tuple[int, int]) -> float:
    shared = min(one[1], two[1]) - max(one[0], two[0])
    return max(0, shared) / (max(one[1], two[1]) - min(one[0], two[0]))


def _share(part: float, whole: float) -> float:
    return round(part / whole, 3) if whole else 0.0


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1] if len(sys.argv) > 1 else "development"), indent=1))
