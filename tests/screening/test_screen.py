import json
from time import perf_counter

import pytest

from bot.authored import DATA
from bot.coder.normalise import normalise
from bot.content import load
from bot.practice.types import ByStance, Line
from bot.screening import screen
from bot.screening.abuse import abusive
from bot.screening.screen import is_english
from bot.screening.stepping_out import steps_out


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


@pytest.mark.parametrize(
    "message",
    [
        "Lo siento mucho, eso suena muy duro",
        "No te preocupes",
        "Tienes que denunciar",
        "¿Y por qué no lo dejas?",
        "Cálmate por favor",
        "Tú decides",
        "Je suis là",
        "Como você está?",
        "Estoy aquí",
        "Te escucho",
        "Qué fuerte",
        "¿Cómo estás?",
        "Cuéntame más",
        "Eso no es culpa tuya",
        "¿Qué necesitas hoy?",
        "Me alegro mucho",
        "Te entiendo perfectamente",
        "Eres muy valiente",
        "Aquí estoy para ti",
        "Gracias por contarme",
        "Debe ser difícil",
        "No pasa nada",
        "Hablamos mañana entonces",
        "¿Dónde estás ahora?",
        "Tienes razón",
        "Je comprends",
        "Ça va ?",
        "Tu veux en parler ?",
        "C'est pas de ta faute",
        "Je suis désolé",
        "Estou aqui contigo",
        "Não é culpa tua",
        "Quer um café?",
        "Ich verstehe dich",
        "Das tut mir leid",
        "Wie geht es dir?",
        "Come stai?",
        "Mi dispiace tanto",
        "Non è colpa tua",
        "Mwen la avè ou",
        "Sa k ap fèt?",
        "Kijan ou ye jodi a",
        "Nie martw się",
        "Jak się czujesz?",
        "Todo va a estar bien",
    ],
)
def test_a_short_message_in_another_language_is_told_by_its_small_words(message):
    assert kind(message) in ("not_english", "stepped_out")
    assert not is_english(message)


