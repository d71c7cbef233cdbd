"""Each recogniser by its own examples: what it replaces, and what it leaves."""

import pytest

from bot.screening.personal import mask
from bot.screening.recognisers import recognisers

MASKED = {
    "Names": [
        ("Marcus Whitfield runs it", "[name] runs it"),
        ("I'm Tanya Brezinski, I'm new", "I'm [name], I'm new"),
        ("Jean-Luc O'Neil's car", "[name]'s car"),
        ("ask maria garcia at the desk", "ask [name] at the desk"),
        ("john smith", "[name]"),
        ("You know María José Fernández de la Cruz?", "You know [name]?"),
        ("Babajide Ogunleye said so, and Zofia Wrona", "[name] said so, and [name]"),
        ("Ortiz, Jasmine, on the board", "[name], on the board"),
        ('is it Robert "Bobby" Tuttle', "is it [name]"),
        ("tell Keisha W. I said hi", "tell [name]. I said hi"),
        ("MARCUS WHITFIELD SAID IT AND MARIA GARCIA TOO", "[name] SAID IT AND [name] TOO"),
    ],
    "Named": [
        ("my client Jasmine was the same", "my client [name] was the same"),
        ("my client jasmine was the same", "my client [name] was the same"),
        ("my client Jasmine Ortega was", "my client [name] was"),
        ("one of our clients, Tyrell, left", "one of our clients, [name], left"),
        ("a guy named Darnell", "a guy named [name]"),
        ("a guy i met named darnell", "a guy i met named [name]"),
        ("the nurse who's called Imani", "the nurse who's called [name]"),
        ("her real name is Veronica", "her real name is [name]"),
        ("his government name's Antwan, so", "his government name's [name], so"),
        ("The guy's name was Rick.", "The guy's name was [name]."),
        ("my client keyshawn was", "my client [name] was"),
        ("my client Mr. Henderson", "my client Mr. [name]"),
        ("my coworker Brenda is off", "my coworker [name] is off"),
        ("the name on the lease is Harold", "the name on the lease is [name]"),
        ("Precious was my client then", "[name] was my client then"),
        ("Jasmine, one of my clients, left", "[name], one of my clients, left"),
        ("Siddharth, that's the real name", "[name], that's the real name"),
        ("Bernadette was her real name", "[name] was her real name"),
        ("my sister Angela used too", "my sister [name] used too"),
        ("a client from Tuesdays, Lorraine, laughed", "a client from Tuesdays, [name], laughed"),
        ("that woman I worked with (Denise) knew", "that woman I worked with ([name]) knew"),
        ("Officer Delgado said it", "Officer [name] said it"),
        ("a client of mine, name of Precious", "a client of mine, name of [name]"),
        ("una mujer llamada Lupita me dijo", "una mujer llamada [name] me dijo"),
    ],
    "Phones": [
        ("415-555-0198", "[phone]"),
        ("(202) 555-0143", "[phone]"),
        ("(202)555-0143", "[phone]"),
        ("206.555.0177", "[phone]"),
        ("+1 416 555 0138", "[phone]"),
        ("1-718-555-0129 ext. 4", "[phone]"),
        ("3125550164", "[phone]"),
        ("07700 900461", "[phone]"),
        ("020 7946 0958", "[phone]"),
        ("+44 20 7946 0112", "[phone]"),
        ("612 34 56 78", "[phone]"),
        ("912345678 en Madrid", "[phone] en Madrid"),
        ("+34 915 12 34 56", "[phone]"),
        ("55 5012 3456", "[phone]"),
        ("+52 1 33 3821 0099", "[phone]"),
        ("01 70 18 99 00", "[phone]"),
        ("+251 91 123 4567", "[phone]"),
        ("my cell: 555-0186", "my cell: [phone]"),
        ("call 555 0186", "call [phone]"),
        ("text 5550186", "text [phone]"),
        ("phone me: 555-01-99", "phone me: [phone]"),
        ("four one five, five five five, oh one nine two", "[phone]"),
        ("four-one-five double five five oh one nine two", "[phone]"),
        ("415 five five five 0188", "[phone]"),
        ("seis uno dos nueve cuatro uno seis dos ocho", "[phone]"),
        ("４１５-555-0198", "[phone]"),
        ("415\u200b-555-\u200b0198", "[phone]"),
        ("415–555–0198", "[phone]"),
    ],
    "Emails": [
        ("jo.bloggs+x@example.co.uk,", "[e-mail],"),
        ("bigdee1974 @ yahoo.com", "[e-mail]"),
        ("hannah dot reyes at gmail dot com", "[e-mail]"),
        ("hannah.reyes at gmail dot com", "[e-mail]"),
        ("hannah at gmail.com", "[e-mail]"),
        ("m.obrien (at) outlook (dot) com", "[e-mail]"),
        ("m.obrien [at] shelter [dot] org", "[e-mail]"),
        ("email me, tasha underscore cole at northside dot org", "email me, [e-mail]"),
        ("k_willis82 at northside dot org", "[e-mail]"),
        ("ana arroba gmail punto com", "[e-mail]"),
        ("casey@gmail", "[e-mail]"),
    ],
    "Addresses": [
        ("412 Mercer Street", "[address]"),
        ("412 mercer street", "[address]"),
        ("at 908 w 43rd st, theres", "at [address], theres"),
        ("27 Linden Rd, Apt 4B", "[address]"),
        ("3306 N Kedzie Ave Apt 2?", "[address]?"),
        ("221 Baker Court, Unit 7, Oakland, CA 94607", "[address]"),
        ("1600 Harlow #305", "[address]"),
        ("house number 412 on Mercer Street", "house number [address]"),
        ("number 12, Calder Street", "number [address]"),
        ("come to 1428 Elm if", "come to [address] if"),
        ("number 12 Calder Street", "number [address]"),
        ("Forty-two Mercer Street", "[address]"),
        ("lives at 88 Pine", "lives at [address]"),
        ("55 W 118th St", "[address]"),
        ("14 rue de la Paix", "[address]"),
        ("Calle de Atocha 45, 3º B", "[address]"),
        ("Avenida Insurgentes Sur 1602", "[address]"),
        ("Hauptstraße 12", "[address]"),
        ("PO Box 1187", "[address]"),
        ("Portland, OR 97214", "[address]"),
        ("Tulsa, Oklahoma 74103", "[address]"),
        ("my zip is 97214", "my zip is [address]"),
        ("M5V 2T6", "[address]"),
        ("SW2 4JT", "[address]"),
        ("Flat 6, 112 Cavendish Road", "[address], [address]"),
        ("apt 12C", "[address]"),
    ],
    "IdNumbers": [
        ("521-08-4471", "[ID number]"),
        ("ssn 418229930", "ssn [ID number]"),
        ("her social is 418229930", "her social is [ID number]"),
        ("the last four of your ssn is 4471", "the last four of your ssn is [ID number]"),
        ("SS# 418 22 9930", "SS# [ID number]"),
        ("my social, the last four are 4471", "my social, the last four are [ID number]"),
        ("case number is 24-CR-018872,", "case number is [ID number],"),
        ("case #22CR01183", "case #[ID number]"),
        ("booking number 2291847", "booking number [ID number]"),
        ("inmate ID, AK4471.", "inmate ID, [ID number]."),
        ("Case No. 3:21-cv-00412", "Case No. [ID number]"),
        ("SSN ending 6621", "SSN ending [ID number]"),
        ("insurance is Molina, number 100482937", "insurance is Molina, number [ID number]"),
        ("Medicaid card 88271402", "Medicaid card [ID number]"),
        ("was badge 4471", "was badge [ID number]"),
        ("inmate 7781", "inmate [ID number]"),
        ("the last four, 4471", "the last four, [ID number]"),
        ("docket no. CR-2023-0419", "docket no. [ID number]"),
        ("warrant is W-778120", "warrant is [ID number]"),
        ("police report #2024-118834", "police report #[ID number]"),
        ("badge number 4471", "badge number [ID number]"),
        ("passport number P4821990", "passport number [ID number]"),
        ("driver's license is D4471-8829-0013", "driver's license is [ID number]"),
        ("Medicaid number is WX48213B", "Medicaid number is [ID number]"),
        ("member ID with Molina is 100482937745", "member ID with Molina is [ID number]"),
        ("NHS number 943 476 5919", "NHS number [ID number]"),
        ("MRN 00482913", "MRN [ID number]"),
        ("your A number is A204-118-992", "your A number is [ID number]"),
        ("mi CURP es GOMC800101HDFRRR09", "mi CURP es [ID number]"),
        ("1EG4-TE5-MK73", "[ID number]"),
    ],
    "Born": [
        ("DOB 4/12/1991", "DOB [ID number]"),
        ("d.o.b. 11-02-88", "d.o.b. [ID number]"),
        ("date of birth: March 3, 1986", "date of birth: [ID number]"),
        ("born 09/22/1974", "born [ID number]"),
        ("born on the 3rd of May 1986", "born on the [ID number]"),
        ("birthday's June 14, 1979", "birthday's [ID number]"),
        ("4/12/1991 is her date of birth", "[ID number] is her date of birth"),
        ("fecha de nacimiento: 3 de marzo de 1986", "fecha de nacimiento: [ID number]"),
    ],
    "Plates": [
        ("plate was 7KLM482", "plate was [ID number]"),
        ("plate 8FK 2231", "plate [ID number]"),
        ("plate was 7 K L M 4 8 2", "plate was [ID number]"),
        ("license plate is GRX 4471", "license plate is [ID number]"),
        ("tag RJK 2907", "tag [ID number]"),
        ("plate 7klm482", "plate [ID number]"),
        ("reg was LK19 VRM,", "reg was [ID number],"),
        ("grey Honda, 7KLM482", "grey Honda, [ID number]"),
    ],
    "Handles": [
        ("find me @lena.outreach", "find me [handle]"),
        ("insta: darnellthegreat", "insta: [handle]"),
        ("my ig is darnellthegreat", "my ig is [handle]"),
        ("my snap is tiny_tee99", "my snap is [handle]"),
        ("tiktok as real_dr_harm", "tiktok as [handle]"),
        ("username nightowl_bea", "username [handle]"),
        ("hit me @ TashaCares on IG", "hit me [handle] on IG"),
        ("her handle is lenabea", "her handle is [handle]"),
        ("facebook.com/tonya.marsh.9", "[handle]"),
        ("cashapp $keishab22", "cashapp [handle]"),
        ("tasha_cole_77 on insta", "[handle] on insta"),
    ],
    "CreditCardRecognizer": [
        ("the card ending, 4111 1111 1111 1111", "the card ending, [ID number]")
    ],
    "EsNieRecognizer": [("X1234567L", "[ID number]")],
    "EsNifRecognizer": [("12345678Z", "[ID number]")],
    "UkNinoRecognizer": [("AB 12 34 56 C", "[ID number]")],
}

