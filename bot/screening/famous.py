"""Full names that everybody knows: singers, characters, drinks, clinics named after somebody.

Whoever speaks of them gives nobody away. In small letters, without accents.
"""

from __future__ import annotations

from typing import Final

from bot.screening.letters import fold


def _names(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(","))


FAMOUS: Final = _names("""
abraham lincoln, albert einstein, amber alert, amelia earhart, amy winehouse, anne frank, aretha
franklin, audre lorde, aunt jemima, babe ruth, bad bunny, barack obama, bart simpson, bell hooks,
ben jerry, ben taub, benjamin franklin, bernie sanders, betty ford, betty white, bill clinton, bill
w, billie eilish, billie holiday, bob dylan, bob marley, bob ross, boris johnson, brad pitt, brene
brown, breonna taylor, bruce springsteen, bruce wayne, bugs bunny, burger king, callen lorde, calvin
klein, captain morgan, carl rogers, carnegie hastings, celia cruz, celine dion, cesar chavez,
charlie brown, clark kent, dave chappelle, david beckham, david bowie, denzel washington, diana
ross, doc martens, dollar general, dolly parton, donald duck, donald trump, dorothy day, doug ford,
dr bob, dr dre, dr pepper, dr phil, eckhart tolle, ed sheeran, edgar allan poe, elizabeth fry, ella
fitzgerald, ellen degeneres, elton john, elvis presley, erykah badu, etta james, forrest gump, frank
ocean, frank sinatra, fred rogers, freddie mercury, gabor mate, george bush, george floyd, george
washington, gordon ramsay, harry potter, harvey milk, hillary clinton, homer simpson, ice cube, jack
daniel, jack daniels, jack frost, jackie robinson, jackson memorial, james baldwin, james bond,
james brown, jane addams, jane austen, jane doe, jane smith, janet jackson, janis joplin, jay z,
jelly roll, jerry springer, jesse pinkman, jesus christ, jim beam, jim morrison, jimi hendrix, jimmy
carter, jimmy fallon, jimmy john, jimmy johns, joe biden, joe bloggs, john coltrane, john doe, john
howard, john kennedy, john lennon, john the baptist, john wayne, john wick, johnnie walker, johnny
cash, johnny walker, johns hopkins, joni mitchell, jose cuervo, juan gabriel, judge judy, julia
roberts, justin trudeau, kamala harris, kanye west, keanu reeves, keir starmer, kendrick lamar, kobe
bryant, kurt cobain, lake charles, lana del rey, lauryn hill, lebron james, leonard cohen, lionel
messi, little debbie, lou gehrig, louis armstrong, lyon martin, malcolm x, marcus rashford, margaret
thatcher, marilyn monroe, marsha johnson, marsha p johnson, martha stewart, martin luther, martin
luther king, marvin gaye, mary j blige, mary jane, mary kay, mary magdalene, matthew perry, maury
povich, maya angelou, meryl streep, michael jackson, michael jordan, michelle obama, mick jagger,
mickey mouse, mike tyson, miles davis, minnie mouse, missy elliott, mister rogers, molly mae, morgan
freeman, mother teresa, mr rogers, muhammad ali, neil young, nelson mandela, nicki minaj, nina
simone, olivia rodrigo, oprah winfrey, otis redding, papa john, papa johns, patti smith, paul
mccartney, peter lougheed, peter pan, peter parker, pope francis, post malone, ralph lauren, ray
charles, richard pryor, rishi sunak, rob ford, robin hood, robin williams, rocky balboa, rodney
king, romeo juliet, ronald reagan, rosa parks, salvation army, sam cooke, san quentin, scooby doo,
selena gomez, selena quintanilla, serena williams, shania twain, sherlock holmes, sigmund freud,
snoop dogg, snow white, stephen king, steve harvey, stevie nicks, stevie wonder, sylvia rivera, taco
bell, taylor swift, terry fox, thomas jefferson, tiger woods, tim horton, tim hortons, tina turner,
tinker bell, tom cruise, tom hanks, tom waddell, tommy hilfiger, toni morrison, tony blair, tony
montana, tony soprano, tracy chapman, trader joe, trader joes, tupac shakur, uncle ben, uncle sam,
vicente fernandez, virgin mary, walter white, wayne gretzky, wendy williams, western union, whitney
houston, will smith, willie nelson
""")


def famous(name: str) -> bool:
    """Whether ``name`` is somebody's or something's that everybody knows."""
    return " ".join(fold(name).replace(".", " ").split()) in FAMOUS