@pytest.mark.parametrize(
    "message",
    [
        "ok",
        "Dee?",
        "mhm",
        "gracias",
        "ok mami, that sounds hard",
        "I hear you, señora",
        "Hola Dee",
        "no problem",
        "No te preocupes, I got you",
        "José, right?",
        "café?",
        "sí?",
        "naïve question maybe",
        "me too",
        "no way",
        "yo",
        "Ok, señora Ruiz, what now",
        "wow",
        "sin city",
        "Mija, you ok?",
        "Vale",
        "que?",
        "sure, mate",
        "do go on",
        "damn",
        "ugh men",
        "Tea? Biscuit?",
        "as is",
        "on me",
        "coffee's on me",
        "no no no",
        "a la carte",
        "ay mija, that's heavy",
        "poor you",
        "lol same",
        "fair",
        "nah",
        "Is it?",
        "per diem?",
        "die hard",
        "Más o menos?",
        "et voila",
        "déjà vu huh",
        "c'est la vie",
        "oy vey",
        "lekker handig",
        "Calder, Tenth, Mercer",
        "hm, no.",
        "Come in",
    ],
)
def test_short_english_with_a_borrowed_word_or_none_to_tell_by_stays_english(message):
    assert is_english(message)


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
        "I'll kill you",
        "dumb bitch",
        "stupid whore",
        "you piece of shit",
        "i hope you die",
        "take your clothes off",
        "can we have sex",
        "fuck me",
        "send nudes",
        "nice tits, how much for you tonight",
        "I'm going to kill you",
        "ill beat your ass if you don't answer",
        "I hope you get raped",
        "hope you die bitch",
        "die already",
        "you're a dumb whore",
        "stupid bitch",
        "fucking whore",
        "you disgusting slut",
        "you worthless piece of shit",
        "ur a whore lol",
        "shut up bitch",
        "shut up you slut",
        "filthy faggot",
        "you fag",
        "you nigger",
        "go back to your country you wetback",
        "you dirty spic",
        "you tranny freak",
        "you're a waste of space",
        "junkie whore",
        "crack whore",
        "go fuck yourself",
        "suck my cock",
        "I wanna fuck you",
        "let me fuck you",
        "take off your top",
        "get naked for me",
        "are you wearing panties",
        "how much for a blowjob",
        "how much do you charge for anal, asking for me",
        "I want to see your tits",
        "nice ass",
        "you deserve to die",
        "i wish you were dead",
        "wanna have sex with me",
        "do you want to sleep with me?",
        "You're a bitch. He told you so, you bitch.",
        "I told you you're a whore",
        '"you bitch"',
        "let me tell you, you're a slut",
        "ur such a slut",
        "strip for me baby",
        "touch your tits? I want to touch your tits",
        "I'd like to see your ass",
        "I hate you whore",
        "you're such a bitch",
        "you are a dirty junkie",
        "dumb slut",
        "fuck off whore",
        "I will rape you",
        "I'm gonna slap you",
        "shut your mouth bitch",
        "you fucking retard",
        "die bitch",
        "sit on my dick",
        "give me a blowjob",
        "can I fuck you",
        "let's fuck",
        "I'd love to fuck you",
        "spread your legs",
        "bend over",
        "show me your body",
        "are you good in bed",
        "whats your price babe",
        "I wanna see you naked",
        "send me a naked pic",
        "you look sexy, let's have sex",
        "get on your knees",
        "suck me off",
        "you smelly tramp",
        "whores like you deserve it",
        "you fat ugly whore",
        "I'm going to beat you up",
        "nobody would miss you if you died",
        "kill urself",
        "hope he kills you",
        "show me ur pussy",
        "can i see your tits",
        "get fucked",
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
        "So he told you you're a whore?",
        'He yelled "you bitch" at you?',
        "They wrote you slut on your door",
        "nobody gets to tell you you're trash",
        "he texted you kys?",
        "Are you trash talking my coffee again?",
        "so you bitch slapped him?",
        "can you trash this for me",
        "Fuck you is a fair answer to that cop",
        "how much for sex work these days, roughly? we do a survey",
        "He told you he'd kill you?",
        "Did he threaten to beat you?",
        "They yelled faggot from the car? I'm sorry.",
        'He said "I hope you die" to your face?',
        "She texted that you're a stupid bitch?",
        "The cop called you a crack whore?",
        "What a piece of shit, that guy",
        "That landlord is a real piece of work",
        "Being called a whore all day wears you down",
        "Somebody sprayed whore on your door?",
        "He screamed you fucking bitch and drove off?",
        "nobody gets to call you a junkie",
        "You're not trash. Not even close.",
        "the trash got taken out tonight, sorry about the smell",
        "Did you bitch to the manager about it?",
        "Life's a bitch sometimes",
        "He wanted you to take your clothes off for free?",
        "Did they make you take off your clothes at the station?",
        "Take your coat off, stay a while",
        "You can take your shoes off here",
        "nice jacket, how much was it?",
        "Nice tattoos!",
        "He asked for nudes and you said no?",
        "Did he send you nudes without asking?",
        "how much for the phone?",
        "what do clients ask you for mostly, if you want to say",
        "Can we have a coffee?",
        "Can we have sex ed at the drop-in, people ask me",
        "Fuck that guy",
        "Fuck, I'm sorry. That's brutal.",
        "fuck yeah, good for you",
        "he told you to go fuck yourself and you walked?",
        "you killed that interview",
        "I'd kill for your hair",
        "Do you want to have sex workers' meetings here?",
        "That doesn't make you a whore",
        "Because you're a slut? No, because he's cruel",
        "Crazy bitch? She said that?",
        "What an asshole.",
        "Piece of shit.",
        "My cats sleep with me.",
        "He asked can we have sex and you said no?",
        "I'll shoot you a text",
        "I'll beat you there",
        "I would never hurt you",
        "I'm not going to hurt you",
        "You don't deserve to be raped, nobody does",
        "Do you feel like you deserve to die?",
        "Take your wet clothes off and I'll find you dry ones",
        "nice ass jacket",
        "I hope you don't die of cold out there",
        "Did they tell you to go back to your country?",
        "You wear a bra?",
        "how much for you to get home?",
        "‘You dirty whore’ is what they sprayed on the wall?",
        "Strip clubs open at nine?",
        "Fuck me, that's a lot of stairs",
        "He hates you? Whore, he said?",
        "You're such a badass",
        "did he slap you?",
        "The bitch of it is the paperwork",
        "my dog's a bitch, literally",
        "That's a bitch of a week",
        "You look fierce today",
        "Sounds like a dick move",
        "what a dick",
        "He was a total dick to you",
        "dick move",
        "are you good in there?",
        "Do you want a naked truth?",
        "He wanted to see you naked?",
        "So he made you get on your knees?",
        "Do you charge for the night?",
        "how much for the room?",
        "Did he rape you?",
        "I'm going to kill it at this job",
        "you're killing me",
        "Eat shit is what I'd have said to him",
        "Fuck that, fuck him",
        "fuck you, he said?",
        "told you to fuck off, did he",
        "Shut up! really?",
        "you dirty dog, you won bingo",
        "old bitch next door still complaining?",
        "the word whore hurts",
        "is slut a word you use for yourself?",
        "some girls call themselves whores, how do you like to be called",
        "Do you say sex worker or whore?",
        "You call yourself a bitch a lot",
        "no one should call you a faggot",
        "He told you nobody would miss you?",
        "You felt like a whore?",
        "He called himself your owner?",
        "They laughed and one said nice tits",
        "can I see your ID? only if you like",
        "the whole 'dumb whore' thing again",
        "Where did he hit you?",
        "he hopes you die?",
        "you can wear what you want",
        "let's hook you up with a jacket",
        "I'd hate to see you hurt",
        "Who says you're a slut",
        "I hear men in cars shout whore all night",
        "How dare he say I'll kill you",
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


def every_reply():
    files = sorted((DATA / "corpus" / "voices").glob("*.jsonl"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return [normalise(json.loads(line)["reply"]).text.strip() for line in lines]


def test_no_reply_of_the_corpus_steps_out_or_is_abusive_and_hardly_one_is_not_english():
    replies = every_reply()
    assert len(replies) > 10_000
    assert [r for r in replies if steps_out(r) or abusive(r)] == []
    assert sum(not is_english(r) for r in replies) < 10


@pytest.mark.parametrize(
    "message",
    ["please stop " * 400 + "x", "you fucking " * 400, "i really " * 600, "i want to " * 500,
     "'" * 5000, "he said " * 700, "por favor para " * 380 + "x"],
)  # fmt: skip
def test_a_wall_of_words_is_sorted_at_once(message):
    began = perf_counter()
    steps_out(message)
    abusive(message)
    is_english(message)
    assert perf_counter() - began < 2
