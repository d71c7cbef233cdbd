"""Common family names, as they are met at services in North America and Europe.

Small letters, no accents, in the order of the alphabet. Not a list of everybody.
"""

from __future__ import annotations

from typing import Final

from bot.screening.letters import words

FAMILY_NAMES: Final = words("""
abara abbott abdi abebe abernathy abrams acevedo achebe acosta adams adamu addo adebayo adeleke
adesanya adeyemi afolabi aguilar aguirre agyeman ahmed ahn aiello akande akhtar akin alarcon
alexander alfaro alhassan ali allen almeida almonte alonso alvarado alvarez amari amaro ames amin
andersen anderson andrews ansah appiah aquino aragon arce archuleta arellano arevalo arias armenta
armstrong arnold arora arriaga arroyo asante atkins atkinson auclair aung avery avila awad ayala
ayers babb baca bagley bahena bailey bailon bajwa baker baldwin ballard banerjee baptiste barajas
barber barclay barlow barnes barragan barrera barrett barron barros barry bartlett barton basu
bautista baxter beauchamp beaulieu beck becker begay begaye bekele belanger belcher bell beltran
benally benavides benitez bennett benoit benson berger bergeron bernal bernard bhatia bhatt bianchi
bishop blackburn blackwell blair blanchard blanco blevins boateng bonilla booker bouchard boucher
bourgeois bowden bowen bowers bowman boyd boyle bracken bradford bradley bradshaw brady branch
brandt bravo brennan brewer briggs brock brodeur brooks brophy broussard brown bruno bryan bryant
buchanan buckley bui bullock burgess burke burnett burns burrell burton bushnell bustamante butler
byers byrne caballero cabral cabrera calderon caldwell calhoun callahan camacho cameron campbell
campos cannon cantu cardenas carey carlson carmichael caron carpenter carr carrillo carrington
carroll carter carvalho carver casey cassidy castaneda castellanos castillo castro cavanaugh
ceballos cerda cervantes chacon chambers champagne chan chandler chapman charles chau chaudhary
chaudhry chavez chavira chen chin cho chowdhury christensen christian chung cisneros clark clarke
clayton clements cochran cohen cole coleman collins colon combs compton conley connolly connor
conrad contreras conway cooper cordero cordova corona corrigan cortes cortez costa cote cowan cox
craig crane crawford crosby crowley cruz cuevas cummings cunningham curran curtis cyr daley dang
daniel daniels daugherty davidson davies davila davis dawson decker delacruz delaney delarosa deleon
delgado deluca dempsey dennis denton desai deschamps desrosiers devine devlin dhaliwal dhillon
diallo dias diaz dickson diop dixon dizon doherty dolan dominguez donaldson donnelly donovan dorsey
dougherty douglas doyle drake driscoll drummond duarte dubois duffy dugan duke duncan dunn duong
duran durham duval dyer eaton echevarria edmonds edwards egan elliott ellis ellison emery emmanuel
encinas english enriquez erickson escobar esparza espinosa espinoza esposito esquivel estes estrada
evans eze fahey farah farmer farrell faulkner feliciano felix fenton ferguson fernandes fernandez
ferrara ferrari ferreira ferrer ferris fields figgins figueroa finch finley finnegan fischer fisher
fitzgerald fitzpatrick flanagan fleming fletcher flores flynn foley fontaine ford fortin foster
fournier fowler fox francis franco frank fraser frazier frederick freeman friedman frost frye
fuentes fujimoto fuller gagne gagnon gaines galindo gallagher gallardo gallegos galvan gamble garcia
gardner garrett garrison garza gates gauthier gaye gebre gebremariam gebreselassie gentry george
gervais gibson gilbert gill gilmore giordano girard githinji glass glenn glover godfrey godinez goff
goldberg golden goldman goldstein gomes gomez gonzales gonzalez goodman goodwin gordon gorman gould
graham granados granger gray greenberg greene greer gregory grenier grewal griffin griffith grimes
gross grover guerrero guevara guillen gupta guthrie gutierrez guzman haddad hagan hahn haile hale
haley hall halvorsen hamilton hammond hampton hancock haney hanna hansen hanson hardin harding hardy
harmon harper harrell harrington harris harrison hart hartley hartman harvey hassan hatfield hawkins
hayden hayes haynes hayward heath hebert heller henderson hendricks hendrix henry henson hernandez
herrera hess hester hewitt hicks higgins hinton ho hoang hobbs hodge hodges hoffman hoffmann hogan
holden holder holland holloway holmes holt hooper hoover hopkins hopper horn horne horton houle
houston howard howe howell hu huang hubbard huber hudson huerta huffman hughes hull humphrey hunt
hurley hurst hussain hussein hutchins hutchinson huynh ibarra ibrahim ingram inoue iqbal irwin
ishikawa islam ito ivanov iyer jackson jacobs jacobson james jaramillo jarvis jean jefferies
jefferson jenkins jennings jensen jessup jimenes jimenez jing johansson johnson johnston jones
jordan joseph joshi joyce juarez julien juma kahn kamara kane kang kanu kaplan kato katz kaur kay
keane kearney keating kebede keller kelley kelly kemp kendrick kennedy kent kerr khan kidd kim
kimani kimura king kinney kirby kirk kiser klassen klein knapp knight kobayashi koch koh konate kone
kowalczyk kowalski kramer kruger kuhn kumar kurtz kwan kwon lachance lacroix lafleur lai lalonde lam
lamb lambert lancaster landry lane lang langley lapointe lara larsen larson lau lavoie lawrence
lawson lawton layton leach leavitt lebeau leblanc leclerc lefebvre lemieux lemus lennon leon lester
levine levy lewis li lim lin linares lindgren lindsey lindstrom lira littlefield liu livingston
lloyd locke lockhart logan lombardi london lopes lopez lovato lowe lowry lozano lu lucas lucero luna
luong ly lynch lyons macdonald macias mack mackay mackenzie maclean macleod madden madsen maher
mahoney maier maldonado malik mallory malone mandal mandela manning manuel marchand marchetti marin
marino markham marks marquez marrero marrow marsh marshall martell martin martinez mason mathews
mathis matthews maxwell maynard mbeki mcallister mcarthur mcbride mccabe mccall mccann mccarthy
mccarty mccormack mccormick mccoy mccullough mcdaniel mcdermott mcdonald mcdonough mcdowell mcelroy
mcfadden mcfarland mcgee mcgill mcginnis mcgowan mcgrath mcgraw mcguire mcintosh mcintyre mckay
mckee mckenna mckenzie mckinley mckinney mcknight mclaughlin mclean mcleod mcmahon mcmillan mcnally
mcnamara mcneil mcneill mcpherson mcqueen mcrae meadows medina mehta mejia melendez melendrez melo
mendes mendez mendoza mensah mercado mercer mercier merritt meyer meza michaud middleton miller
milligan mills mintz miranda mishra mitchell mizrahi mohamed mohammed mohamud mohan moise molina
molloy monahan moncada monroe montano montero montes montgomery montoya moody mooney moore mora
morales moran moreau moreno morgan moriarty morin morris morrison morrow morse morton moses mosley
mota mueller mugabe muir mukasa mukherjee mullen muller mulligan mullins muniz munoz murdock murillo
murphy murray mwangi myers nair najera nakagawa nakamura nance naranjo nash nasser nava navarro neal
negron nelson newman ngo nguema ngugi nguyen nichol nichols nicholson nielsen nieves nikolaidis
nixon nkemelu nkosi noble nolan noonan norman norris norton novak nowak nunes nunez nwosu nyambura
oakley obando obi obrien ocampo ochoa oconnor odom odonnell oduya ogawa ogden ogunleye ohara okada
okafor okeke okonkwo okoro okoye olivares oliveira oliver oliveras olsen olson olsson omalley omar
oneal oneil oneill onyango opara orourke orozco orr ortega ortiz osborn osborne osei osorio ospina
osullivan osuna otero otieno ouellet ouellette owens owusu oyelaran ozturk pacheco padilla pagan
page paige palacios palma palmer pandey pappas paquette paradis parikh park parker parks parra
parrish parsons partridge pascual patel patterson patton paul payne pearce pearson peck pellegrino
pelletier pena penaloza penner pennington peoples pepin perales peralta pereira perez perkins
perreault perron perry peters petersen peterson petit petrossian petrov petty pham phan phelps
phillips phiri picard pickett pierce pierre pimentel pineda pinto pitts plante platt poirier polk
pollard ponce poole pope popov porter potter poulin powell powers prado prakash pratt preston prince
pritchard proctor provost pruitt puckett pugh purcell quach quan quezada quigley quiles quinn
quintero quiroz rafferty raines raman ramanathan ramirez ramos ramsay ramsey randall rangel rao
rashid rasmussen raymond reardon reddy redmond reed reese reid reilly renteria reyes reyna reynolds
rhodes ribeiro ricci rice richards richardson richmond richter riddle ridley riggs riley riordan
rios ritchie rivard rivas rivera roach robbins roberts robertshaw robertson robinson robles rocha
roche rodgers rodrigue rodrigues rodriguez rogers rojas rollins roman romano romero romo roper
rosado rosales rosario rosas rosen rosenberg ross rossi roth rowe rowland rowley roy royer ruano
rubin rubio ruiz rush russell russo rutherford ryan ryder saavedra saenz saito salas salazar salcedo
salcido saleh salgado salinas salinger salvador sampson samuels sanchez sanders sandhu sandoval
sanford sanguino santana santiago santillan santoro santos sargent sasaki sato saunders savage
savard savoie sawyer schaefer schafer scherer schmidt schmitt schneider schroeder schultz schumacher
schwartz scott sears segura sellers sepulveda serna serrano sessions sexton seymour shaffer shah
shapiro sharif sharma sharp shaw shea shelton shepherd sheppard sheridan sherman shields shin
siddiqui sierra silva sim simard simmons simms simon simpson sims sinclair singh singleton sinha
skinner slater sloan small smart smith snyder sokolov solano solis solomon song soriano sosa sotelo
soto sousa souza sparks spears spence spencer stafford stanley stanton stark steele stein steinberg
stephens stephenson stevens stevenson stewart stokes stone stout strickland strong stuart suarez suh
sullivan summers sun sutherland sutton suzanne suzuki swain swanson sweeney swift sykes szabo tabor
tadesse tait takahashi talbot tam tan tanaka tang tanner tate tavares taylor teixeira tellez
templeton terrell terry tesfay tesfaye thao theriault thibault thibodeaux thomas thompson thomson
thornton thorpe thurman tierney tillman timmons todd tomlinson torres toussaint townsend tran traore
tremblay trevino trinh tripp trudeau trujillo truong tsai tsosie tucker tully turcotte turner tyler
tyson ugarte ulloa underwood upton urbina uribe urrutia valdes valdez valdivia valencia valenzuela
valle vallee vallejo vance vang varela vargas varghese varma vasquez vaughan vaughn vazquez vega
velasco velasquez velez venegas vera verma vickers vidal vieira villa villalobos villanueva
villareal villarreal villegas vincent vo voss vu wade wagner wagoner waldron walker wall wallace
waller walsh walters walton wang wangari wanjiku ward warner warren washington waters watkins watson
watts weaver weber webster weeks weinstein weiss welch wells wentworth werner westbrook whalen
wheatley wheeler whelan whitaker whitcombe whitehead whitehorse whitfield whitley whitlock whitmore
whitney whittaker wiggins wilcox wilder wiley wilkerson wilkins wilkinson willard williams
williamson willis wilson winters wise witt wolf wolfe womack wong woo woodard woods woodward wooten
worley wozniak wright wu wyatt xiong xu yamamoto yang yates yazzie ybarra yeager yeung yi yilmaz
yoder yoon yousef youssef yu yuan yun yusuf zamora zapata zavala zeller zepeda zhang zhao zhou zhu
ziegler zielinski zimmer zimmerman zuniga
""")

