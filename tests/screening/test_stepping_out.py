"""Stepping out in each language: what does, and what is said to or about the client."""

import re

import pytest

from bot.screening import screen
from bot.screening.letters import fold, without_accents
from bot.screening.stepping_out import LANGUAGES, steps_out

STEPS_OUT = {
    "English": [
        "stop",
        "Stop.",
        "STOP!!!",
        "stop please",
        "Please stop",
        "stop stop stop",
        "I want to stop",
        "can we stop?",
        "I'd like to stop now please",
        "I want out",
        "I can't do this anymore",
        "time out",
        "I need to step out of the role",
        "I'm out of the role now",
        "can we stop the exercise",
        "This is too much for me",
        "im triggered",
        "I'm having a panic attack",
        "I just want to die",
        "I feel suicidal",
        "I don't want to be alive",
        "This isn't part of the exercise, I am not ok",
        "I need a real person",
        "I can't go on with this scenario",
        "let me talk to a real person",
    ],
    "Spanish": [
        "para",
        "Basta ya.",
        "alto",
        "¡Por favor, para!",
        "quiero parar",
        "Quiero terminar aquí, por favor",
        "ya no puedo más",
        "no puedo seguir",
        "quiero parar el ejercicio",
        "¿Podemos terminar esta práctica?",
        "Por favor, paren el ejercicio",
        "quiero salir del papel",
        "ya no puedo más con esto, es demasiado para mí",
        "no puedo con este ejercicio",
        "Es demasiado para mi",
        "quiero morirme",
        "Me quiero morir",
        "tengo ganas de morirme",
        "Estoy pensando en quitarme la vida",
        "voy a hacerme daño",
        "no quiero vivir",
        "no quiero seguir viviendo así",
        "tengo un ataque de pánico",
        "necesito una persona de verdad",
        "necesito hablar con una persona real",
    ],
    "Portuguese": [
        "chega",
        "por favor, pare",
        "quero parar agora",
        "não aguento mais",
        "quero parar o exercício",
        "preciso sair do personagem",
        "nao consigo continuar com esse exercicio",
        "isso é demais para mim",
        "quero morrer",
        "vou me matar",
        "não quero mais viver",
        "estou tendo um ataque de pânico",
        "preciso de uma pessoa real",
    ],
    "French": [
        "stop s'il vous plaît",
        "arrête",
        "ça suffit",
        "je veux arrêter",
        "On peut arrêter maintenant ?",
        "je n'en peux plus",
        "je veux arrêter l'exercice",
        "on arrête cet exercice",
        "je veux sortir de mon rôle",
        "je ne peux pas continuer cet exercice",
        "Non, c'est trop dur pour moi",
        "je veux mourir",
        "j'ai envie de me tuer",
        "je pense au suicide",
        "Je ne veux plus vivre",
        "je fais une crise de panique",
        "j'ai besoin de parler à une vraie personne",
    ],
    "Haitian Creole": [
        "sispann",
        "tanpri kanpe",
        "mwen vle sispann",
        "m pa kapab ankò",
        "mwen vle sispann egzèsis la",
        "mwen vle mouri",
        "M vle touye tèt mwen",
        "mwen pa vle viv ankò",
        "sa twòp pou mwen",
        "mwen pa ka kontinye ak sa",
    ],
    "Amharic": [
        "በቃ",
        "እባክህ አቁም",
        "ማቆም እፈልጋለሁ",
        "መሞት እፈልጋለሁ",
        "ራሴን ማጥፋት እፈልጋለሁ።",
        "ራሴን ላጠፋ ነው",
        "መኖር አልፈልግም",
        "ልምምዱን ማቆም እፈልጋለሁ",
    ],
    "Arabic": [
        "توقف",
        "كفى من فضلك",
        "أريد أن أتوقف",
        "لا أستطيع أن أكمل",
        "أريد أن أموت",
        "بدي موت",
        "اريد الانتحار",
        "لا أريد أن أعيش",
        "أريد إيقاف التمرين",
        "هذا كثير علي",
    ],
    "Mandarin": [
        "停",
        "请停下来",
        "我想停",
        "够了",
        "我受不了了",
        "我想停止练习",
        "我想死",
        "我想自杀",
        "我不想活了",
        "这对我来说太多了",
        "我受不了这个练习",
        "我想結束這個練習",
    ],
    "Russian": [
        "стоп",
        "Хватит, пожалуйста",
        "я хочу остановиться",
        "я больше не могу",
        "Хочу прекратить упражнение",
        "я хочу выйти из роли",
        "я хочу умереть",
        "я покончу с собой",
        "Я не хочу жить",
        "это слишком тяжело для меня",
        "у меня паническая атака",
        "мне нужен живой человек",
    ],
    "Vietnamese": [
        "dừng lại",
        "xin dừng lại",
        "tôi muốn dừng lại",
        "tôi không chịu nổi nữa",
        "tôi muốn dừng bài tập",
        "tôi muốn chết",
        "toi muon tu tu",
        "tôi không muốn sống nữa",
    ],
}

