"""Common given and family names, as they are met at services in North America and Europe.

They help where the parser has no idea: texts in lower case, and names from many languages.
Not a list of everybody; a full name needs no place in here to be noticed.
"""

from __future__ import annotations

from typing import Final

from bot.screening.letters import fold


def words(text: str) -> frozenset[str]:
    """The words of ``text``, as a set: a table of words reads better without quotes and commas."""
    return frozenset(text.split())


_GIVEN: Final = words("""
beth danny deb dee ed gus jo joe jon lenny lou meg mia nate ron sam stan tess theo tom walt
aaliyah aaron abdi abdul abdullah abebe abigail abraham adam adaeze adriana adrian agnieszka ahmed
aiden aisha alan alana albert alejandra alejandro alex alexander alexandra alexandre alexis alfonso
alfred ali alice alicia alisha alison allison alma almaz alvaro alyssa amanda amara amber amelia
amina amir amy ana andre andrea andreas andres andrew angela angelica angelina angelo angie anh
anita anjali ann anna anne annette annie anthony antoine antonia antonio antwan aretha ariana arjun
arlene armando arnold arthur arturo asha ashanti ashley astrid audrey aurora ava barbara barry
beatrice beatriz becky belinda ben benjamin bernadette bernard bernice bertha beth bethany betty
beverly bianca binh blanca bobby brandi brandon brandy brenda brendan brett brian briana brianna
bridget brittany bruce bruno bryan byron caitlin caleb calvin cameron camila camille carina carl
carla carlos carmen carol carole carolina caroline carolyn carrie casey cassandra catalina
catherine cathy cecilia cedric celeste celia cesar chantal chantelle charlene charles charlie
charmaine chelsea cheryl chiara chris christian christie christina christine christopher cindy
claire clara clarence clarissa claudia clayton clyde cody colin colleen connie connor
constance corey corinne cory courtney craig cristian cristina crystal curtis cynthia daisy damian
damon dan dana daniel daniela danielle danny daria darius darlene darnell darren darryl dave david
dawit dean deandre deanna debbie deborah debra deirdre delia delores demarcus demetrius denise
dennis deonte derek derrick desiree desmond deshawn devon diana diane diego dimitri dina dmitri
dolores dominic dominique donald donna doris dorothy douglas duane duc dustin dwayne dylan ebony
eddie edgar edith eduardo edward edwin eileen elaine eleanor elena eli elias elijah elisa elise
elizabeth ella ellen elliot eloise elsa elvira emeka emilia emilio emily emma emmanuel enrique eric
erica erik erika erin ernest ernesto esmeralda esperanza esteban estelle esther ethan eugene
eunice eva evan evelyn fabiola farah farid fatima fatou felicia felipe felix fernanda fernando
fiona florence frances francesca francis francisco francois frank fred freddie frederick gabriel
gabriela gabrielle gail garrett gary geoffrey george georgina gerald gerard geraldine gilbert
gina giovanni gladys gloria gonzalo gordon graciela graham greg gregory greta guadalupe guillermo
gustavo gwen hailey hannah harold harriet harrison harry harvey hassan hector heidi
helen helena henry herbert hiroshi hoa hugh hugo hussein ian ibrahim ifeoma ignacio igor imani
imelda ines ingrid irene irina irma isaac isabel isabella isaiah isla ismael ivan ivana jackie
jackson jacob jacqueline jada jaime jake jalen jamal jamar james jamie jan jane janelle janet
janice janine jared jasmine jason javier jean jeanette jeff jeffery jeffrey jelani jenna jennifer
jenny jeremiah jeremy jerome jerry jesse jessica jill jim jimmy jin joan joana joann joanna joanne
joao jocelyn jodie joel joelle johanna john johnny jonah jonathan jorge jose josef joseph
josephine joshua joy joyce juan juana juanita judith judy julia julian juliana julie juliet julio
julius justin kaitlyn kamala kareem karen karina karl karla kate katarzyna katelyn katherine
kathleen kathryn kathy katie katrina kayla keisha keith kelly kelsey kelvin kendra kenneth kenya
kerry kevin khadija khalil kiara kim kimberly kofi kristen kristin kristina krystal kumar kurt
kwabena kwame kyle lakeisha lakisha lamar lan larissa larry lashawn latasha latisha latonya latoya
laura lauren laurie lawrence leah leila lena leo leon leona leonard leonardo leroy leslie leticia
lewis liam lidia lila lillian linda lindsay lindsey ling lisa logan lois lorena lorenzo loretta
lori lorraine louis louisa louise lourdes luca lucas lucia luciana lucille lucinda lucy luis luisa
luke luther luz lydia lynn mackenzie mabel madeline magdalena malcolm malia malik mandy manuel
marc marcela marcella marcia marco marcos marcus margaret margarita margo maria mariah mariam
mariana marianne maribel marie mariela marilyn marina mario marion marisol marissa marjorie
marlene marlon marquis marsha marta martha martin martina marvin mary mateo matilda matthew
maureen mauricio maurice maxine maya mbali megan mei melanie melinda melissa melody melvin
mercedes meredith mia micaela michael micheal michel michele michelle miguel mikael mike mildred
minh miriam mitchell modou mohamed mohammad mohammed moises molly mona monica monique morgan moses
muhammad myra myrtle nadia nadine nancy naomi natalia natalie natasha nathan nathaniel ngozi neil
nelson nia nicholas nichole nicola nicolas nicole niamh nikita nikki nina noah noel noelle noemi
nora noreen norma norman nuno octavia oksana olga olivia oliver omar orlando oscar otis owen pablo
paloma pamela paolo patrice patricia patrick paul paula paulina pauline paulo pedro peggy perla
peter philip phillip phuong phyllis pierre pilar priscilla priya quentin quincy rachel rafael
raheem rahel ramon ramona randall raquel rashad rashida raul raymond rebecca regina reginald
renata rene renee reggie rhonda ricardo richard ricky rigoberto rita robert roberta roberto robin
rochelle rocio rodney rodrigo roger roland ronald ronnie rosa rosalind rosalyn rosanna rosario
roseann rosemarie ross roxanne ruben rudy russell ruth ryan sabrina sadie sally salvador samantha
samir samuel sandra santiago sara sarah sasha saul scott sean sebastian selena selam serena sergei
sergio seth shana shane shanelle shanice shanika shannon sharon shaun shauna shawn shawna sheila
shelby shelley sheniqua sheri sherri sherry shirley siobhan sofia solomon sonia sonja sonya sophia
sophie stacey stacy stanley stefan stefanie stella stephanie stephen steve steven stuart suleiman
susan susana suzanne svetlana sylvia tabitha tamara tameka tamika tammy tanisha tanya tara tasha
tatiana tatyana taylor terence teresa terrance terrell terri tesfaye thabo thanh theodore theresa
thomas thuy tiffany tigist tim timothy tina tobias todd tomas tomasz toni tony tonya tracey traci
tracy travis trevor tricia trisha tuan tyler tyrell tyrese tyrone ursula valentina valeria valerie
vanessa vera veronica veronika vicente vicki vickie vicky victor victoria vikram vincent vinh
viola vivian vladimir walter wanda wanjiru warren wayne wendell wendy wesley wilfred willard
william willie wilma winston xavier ximena yasmin yasmine yesenia yohannes yolanda yosef yuki yuri
yusuf yvette yvonne zachary zainab zara zoe zuzana
""")

