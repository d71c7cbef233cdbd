"""Spanish, as in Spain and in the Americas."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

_EXERCISE: Final = (
    r"(?:(?:el|este|la|esta|del|de la|de este|de esta) "
    r"(?:ejercicio|práctica|simulación|simulacro|juego(?: de rol(?:es)?)?|entrenamiento|escena))"
)
_FIGURE: Final = (
    r"(?! (?:de(?! una vez| verdad| nuevo)|del|por|viej\w+|tranquil\w+|en|si|cargando|a (?:golpes|"
    r"besos))\b)"
)
# The pronoun stands behind the verb (quiero matarme) or before both (me quiero matar).
_BEHIND: Final = (
    r"(?:(?:morirme|morir|matarme|suicidarme|quitarme la vida|acabar con todo|"
    r"(?:acabar|terminar) con mi vida|"
    rf"hacerme daño|lastimarme|cortarme(?! (?:el|las|un|una|los))|ahorcarme)\b{_FIGURE})"
)
_BEFORE: Final = (
    r"(?:(?:morir|matar|suicidar|quitar la vida|hacer daño|lastimar|ahorcar|"
    rf"cortar(?! (?:el|las|un|una|los)))\b{_FIGURE})"
)
_ALIVE: Final = r"(?:muert[oa]|no (?:haber nacido|existir|despertar))"
_WANT: Final = (
    r"(?:quiero|voy a|quisiera|quería|pienso en|pensé en|he pensado en|tengo ganas de|"
    r"tenía ganas de|estoy pensando en|estaba pensando en|intenté|traté de|planeo|"
    r"tengo miedo de|me da miedo|podría|puedo llegar a|pensando en|solo quiero|prefiero)"
)
_SOMEONE: Final = (
    r"(?:(?:una )?persona(?: (?:real|de verdad|humana))?|un humano|un ser humano|"
    r"alguien(?: (?:real|de verdad|más))?)"
)
_MUST: Final = (
    r"(?:podríamos|tengo que|tenemos que|debo|prefiero|vamos a|hay que|puedes|podrías|podrían)"
)
_WISH: Final = r"(?:quiero|necesito|quisiera|querría|me gustaría|podemos|puedo|déjame|déjenme)"
_STOP: Final = (
    r"(?:(?:parar|terminar|dejar|acabar)(?: (?:esto|con esto|la escena))|parar|pararlo|terminarlo|"
    r"dejarlo|detenerme|detenerte)"
)
_LEAVE: Final = rf"(?:{_STOP}|terminar|acabar|salir(?: de (?:esto|mi papel))?|salirme)"

SPANISH: Final = Words(
    language="Spanish",
    around=(
        r"por favor|porfa|porfavor|perdón|perdona|perdone|disculpa|disculpe|lo siento|ok|okey|"
        r"bueno|oye|ya|aquí|ahora|ahora mismo|por hoy|un (?:momento|rato|segundo)|gracias|"
        r"es que|me siento mal|de verdad|en serio|please",
    ),
    whole=(
        rf"(?:terminemos|paremos|dejemos|acabemos|terminamos|paramos)(?: (?:esto|con esto|"
        rf"{_EXERCISE}))|terminemos|lo dejamos|dejémoslo",
        rf"{_WISH} {_LEAVE}|{_MUST} {_STOP}",
        r"(?:ya )?no (?:puedo|aguanto|soporto)(?: más)(?: con esto)?|ya no (?:puedo|aguanto)"
        r"(?: (?:con )?esto)?|no (?:puedo|aguanto) con esto|"
        r"no puedo (?:seguir|continuar)(?: con esto| así)?|no aguanto esto",
        r"(?:ya )?no quiero (?:seguir|continuar|jugar|hacerlo|hacer esto|seguir con esto|"
        r"continuar con esto|seguir jugando|estar aquí)(?: más)?",
        r"esto (?:ya )?(?:es|está siendo|se me hace|me resulta) demasiado|"
        r"esto me (?:está )?(?:supera(?:ndo)?|afecta(?:ndo)?|hace mal|haciendo mal)(?: mucho)?",
        r"(?:fuera de(?:l)? (?:personaje|papel|rol))",
        r"(?:necesito|quiero|quisiera|me tomo) (?:tomar(?:me)? )?"
        r"(?:un descanso|una pausa|descansar)",
        r"necesito (?:ayuda|que me ayuden)|ayúdame|ayúdenme",
        rf"(?:necesito|quiero|quisiera|puedo|podría|me gustaría|tengo que) hablar con {_SOMEONE}|"
        rf"(?:necesito|quiero) {_SOMEONE}|(?:una )?persona real",
        r"(?:estoy teniendo|tengo|me está dando) un ataque de (?:pánico|ansiedad)",
        r"no (?:estoy|me siento) bien|me rindo|me quiero ir|quiero irme|me estoy agobiando|"
        r"(?:ya )?no quiero hablar (?:más )?de esto",
    ),
    unasked=(
        r"para|pare|paren|paremos|parad|alto|basta|detente|deténgase|deténganse|stop|"
        r"para (?:esto|con esto)",
        r"parar|fin|pausa|salir|suficiente|ataque de pánico",
    ),
    anywhere=(
        rf"\b(?:quiero|necesito|quisiera|me gustaría|podemos|puedo|vamos a|hay que|prefiero|"
        rf"tengo que) (?:parar|terminar|dejar|acabar|detener|salir|suspender) {_EXERCISE}",
        # "para la práctica de mañana" is "for", not "stop": what follows is the end of the matter.
        rf"(?:^|[.!,;] ?)(?:por favor,? )?(?:para|paren|paremos|detengan|terminemos) {_EXERCISE}"
        r"(?=\s*(?:[.!,;]|ya\b|por favor|$))",
        r"\b(?:salir|salirme|me salgo|salgo) (?:del|de mi) (?:papel|rol|personaje|juego)\b",
        r"^\W*fuera de(?:l)? (?:personaje|papel|rol)\b",
        rf"\bno (?:puedo|aguanto) (?:más|seguir|continuar) con (?:esto|{_EXERCISE})",
        rf"\bno (?:puedo|aguanto) con (?:esto|{_EXERCISE})",
        r"(?<!no )\b(?:es|está siendo|se me hace) demasiado para mí\b(?!\?)",
        rf"(?<!no )(?<!no me )\b(?:me )?{_WANT} {_BEHIND}",
        r"(?<!no )\bme (?:quiero|voy a|quisiera|quería|intenté|podría|puedo) " + _BEFORE,
        r"\b(?:estoy pensando|pienso|he pensado|he estado pensando|pensé|pensando)"
        r"(?: mucho)? en (?:el suicidio|la muerte todo el tiempo|suicidio)\b",
        r"\b(?:tengo|estoy teniendo|he tenido|tuve|me vienen) (?:\w+ )?(?:pensamientos|ideas) "
        r"(?:suicidas|de suicidio|de muerte|de (?:matarme|hacerme daño|morirme))",
        r"\b(?:ojalá|quisiera|me gustaría|desearía|quiero) (?:estar |estuviera |estuviese |"
        rf"estar ya )?{_ALIVE}\b(?! de)|\bojalá me (?:muera|muriera)\b(?! de)",
        r"\b(?:ya )?no quiero (?:seguir )?(?:vivir|viviendo|estar viv[oa]|existir)\b"
        r"(?! (?:con|en|aquí|ahí|allí|allá|cerca|lejos|sol[oa])\b)",
        r"\bestoy (?:hart|cansad)[oa] de vivir\b(?! (?:con|en|aquí|sol[oa]|así)\b)",
        r"\b(?:me corto|me estoy cortando|me hago daño)\b(?! (?:el|la|las|los|un|una|al|con|si)\b)",
        r"\b(?:me está dando|estoy teniendo|tengo) un ataque de (?:pánico|ansiedad)\b",
        r"\bnecesito (?:una persona|ayuda) (?:real|de verdad)\b",
        r"\b(?:necesito|quiero) hablar con (?:una persona|alguien) (?:real|de verdad)\b",
    ),
)
