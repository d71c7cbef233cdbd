"""Common given names, as they are met at services in North America and Europe.

Small letters, no accents, in the order of the alphabet. Not a list of everybody.
"""

from __future__ import annotations

from typing import Final

from bot.screening.letters import words

GIVEN_NAMES: Final = words("""
aaliyah aarav aaron abdi abdul abdullah abebe abena abigail abraham achieng adaeze adam adama adanna
adebayo adela adelina aditi aditya adrian adriana adunni agata agnes agnieszka agustin ahmad ahmed
aicha aiden aimee aino aisha aishwarya ajay akash akemi akiko akosua akua alan alana alannah
alasdair alastair albert alejandra alejandro aleksandr aleksandra alessandra alessandro alex
alexander alexandra alexandre alexis alfonso alfred ali alice alicia alina alisha alison allison
alma almaz alonzo aloysius alphonse althea alvaro alysha alyssa amadou amalia amanda amara amarjit
ambrose amelia amelie amina aminata amir amita amrit amy ana anais anastasia anatoly andre andrea
andreas andreea andrei andrej andres andrew andrzej anela anette angela angelica angelina angelique
angelo angie anh anika anil anisa anisha anita anjali anjelica ann anna anne annette annie anouk
anselm anthony antoine antonella antonia antonina antonio antwan anuja anya aoife arash archie
aretha ariadne ariana arjun arlene arlette armand armando arnaud arnav arnold arthur arturo arun
arvind aryan asha ashanti ashish ashley assata astrid atiya auden audra audrey aurelie aurelio ava
ayaan ayana ayanna ayesha aylin ayodele ayumi azadeh aziz babajide babak badr bahar balbir baljit
barbara barnaby barry bartholomew bartosz bashir bassam batsheva beata beatrice beatriz becky bekah
belinda ben benedict benicio benita benjamin bernadette bernadine bernard bernice bernie berta
bertha beth bethany beto bettina betty beulah beverly bhavna bianca bilal binh birgit bisi bjorn
blaine blair blanca bobby bogdan bonita bonnie boris bozena brandi brandon brayden brenda brendan
brenna brett brian briana brianna bridget brigid brigitte britney brittany brittney brody bronwyn
bruce bruno bryan bryce brynn byron caitlin caleb callum calvin cameron camila camille camilo
candace candice carina carissa carl carla carlos carlotta carmela carmelita carmella carmen carole
carolina caroline carolyn carrie casey cassandra catalina cathal catherine cathy catriona cecil
cecile cecilia cedric celeste celia cesar chaim chanel chanelle chantal chantelle charlene charles
charlie charlise charmaine charmian chaya chelsea cherie cherise cheryl chiamaka chiara chidi chike
chinedu chinwe chioma chiyo chloe chris christie christina christine christopher chuck chuy cian
ciara cindy claire clara clare clarence clarissa claudette claudia claudine claudio clayton clemence
clifford clyde cody colby colette colin colleen connie connor conor constance consuelo coralie
cordelia coreen corey corinne cornelius corrine cory courtney craig cristian cristina cristobal
curtis cynthia dafydd dagmar daisy dalia damian damien damion damon dan dana daneshia danica daniel
daniela danielle danilo danita danny dante danuta daphne darcy daria darian darius dariusz darlena
darlene darnell darren darryl darryn dasha dashawn dave david davina davion davon dawit dayana
deandre deanna deb debbie deborah debra dee deena deepa deepak deirdre deja delbert delia delilah
delores delphine demarcus demetrius denis denise dennis denny denzel deondre deonna deonte derek
derrell derrick deshawn desirae desiree desmond desta devante deven devin devonte dexter diamante
diana diane diarmuid diego dieter dilip dimitri dimitrios dina dinah dineo dinesh dionne djamila
dmitri domingo dominic dominik dominique donald donato donna donnell donnie donovan doreen dorian
doris dorota dorothea dorothy dougie douglas drago duane duc duncan dunja dustin dwayne dwight dylan
eamon earline ed edda eddie edgar edie edith edmund edna eduarda eduardo edward edwin edwina eileen
eilidh eitan ekaterina elaina elaine eleanor elena elfriede eli eliana elias elijah elisa elise
eliza elizabeth elke ella ellen elliot elmer elodie eloise elroy elsa elspeth elton elvira elyse
emanuel emeka emile emilia emilie emilio emily emma emmanuel emmett enid enrique ephraim eric erica
erik erika erin ernest ernestine ernesto ernst erwin esme esmeralda esteban estelle esther ethan
etienne eugene eugenia eugenio eulalia eunice eunjung eva evan evangeline evelina evelyn everett ewa
ezekiel ezra fabian fabienne fabio fabiola fadi faisal farah fardowsa farid farida faridah farrah
fatima fatou faustino faye federico fedor felicia feliks felipe felix ferdinand fergus fernanda
fernando fidel fikru filip filomena fiona fiorella florencia foday folake frances francesca francine
francis francisco francois francoise frankie franz fred freda freddie frederic frederick freya frida
frieda funmi gabe gabriel gabriela gabrielle gail gareth garrett gary gaston gavin gayle genaro
genevieve geoffrey george georgette georgie georgina georgios gerald geraldine gerard gerardo gerd
germaine gerry ghassan gianna gilbert gilles gina ginette giovanni gisele giselle giuseppe gladis
gladys glenda glenn glenys godfrey gonzalo gordon gracie graciela graeme graham grazyna greg gregory
greta gretchen griselda grzegorz guadalupe gudrun guido guillermo gunnar gunther gurpreet gus
gustavo gwen gwendolyn gwyneth habiba hadiya hadiza hailey hakeem hakim halima hamid hamza hana
hanan hanif hank hannah hans harjit harold haroon harpreet harriet harrison haruki harvey hasan
hashim hassan hattie hector hedwig heidi heike helen helena helga helmut henrietta henrik henry
henryk herbert hermione hernan hideo hilda hildegard hiroshi hoa holger horace hortensia howard huda
hugh hugo humberto hussein hyun ian ibrahim ichiro idris ifeanyi ifeoma ignacio ignatius igor ikram
ilana ileana ilhan ilona ilya imani imelda imogen imran inaya indira ines inez ingeborg ingrid inigo
iqbal irene irina irma irving isaac isabel isabella isadora isaiah isaias isha ishaan isidro isla
ismael ismail isolde itzel ivan ivana ivo iwona izabela izzy jacek jacinta jacinto jackie jacob
jacoby jacqueline jacquelyn jacques jada jadwiga jagdeep jaheim jaime jairo jake jakub jalen jamaal
jamal jamar jameela jamel james jameson jamie jamil jamila jan jana janae jane janelle janessa janet
janice janina janine janis januario jared jarrod jarvis jasdeep jasleen jasmin jason jaspreet javier
javon jayden jayla jaylen jayson jazmin jean jeanette jeannette jeannie jedidiah jeff jeffery
jeffrey jelani jenelle jenifer jenna jennie jennifer jennika jenny jens jeremiah jeremy jermaine
jerome jerrod jerry jess jesse jessica jessie jethro jian jill jillian jim jimmy jin jitendra jo
joachim joan joana joann joanna joanne joao jocelyn jodi jodie jody joe joel joelle johan johann
johanna john johnnie johnny jolanta joleen jolene jolie jon jonah jonas jonathan jonathon joni
jordana jorge jose josef josefina joseph josephine josette josh joshua josiah josie josue jovan
jovita joyce juan juana juanita juanito judah jude judi judie judith judy jules julia julian juliana
julianna julie julien juliet juliette julio julissa julius jurgen justin justine justyna juwan
kadija kaia kaitlin kaitlyn kalani kaleb kalinda kamal kamala kamil kamila kamilah kanisha karan
kareem kareema karen karim karin karina karl karla karolina karson karthik kasey kasia kassandra
katarzyna kate katelyn kathe katherine kathi kathie kathleen kathryn kathy katia katie katja katrina
katya kavita kayden kaye kayla kaylee kayleigh kazimierz keanu keenan kehinde keiko keira keiran
keiren keisha keith kelechi kelli kellie kelly kelsey kelvin kemal ken kendra kenji kenneth kenny
keren kerri kerrie kerry kevin keyana keyshawn khadija khadijah khaled khalil khanh kiana kiara
kiera kieran kierra kiersten kiley kim kimani kimberly kimiko kira kiran kirk kirsten kirsty klara
klaus kofi kofo kojo konrad kostas krishna kristen kristian kristie kristin kristina kristine kristy
krystal krystyna krzysztof kumar kurt kurtis kwabena kwaku kwame kwasi kyle kylie kyra lacey ladonna
laila lakeesha lakeisha lakisha lakshmi lamar lamont lana landon laquan laquisha larisa larissa
larry lars lashawn lashonda latasha lateef latifa latisha latonya latoria latoya latrice laura
laurel lauren laurie lauryn lavinia lavonne lawrence layla leah leandra leandro leanne leda leena
leif leila leilani lemlem lena lenny lenora leo leon leona leonard leonardo leonie leonora leontyne
leopold leora leroy lesego lesley leslie leta leticia letitia levi lewis lexi liam liana lianne
libby lidia lidija lila lilia liliana lillian lillie lina linda lindiwe lindsay lindsey ling linnea
lino lionel lisa lise lisette litzy livia liza logan loic lois lola loraine loreen lorena lorenzo
loretta lori lorna lorne lorraine lottie lou louanne louis louisa louise luca lucas lucia lucian
luciana luciano lucie lucien lucile lucille lucinda lucius lucy ludmila ludwig luigi luis luisa
lukas luke lupe lupita luthando luther lydia lyla lyle lynda lyndon lyndsey lynette lynn lynne
lynsey maame mabel macie mackenzie maddie madelaine madeleine madeline madelyn maeve magdalena
maggie mahmoud maisie makayla makena malachi malaika malak malcolm malcom malia malik mallory
mamadou mamie manal mandy manish manjit manoj mansoor manuel manuela marc marcel marcela marceline
marcella marcelo marcia marcin marco marcos marcus marcy marek margaret margarette margarita margery
margie margo marguerite maria mariah mariam mariama mariana marianne maribel maribeth marie mariela
marielle marietta marika mariko marilou mariluz marilyn mario marion marisela marisol marissa marita
maritza marjorie markus marla marlen marlena marlene marlin marlon marquis marquise marquita marsha
marshawn marta martha martin martina martine marty marvin mary maryam maryann maryanne marylou mateo
mathias mathieu mathilde matias matilda matt matteo matthew matthias mattie maude maura maureen
maurice mauricio mauro mavis maxine maya mayra mayumi mbali meera meg megan meghan mehdi mehmet
mehwish mei meika mekdes mekonnen melaku melania melanie melina melinda melisa melissa mellisa melva
melvin meredith merle mervyn meskerem mia mica micaela micah michael michaela michal micheal michel
michele michelle miguel miguelangel mihai miho mikael mikaela mikayla mike mikhail mila milagros
mildred milena milo milos mindy minh minna minnie mireille mirela miriam mirlande mirna miroslav
misael mitchell mitzi modou mohamad mohamed mohammad mohammed mohan mohsin moira moises molly monica
monika monique monserrat montserrat mordecai moritz morris moses moshe moussa muhammad muna munira
muriel mustafa mykola myra myrna myron myrtle mzwandile nabil nadeem nadege nadezhda nadia nadine
naeem nafisa nahla naima najib nalini nancy nandi nanette naoko naomi naomie narges naseem nasir
nasra nasreen natalia natalie natalya natasa natasha nate nathalie nathan nathaniel navdeep naveen
nayeli neal ned neelam neha neil nelda nellie nelly nemanja nestor nettie neville ngozi nguyet nhan
nhung nia niamh nicholas nichole nicki nicky nicola nicolas nicole nicolette nigel nikhil nikita
nikki niko nikolai nils nimco nina nisha nita nkechi nkosana nnamdi noah nobuko noel noelle noemi
nolan nolwenn nomvula nona noor nora norbert noreen norma norman normand nour nthabiseng nuala nuno
nuria nyah nyasha obinna octavia octavio odalys odell odette ofelia okechukwu oksana olabisi olaf
oleg oleksandr olena olga oliver olivia olivier olu oluwaseun oluwaseyi omar oona oonagh ophelia
oriana orla orlagh orville osama oscar osman osvaldo otis otto owen ozzie pablo padraig paige palesa
pam pamela pamella paolo parisa parvati pascal pascale patrice patricia patrick patrik patsy patty
paul paula pauletta paulette paulina pauline paulo pavel pearlie pedro peggy penelope percy perla
petar pete peter petra petronella petros phil philip philippa philippe phillip phoebe phumzile
phuong phyllis piero pierre pierrette pieter pietro piotr polina polly pradeep pranav prasad pratima
preeti prisca priscilla priti priya priyanka qasim quang quanisha quentin quincy quinn quinton quyen
rabia rachael rachel rachelle radek raegan rafael rafaela rafal raffaele rafiq raheela raheem rahel
rahim rahul raj rajan rajesh rajinder rajiv raju ralf ralph ramesh ramiro ramon ramona randall randi
randolph rania ranjit raphael raquel rashad rasheed rasheeda rashida raul ravi raylene raymond
raymundo rayna razia reba rebecca rebekah reem reena reese regan reggie regina reginald reina
reinaldo reinhard rekha remi renaldo renata renate rene renee renita reuben reyna reynaldo rhiannon
rhoda rhona rhonda rhys ricardo riccardo richard rick rickey ricky rigo rigoberto riley rima rina
rishi rita ritchie ritu riya robert roberta roberto rocco rochelle rocio roderick rodney rodrigo
rogelio roger rohan rohit roisin roland rolando romain romeo romina ron ronald ronan ronda ronnell
ronnie rosalee rosalia rosalie rosalind rosalinda rosalyn rosamund rosanna rosanne roseann roseanne
rosella roselyn rosemarie rosemary rosetta roshan rosheen rosie rosina roslyn ross rowan rowena
roxana roxane roxanne roxy ruben rubina rudolf rudy rufus rukhsana rupa rupert russell ruth ruthie
ryan ryszard saad saba sabine sabrina sadie saeed safiya sahar sahil saida saif sakura salim sally
salma salman salome sam samantha samar sameer samia samir sammy samuel sana sandeep sandra sanjay
sanna saoirse saori sara sarah saraya sarita sasha satish saturnino saul saundra scott sean
sebastian sebastien seema segun selam selena selma senait serena serge sergei sergey sergio serwaa
seth severin shabnam shahid shaina shakira shakur shalini shameka shamika shamim shana shanaya
shandra shane shanelle shanice shanika shaniqua shaniya shannon shanta shantel shantelle shaquille
sharlene sharmila sharon sharron shashi shaun shauna shaunda shavonne shawn shawna shayla shayna
sheela sheila shelby shelia shelley shelton shenika sheniqua sheri sherman sherri sherrie sherry
sherwin sheryl shirin shirley shivani shona shonda shreya shyla siddharth siegfried sigrid silas
silvana silvia simeon simon simona simone sinead siobhan sipho siya slavica sofia sofie sofija
soledad solomon sonia sonja sonya sophia sophie soraya soren soumaya stacey stacia stacie stacy stan
stanislav stanley stavros stefan stefania stefanie stefano steff stella steph stephan stephane
stephania stephanie stephen steve steven stevie stewart stina stuart subhash sudha sukhjit suki
suleiman sulema sultana sumaya sunil sunita supriya suresh surinder susan susana susanna susanne
sushila suzan suzanna suzanne suzie svea sven svetlana swati sybil syed sylvester sylvia sylvie
szymon tabatha tabitha tadeusz tahir taisha taiwo takashi takisha talia talitha tamara tameeka
tameka tamia tamika tamiko tamir tammie tammy tamsin taneisha tania tanika tanisha tanya tara tarek
tariku tariq taryn tasha tasheka tatiana tatyana tatyanna tavares tavon tawanda taylah taylor ted
teddy temitope tendai terence teresa terese terrance terrell terrence terri terry tesfaye tess thabo
thad thaddeus thalia thandi thandiwe thanh thea thelma theo theodora theodore theodoros theresa
therese thierry thomas thurston thuy tiana tiara tibor tierra tiffany tigist tilda tilly tim
timmy timo timothy timur tina tirzah tisha titilayo tobi tobias tobin toby todd tom tomas tomasa
tomasina tomasz tomiko tommie tommy toni tonia tonja tony tonya torsten toshiko toussaint tova
tracey traci tracie tracy trang travis tremaine trent trevor trey treyvon tricia trina trini trisha
tristan trixie troy trudy truman tsehay tsering tuan twyla tyler tyra tyree tyrel tyrell tyrese
tyrik tyrone tyson udo ulises ulrich ulrike umar umberto unathi uriah uriel ursula usman uzma uzoma
vadim valentin valentina valentino valeria valerie valery vanessa vanya varun vasily vaughn veda
velma vera verna vernon veronica veronika veronique vesna vicente vicki vickie vicky vidya vijay
vikram viktor viktoria vilma vince vincent vincenza vincenzo vinh viorica virgilio virginie vito
vittorio vivian viviana vivienne vlad vladimir vladislav volker vusi wafa waleed walt walter wambui
wanda wangari wanjiku wanjiru waqas warren warrick wassim wayan wendell wendy weronika wes wesam
wesley wilbert wilbur wilda wilfred wilhelm wilhelmina willa willard willem william willie wilma
winfred winifred winnie winona winston wojciech wolfgang woodrow xander xavier ximena xiomara
xochitl yael yahya yana yanira yannick yara yared yaritza yaroslav yaseen yasir yasmin yasmine
yasuko yekaterina yelena yemi yesenia yessenia yevgeny yewande yiannis yohannes yoko yolanda yolande
yonas yonatan yosef yoshi youssef yousuf ysabel yuki yukiko yulia yuliana yun yuna yuri yusra yusuf
yuto yvette yvon yvonne zach zachariah zachary zack zadie zahra zaid zaida zainab zakaria zakiya
zara zaynab zbigniew zeke zelda zena zenaida zenobia zhanna zhenya zia zina zinaida zita zoe zoey
zofia zohra zoltan zora zoya zuleika zulema zuzana zuzanna
""")

