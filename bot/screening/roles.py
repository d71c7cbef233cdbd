"""Words for what somebody is to somebody else: kin, work, care, justice, housing, friends.

A name beside one of them ("my supervisor Noreen") belongs to a real person.
"""

from __future__ import annotations

from typing import Final

KIN: Final = (
    r"(?:(?:step|half|grand|great|foster|god|baby)[- ]?)*"
    r"(?:mothers?|fathers?|moms?|mums?|mams?|mamas?|dads?|daddy|papa|pops|parents?|sisters?|sis|"
    r"brothers?|bro|siblings?|twins?|daughters?|sons?|child|kids?|niece|nephew|cousins?|cuz|"
    r"aunt(?:ie|y)?|uncle|gran(?:ny|ma|pa|dad)?|nana?|nanny|wife|hubby|husband|spouse|"
    r"partner|girlfriends?|boyfriends?|gf|bf|ex(?:es)?|fianc[eé]e?|hermano|hermana|primo|prima|"
    r"cuñado|cuñada|tío|tía|tio|tia|abuelo|abuela|suegra|suegro|hijo|hija|novio|novia|"
    r"esposo|esposa|marido|comadre|compadre)(?:[- ]in[- ]law)?"
)
_WORK: Final = (
    r"(?:co-?workers?|colleagues?|supervisors?|boss(?:es)?|managers?|leads?|team ?leads?|leader|"
    r"directors?|coordinators?|co-?ordinators?|volunteers?|interns?|students?|trainees?|trainers?|"
    r"mentors?|mentees?|teammates?|assistants?|receptionists?|secretary|clerks?|admin|drivers?|"
    r"cooks?|"
    r"chef|janitor|cleaner|custodian|caretaker|dispatcher|bouncers?|organi[sz]ers?|jefe|jefa|"
    r"workers?|keyworkers?|facilitators?|interpreters?|translators?|bookkeeper|accountant)"
)
_CARE: Final = (
    r"(?:nurses?|doctors?|doc|gp|physician|psychiatrist|psychologist|therapists?|counsel+ors?|"
    r"shrink|"
    r"pharmacists?|pharm(?:acy)? tech|chemist|prescriber|midwife|doula|medics?|paramedics?|"
    r"dentist|surgeon|"
    r"specialist|sponsors?|sponsees?|case ?managers?|caseworkers?|clinicians?|practitioner|"
    r"phlebotomist|navigators?|advocates?|carers?|caregivers?|aide|peers?)"
)
_JUSTICE: Final = (
    r"(?:judges?|lawyers?|attorneys?|solicitors?|barristers?|public defender|defender|paralegal|po|"
    r"p\.o\.|officers?|cops?|detectives?|sergeant|constable|sheriff|deputy|bailiff|prosecutor|"
    r"magistrate|guards?|ranger|investigator|security)"
)
_HOUSING: Final = (
    r"(?:landlords?|landlady|room ?mates?|room ?ies?|flat ?mates?|house ?mates?|bunk ?mates?|"
    r"cell ?mates?|cellie|neighbou?rs?|super|superintendent|tenants?|lodgers?|host|concierge|"
    r"vecin[oa])"
)
_FAITH: Final = (
    r"(?:pastor|priest|minister|imam|chaplain|rabbi|elder|deacon|teachers?|tutor|prof(?:essor)?|"
    r"coach|"
    r"instructor|principal)"
)
_SERVED: Final = (
    r"(?:clients?|participants?|residents?|guests?|members?|patients?|service users?|cases|"
    r"regulars?|"
    r"youth|teens?|teenagers?|dealers?|plug|pimps?|tricks?|johns?|customers?)"
)
_FRIENDS: Final = (
    r"(?:friends?|budd(?:y|ies)|pals?|mates?|homies?|homeboys?|homegirls?|besties?|bff|amig[oa]|"
    r"friend's|crush|date|fella)"
)
_ANYBODY: Final = (
    r"(?:guys?|m[ae]n|wom[ae]n|lad(?:y|ies)|girls?|boys?|lads?|dudes?|blokes?|chicks?|person|"
    r"people|"
    r"gentlem[ae]n|folks?|kids?|somebody|someone|fellow|señora|señor|chic[oa]|mujer|hombre)"
)
# Whom one meets in an office, a ward, a court: named, they are real whoever speaks of them.
OFFICE: Final = rf"(?:{_WORK}|{_CARE}|{_JUSTICE}|{_HOUSING}|{_FAITH})"
# Those, and whoever is served there.
SERVICE: Final = rf"(?:{OFFICE}|{_SERVED})"
# Whoever is somebody's.
THEIRS: Final = rf"(?:{SERVICE}|{KIN}|{_FRIENDS})"
ANY: Final = rf"(?:{THEIRS}|{_ANYBODY})"

# Before a name; the name is replaced, the title stays.
TITLES: Final = (
    r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|doctor|judge|justice|magistrate|officer|detective|det|"
    r"deputy|sergeant|sgt|constable|pc|inspector|sheriff|trooper|special agent|agent|captain|capt|"
    r"lieutenant|lt|nurse|sister|brother|father|fr|mother superior|rev|reverend|pastor|rabbi|imam|"
    r"deacon|"
    r"chaplain|bishop|elder|coach|counsel+or|caseworker|case worker|case manager|social worker|"
    r"auntie|aunty|aunt|uncle|nana|nan|gran|granny|grandma|grandpa|abuela|abuelo|tita|tito|tía|"
    r"tío|cousin|señora|señor|señorita|sra|sr|doña|don|mme|madame|mlle|"
    r"monsieur|frau|herr|supervisor|attorney|lawyer|landlord)"
)
# Titles that are hardly ever anything else: after them a name may be in lower case.
PURE_TITLES: Final = r"(?:mrs?|ms|mx|dr|prof|sgt|señora|señor|sra|doña|mme|mlle)"

# Where somebody is met who works there or comes there: "keisha at the desk".
PLACE: Final = (
    r"(?:desk|front|window|counter|office|reception|clinic|shelter|intake|hospital|ward|er|a&e|"
    r"team|group|outreach|"
    r"van|kitchen|pharmacy|chemist|drop[- ]?in|program(?:me)?|agency|charity|church|mosque|temple|"
    r"mission|"
    r"court(?:house)?|jail|school|college|daycare|nursery|work|shift|nights?|days|weekends?|"
    r"mornings?|"
    r"class|meetings?|unit|hostel|store|shop|corner store|bar|cafe|diner|detox|rehab|food ?bank|"
    r"pantry|"
    r"library|legal aid|legal clinic|legal|housing|council|exchange|building|floor|wing|hall|line|"
    r"upstairs|downstairs|next door|across the (?:hall|street)|dispatch|security|welfare|"
    r"benefits|child services|cps|dcf|probation|parole|union|centre|center|warehouse|garage|salon|"
    r"laundromat|encampment|bridge|tents?|methadone|services?|health|project|department|dept)"
)
