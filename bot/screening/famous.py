"""Full names that everybody knows: singers, characters, drinks, clinics named after somebody.

Whoever speaks of them gives nobody away. In small letters, without accents.
"""

from __future__ import annotations

from typing import Final

from bot.screening.letters import fold

FAMOUS: Final = frozenset(
    " ".join(name.split())
    for name in """
    jane doe, john doe, jane smith, joe bloggs, uncle sam, mary jane, molly mae, jack frost, jack daniels,
    jack daniel, johnnie walker, johnny walker, jim beam, captain morgan, jose cuervo, tim hortons,
    tim horton, trader joe, trader joes, dollar general, calvin klein, ralph lauren, tommy hilfiger,
    dr pepper, doc martens, jimmy john, jimmy johns, papa john, papa johns, mary kay, ben jerry,
    aunt jemima, uncle ben, little debbie, mickey mouse, minnie mouse, donald duck, harry potter, peter pan,
    tinker bell, snow white, robin hood, james bond, sherlock holmes, forrest gump, homer simpson,
    bart simpson, tony soprano, walter white, jesse pinkman, bugs bunny, charlie brown, peter parker,
    bruce wayne, clark kent, romeo juliet, scooby doo, john wick, rocky balboa, tony montana,
    taylor swift, nina simone, bob marley, bob dylan, johnny cash, dolly parton, willie nelson, stevie nicks,
    stevie wonder, aretha franklin, whitney houston, michael jackson, janet jackson, james brown,
    marvin gaye, billie holiday, etta james, amy winehouse, kurt cobain, jimi hendrix, janis joplin,
    jim morrison, elvis presley, elton john, freddie mercury, david bowie, mick jagger, paul mccartney,
    john lennon, tina turner, diana ross, patti smith, joni mitchell, leonard cohen, neil young, celine dion,
    shania twain, kendrick lamar, kanye west, jay z, nicki minaj, mary j blige, lauryn hill, tracy chapman,
    erykah badu, frank ocean, lana del rey, billie eilish, ed sheeran, olivia rodrigo, bruce springsteen,
    frank sinatra, ray charles, sam cooke, otis redding, irma thomas, ella fitzgerald, louis armstrong,
    miles davis, john coltrane, bad bunny, celia cruz, juan gabriel, vicente fernandez, selena gomez,
    selena quintanilla, tupac shakur, snoop dogg, dr dre, ice cube, missy elliott, post malone, jelly roll,
    oprah winfrey, ellen degeneres, judge judy, dr phil, gordon ramsay, martha stewart, bob ross, mister rogers,
    mr rogers, fred rogers, betty white, julia roberts, brad pitt, tom hanks, tom cruise, john wayne,
    marilyn monroe, robin williams, will smith, denzel washington, morgan freeman, keanu reeves,
    matthew perry, meryl streep, jerry springer, steve harvey, jimmy fallon, dave chappelle, richard pryor,
    barack obama, michelle obama, donald trump, joe biden, hillary clinton, bill clinton, kamala harris,
    george bush, ronald reagan, john kennedy, jimmy carter, bernie sanders, justin trudeau, doug ford,
    rob ford, boris johnson, margaret thatcher, keir starmer, rishi sunak, tony blair, nelson mandela,
    martin luther, martin luther king, malcolm x, rosa parks, cesar chavez, harvey milk, marsha p johnson,
    marsha johnson, sylvia rivera, maya angelou, toni morrison, audre lorde, bell hooks, james baldwin,
    stephen king, jane austen, edgar allan poe, mother teresa, pope francis, virgin mary, mary magdalene,
    jesus christ, john the baptist, george floyd, breonna taylor, rodney king, amelia earhart, anne frank,
    albert einstein, sigmund freud, carl rogers, brene brown, eckhart tolle, bill w, dr bob, gabor mate,
    michael jordan, lebron james, kobe bryant, muhammad ali, mike tyson, serena williams, lionel messi,
    wayne gretzky, terry fox, babe ruth, jackie robinson, david beckham, marcus rashford, tiger woods,
    betty ford, elizabeth fry, john howard, ben taub, callen lorde, lyon martin, tom waddell, johns hopkins,
    peter lougheed, jackson memorial, jane addams, dorothy day, thomas jefferson, george washington,
    abraham lincoln, benjamin franklin, albert einstein, lou gehrig, amber alert, lake charles, san quentin,
    carnegie hastings, western union, salvation army, taco bell, burger king, wendy williams, maury povich
    """.split(",")
)


def famous(name: str) -> bool:
    """Whether ``name`` is somebody's or something's that everybody knows."""
    return " ".join(fold(name).replace(".", " ").split()) in FAMOUS
