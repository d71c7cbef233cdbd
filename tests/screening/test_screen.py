import pytest

from bot.content import load
from bot.practice.types import ByStance, Line
from bot.screening import screen
from bot.screening.screen import is_english


def kind(message):
    return screen(message).kind


@pytest.mark.parametrize(
    "message",
    ["", "  \n\t ", "\u200b\u200d", "\ufeff", "\u2060 \u200e", "\u3164\u3164", "\u2800", "\u034f"],
)
def test_nothing_to_be_seen_is_empty(message):
    assert screen(message).kind == "empty"
    assert screen(message).text == ""


@pytest.mark.parametrize("message", ["😀", "👍🏽", "🇺🇸", "\U0001fae9", "...", "?!", "$$", "—"])
def test_signs_without_a_word_are_symbols_and_kept(message):
    assert (screen(message).kind, screen(message).text) == ("symbols", message)


def test_a_wall_of_signs_is_cut():
    assert len(screen("😀" * 900).text) == 200


@pytest.mark.parametrize("message", ["k", "1", "ok 👍", "mm hmm", "hi\u200b", "<3", "lol jk brb"])
def test_one_letter_or_digit_is_enough_to_play(message):
    assert kind(message) == "play"


@pytest.mark.parametrize(
    "message",
    [
        "Je ne comprends pas ce que tu veux dire",
        "Danke schön, bis morgen dann",
        "Привет, как дела сегодня?",
        "你好",
        "Mi hermana vive en otra ciudad con sus hijos pequeños",
        "مرحبا كيف حالك",
    ],
)
def test_other_languages_are_not_played_and_not_lost(message):
    assert (screen(message).kind, screen(message).text) == ("not_english", message)


@pytest.mark.parametrize(
    "message",
    [
        "hola",
        "Hola Dee, that sounds terrifying",
        "Tell me más about it",
        "ur safe w me, wanna talk abt it",
        "Calder, Tenth, Mercer",
        "Thats rly shit im sorry",
        "уоu shоuld stоp",  # Cyrillic letters in disguise
    ],
)
def test_short_mixed_or_misspelt_english_gets_the_benefit(message):
    assert kind(message) == "play"


def test_latin_letters_decide_before_words_do():
    assert not is_english("Привет you как дела")
    assert is_english("")


STEPS_OUT = [
    "I need to step out of the role",
    "Stepping out of this exercise for a second.",
    "stop the exercise",
    "Can we stop the role-play",
    "can we end this role play",
    "pause the practice please",
    "This is too much for me",
    "It's too much for me",
    "it’s too close to home",
    "This is bringing up stuff of my own",
    "I'm triggered",
    "im getting triggered",
    "I'm having a panic attack",
    "I want to die",
    "I'm going to kill myself",
    "im gonna kill myself",
    "I feel like dying",
    "I am going to end my life",
    "I'm thinking of killing myself",
    "I want to hurt myself",
    "I want to end it all",
    "I don't want to live",
    "i dont want to be alive anymore",
    "I'm suicidal",
    "I feel suicidal",
    "I need a real person",
    "I want to talk to a real person",
    "I can’t go on with this exercise",
    "This isn't part of the role-play, this is me",
    "Not the scenario. I am not ok.",
    "І wаnt tо dіе",
    "I want to\u200b die",
]


@pytest.mark.parametrize("message", STEPS_OUT)
def test_distress_or_a_wish_to_stop_steps_out_and_keeps_no_words(message):
    assert (screen(message).kind, screen(message).text) == ("stepped_out", "")


@pytest.mark.parametrize(
    "message",
    [
        "I'd kill for a coffee",
        "I'm dying to know",
        "I nearly died laughing",
        "I'm going to die of cold out here",
        "I want to die of embarrassment for that",
        "Do you want to die?",
        "Are you thinking about killing yourself?",
        "Did he want to hurt you?",
        "You don't want to live there anymore?",
        "I don't want to live with him either",
        "Did you stop the exercise class at the gym?",
        "Did you leave the practice after the nurse was rude?",
        "You quit the training at the salon?",
        "Is this too much for you?",
        "That's a lot. Is it too much?",
        "It's too close to home for you, maybe",
        "You can step out any time",
        "Want to step out of the van for a smoke?",
        "It's out of the role you usually have",
        "I need a real person's name for the form",
        "Can I talk to a real person at the clinic for you?",
        'When you say "I want to die", what is that like?',
        "You had a panic attack?",
    ],
)
def test_what_is_said_of_the_scene_or_as_a_figure_plays_on(message):
    assert kind(message) == "play"


@pytest.mark.parametrize(
    "message",
    [
        "you bitch",
        "You're a whore",
        "Are you a slut",
        "you fucking bitches",
        "you dirty whore",
        "you are trash",
        "You're nothing but a whore",
        "shut the fuck up",
        "Fuck you",
        "Oh fuck off Dee",
        "Dee, fuck off",
        "You can fuck off",
        "I want you to fuck off",
        "why don't you just fuck off",
        "Piss off.",
        "eat shit",
        "go kill yourself",
        "you should kill yourself",
        "kys",
        "send me nudes",
        "show me your tits",
        "how much for sex",
        "how much for an hour with you",
        "wanna fuck?",
        "can we fuck",
        "I want to sleep with you",
        "suck my dick",
        "I'd fuck you",
        "sit on my face",
        "come sit on my lap",
        "yоu bitсh",
        "you\u200b bitch",
    ],
)
def test_abuse_and_advances_are_abusive_and_keep_no_words(message):
    assert (screen(message).kind, screen(message).text) == ("abusive", "")


@pytest.mark.parametrize(
    "message",
    [
        "Shut up, no way!",
        "shut up no way",
        "You killed it",
        "that sucks",
        "He called you a whore? That's vile.",
        "He said you're a slut?",
        "They call you trash and you keep your head up",
        "Sounds like he made you feel like you're trash",
        "You're not a whore, and he had no right",
        "Do you bitch about him with Marlene?",
        "You trashed the room?",
        "You told him to fuck off? Good.",
        "He said, fuck you, and left?",
        "The system will fuck you over",
        "That would piss off anyone",
        "Did he tell you to kill yourself?",
        "Do you want to kill yourself?",
        "I don't want fucking police here either",
        "You want fuck all to do with them",
        "Did he want to sleep with you without paying?",
        "I suck my teeth when I'm nervous",
        "Time to lick my wounds",
        "My cat likes to sit on my lap",
        "How much for sexual health tests?",
        "What do you charge for the phone?",
        "Can I sleep on it?",
        "Fucking hell, that sounds scary",
    ],
)
def test_swearing_with_the_client_or_quoting_others_plays_on(message):
    assert kind(message) == "play"


def test_distress_counts_before_abuse():
    assert kind("fuck you, I want to die") == "stepped_out"


def every_model_answer():
    content = load()
    groups: list[ByStance] = []
    spoken: list[Line] = []
    for scene in content.scenarios.values():
        groups += [*scene.topics.values(), *scene.persona.talk.values()]
        spoken += [*scene.opening, *(x for v in scene.story.values() for x in v)]
        spoken += [x for d in scene.disclosures for x in d.lines]
    answers = [m for owner in (*groups, *spoken) for m in owner.models]
    answers += [item.answer for item in content.bank.items]
    return sorted({m.text for m in answers})


def test_every_model_answer_is_played_as_it_stands():
    answers = every_model_answer()
    assert len(answers) > 100
    refused = {t: screen(t) for t in answers if screen(t).kind != "play" or screen(t).text != t}
    assert refused == {}