# Given names that are also words, places or days: they count only beside other evidence.
_ALSO_WORDS: Final = words("""
amber angel april art asia august aurora austin autumn bill blessing brandy brook candy carol chad
chance charity charlotte chase cherry christian clay cliff comfort crystal dakota dale dallas
dawn dean destiny devon diamond dolores don drew earl ebony esperanza eve faith florence forest
frank gene georgia ginger glen gloria grace grant guy harmony harry hazel heather heaven holly
honey hope houston hunter india iris israel ivy jack jade jasmine jay jersey jordan joy june
justice kay kenya king kitty lan lance lane lily london lourdes luz madison marina mark mason
max may mercedes mercy melody miles min miracle misty morgan nelson norm ocean olive orlando paris
pat patience paloma pearl penny pilar precious prince queen rain randy ray reed rich river rob
robin rocky rod rosa rosario rose ruby rusty sage salvador sandy santiago savannah sierra skip
sky star sterling stormy sue summer sunny trinity trust van victor victoria viola violet virginia
wade ward wayne will willow
""")

# Those that may go on after "my client".
_GO_ON: Final = words("""
art bill chance chase don drew grant guy hope justice mark max may miles norm pat reed rob skip
star sue trust wade will
""")

_FAMILY: Final = words("""
abdi abebe acevedo acosta adams adeyemi aguilar aguirre ahmed akhtar alexander ali allen almeida
alvarado alvarez anderson andrews andersen arias armstrong arnold avila ayala bailey baker baptiste
barnes barrett barry barros becker bekele bell beltran bennett bernal bishop blackwell boateng bowen
boyd bradley brooks brown bryant burke burns bustamante butler byrne caballero cabrera calderon
camacho campbell campos cannon cardenas carlson carpenter carr carrillo carroll carter carvalho
castaneda castillo castro cervantes chambers chan chandler chapman charles chavez chen cho chung
clark clarke cole coleman collins contreras cooper cordero cortes cortez costa crawford cruz
cunningham curtis daniels davidson davies davis delacruz delgado desai diallo dias diaz dixon
dominguez douglas dubois duncan dunn duran edwards elliott ellis espinosa espinoza estrada evans
farrell felix ferguson fernandes fernandez ferreira figueroa fisher fitzgerald fleming fletcher
flores flynn ford foster fowler fox francis franco fraser freeman fuentes fuller gallagher gallegos
garcia gardner garza gebre gibson gilbert gomes gomez gonzales gonzalez goldberg goldstein graham
greene gregory griffin guerrero gupta gutierrez guzman hall hamilton hansen hanson harper harris
harrison hart harvey hawkins hayes henderson henry hernandez herrera hicks hoang hoffman holland
holmes hopkins howard hudson huerta hughes hunt hussain hussein huynh ibarra ibrahim ivanov iyer
jackson jacobs james jean jefferson jenkins jennings jensen jimenez johansson johnson johnston jones
jordan joseph juarez kamara kaplan katz kaur kebede keller kelley kelly kennedy khan kim klein
knight kowalczyk kowalski kumar lambert lane lara larson lawrence lawson leblanc leon lewis li
lin lindsey liu lopes lopez lozano lucero luna lynch maldonado marks marquez marsh marshall martin
martinez mason matthews maxwell mccarthy mccoy mcdonald mcgee mckenzie medina mehta mejia melendez
mendez mendoza mensah meyer miller mills miranda mitchell mohamed mohammed molina montes montgomery
montoya moore mora morales moran moreau moreno morris morrison mukherjee muller munoz murphy murray
myers nakamura navarro nelson newman nguyen nichols nielsen nkosi nowak obrien ochoa oconnor ogden
okafor okeke okonkwo oliveira oliver olsen olson omar ortega ortiz osei osorio ospina owens
pacheco padilla palmer park parker parks patel patterson payne pena peralta pereira perez perkins
perry peters petersen peterson pham phillips pierce pierre pineda pinto porter powell prado
preston quintero quinn ramirez ramos randall rashid rasmussen renteria reyes reynolds
ribeiro rice richards richardson riley rios rivas rivera roberts robertson robinson rocha rodgers
rodrigues rodriguez rogers rojas romero rosales rosario rosenberg ross rubio ruiz russell ryan
salas salazar salcedo salinas sanchez sanders sandoval santana santiago santos saunders schmidt
schneider schultz schwartz scott sandhu serrano shah sharma shaw shelton sherman silva simmons
simpson singh smith snyder solis solomon soto sousa souza spencer stephens stevens stevenson
stewart suarez sullivan suzuki swanson tadesse tanaka taylor tesfaye thomas thompson thomson
toussaint torres tran traore trujillo tucker turner valdez valencia valenzuela vargas vasquez
vazquez vega velasquez velez villanueva villarreal vu wagner wallace walker walsh walters wang ward
warren washington watkins watson weaver weber webster weiss wells wheeler whitaker whitfield
wilkins williams williamson willis wilson wong wright xiong yamamoto yang yilmaz yu zamora zapata
zhang zhao zimmerman zuniga
""")

