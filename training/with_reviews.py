"""Train the detector on the corpus and an organisation's corrections.

``make train-coder ORGANISATION=corpus.jsonl``, with a file of the desk's Exports page. A quarter
of its conversations (at least a fifth) is left out, to measure on: ``alongside evaluate
--reviews``. The file's words stay where they are: they go neither into ``data/corpus`` nor into
the examples that findings are explained with, which other trainees see. ``data/corpus`` alone
calibrates, as before.

``organisation.json`` beside the model says that it learnt from such replies, and from how many.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

import numpy as np

from bot.coder.normalise import normalise
from bot.evaluation.corpus import CodedReply, read_file, read_split
from bot.evaluation.reviews import LEARNT, VOICE, conversation, to_learn_from

LEAST = 100  # replies to learn from; fewer change nothing among eleven thousand


def read(file: Path) -> list[CodedReply]:
    """The replies of ``file`` to learn from; SystemExit says why there are none."""
    try:
        found = list(read_file(file))
    except (OSError, ValueError) as error:
        sys.exit(f"The file can't be read: {error}")
    learn = [r for r in to_learn_from(found) if r.reply.strip()]
    if any(r.voice != VOICE for r in found):
        sys.exit(f"{file} is not a corpus.jsonl of the Exports page: not all voices are {VOICE!r}.")
    if len(learn) < LEAST:
        sys.exit(
            f"There are {len(learn)} reviewed replies to learn from in {file} (others are kept "
            f"to measure with). From {LEAST} on it is worth the while."
        )
    return learn


def left_out(made: list, embeddings: np.ndarray, theirs: list[CodedReply]) -> tuple:
    """Training examples and their embeddings (clauses x 384) without those of ``theirs``."""
    words = {normalise(r.reply).text for r in theirs}
    kept = [example.piece.text not in words for example in made]
    clauses = np.repeat(kept, [len(example.codes) for example in made])
    return [e for e, k in zip(made, kept, strict=True) if k], embeddings[clauses]


def record(learn: list[CodedReply], model: Path) -> None:
    """Write down that the model in this folder learnt from these, without their words."""
    ids = sorted(r.id for r in learn)
    about = {
        "weights_sha256": json.loads((model / "manifest.json").read_text())["weights_sha256"],
        "replies": len(learn),
        "conversations": len({conversation(r) for r in learn}),
        "ids_sha256": hashlib.sha256("\n".join(ids).encode()).hexdigest(),
    }
    (model / LEARNT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Command line: the file, then what ``training.train`` takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    args, rest = parser.parse_known_args()
    learn = read(args.file)

    from training import export, train

    def also_theirs(split: str) -> list[CodedReply]:
        return read_split(split) + (learn if split == "train" else [])

    def without_theirs(made: list, embeddings: np.ndarray, out: Path) -> None:
        examples(*left_out(made, embeddings, learn), out)
        trained.append(out)

    trained: list[Path] = []
    examples = export.examples
    train.read_split, export.examples = also_theirs, without_theirs
    sys.argv = [sys.argv[0], *rest]
    train.main()
    for out in trained:  # not if it was calibrated only
        record(learn, out)


if __name__ == "__main__":
    main()
