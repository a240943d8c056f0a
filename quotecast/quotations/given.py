"""Given names by the gender of the pronoun that mostly follows them in English prose.

Used for one thing only: to decide which of several people "he" or "she" can be, where the
article itself has not said so by a pronoun or honorific. Never used to choose a voice.
"""

from __future__ import annotations

from typing import Final

from quotecast.quotations.lexicon import words

FEMALE: Final = words(
    """
adaeze akiko annabel bettina dana eilidh fadwa folake freja halldis jocasta katrin lindiwe linh
marit marites meera mei nilgun noelene noor perpetua reka thomasina thuy wanjiru
bette gayle ginny jodie joni lynne mindy niki robyn stacy tammy terri whitney
tsering tshering
shaz bev kayleigh chantelle tracey carys bronwen ciara doreen noreen beryl lesley glynis
abigail ada adelaide adele adriana agata agatha agnes agnieszka aida aiko aileen ailsa aino aisha
akua alba aleksandra alessandra alexa alexandra alice alicia aline alison allison alma althea alva
alyssa amal amalia amanda amara amelia amelie amina amira amrita amy ana anahita anastasia anda
andrea angela angelina anika anita anja anjali ann anna anne annette annie annika antje antonia
anya aoife aparna apinya april ariana arianna arlene arwen asha ashley asma astrid asunta audrey
aung aurora ava ayaan ayako ayesha azadeh aziza barbara basma beata beatrice beatriz becky belinda
bella bente berit bernadette bertha beth betsy betty beverly biljana birgit birgitta blanche
bo-young bonnie branka brenda bridget brigid brigitte britta brittany bronwyn bukola caitlyn
camilla camille candace candice carina carla carlotta carly carmela carmen carol carole carolina
caroline carolyn carrie catalina catarina catherine cathy cecile cecilia cecilie celeste celia
charlotte chelsea cheryl chiamaka chiara chidinma chioma chiyo chloe christina christine cindy
claire clara claudia clementine colleen concha connie constance consuelo cora corina corinne
cosima courtney cristina crystal cynthia dagmar dagny dahlys daisy danielle danuta daphne darya
dawn debbie deborah debra deepa deirdre delia delphine denise desiree devi diana diane dianne
dilma dina divya dolly dolores dominika donna dora doris dorota dorothea dorothy dottie edie edita
edith edna edwina effie eileen eirini ekaterina elaheh elaine eleanor elena elif elina elisa
elisabeta elisabeth elise elizabeth elke ella ellen elodie eloise elsa elsie elspeth elvira emilia
emily emine emma emmanuelle enid erica erika erin ernestine esma esme esperanza esra estela
estelle esther eszter ethel etsuko eugenia eun-ji eunice eva evangeline eve evelina evelyn ewa
fabiola fanny farah farida fatima fatma fatou federica felicia feride fiona fiorella flavia fleur
flora florence folasade frances francesca francine franziska freda freya frida frieda fumiko
gabriela gabrielle gaia gail galina gemma geneva genevieve georgia georgina geraldine gerda
gertrude ghada ghazala gilda gillian gina ginger gisela giulia giuliana gizem gladys glenda gloria
gloriana golnaz grace grazia greta gretchen gro gudrun gulnara gunilla gwen gwendolyn habiba
hadiya hala haley hana hanan hanna hannah hannelore harriet hatice hattie hazel heather hedda
hedwig heidi helen helena helga helle heloise henrietta henriette hermione hester hettie hilary
hilda hilde hillary hina hiroko holly hope hortensia hulda huma hye-jin ida ilyse iman imani
imelda imogen ines inga inge ingeborg inger ingrid ioana irena irene irina iris irma isabel
isabela isabella isadora isolde ivana ivanka izabela jacinda jackie jacqueline jadwiga jamila jan
jana jane janelle janet janice janina jasmin jasmine jasna jaya jean jeanne jelena jemima jemma
jennifer jenny jerusha jessica jette jill jillian jina jo joan joanna joanne jocelyn jodi johanna
jolanta jorunn josefina josephine josie jovana joy joyce juana juanita judith judy julia juliana
julie julieta juliette june junko justine jutta kaitlin kaitlyn kaja kalpana kamala karen karin
karina karla karlee karolina kasia katarina katarzyna kate katerina kateryna katherine kathleen
kathrin kathryn kathy katie katja katrina katy kavita kaye kayla kazuko keiko kellie kellyanne
kerry kerstin khadija kimberly kirsi kirsten kirstin kirsty kitty klara klaudia komal konstanze
kristen kristin kseniya kumiko kyoko lakshmi lana lara larisa larissa latifa latoya laura lauren
laurie layla lea leah leanne leda leena leila lena lene leonie leonora leslie leticia letitia
lettie leyla liana lidia liesel lieselotte lila lilian liliana lillian lilly lily lina linda
linnea lisa lisbeth lise livia liz liza ljiljana lois lorena loretta lori lorna lorraine lotte
louisa louise lourdes lucia lucienne lucija lucille lucinda lucy ludmila luisa lujain lupita luz
lydia lydie lynn lyudmila mabel madeleine madeline madhuri madina magda magdalena maggie maha
mahnaz maia maisie maja malala malgorzata malika mandisa mandy manuela mara marcia mareike
margaret margarita margery margot margrethe marguerite mari maria mariah mariam marian mariana
marianne maribel marie marija mariko marilyn marina marion marisa marisol maritza marjorie marlena
marlene marsha marta martha martina martine mary maryam mathilde matilda matilde maud maude
maureen mavis maxine maya mayumi megan megyn mehwish mei-ling melania melanie melina melinda
melissa mercedes meredith meryem mette michaela michele michelle michiko mieko mika mila mildred
milena millicent mimi mina minako minnie miranda mireille mirela miriam mirjana misako mitsuko
miyuki moira mollie molly mona monica monika monique morag mugdha muriel myfanwy myra myriam
myrtle nada nadezhda nadia nadine nadja nafisa nagwa nahid naima najat nancie nancy nanette nanna
naoko naomi nasreen nasrin natalia natalie natalya natasha nathalie neha nell nellie nelly nermin
nesrin netta nevena ngozi niamh nicole nicoletta nikki nilufar nimmi nina noelle nora norma nour
nuria nurul nyambura oda odette odile oksana oleksandra olga olive olivia ophelia orla orsolya oya
padma palesa paloma pamela paola parvati parveen patricia patti paula paulette pauline pavla pearl
peggy penelope penny perla petra philippa phoebe phyllis pia pilar pippa polly pooja posy prema
priscila priscilla priya priyanka puja qian queenie rachel raffaella rahma raisa rajni ramona rana
rania ranjana raquel rasha rebecca reem regina rekha rena renata renee rhiannon rhoda rhona rhonda
rina rita roberta rocio roksana romy rosa rosalia rosalie rosalind rosalyn rosamund rosaria rose
rosemary rosie rowena roxanne roya ruba ruby rukmini ruth ruxandra saanvi sabrina sachiko sadia
sadie safiya sahar saima saira sakura sally salma salome samantha samira sanae sandhya sandra
sangeeta sanna saoirse sara sarah saskia savannah sayaka selin selma seraphina setsuko sevgi
shabana shadi shahida shakira shannon shanthi sharmila sharon sheetal sheila shelley sherry shirin
shirley shizuka shobha shreya sian sibel sidonie signe sigrid silke silvia simin simona simone
sinead siobhan sirin sita siw sneha sofia sofie solange solveig sonia sonya sophia sophie soraya
sorcha stacey stefania stella stephanie stina sue sujata sumaya sunita susan susana susanna
susanne sushma suzanne svetlana swati sybil sylvia sylvie tabitha tahira taisia takako tamar
tamara tamika tamsin tania tanya tara tatiana tatyana tea teresa tess thandi thea thelma theresa
thi thora tiffany tilda tilly tina tomoko tone tora torill tracy trine trixie trudi trudy tuva
ulla ulrike ulyana una unni urmila ursula usha ute vaishali valentina valeria valerie valeriya
vandana vanessa varvara vasilisa vera veronica vesna vicky victoria vida vigdis viktoria vilma
viola violet viorica virginia virginie vita vivian wafa wanda wangari wanjiku wendy wilhelmina
wilma winifred winnie xenia ximena xiomara yaa yael yara yasmin yasmine yelena yevgenia yoko
yolanda yolande yoshiko yosra yuki yukiko yuko yulia yuliya yumi yvette yvonne zadie zahra zainab
zara zaynab zehra zeina zelda zeynep zhanna zina zita zoe zofia zora zsofia zulfiya zuzana
"""
)

