"""Words that no dictionary has and that are nobody's name: slang, contractions, drugs."""

from __future__ import annotations

from typing import Final

from bot.screening.letters import fold, words
from bot.screening.vocabulary import rare

_LONG_ENOUGH: Final = 4  # letters; shorter words that nobody knows are slang
_ENDINGS: Final = (
    "s",
    "es",
    "ed",
    "d",
    "ing",
    "in",
    "ly",
    "er",
    "ers",
    "y",
    "ness",
    "less",
    "nt",
    "ish",
)
_TYPED: Final = words("""
about abt actully actualy afterwards agian alot alright alrite altho amigo anyhow anymore anyone
anythin anything anyways anywho arent aight aint atleast awsome aswell babes barley basicly becuase
beleive btw cant caseworker caseworkers cause cld couldnt couldve coulda coworker coworkers comma
cuz cuzz da deffo def defo definatly definately definitly didnt diff doesnt doin dont dunno dude
enuf enough especialy evrything evryone everyones fam fentanyl finna fella fr fucken fuckin gimme
goin gonna gotta guna hadnt hafta hasnt havent hella hes hmmm homie housing hows idk imma innit ikr
isnt jeez kinda kno lemme lil lmao lmk luv mighta mmhm mhmm mightve musta mustve nah naloxone narcan
neccessary nite noone nothin nvm ofc okie outta oughta outreach period perscribed pls plz ppl prob
probly probs prolly realy recieve rehab rehousing rly rn rlly rnt seperate shes shoulda shouldnt
shouldve sayin somethin somethings someones sorta srsly srry sublocade suboxone supposably sumthin
sum tbh thats theres theyd theyll theyre theyve thier thankyou thnx tho thx til tmrw tmr tmrrw
tomoro tommorow tonite tonites truely tryna ugh untill urself usually voucher vouchers walkin wanna
wasnt wassup wat weve werent whatcha whatevs whats whatsapp wheres whos whyd wierd willin wont
woulda wouldnt wouldve wtf xylazine yall yalls yeah yep youd youll youre yours youve yourselves yup
methadone buprenorphine naltrexone vivitrol gabapentin seroquel wellbutrin zoloft lexapro xanax
klonopin ativan valium benzos dilaudid percocet oxys tranq crackhead junkie dopesick withdrawls
homeless sober sobriety nodding needles sharps syringes condoms biktarvy truvada descovy prep doxy
medicaid medicare craigslist tiktok insta instagram snapchat facebook telegram venmo cashapp zelle
question exclamation newline smth smthn sthg bday ngl imo fyi asap istg omfg lolol haha hahaha hehe
mija mijo papi chica chico hermana hermano gracias pero nada bueno buenos vamos vale señora safeword
streetwork streetworker sexworker
""")


def unknown(word: str) -> bool:
    """Whether ``word`` is no word, no form of one and no slang, so that it may be a name."""
    plain = fold(word)
    if len(plain) < _LONG_ENOUGH or plain in _TYPED or plain.replace("'", "") in _TYPED:
        return False
    if len(set(plain)) <= 2 or not rare(plain):
        return False
    return not any(_word(plain, ending) for ending in _ENDINGS)


def _word(plain: str, ending: str) -> bool:
    """Whether ``plain`` is a common word with ``ending``, perhaps with a letter doubled or lost."""
    stem = plain.removesuffix(ending)
    if stem == plain or len(stem) < 3:
        return False
    return not (rare(stem) and rare(stem + "e") and (stem[-1] != stem[-2] or rare(stem[:-1])))