# Family names that are also words; in lower case they prove nothing.
FAMILY_WORDS: Final = words("""
ames avery baker baldwin barber beck begay bell berger bishop blair blanco booker bowers bowman
brady branch bravo brewer brock bruno bryan bullock burton butler cameron cannon carey carpenter
carver casey cassidy champagne chau chin christian clayton clements colon combs cook cooper cowan
cox craig crane daniel dawson dennis devine dickson diop dolan drake duke dyer english farmer ferris
fields finch fisher fontaine ford foster fowler fox frank frost gaines gamble garrison gates george
gill glass glenn glover golden gordon grant gray gross hale hall hampton harding hardy harmon hart
hatfield hayden heath hess ho hobbs hodge holder hooper hopper horn houston howe hu hull hunt hunter
hurst islam ito jean jing joyce juma kane kang kay kent king kirk knight koh lai lam lamb lane lang
lau leach lemus lester li lim lin lloyd locke logan london long lowe lu lucas luna ly lynch lyons
mack mandela manning manuel marin marks marrow marsh meadows melo mercer middleton mills monroe
moody morgan morse moses mota nance nash neal noble norman orr pagan page paige palma paradis park
parks parsons partridge paul pearson peck peoples petit petty pitts plante polk ponce poole pope
porter potter powers pratt price prince quan reed reese rhodes rice richter riddle roach roman roper
rosado roth rowe roy royer rush ryder salvador savage sawyer sears sellers sessions sharp shea
shepherd shields sierra sim simon skinner small smart song sparks spears spence stark steele stone
stout strong stuart suh summers sun sutherland sutton swain swift sykes tam tan tang tanner tate
terry thorpe todd tripp tyler tyson upton vance vera villa vincent vo wade wall ward waters watts
weeks welch wells wilder wiley winters wise witt wolf woo woods wu xu yates yi york young yuan yun
""")