PLAYS_ON = {
    "English": [
        "Do you want to stop here?",
        "Stop me if I'm wrong, but he came back?",
        "stop by any time",
        "He wouldn't stop, would he?",
        "When did you want to stop?",
        "I can't do this form without your name, sorry",
        "Is this too much for you?",
        "You didn't want to live there anymore",
        "I want to step out for a smoke, are you coming?",
    ],
    "Spanish": [
        "¿quieres parar aquí?",
        "¿Quieres morirte?",
        "Para mí está bien, ¿y para ti?",
        "No quiero morirme de frío, entremos",
        "me muero de hambre",
        "Me quiero morir de la risa contigo",
        "¿Es demasiado para ti?",
        "no quiero vivir con él tampoco",
        "Vamos a parar en la esquina, ¿te va bien?",
        "¿Él te dijo que quería matarte?",
        "Basta con tu nombre, nada más",
        "No es demasiado para mí, tranquila",
        'Cuando dices "quiero morirme", ¿qué sientes?',
    ],
    "Portuguese": [
        "você quer parar aqui?",
        "Você quer morrer?",
        "quero morrer de rir com você",
        "não quero morrer de frio",
        "é demais para você?",
        "chega mais perto, está frio",
        "para mim está bom",
    ],
    "French": [
        "tu veux arrêter ici ?",
        "Tu as envie de mourir ?",
        "j'ai envie de mourir de rire",
        "je vais mourir de froid ici",
        "C'est trop pour toi ?",
        "Il a arrêté l'exercice de son métier",
        "je ne veux plus vivre avec lui non plus",
        "On s'arrête au coin de la rue ?",
    ],
    "Haitian Creole": [
        "èske ou vle sispann?",
        "ou vle mouri?",
        "m vle mouri ri",
        "li twòp pou ou?",
        "kanpe la a avè m",
    ],
    "Amharic": [
        "መሞት ትፈልጋለህ?",
        "ማቆም ትፈልጊያለሽ?",
        "ቡና እፈልጋለሁ",
        "እዚህ መኖር ትፈልጋለህ?",
    ],
    "Arabic": [
        "هل تريد أن تتوقف؟",
        "هل تريدين أن تموتي؟",
        "لا أريد أن أموت",
        "بدي موت من الضحك",
        "لا أريد أن أعيش معه",
        "هذا كثير عليك؟",
    ],
    "Mandarin": [
        "你想停下来吗？",
        "你想死吗？",
        "我想死你了",
        "我不想死",
        "停车场在哪里",
        "你受不了了吗？",
    ],
    "Russian": [
        "ты хочешь остановиться?",
        "Ты хочешь умереть?",
        "не хочу умереть от смеха",
        "я не хочу жить с ним",
        "это слишком для тебя?",
        "он не хотел останавливаться",
    ],
    "Vietnamese": [
        "em muốn dừng lại không?",
        "em muốn chết à?",
        "tôi không muốn chết",
        "tôi mệt muốn chết",
        "xe dừng lại ở góc đường",
    ],
}


def cases(by_language):
    return [(language, text) for language, texts in by_language.items() for text in texts]


@pytest.mark.parametrize(("language", "message"), cases(STEPS_OUT))
def test_a_wish_to_stop_or_distress_steps_out_and_keeps_no_words(language, message):
    seen = screen(message)
    assert (seen.kind, seen.text, seen.details) == ("stepped_out", "", ())


@pytest.mark.parametrize(("language", "message"), cases(PLAYS_ON))
def test_what_is_said_to_the_client_or_as_a_figure_does_not(language, message):
    assert screen(message).kind in ("play", "not_english")


def test_every_language_has_examples_of_both_and_none_is_left_over():
    names = [words.language for words in LANGUAGES]
    assert len(set(names)) == len(names)
    assert set(STEPS_OUT) == set(PLAYS_ON) == set(names)
    assert all(len(examples[n]) >= 4 for n in names for examples in (STEPS_OUT, PLAYS_ON))


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda w: w.language)
def test_every_pattern_has_an_example(words):
    said = [fold(text) for text in STEPS_OUT[words.language]]
    bare = [" ".join(re.sub(r"[^\w\s']", " ", text).split()) for text in said]
    unused = [p for p in words.anywhere if not any(re.search(without_accents(p), t) for t in said)]
    unused += [p for p in words.whole if not any(re.fullmatch(without_accents(p), t) for t in bare)]
    assert unused == []


def test_the_language_is_told_where_it_is_clear():
    assert steps_out("quiero morirme") == "Spanish"
    assert steps_out("мне нужен живой человек") == "Russian"
    assert steps_out("That sounds heavy.") == ""


@pytest.mark.parametrize(
    "message",
    ["eres una puta y quiero morirme", "fuck you, quiero parar el ejercicio", "我想死 fuck you"],
)
def test_stepping_out_counts_before_abuse_and_language(message):
    assert screen(message).kind == "stepped_out"


@pytest.mark.parametrize(
    "message",
    [
        "eres una puta",
        "Eres una maldita perra",
        "sos basura",
        "Vete a la mierda",
        "cállate, puta",
        "mándame fotos desnuda",
        "enséñame las tetas",
        "¿cuánto cobras por una noche conmigo?",
        "quiero acostarme contigo",
        "¿quieres acostarte conmigo?",
    ],
)
def test_abuse_and_advances_in_spanish_are_abusive(message):
    assert (screen(message).kind, screen(message).text) == ("abusive", "")


@pytest.mark.parametrize(
    "message",
    [
        "no eres una puta, y él no tenía derecho",
        "¿Él dijo que eres una puta?",
        "te llamó puta delante de todos",
        "¿Te mandó a la mierda?",
        "La vida es una mierda a veces",
        "¿quieres acostarte un rato?",
        "¿quieres coger el autobús conmigo?",
        "quiero coger el tren contigo si te ayuda",
        "enséñame la carta si quieres",
        "cuánto cobras lo decides tú",
    ],
)
def test_what_others_said_and_plain_spanish_is_not(message):
    assert screen(message).kind in ("play", "not_english")
