"""The 29 codes a reply may carry: ids and keys, as in ``data/guidance/codes.yml``.

P: pitfalls 1-10 and G: guidelines 1-10 of HIPS 2000 (same numbers); M: micro-skills of
motivational interviewing; S: sensitivity flags drawn from the other source documents.
"""

from typing import Final

KEYS: Final[dict[str, str]] = {
    "P1": "directing",
    "P2": "threatening",
    "P3": "moralizing",
    "P4": "solving",
    "P5": "persuading",
    "P6": "judging",
    "P7": "shaming",
    "P8": "motive_telling",
    "P9": "dismissing_feelings",
    "P10": "distracting",
    "G1": "validating",
    "G2": "modelling_self_care",
    "G3": "noticing_strengths",
    "G4": "wider_interest",
    "G5": "protective_strategies",
    "G6": "reinforcing_progress",
    "G7": "normalizing",
    "G8": "naming_trust",
    "G9": "holding_boundaries",
    "G10": "setting_limits",
    "M1": "open_question",
    "M2": "reflecting",
    "M3": "supporting_autonomy",
    "S1": "stigmatizing_language",
    "S2": "rescue_exit",
    "S3": "voyeuristic_question",
    "S4": "stereotyping",
    "S5": "authority_without_consent",
    "S6": "risk_distortion",
}

CODE_IDS: Final[tuple[str, ...]] = tuple(KEYS)
PITFALLS: Final[tuple[str, ...]] = tuple(c for c in KEYS if c[0] == "P")
SENSITIVITIES: Final[tuple[str, ...]] = tuple(c for c in KEYS if c[0] == "S")
MOVES: Final[tuple[str, ...]] = tuple(c for c in KEYS if c[0] in "GM")

TOPICS: Final[tuple[str, ...]] = (
    "greeting",
    "goodbye",
    "introduces_self",
    "background",
    "small_talk",
    "asks_permission",
    "what_happened",
    "feelings",
    "safety",
    "health",
    "housing",
    "money",
    "family",
    "people",
    "police",
    "work",
    "interests",
    "substances",
    "what_helps",
    "offers_supplies",
    "offers_information",
    "confidentiality",
    "limits",
    "bot_check",
    "backchannel",
    "other",
)


def is_flag(code: str) -> bool:
    """Whether ``code`` (an id such as ``"P4"``) is one that gets flagged: P or S."""
    return code[0] in "PS"


def is_move(code: str) -> bool:
    """Whether ``code`` is a guideline move or a micro-skill: G or M."""
    return code[0] in "GM"