# Given names that are also words, places or days: they count only beside other evidence.
ALSO_WORDS: Final = words("""
amber angel angus april ariel art asia august aurora austin autumn avery basil bella benny bill
blessing brady brandy brook candy carol chad chance charity charlotte chase cherry cheyenne
christian clay clement cliff clifton clint clinton comfort cora crystal dakota dale dallas dawn dean
destiny devon diamond dolly dolores don dora drew earl earnest ebony elvis emerson esperanza eve
faith finn flora florence floyd forest frank gael gene georgia gideon ginger ginny glen gloria grace
grant guy harmony harry hazel heath heather heaven herman hilary holly honey hope houston hunter
india iris israel ivy jack jackson jade jasmine jay jersey jesus jewel jordan joy judd june justice
kai kay kennedy kent kenya king kitty lan lance lane lara lily liv lloyd london lourdes luna luz
madison marina mark marley mason maud max maxwell may melody mercedes mercy merlin mickey milan
miles milton mimi min mina mira miracle miranda misty mitch mona morgan nana nell nelson norm ocean
olive orlando paloma paris parker pat patience pearl penny perry pilar precious preston primrose
prince prudence quan queen rae rain randy ray reed remy rex rhea rich river rob robin rocky rod rosa
rosario rose royce ruby rusty sage sal salvador sandy santiago savannah scarlett shelly sidney
sierra skip sky star sterling stormy sue summer sunny sutton sydney tawny temperance thi thu trinity
trust van venus victor victoria viola violet virgil virginia wade wally ward wayne will willow zion
""")

# Those that may go on after "my client".
GO_ON: Final = words("""
art bill chance chase don drew grant guy hope justice mark max may miles norm pat reed rob skip star
sue trust wade will
""")