LEFT = {
    "Names": [
        "Dee, I'm Sam. Marlene and Curtis know you.",
        "You'd be in a doorway on Oliver Plunkett Street by Friday.",
        "St. Mary's Hospital and Grace House",
        "Planned Parenthood is open till nine.",
        "Martin Luther King Jr Avenue, Marlene Ortiz Street",
        "Call the Trans Lifeline",
        "King County, Harm Reduction Coalition, Pike Place, New York",
        "Merry Christmas, Happy New Year, Good Morning Dee",
        "What Did He Do Then?",
        "YOU DID GREAT, THAT TOOK GUTS",
        "Grey Honda, Fentanyl Strips, Walmart Gift Card",
        "Will Kay be there? May Dee come?",
        "Ask Juno. Tell Bea. Poor Mia.",
    ],
    "Named": [
        "my client load is small",
        "Dee, my client load is fine. Juno, our clients write that",
        "Marlene, Curtis, Leo: James, Ray and Kay",
        "my friend from work, my sister swears by it",
        "the name on the list is yours",
        "my client said so, my client will too",
        "a client told me that once",
        "a place called Haven",
        "your dog named Biscuit",
        "somebody called after midnight",
        "a friend called Monday",
        "She was named after her nan",
        "You don't have to give me your real name, ever.",
        "Do you use your real name on there?",
        "What's his name?",
        "Your real name, Dee, stays with me",
        "My name is Sam",
        "You go by Juno and that's what I'll write.",
    ],
    "Phones": [
        "call 911 or 988, or 311",
        "10pm to 11:30pm on 12/05/2024",
        "1200-1500 a month, 2019 - 2021, 2019-2021",
        "$1,000,000 or 1 000 000",
        "he had 9 digits of a number and 3 calls",
        "in, two, three, four, out, two, three, four, five, six",
        "ten nine eight seven six five four three two one",
        "five things you see, four you touch, three you hear",
        "2-1-1 dosing, 50 mg, 120 mg, 8 mg twice",
        "I said 40 60 80 100, he said 200",
    ],
    "Emails": [
        "the ad's on backpage dot com",
        "look at gmail dot com for it",
        "I'm @ the van till ten",
        "meet at Mercer. com'on then",
        "I'm at the desk till nine. Dot lets everyone use the kettle.",
    ],
    "Addresses": [
        "the corner of Calder Street and Tenth",
        "the 1400 block of Fulton Street",
        "at 10 on Calder Street",
        "4 girls on Harlow Avenue",
        "2 blocks down mercer street",
        "twenty minutes from Oak Street",
        "Take the 14 to Main Street",
        "the 38 Geary Street bus",
        "room 12, bed 4, locker 14",
        "apartment 2 floors up",
        "the flat 5 minutes away",
        "42nd Street, Fifth Avenue, Third and Pine",
        "stay till 10 Monday",
        "at 300 Dee, I'd want a receipt",
        "back in 2019 Mercer was different",
        "$40 on Fourth Street",
        "half an hour and ring 112 either way",
    ],
    "IdNumbers": [
        "case manager said 90 days",
        "In case 2 of them come back",
        "the case from 2017",
        "records 2018-2019",
        "room number 214, locker number 1414, bus number 44",
        "my insurance was 450 dollars",
        "the license costs 35, the passport 130",
        "your report's 14 pages",
        "social services at 9, then group 2",
        "the ID takes 3 weeks",
        "member since 2012",
        "the last four people, the last 4 of them",
        "a badge on the door, a warrant from 2019",
        "Medicaid covers 100 percent",
    ],
    "Born": [
        "born in 1991",
        "My birthday is in April",
        "your birthday's on the 14th of June",
        "He was born 3 weeks early",
        "court on 4/12/2024",
    ],
    "Plates": [
        "the plate starts with 7K",
        "Eight, F, K",
        "plate 8FK something",
        "plate 8FK 22, then rain",
        "a plate of 12 wings",
        "tag 3 people",
        "a white BMW 320, a RAM 1500, a 2019 GMC",
        "a Ford F150 with one light",
        "the van has HIV 101 on Mondays",
    ],
    "Handles": [
        "Insta took your page down",
        "is your insta private",
        "insta is down, snap is too",
        "my facebook is deactivated",
        "I'll be @ the van",
        "I'm @home tonight",
        "his snap is blocked now",
        "Did he send it on whatsapp",
    ],
    "CreditCardRecognizer": ["he owes me 4000 and 350"],
    "EsNieRecognizer": ["you had 12 of them"],
    "EsNifRecognizer": ["a 12345 word essay"],
    "UkNinoRecognizer": ["NW 12 34"],
}


def cases(by_name):
    return [(name, case) for name, rows in by_name.items() for case in rows]


@pytest.mark.parametrize(("name", "case"), cases(MASKED), ids=lambda c: str(c)[:60])
def test_replaced(name, case):
    text, kept = case
    assert mask(text)[0] == kept


@pytest.mark.parametrize(("name", "text"), cases(LEFT))
def test_left(name, text):
    assert mask(text) == (text, ())


def test_every_recogniser_has_both():
    names = {r.name for r in recognisers()}
    assert names == set(MASKED) == set(LEFT)


def test_every_rule_has_an_example():
    texts = [text for rows in MASKED.values() for text, _ in rows]
    without = [
        f"{one.name}: {rule.why}"
        for one in recognisers()
        for rule in getattr(one, "RULES", ())
        if not any(
            not one.refuses(match, rule) for text in texts for match in rule.pattern.finditer(text)
        )
    ]
    assert without == []


def test_results_say_why_and_hold_no_text():
    for one in recognisers():
        for rule in getattr(one, "RULES", ()):
            assert rule.why
            assert 0 < rule.score <= 1