MALE: Final = words(
    """
cathal clarke darnell deshawn femi fiachra haluk haruna lamar musa obinna onur rodelio segun
terrell trent tunde
blake bret brock cody colby curt derrick devin elvis ernie freddie geoff jarrett jed jermaine kirk
landon lenny lonnie louie lyle mack manny marty merle monte nate neal nolan robby ronnie ronny
shaun shawn vern vic vinny virgil wally wes woody zach
guy tsering tshering
mick gaz baz davey trev nev kev daz dafydd eoin mungo
aaron abbas abdel abdelaziz abdelkader abdi abdoulaye abdul abdullah abe abhishek abraham achim
achmed adam ade adebayo adnan adolfo adrian ahmed aidan ajay akbar akeem akinwumi akio akira aksel
al alain alan alasdair alastair albert albrecht aldo alec alejandro alek aleksandar aleksander
aleksei alessandro alexander alexandre alexandru alexei alexey alf alfonso alfred alfredo ali
alistair allan allen alonso aloysius alvaro alvin amadou amar ambrose amin amir amit amos anders
andre andreas andrei andrej andres andrew andrey andrius andrzej andy angelo angus anil anish
ansel anthony antoine anton antonin antonio anwar apollo aram archie ari arif aristide arjun
arkady armand armando arnaud arne arno arnold artem arthur arturo arun arvid arwel asad asher
ashok ashraf asif atsushi attila augustin aurelio austin axel ayman aziz balazs baldwin balthazar
barack barnaby barney barry bart bartholomew bartosz bashar basil bastien bayard ben benedict
benito benjamin benoit bernard bernardo bernie bert bertie bertram bertrand bilal bill billy
bjarne bjoern bjorn bob bobby bogdan bohdan boris brad bradley brandon branko brendan brent brett
brian brice bruce bruno bryan bryn burak burhan byron caleb callum calvin carl carlos carlton
carsten casimir caspar cassius cecil cedric cemal cesar chad chandra charles charlie chester chidi
chinedu chip chris christian christoph christophe christopher chuck cian cillian claes clarence
clark claude claudio claus clayton clement cliff clifford clint clive clyde colin colm connor
conor conrad constantin corentin corey cormac cornelis cornelius cory cosimo costas craig cristian
cristiano curtis cyril dag dagfinn dai daisuke dale damian damien damir dan daniel danny dario
darius dariusz darko darrell darren darryl dave david davide dawid dean declan deepak denis dennis
derek desmond detlef dexter dick diego dieter dilip dimitar dimitri dimitris dinesh dirk dmitri
dmitry dmytro domenico dominic don donal donald dong-hyun doug dougal douglas dragan duane duncan
dusan dustin dwayne dwight dylan eamon eamonn earl ebenezer eckhart ed eddie edgar edgardo edmond
edmund edoardo edson eduard eduardo edward edwin efraim egon ehud einar eino eirik ejike eli elias
elijah elio eliseo elliot elliott elmer elon emanuel emeka emeric emil emile emiliano emilio emir
emlyn emmanuel emre engin enoch enrico enrique enzo erdal erhard eric erich erik erkki erlend
ernest ernesto ernst ervin erwin esteban ethan etienne eugene eusebio evan evgeny ewan eyal ezra
fabian fabio fabrice fadi faisal farhad farid fausto federico feliciano felipe felix ferenc fergus
ferhat fernando fidel filip finbar finlay finn flavio florian floyd folke fouad francesco francis
francisco franco francois frank franklin frans franz fred frederick frederik fredrik friedrich
fritz fumio fyodor gabor gabriel gareth garrett gary gaspard gaston gavin gavriil gene gennady
geoffrey georg george georges georgi georgios gerald gerard gerardo gerd gerhard gero gethin
gethyn ghassan gheorghe giacomo gianluca gianni gideon gilbert giles gilles gino giorgio giovanni
girish giulio giuseppe gleb glen glenn goran gordan gordon gottfried graeme graham grant greg
greger gregory grigory grzegorz guido guillaume guillermo gunnar gunther gus gustav gustavo guy
gyorgy habib hadi hafiz haider hakan hakim hal hamad hamid hamish hamza hanif hannes hannu hans
harald hari harish harold harry hartmut haruki harvey hasan hashim hassan haydar hector heikki
heiko heiner heinrich heinz helge helmut hendrik henning henri henrik henrique henry herbert
herman hernan hideki hideo hieronymus hiro hiroshi hisashi holger horace horacio horst hossein
howard hubert hugh hugo humberto humphrey hussein huw hyun-woo hywel iain ian iancu ibrahim ibram
idwal ievgen ignacio ignatius igor ikenna ilan ilham ilija ilya imran imre indra ingmar inigo ioan
ioannis iolo ira isaac isamu isao isidro ismael ismail istvan itzhak ivan ivar ivo iwan jaakko
jaap jabari jacek jacinto jack jacob jacques jae-sung jafar jahangir jai jaime jake jakob jakub
jalal jamal james jamie jan-erik jannik janos janusz jared jaroslav jarvis jason jasper javad
javier jay jean-luc jean-marie jean-paul jean-pierre jeb jeff jefferson jeffrey jens jeremiah
jeremy jerome jerry jerzy jesper jesse jesus jethro ji-hoon jim jimmy joachim joakim joao joaquin
jochen jock joe joel joern johan johann johannes john johnathan johnny jomo jon jonah jonas
jonathan joost jordi jorg jorge jorgen joris jose josef joseph josh joshua josip joss jovan juan
juha juhani julian julien julio jun junichi juraj jurgen jussi justin kaito kaj kamal kamil kaoru
karel karim karl karol karoly kaspar kasper kazimierz kazuo keegan kees keir keith ken kenji
kenneth kenny kenta kevin khaled khalid khalil khizr kieran kiril kirill kjell klaus knut kofi
koichi koji konrad konstantin konstantinos kourosh krishna kristian kristof kristoffer krzysztof
kurt kwabena kwame kwasi kyle lachlan ladislav lamine lance larry lars laszlo laurence laurent
lawrence lazar leandro lech leif len leo leon leonard leonardo leonid leopold leroy lester lev
levan levi lewis liam linus lionel ljubo llew lloyd logan lorcan lorenz lorenzo lothar lou louis
lubomir luc luca lucas lucian luciano lucio ludovic ludwig luigi luis luiz lukas lukasz luke
luther maarten mads magnus mahesh mahmoud mahmud makoto malachi malcolm malik mamadou manfred
manish manoj mansour manuel marc marcel marcelo marcin marco marcos marcus marek mariano marijan
marinus mario marius mariusz mark marko markus marshall marten martijn martin martino marvin
marwan masaki masashi masato mateo mateusz mathew mathias mathieu mathis matias matt matteo
matthew matthias matthieu matti maurice mauricio maurizio mauro max maxim maxime maximilian
maxwell mehdi mehmet mehran melvin mendel mert micah michael michal michel miguel mihai mihail
mihaly mika'il mikael mike mikhail mikkel miklos miko miles milo milos milton minh mirko miroslav
mitch mitchell mitsuo mitt mladen mohamed mohammad mohammed mohan mohit monty mordechai moritz
morris mortimer moses moshe moustafa muhammad mukesh murad murat murray mustafa mykola myron nabil
nadir naeem nahum naoki narendra nasser nathan nathaniel naveen neil nelson nenad nestor neville
newt nicholas nick nicolae nicolas niels nigel nikita niklas nikola nikolai nikolaos nikolay nikos
nils nizar noah noel norbert norman nuno nye obadiah octavio odin ola olaf olav ole oleg oleksandr
oleksiy oliver olivier olof olumide omar omari oren orhan oriol orlando orson orville osama oscar
oskar osman otis otto owen ozgur paavo pablo padraig palle panagiotis paolo pascal pasquale
patrice patricio patrick patrik paul paulo pavel pavlo pawel pedro pekka percival percy pericles
perry pete peter petr petros petru phil philip philippe phillip phineas pierluigi pierre piers
piet pieter pietro pio piotr pradeep prakash prasad preben preston primo pyotr quentin quincy
rachid radek radoslav radu rafael rafal rafiq raghu raheem rahim rahul raimund rajesh rajiv rakesh
ralf ralph ramesh rami ramin ramiro ramon rand randall randy ranulf raoul raphael rashid rasmus
raul ravi ray raymond redmond reggie reginald regis reince reinhard reinhold rejean remi remy
renato rene renzo reuben rex reza rhodri rhys ricardo riccardo richard rick ricky riku roald rob
robbie robert roberto rocco rod roderick rodney rodolfo rodrigo rogelio roger rohan roland rolando
rolf romain romeo ron ronald ronan rory roscoe ross roy ruben rudolf rudolph rudy rufus rui rupert
ruslan russ russell rustam ryan ryo ryszard sabri sachin saeed saif sakari salah saleem salim
salman salvador salvatore sam samir samuel samuli sandor sandro sanjay sanjeev santiago santosh
satoshi saul sayed scott seamus sean sebastian sebastien selim serge sergei sergey sergio sergiy
seth severin seymour shahid shane shankar sheldon sherman shigeru shimon shinji shinzo shiro sid
sidney siegfried sigmund sigurd silas silvio simon sirajuddin slavko slobodan soren spencer spiro
stan stanislav stanislaw stanley stefan stefano steffen stelios stellan sten stephane stephen
steve steven stewart stian stig stuart suleiman sundar sunil suresh svein sven sverre syed sylvain
szymon tad tadashi taddeo tadeusz takashi takeshi tamas tapio tarek tariq taro tatsuya ted teddy
teemu teodor terence terje terrence terry teun thabo thaddeus thanos theo theodor theodore
theodoros thibault thierry thijs thomas thor thorsten tiago tiberius tibor tim timo timofey
timothy timur tito tobias toby todd tom tomas tomasz tomislav tommy toni tony toomas tor torben
tore torsten torvald toshiro toussaint travis trevor tristan trond tudur tuomas tyler tyrone udo
ueli ugo ulf ulises ulrich umar umberto urs usman uwe vaclav vadim valdemar valentin valerio
valery vasco vasile vasily veikko venkat vernon victor vidar vijay vikram viktor viktoras ville
vince vincent vincenzo vinod vitaly vito vittorio vlad vladimir vladislav vlado vojtech volker
volodymyr vyacheslav wade waldemar waleed walid wallace walt walter warren wayne wendell werner
wesley wilbert wilbur wilf wilfred wilhelm will willard willem william willie winfried winston
wojciech wolf wolfgang xavier yahya yakov yannick yannis yaroslav yasin yasuo yaw yevgeny yiannis
yitzhak ylva yngve yoav yoram yosef yoshio youssef yuri yuriy yusuf yves zachary zack zaki zane
zbigniew zdenek zeev zeljko zeno zhores ziad ziv zoltan zoran zvi
"""
)

