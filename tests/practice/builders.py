"""Small people, scenes and replies to test with, independent of the shipped content."""

from bot.practice.types import (
    ByStance,
    Disclosure,
    Encounter,
    Finding,
    Heard,
    Line,
    Lines,
    ModelAnswer,
    Persona,
    Scenario,
    Source,
)


def finding(code: str, quote: str = "", start: int = 0, **more) -> Finding:
    """A shown finding of ``code``; anything may be overridden."""
    given = {"confidence": 0.9, "shown": True, "why": "a test says so"} | more
    return Finding(code=code, start=start, end=start + len(quote), quote=quote, **given)


def found(reply: str, code: str, quote: str, **more) -> Finding:
    """A finding on the first place where ``quote`` stands in ``reply``."""
    return finding(code, quote, reply.index(quote), **more)


def heard(*codes: str, topic: str = "other", sure: float = 0.9, text: str = "Something.") -> Heard:
    """A reply about ``topic`` with a shown finding for each code."""
    return Heard(text, topic, sure, tuple(finding(c, text) for c in codes))


def lines(*texts: str) -> Lines:
    return tuple(Line(t) for t in texts)


def by_stance(models: tuple[ModelAnswer, ...] = (), **stances: tuple[str, ...]) -> ByStance:
    return ByStance({k: lines(*v) for k, v in stances.items()}, models)


def persona(**more) -> Persona:
    reactions = {
        "P4": by_stance(any=("Reaction P4 one.", "Reaction P4 two.")),
        "pitfall": by_stance(any=tuple(f"Reaction pitfall {i}." for i in range(9))),
        "G1": by_stance(any=("Reaction G1.",)),
        "move": by_stance(any=tuple(f"Reaction move {i}." for i in range(9))),
        "repair": by_stance(any=("Repair one.", "Repair two.", "Repair three.")),
        "repair_again": by_stance(any=("Repair again one.", "Repair again two.")),
        "pushing": by_stance(any=("Pushing one.", "Pushing two.", "Pushing three.")),
    }
    given = {
        "id": "nell",
        "name": "Nell",
        "pronouns": "she/her",
        "about": "Someone.",
        "reviewed_by": "unreviewed",
        "own_terms": (),
        "sensitivities": ("family",),
        "trust_start": 0.28,
        "trust_earns": 1.0,
        "trust_loses": 1.0,
        "reactions": reactions,
        "talk": {"bot_check": by_stance(guarded=("A person, last I looked.",))},
        "unforeseen": by_stance(guarded=tuple(f"Unforeseen {i}." for i in range(6))),
        "told_already": by_stance(any=("Told you one.", "Told you two.")),
        "quiet": lines("Quiet one.", "Quiet two.", "Quiet three.", "Quiet four."),
        "not_understood": lines("No idea one.", "No idea two."),
    }
    return Persona(**(given | more))


def scenario(**more) -> Scenario:
    given = {
        "id": "porch",
        "title": "On the porch",
        "persona": persona(),
        "reviewed_by": "unreviewed",
        "difficulty": 1,
        "themes": ("rain",),
        "content_note": "Nothing much.",
        "place": "A porch.",
        "aims": ("G1", "M1", "M3"),
        "tempts": ("P4",),
        "sources": (Source("HIPS 2000", "Guideline 1"),),
        "turns": 14,
        "opening": lines("Opening one.", "Opening two."),
        "topics": {
            "safety": by_stance(
                guarded=("Safety guarded one.", "Safety guarded two."),
                wary=("Safety wary.",),
                open=("Safety open.",),
            ),
            "family": by_stance(guarded=("Family guarded.",)),
        },
        "story": {
            "guarded": lines(*(f"Story guarded {i}." for i in range(6))),
            "wary": lines(*(f"Story wary {i}." for i in range(6))),
            "open": lines(*(f"Story open {i}." for i in range(6))),
        },
        "disclosures": (
            Disclosure("plate", "wary", ("police",), False, lines("The plate is 8FK.")),
            Disclosure("second", "open", ("work",), True, lines("It was the second time.")),
        ),
        "events": {},
        "endings": {
            "left": lines("Left one.", "Left two."),
            "time": lines("Time one."),
            "hurt": lines("Hurt one."),
            "goodbye.guarded": lines("Goodbye guarded."),
            "goodbye.wary": lines("Goodbye wary."),
            "goodbye.open": lines("Goodbye open."),
        },
        "takes_away": {k: f"Took away, {k}." for k in ("left", "guarded", "wary", "open")},
    }
    whole = given | more
    return Scenario(**({"trust_start": whole["persona"].trust_start} | whole))


def at(trust: float, stance: str, **more) -> Encounter:
    """A state in the middle of a conversation."""
    return Encounter(scenario="porch", seed=7, turn=1, trust=trust, stance=stance, **more)
