"""Common given names, as they are met at services in North America and Europe.

Small letters, no accents, in the order of the alphabet. Not a list of everybody.
"""

from __future__ import annotations

from typing import Final

from bot.screening.letters import words

GIVEN_NAMES: Final = words("""
aaliyah aarav aaron abby abdi abdifatah abdirahman abdul abdulkadir abdullah abdullahi abdulrahman
abebe abena abigail abla abraham abshir achieng adaeze adam adama adanna adebayo adela adelina aditi
aditya adrian adriana adunni afia agata agnes agnieszka agustin ahmad ahmed aicha aiden aigul aimee
aino aisha aishwarya aisling ajay akari akash akemi akiko akosua akua alan alana alannah alasdair
alastair albert alec alejandra alejandro aleksandr aleksandra alessandra alessandro alex alexander
alexandra alexandre alexis alfie alfonso alfred ali alice alicia alina alisha alison allison alma
almaz alonzo aloysius alphonse althea alvaro alysha alyssa amadou amalia amanda amara amarjit
ambrose amelia amelie amina aminata amir amita amparo amrit amy ana anab anabel anahit anais ananya
anastasia anatoly andre andrea andreas andreea andrei andrej andres andrew andriy andrzej anela
anette angela angelica angelina angelique angelo angie anh anika anil anisa anisha anita anjali
anjelica ann anna anne annette annie anouk anselm anthony antoine antonella antonia antonina antonio
antwan anuja anya anzhela aoife aparna arash archie aretha ariadne ariana arjun arlene arlette arlo
arman armand armando armen arnaud arnav arnold aroha arthur arturo arun arvind aryan asha ashanti
ashish ashley ashok assata astou astrid atiya aubree auden audra audrey aurelie aurelio ava awa
awhina ayaan ayana ayanna ayesha aylin ayodele ayumi azadeh aziz aziza babajide babak badr bahar
bakyt balbir baljit barbara barnaby barry bartholomew bartosz bashir bassam batsheva baz beata
beatrice beatriz becca becky behnam bekah belinda ben benedict benicio benita benjamin benoit
bernadette bernadine bernard bernice bernie berta bertha beth bethany beto bettina betty beulah bev
beverly bex bhavna bianca bilal binh biniam binta birgit bisi bjorn blaine blair blanca bobby bogdan
bohdan bonita bonnie boris bozena brandi brandon braxton brayan brayden brenda brendan brenna brett
brian briana brianna bridget brigid brigitte brinley britney brittany brittney brody bronwyn bruce
bruno bryan bryce brynn bukola byron cailin caitlin caleb callie callum calvin cameron camila
camille camilo candace candice caoimhe carina carissa carl carla carlos carlotta carly carmela
carmelita carmella carmen carole carolina caroline carolyn carrie carys casey cass cassandra cassie
catalina cathal catherine cathy catriona cawo cecil cecile cecilia cedric celeste celia cerys cesar
chaim chanel chanelle chantal chantale chantelle charlene charles charlie charlise charmaine
charmian chaya chayo chaz cheikh chelo chelsea chema cherie cherise cheryl cheyanne chiamaka chiara
chidi chike chinedu chinwe chioma chiyo chloe chris christie christina christine christopher chuck
chuks chuy cian ciara cindy citlali claire clara clare clarence clarissa claudette claudia claudine
claudio clayton clem clemence cletus clifford clyde cody colby colette colin colleen concepcion
connie connor conor constance consuelo coralie cordelia cordell coreen corey corinne cormac
cornelius corrine cory courtney craig cristian cristina cristobal curtis cynthia dafydd dagmar daisy
dakotah dalia damian damien damion damon dan dana daneshia dani danica daniel daniela danielle
danilo danita danny dante danuta daphne daquan darcy daria darian darius dariush dariusz darlena
darlene darnell darnella darren darryl darryn dasha dashawn dave david davina davion davon davonte
dawit dayana dayanara dayo daz deandre deanna deano deb debbie deborah debra debs declan dee deena
deepa deepak deepika deirdre deja delbert delia delilah delores delphine demarco demarcus demetrius
denis denise dennis denny denzel deondre deonna deonte deqa derek dermot derrell derrick deshaun
deshawn desirae desiree desmond desta devante deven devin devonte dexter dez diamante diana diane
diarmuid diego dieter dilip dilys dimitri dimitrios dina dinah dineo dinesh dionne divya djamila
dmitri dmytro dolma domingo dominic dominik dominique donald donato donna donnell donnie donovan
dontae doreen dorian doris dorje dorota dorothea dorothy dougie douglas drago duane duc duncan dunja
dustin duyen dwayne dwight dylan eamon earline ebrahim ed edda eddie edgar edie edith edmund edna
eduarda eduardo edward edwin edwina efua eileen eilidh eitan ekaterina elaina elaine eleanor elena
elfriede eli eliana elias elijah elisa elise eliza elizabeth elke ella ellen ellie elliot elmer
elodie eloise elroy elsa elspeth elton elvira elyse emanuel emeka emile emilia emilie emilio emily
emma emmanuel emmett emyr encarnacion enid enoch enola enrique eoghan ephraim eric erica erik erika
erin ernest ernestine ernesto ernst erwin esi esmail esme esmeralda esteban estelle esther ethan
etienne euan eugene eugenia eugenio eulalia eunice eunji eunjung eva evan evangeline evaristo
evelina evelyn evens everett evie ewa ewan ezekiel ezra fabian fabienne fabio fabiola fadi faduma
faisal faleolo farah fardowsa farid farida faridah farrah fartun farzaneh fatemeh fatima fatou
fatoumata faustino faye fearghal federico fedor felicia feliks felipe felix femi ferdinand fergus
fernanda fernando fetu feven fidel fikru filip filomena fintan fiona fiorella florencia foday folake
fran frances francesca francine francis francisco francois francoise frankie frannie franz fred
freda freddie freddy frederic frederick freya frida frieda funmi gabby gabe gabriel gabriela
gabrielle gaetan gail ganesh gareth garrett gary gaston gavin gayle gaz geeta gemma genaro genevieve
geoff geoffrey george georgette georgie georgina georgios gerald geraldine gerard gerardo gerd
germaine gerry ghassan ghislain gianna gilbert gilles gina ginette giovanni girma gisele giselle
gita giuseppe gladis gladys glenda glenn glenys godfrey gonzalo gordon goyo gracie graciela graeme
graham grainne grazyna greg gregory greta gretchen griselda grzegorz guadalupe gudrun guerline guido
guillermo guled gulnara gunnar gunther gurdeep gurpreet gus gustavo guylaine gwen gwendolyn gwyneth
haben habiba hadiya hadiza hailey hakeem hakim halima halimo halyna hamid hamish hamza hana hanan
haneen hanh hanif hank hannah hans harjinder harjit harold haroon harpreet harriet harrison haruki
haruto harvey hasan hashim hassan hattie hawa hayk hector hedwig heidi heike helen helena helga
helmut hels hemi henrietta henrik henry henryk herbert hermione hernan hideo hieu hilda hildegard
hina hinemoa hiroshi hiwot hoa hodan holger homa horace hortensia hosea hovik howard huda hugh hugo
huguette humberto huong hussein hyejin hyun iain ian ibrahim ichiro idris ifeanyi ifeoma ifrah
ignacio ignatius igor ihor ikaika ikram ilana ileana ilene ilhan ilona ilya imani imelda imogen
imran inaya indira ines inez ingeborg ingrid inigo iolo iqbal irene irina irma irving iryna isaac
isabel isabella isadora isaiah isaias isha ishaan ishita isidro isla ismael ismail isolde issa issy
itzel ivan ivana ivo iwona izabela izzie izzy jacek jacinta jacinto jackie jacob jacoby jacquelin
jacqueline jacquelyn jacques jada jadwiga jagdeep jaheim jaime jairo jake jakub jalen jamaal jamal
jamar jamarcus jameela jamel james jameson jamie jamil jamila jamshid jan jana janae jane janelle
janessa janet janeth janice janina janine janis januario japneet jaquan jared jarrod jarvis jas
jasdeep jasleen jasmin jason jaspreet jasvinder javier javon javonte jaxon jayden jayla jaylah
jaylen jayson jaz jazmin jean jeanette jeannette jeannie jedidiah jeff jeffery jeffrey jelani jen
jenelle jenifer jenna jennie jennifer jennika jenny jens jeremiah jeremy jermaine jerome jerrod
jerry jess jesse jessica jessie jethro jez jhon jian jiho jill jillian jim jimmy jin jisoo jitendra
jiwoo jo joachim joan joana joann joanna joanne joao jocelyn jocelyne jodi jodie jody joe joel
joelle johan johann johanna john johnnie johnny jolanta joleen jolene jolie jon jonah jonas jonathan
jonathon joni jordana jorge jose josee josef josefina joseph josephine josette josh joshua josiah
josie josue jovan jovita joyce juan juana juanita juanito judah jude judi judie judith judy jules
julia julian juliana julianna julie julien juliet juliette julio julissa julius jurgen justin
justine justyna juwan jyoti kadija kahu kaia kaitlin kaitlyn kalani kaleb kalinda kamal kamala kamil
kamila kamilah kamla kanisha karan kareem kareema karen karim karin karina karl karla karolina
karson karthik kasey kasia kassandra katarzyna kate katelyn kateri kateryna kath kathe katherine
kathi kathie kathleen kathryn kathy katia katie katja katrina katy katya kavita kayden kaydence kaye
kayla kaylee kayleigh kaylin kazimierz keanu keenan kehinde keiko keira keiran keiren keisha keith
kekoa kelechi kelli kellie kelly kelsey kelvin kemal kemi ken kendra kenji kenneth kenny keoni keren
kerri kerrie kerry ketlyne kev kevin keyana keyon keyshawn khadija khadijah khady khaled khalil
khanh khloe khoa kiana kiara kiera kieran kierra kiersten kike kiley kim kimani kimberly kimiko
kinsley kira kiran kirk kirst kirsten kirsty klara klaus kobina kofi kofo kojo konrad kostas kourosh
krishna kristen kristian kristie kristin kristina kristine kristy kriti krystal krystyna krzysztof
kuldeep kumar kunle kurt kurtis kwabena kwaku kwame kwasi kwesi kyle kylie kyra lacey ladonna laila
lakeesha lakeisha lakeshia lakisha lakshmi laleh lalita lalo lamar lamine lamont lana landon laquan
laquisha laquita larisa larissa larry lars lashawn lashonda latasha lateef latifa latisha latonya
latoria latosha latoya latrice laura laurel lauren laurie lauryn lavar laverne lavinia lavonne
lawrence layla leah leandra leandro leanne leda leena leidy leif leila leilani lemlem lena lenny
lenora leo leon leona leonard leonardo leonie leonora leontyne leopold leora leroy lesego lesley
leslie leta leticia letitia levi levon lewis lexi lhamo liam liana lianne liban libby lidia lidija
lila lilia liliana lillian lillie lina linda lindiwe lindsay lindsey ling linh linnea lino lionel
lisa lise lisette litzy livia liz liza lizbeth lizzie lobsang logan loic lois lola loraine loreen
lorena lorenzo loretta lori lorna lorne lorraine losa lottie lou louanne louis louisa louise
lovepreet lubna luca lucas lucia lucian luciana luciano lucie lucien lucile lucille lucinda lucius
lucy ludmila ludwig luigi luis luisa lukas luke lupe lupita lurleen luthando luther luul lyd lydia
lyla lyle lynda lyndon lyndsey lynette lynn lynne lynsey lyudmyla maame mabel macie mackenzie maddie
maddox maddy madelaine madeleine madeline madelyn maeve magdalena maggie mahad mahesh mahin mahmoud
maicol maire mairead maisie makayla makena makoa makwa malachi malaika malak malcolm malcom malia
malik malika mallory mamadou mamady mamie manal mandeep mandy manish manjit manoj manouchka manpreet
mansoor manuel manuela marama marc marcel marcela marceline marcella marcelo marcia marcin marco
marcos marcus marcy marek margaret margarette margarita margery margie margo marguerite maria mariah
mariam mariama mariana marianne maribel maribeth marie mariela marielle marietta marika mariko
marilou mariluz marilyn mario marion marisela marisol marissa marita maritza marjorie markus marla
marlen marlena marlene marlin marlon marquis marquise marquita marsha marshawn marta martha martin
martina martine marty marvin mary maryam maryann maryanne marylou mateo mathias mathieu mathilde
mathis matias matilda matt matteo matthew matthias mattie maude maura maureen maurice mauricio mauro
mavis maxine maya mayra maysa mayumi mbali meena meera meg megan meghan mehdi mehmet mehran mehwish
mei meika mekdes mekonnen mel melaku melania melanie melina melinda melisa melissa mellisa melva
melvin meredith merle mervyn mesfin meskerem mhairi mia mica micaela micah michael michaela michal
micheal michel michele michelle miguel miguelangel mihai miho miigwan mikael mikaela mikayla mike
mikey mikhail mila milagros mildred milena milo milos mindy minh minjun minna minnie minseo mireille
mirela miriam mirlande mirna miroslav misael mitchell mitzi modou mohamad mohamed mohammad mohammed
mohan mohsin moira moises molly monica monika monique monserrat montserrat morag mordecai moritz
morris moses moshe moussa moustapha muhammad mukesh mulu muna munira muriel mustafa mykhailo mykola
mylene myra myrna myron myrtle mzwandile nabil nadeem nadege nadezhda nadia nadine naeem nafisa
nahla naima najib nalani nalini nancy nandi nando nanette naoko naomi naomie naresh narges naseem
nasir nasra nasreen nasrin nasteexo nat natacha natalia natalie nataliya natalya natasa natasha nate
nath nathalie nathan nathaniel natty navdeep naveen nayeli ndeye neal ned neelam neha neil nelda
nellie nelly nemanja nestor neto nettie nev nevaeh neville ngaire ngawang ngozi nguyen nguyet nhan
nhung nia niall niamh nicholas nichole nick nicki nicky nicola nicolas nicole nicolette nigel nik
nikhil nikita nikki niko nikolai nils nimco nina nisha nita nkechi nkem nkosana nnamdi noah nobuko
nodin noel noelani noelle noemi nolan nolwenn nomvula nona noor nora norbert noreen norma norman
normand nour nthabiseng nuala nune nuno nuria nurlan nyah nyasha obadiah obinna octavia octavio
odalys odell odette ofelia oisin okechukwu oksana olabisi olaf oleg oleh oleksandr olena olga oliver
olivia olivier ollie olly olu oluwaseun oluwaseyi omar ona oona oonagh ophelia oriana orla orlagh
orville osama oscar oskar osman osvaldo otis otto ottoline oumar ousmane owen ozzie pablo paco padma
padraig paige palesa pam pamela pamella pammy pancho paolo parisa parminder parvati pascal pascale
patrice patricia patrick patrik patsy patty paul paula pauletta paulette paulina pauline paulo pavel
pearlie pedro peggy pema penelope pepe percy perla petar pete peter petra petronella petros phil
philip philippa philippe phillip phoebe phuc phumzile phuntsok phuong phyllis piero pierre pierrette
pieter pietro piotr pippa polina polly pooja pradeep prakash pranav prasad pratima preeti prisca
priscilla priti priya priyanka pushpa qasim quang quanisha quavon quentin quincy quinn quinton
quique quyen rabia rachael rachel rachelle radek radha raegan rafael rafaela rafal raff raffaele
rafiq raheela raheem rahel rahim rahul rahwa raj rajan rajesh rajinder rajiv raju rakesh ralf ralph
ramandeep ramesh ramiro ramon ramona ramya randall randi randolph rangi rania ranjit raphael raquel
rasha rashad rashaun rasheed rasheeda rashida raul ravi raylene raymond raymundo rayna razia reba
rebecca rebekah reem reena reese regan reggie regina reginald reina reinaldo reinhard rejean rekha
remedios remi renaldo renata renate rene renee renita reuben reyna reynaldo rhian rhiannon rhoda
rhodri rhona rhonda rhys ria ricardo riccardo richard rick rickey ricki ricky rigo rigoberto riku
riley rima rina rishi rita ritchie ritu riya robbie robert roberta roberto rocco rochelle rocio
roderick rodney rodrigo rogelio roger rohan rohit roisin roland rolando romain romeo romina ron
ronald ronan ronda ronnell ronnie roodny ros rosalba rosalee rosalia rosalie rosalind rosalinda
rosalyn rosamund rosanna rosanne roseann roseanne rosella roselyn rosemarie rosemary rosetta roshan
rosheen rosie rosina roslyn ross rosy rowan rowena roxana roxane roxanne roxy roya ruben rubina
rudolf rudy rufus rukhsana rulo rupa rupert rupinder ruslan russell rustam ruth ruthie ryan ryszard
saad saba sabine sabrina sade sadie saeed safiya sahar sahil sahra saida saif sakura salif salim
sally salma salman salome sam samantha samar sameer samia samir sammie sammy samuel sana sandeep
sandra sanjay sanna saoirse saori sara sarah saraya sarita sasha satish saturnino saul saundra scott
sean sebastian sebastien seema segun sekou selam selena selma semhar senait seojun serena serge
sergei sergey sergio serhiy serwaa seth severin seydou shabnam shahid shahla shaina shakira shakur
shalini shameka shamika shamim shana shanaya shandra shane shanelle shania shanice shaniece shanika
shaniqua shaniya shannon shanta shantel shantelle shanti shaquille sharlene sharmila sharon sharonda
sharron shashi shaun shauna shaunda shavon shavonne shawanda shawn shawna shayla shayna shaz sheela
sheila shelby shelia shelley shelton shenika sheniqua sheri sherman sherri sherrie sherry sherwin
sheryl shirin shirley shivani shona shonda shontae shraddha shreya shukri shyla siale siddharth
siegfried sigrid silas silvana silvia sima simeon simon simona simone simran sinead siobhan sione
sipho siranush sita siya slavica sneha sofia sofie sofija solange soledad solomon sonam sonia sonja
sonny sonya soojin soph sophia sophie soraya sorcha soren sota soumaya stacey stacia stacie stacy
stan stanislav stanley stavros stefan stefania stefanie stefano steff stella steph stephan stephane
stephania stephanie stephen steve steven stevie stewart stina stu stuart subhash sudha suha sukhdeep
sukhjit suki suleiman sulema sultana sumaya sunil sunita supriya suresh surinder susan susana
susanna susanne sushila suzan suzanna suzanne suze suzie suzy svea sven svetlana swapna swati sybil
syed sylvester sylvia sylvie szymon tabatha tabitha tadeusz tadhg tahir taisha taiwo takashi takisha
talia talitha tamara tameeka tameka tamia tamika tamiko tamir tammie tammy tamsin taneisha tanesha
tania tanika tanisha tanvi tanya tara taras tarek tariku tariq taryn tash tasha tasheka tashi
tashina tatiana tatyana tatyanna tavares tavita tavon tawanda tawanna taylah taylor ted teddi teddy
temitope tendai tenzin terence teresa terese terrance terrell terrence terri terry tesfaye tess
tetyana tevita tez thabo thad thaddeus thalia thandi thandiwe thang thanh thao thea thelma theo
theodora theodore theodoros theresa therese thierno thierry thinh thomas thuan thurston thuy tiana
tiara tibor tierra tiff tiffany tigist tigran tilda tilly tim timmy timo timothy timur tina tirzah
tisha titilayo tobi tobias tobin toby todd tom tomas tomasa tomasina tomasz tomeka tomiko tommie
tommy toni tonia tonja tony tonya torsten toshiko toussaint tova tracey traci tracie tracy trang
travis tremaine trent trevon trevor trey treyvon tricia trina trini trish trisha tristan trixie troy
trudy truman trung tsehay tsering tsion tuan tunde tupou twyla tyler tyquan tyra tyree tyrek tyrel
tyrell tyrese tyrik tyrone tyson ubah uche udo ulises ulrich ulrike umar umberto unathi uriah uriel
urmila ursula usman uzma uzoma vadim val valentin valentina valentino valentyna valeria valerie
valery vanessa vanya varun vasily vasyl vaughn veda velma vera verna vernon veronica veronika
veronique vesna vic vicente vicki vickie vicky vidya vijay vikram viktor viktoria vilma vince
vincent vincenza vincenzo vinh vinod viorica virgilio virginie vito vittorio viv vivian viviana
vivienne vlad vladimir vladislav volker vonnie vusi waban wafa waleed walt walter wambui wanda
wangari wanjiku wanjiru waqas warren warrick waseya wassim wayan wendell wendy weronika wes wesam
wesley wicho wideline widner wilbert wilbur wilda wilfred wilhelm wilhelmina willa willard willem
william willie wilma wilmer winfred winifred winnie winona winston winta wiremu wisly wojciech
wolfgang woodrow xander xavier xiaoming ximena xiomara xochitl yadira yael yahya yamileth yana
yanira yannick yaqub yara yared yaritza yaroslav yas yaseen yasir yasmin yasmine yasuko yaw yaz
yeison yekaterina yelena yemi yesenia yessenia yevgeny yewande yiannis yinka yohannes yoko yolanda
yolande yonas yonatan yonis yosef yoshi youssef yousuf ysabel yui yuki yukiko yulia yuliana yun yuna
yuri yuridia yusra yusuf yuto yvan yvette yvon yvonne zach zachariah zachary zack zadie zahra zaid
zaida zainab zaire zak zakaria zakiya zamzam zander zara zarina zaynab zbigniew zeb zeke zelda zena
zenaida zenobia zhanna zhenya zia zina zinaida zita zoe zoey zofia zohra zohreh zoltan zora zoya
zuleika zulema zuzana zuzanna
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