_DIMINUTIVES: Final = """
abigail: abby
agnes: aggie
albert: bert bertie
alfred: alf alfie
andrew: andy drew
anthony: tony
archibald: archie
augustus: gus
barbara: barb
benjamin: ben
bernard: bernie
charles: charlie chuck
charlotte: lottie
christopher: chris
daniel: dan danny
david: dave
deborah: debbie deb
donald: don donnie
dorothy: dolly dottie
edward: ed eddie ted ned
eleanor: nell nelly nellie
elizabeth: liz betsy beth betty eliza liza lizzy lizzie bess bessie
florence: florrie
frances: fanny
francis: frank
frederick: fred
gerald: gerry jerry
gertrude: gertie
gregory: greg
harriet: hattie
henry: harry
james: jim jimmy jamie jem
jeffrey: jeff
jennifer: jen jenny
john: jack johnny
jonathan: jon
joseph: joe joey
josephine: josie
joshua: josh
judith: judy
katherine: kate kathy katie kitty catherine cathy
kenneth: ken
kimberly: kim
lawrence: larry
leonard: len lenny
margaret: maggie peggy meg margie
mary: polly molly
matilda: tilly
matthew: matt
michael: mike mickey
nathaniel: nat nate
nicholas: nick
oliver: ollie
pamela: pam
patricia: pat patty
percival: percy
peter: pete
philip: phil
rebecca: becky
reginald: reg reggie
richard: dick rick rich ricky
robert: bob bobby rob robbie
ronald: ron
rudolph: rudy
samuel: sam
sarah: sally sadie
sidney: sid
stanley: stan
steven: steve stephen
susan: sue susie susy suzy
theodore: teddy
theresa: tess
thomas: tom tommy
timothy: tim timmy
victoria: vicky vicki
vincent: vince
walter: walt
william: bill billy will willie
winifred: winnie
zachary: zach zack
"""

SHORT: Final[dict[str, str]] = {
    short: line.partition(":")[0]
    for line in _DIMINUTIVES.strip().splitlines()
    for short in line.partition(":")[2].split()
}
"""Diminutive → the usual full form."""

ALL: Final = FEMALE | MALE | (frozenset(SHORT) - words("rich dick pat will chip rob bill"))
"""Given names of either gender, diminutives that are also common words left out."""