# Family names that are also words; in lower case they prove nothing.
_FAMILY_WORDS: Final = words("""
baker bell bishop butler cannon carpenter cook cooper fisher ford foster fowler fox grant hall hart
hunt hunter jean knight lane li lin long lu luna lynch marks marsh mills park parks porter price
rice ward wells york young
""")

GIVEN: Final = _GIVEN | _ALSO_WORDS
FAMILY: Final = _FAMILY
_PLAIN_GIVEN: Final = GIVEN - _ALSO_WORDS
_PLAIN_FAMILY: Final = FAMILY - _FAMILY_WORDS


def given(word: str) -> bool:
    """Whether ``word``, in any case, or what stands before its hyphen, is a given name."""
    return fold(word).split("-")[0] in GIVEN


def family(word: str) -> bool:
    """Whether ``word``, in any case, or a part of it, is a family name."""
    return not FAMILY.isdisjoint(fold(word).split("-"))


def plain_given(word: str) -> bool:
    """Whether ``word`` is a given name and hardly ever anything else."""
    return fold(word).split("-")[0] in _PLAIN_GIVEN


def plain_family(word: str) -> bool:
    """Whether ``word`` is a family name and hardly ever anything else."""
    return not _PLAIN_FAMILY.isdisjoint(fold(word).split("-"))


def given_after_words(word: str) -> bool:
    """Whether ``word`` is a given name where an ordinary sentence may go on as well."""
    return given(word) and fold(word) not in _GO_ON
