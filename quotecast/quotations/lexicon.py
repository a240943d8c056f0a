"""Words the rules lean on: cue verbs, titles, roles, function words.

Plain data. Forms are spelled out or built by the regular rules of English spelling, so
that looking a word up is one set membership. English only for now: a text in another
language still has its quotation marks found, and few of its cues.
"""

from __future__ import annotations

from itertools import product
from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def _forms(base: str) -> tuple[str, str, str]:
    """Third person, past and present participle of a regular verb."""
    if base.endswith("e"):
        return base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base.endswith(("s", "sh", "ch", "x", "z")):
        return base + "es", base + "ed", base + "ing"
    return base + "s", base + "ed", base + "ing"


_REGULAR: Final = words(
    """
aver bluster bristle cackle caption huff intervene purr quaver rasp rue scowl simper squawk squeak
squeal trill tut whinge
return resume pursue proceed smile grin shrug frown breathe nod giggle ejaculate assent blush wink
retort hasten conclude soothe prod coax plead wheedle
accuse acknowledge ad-lib add admit admonish advertise advise advocate affirm agree allege allow
announce answer apologise apologize argue ask assert assess assure attest banter bark beam beg
bellow blare blast blog blurt boast boo boom bray broadcast caution chant charge cheer chide chime
chirp chortle chuckle claim clarify coax command comment commiserate complain concede conclude
concur confess confide confirm contend continue coo correct counter crack criticize croak croon
crow cry deadpan declaim declare decry demand demur denounce deny deride describe detail disagree
disclose drawl e-mail echo elaborate elucidate email emphasise emphasize enthuse erupt exclaim
exhale exhort explain explode exult fire fret fume gasp giggle gloat greet grimace gripe groan
grouch grouse growl grumble grunt guess gush harrumph hazard heckle hint hiss holler hoot howl hum
implore inform inquire insist instruct interject interpose interrupt intimate intone inveigh
invoke jabber jeer jest joke josh lambast lament lash laugh lecture maintain marvel mention
message moan mock mouth mumble murmur muse mutter narrate note object observe offer opine order
pant parry pen plead pledge point post pray predict press proclaim promise prompt pronounce
prophesy propose protest query question quip quote rage rail rant react reason reassert reassure
rebuke recall recite reckon recollect recommend recount reflect reiterate rejoice rejoin relate
remark remember remind reminisce repeat reply report resolve respond retaliate retort
retweet reveal riff roar rule scoff scold scrawl scream screech shout shriek sigh slam snap snarl
sneer snicker sniff
sniffle snort sob specify speculate splutter sputter stammer state stress stutter suggest sum
summarize surmise swear taunt tease testify text theorize threaten thunder titter trumpet tweet
underline underscore urge utter venture volunteer vow wail warn wheeze whimper whine whisper whoop
wisecrack wonder worry yell yelp
"""
)

_IRREGULAR: Final = words(
    """
say says said saying tell tells told telling write writes wrote written writing speak speaks spoke
speaking think thinks thought thinking feel feels felt sing sings sang singing swear swears swore
read reads reading go goes went put puts begin begins began beginning shoot shot cut cuts admitted
admitting quipped quipping recurred referred begged begging chatted chatting prompted sobbed
sobbing nodded nodding grinned grinning shrugged shrugging prodded prodding rebutted chanted
submitted blogged blogging ad-libbed spat started starts called calls
"""
)


def _doubles(base: str) -> bool:
    """Whether the last consonant is doubled before -ed and -ing: snap, beg."""
    if len(base) < 3 or base[-1] in "aeiouwxy" or base[-2] not in "aeiou":
        return False
    return base[-3] not in "aeiou" and sum(c in "aeiou" for c in base) == 1


_table: dict[str, str] = {}
for _base in sorted(_REGULAR):
    _third, _past, _participle = _forms(_base)
    if _doubles(_base):
        _past, _participle = _base + _base[-1] + "ed", _base + _base[-1] + "ing"
    for _form in (_base, _third, _past):
        _table[_form] = "finite"
    _table[_participle] = "participle"
_bases = set(_REGULAR) | set("say tell write speak think feel sing swear go begin".split())
for _form in _IRREGULAR:
    _table[_form] = "participle" if _form.endswith("ing") and _form != "sing" else "finite"
for _form in ("admited", "quiped", "beged"):
    _table.pop(_form, None)

FOREIGN_CUES: Final = words(
    """
dit répondit demanda murmura cria reprit ajouta répliqua soupira s'écria s’écria chuchota
dijo respondió preguntó contestó exclamó murmuró añadió gritó replicó susurró repuso continuó
insistió disse perguntou respondeu gritou rispose chiese esclamò mormorò
сказал сказала спросил спросила ответил ответила крикнул крикнула прошептал прошептала воскликнул
воскликнула проговорил проговорила добавил добавила произнёс произнесла отвечал отвечала
"""
)
"""Verbs of saying of languages that open dialogue with a dash; none is an English word."""
_table.update(dict.fromkeys(FOREIGN_CUES, "finite"))

CUES: Final[dict[str, str]] = _table
"""Cue verb form → ``finite`` or ``participle``."""

WEAK: Final = words(
    """
return returns returned returning resume resumes resumed resuming pursue pursues pursued pursuing
proceed proceeds proceeded proceeding smile smiles smiled smiling grin grins grinned grinning
shrug shrugs shrugged shrugging frown frowns frowned frowning breathe breathes breathed breathing
nod nods nodded nodding hasten hastens hastened hastening blush blushes blushed blushing wink
winks winked winking prod prods prodded prodding soothe soothes soothed soothing
go goes went put puts begin begins began beginning start starts started read reads reading
think thinks thought
thinking feel feels felt fire fires fired firing point points pointed pointing press presses
pressed pressing order orders ordered offer offers offered shoot shot cut cuts sum sums summed
guess reason charge charges charged question questions post note notes state states report reports
cheer cheers quote quotes claim claims demand demands promise promises comment comments laugh
laughs speak speaks spoke speaking sing sings text texts tweet tweets email message joke jokes
answer answers reply worry worries cry cries crack object objects advocate advocates mouth rant
rants hint hints echo echoes broadcast pen rage command commands detail details rule rules slam
slams caption captions rue
"""
)
"""Cue forms that are as often nouns or other verbs: they need a subject right beside them."""

BASES: Final = frozenset(b for b in _bases if not b.endswith("ed"))
"""Present plural forms ("critics say"), many of them nouns too ("a message", "the report")."""

OPENING_BASES: Final = words("say ask write add argue warn note tell explain insist agree")
"""Base forms that may begin an inverted clause: "…," say critics."""

_PHRASES: Final = """
go/goes/went/gone on
go/goes/went/gone on to ~
go/goes/went/gone on record ~ing
go/goes/went/gone on record to ~
is/was/are/were/be/been on record as ~ing
put/puts it/in
shot/fired/fires/hit/hits/struck/strikes/fought/fights back
cut/cuts/broke/breaks/weighed/weighs/chipped/chips/butted/butts in
piped/pipes up
pointed/points out
summed/sums up/it
called/calls out/over/back
let/lets it be known
used/liked/likes/loved/loves/tended/tends to ~
is/was fond of ~ing
want/wants/wanted to know
found/finds that
has/have/had this/that/more/something to ~
take/takes/took/taken to * to ~
is/was/are/were/am/be/been heard/overheard/seen/caught ~ing
is/was/are/were/am/be/been heard/overheard/seen/caught to ~
is/was/are/were/am/be/been caught on tape/camera/video/film ~ing
"""
"""Cues of several words, a line each: ``/`` between words for one place, ``~`` for a verb of
saying, ``~ing`` for its participle, ``*`` for one to four words ("took to the air to say")."""


def _phrases(lines: str) -> dict[str, dict[str, tuple[tuple[str, ...], ...]]]:
    """First word → second word → what follows the first, the longest first."""
    found: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {}
    for line in lines.strip().splitlines():
        for first, *rest in product(*(place.split("/") for place in line.split())):
            seconds = found.setdefault(first, {})
            seconds[rest[0]] = (*seconds.get(rest[0], ()), tuple(rest))
    for seconds in found.values():
        for second, rests in seconds.items():
            seconds[second] = tuple(sorted(rests, key=len, reverse=True))
    return found


PHRASE_CUES: Final = _phrases(_PHRASES)
"""First word of a cue of several words → its second → the words that may follow the first. A cue
verb that begins one ("went", "put") is a cue only with such words after it."""

PASTS: Final = words(
    """
ate beat became began bent bit bled blew bore bought bowed broke brought built burst came caught
chose clung crept cut dealt did drank drew drove dug fed fell felt fled flew forgot fought found
froze gave got grew heard held hid hit hung hurt kept knelt knew laid lay leapt led left lent let
lit lost made meant met paid put ran rang read rode rose said sank sat saw sent set shook shot
shrank shut sang slept slid sold sought spat spent spoke sprang sprung stole stood stuck strode
struck swam swept swore swung taught thought threw told took tore trod understood went wept woke won
wore wound wrote
"""
)
"""Past forms not in -ed: what somebody whose name begins a sentence does."""

AUXILIARIES: Final = words(
    """
has have had is was are were be been being would will can could did does do may might must should
also then later once often again still never always now just even only simply quickly repeatedly
recently reportedly famously previously publicly finally immediately initially instead further
herself himself themselves itself both all each all-caps both not n't wouldn't didn't
ever already soon first largely clearly actually really
"""
)
"""What may stand between a subject and its cue besides words in -ly."""

FINITE_AUXILIARIES: Final = words(
    "has have had is was are were will would can could did does do may might must should"
)
"""Those of them that make what stands before them the subject of a clause."""

HONORIFICS: Final[dict[str, str]] = {
    "mr": "male",
    "mister": "male",
    "mrs": "female",
    "ms": "female",
    "miss": "female",
    "madam": "female",
    "sir": "male",
    "lady": "female",
    "dame": "female",
    "lord": "male",
    "mx": "",
    "dr": "",
    "prof": "",
    "rev": "",
    "hon": "",
    "messrs": "male",
    "mme": "female",
    "monsieur": "male",
    "madame": "female",
    "herr": "male",
    "frau": "female",
    "señor": "male",
    "señora": "female",
}
"""Honorific without its full stop → grammatical gender it states, or ``""``."""

TITLES: Final = words(
    """
sen sens rep reps gov govs gen lt col capt sgt prof rev maj adm cmdr cpl pvt det supt insp hon
atty pres sec amb fr br president vice senator representative congressman congresswoman governor
secretary justice judge mayor chancellor minister premier prime king queen prince princess pope
cardinal bishop archbishop rabbi imam ayatollah sheikh sultan emperor empress duke duchess baron
baroness earl count countess father sister brother mother general colonel captain lieutenant
sergeant major admiral commander officer corporal private detective inspector superintendent
constable sheriff deputy chief chairman chairwoman chair chairperson director leader speaker whip
majority minority commissioner councilman councilwoman councillor councilor alderman assemblyman
assemblywoman treasurer attorney solicitor ambassador consul envoy delegate counsel counselor
undersecretary comptroller prosecutor doctor professor reverend pastor coach manager editor
analyst strategist pollster spokesman spokeswoman spokesperson aide adviser advisor consultant
host anchor moderator reporter correspondent columnist author writer actor actress singer rapper
comedian director producer candidate nominee frontrunner front-runner businessman businesswoman
billionaire mogul lawyer activist economist historian scientist expert founder co-founder ceo cfo
coo owner partner executive head boss fellow scholar researcher first former ex-president
ex-governor ex-senator late then-president then-senator then-gov republican democrat democratic
independent libertarian socialist conservative liberal incumbent emeritus uncle aunt grandma
grandpa cousin senators representatives congressmen secretaries ag dj vp secretary-treasurer
vice-president assemb lawmaker legislator politician operative organizer organiser volunteer voter
supporter delegate veteran pilot nurse teacher student farmer student-athlete director-general
elder younger secretary-general governor-general cllr cllrs clr pc wpc dci pcso brig
commodore comrade alhaji alhaja hajia mallam engr barr smt shri sp asp dsp acp
monsignor msgr mufti maulana swami deacon archdeacon supervisor foreman forewoman
"""
)
"""Words that stand before a name without being part of it, lower-cased, no full stop."""

_PERSONS: Final = words(
    """
man woman boy girl person guy lady gentleman kid child youth teenager teen adult baby mother
father mom dad mum parent son daughter brother sister wife husband widow widower spouse partner
girlfriend boyfriend fiance fiancee uncle aunt cousin niece nephew grandmother grandfather
grandson friend colleague neighbor neighbour roommate classmate ally rival opponent critic
official officer spokesman spokeswoman spokesperson lawyer attorney prosecutor judge justice
president senator congressman congresswoman representative governor mayor secretary minister
premier chancellor king queen prince princess pope pastor priest bishop rabbi imam cleric monk nun
general colonel captain lieutenant sergeant admiral commander soldier marine veteran detective
inspector sheriff deputy chief policeman policewoman chairman chairwoman chair chairperson
director leader speaker whip commissioner councilman councilwoman councillor treasurer ambassador
diplomat envoy delegate counsel doctor physician nurse surgeon psychologist psychiatrist therapist
patient professor teacher student scholar historian economist scientist researcher analyst
strategist pollster consultant expert coach player manager editor reporter journalist
correspondent columnist commentator author writer novelist poet actor actress singer musician
rapper artist comedian host anchor moderator producer candidate nominee frontrunner front-runner
contender hopeful challenger incumbent businessman businesswoman billionaire millionaire mogul
tycoon developer entrepreneur executive ceo founder co-founder owner boss banker investor donor
trader aide adviser advisor assistant staffer operative organizer organiser activist advocate
campaigner protester protestor demonstrator supporter volunteer voter member participant attendee
lawmaker legislator politician democrat republican conservative liberal libertarian independent
socialist worker employee farmer driver engineer technician mechanic salesman waitress waiter
bartender clerk retiree resident citizen immigrant refugee migrant witness suspect defendant
victim survivor plaintiff juror neighbor passenger pilot user commenter poster blogger tweeter
follower fan reader viewer caller heckler native newcomer outsider insider loser winner runner-up
speechwriter billionaire celebrity star reality-star star tycoon magnate heir heiress narrator
stranger visitor guest servant maid butler landlord tenant innkeeper scribe source grandma grandpa
agent assailant specialist investigator observer architect chef dealer guard philosopher designer
filmmaker photographer programmer librarian broker minder handler opponent bystander onlooker
dissident defector rebel militant fighter negotiator mediator inventor pensioner shopper
shopkeeper grocer baker tailor plumber electrician carpenter trucker cabbie gardener cook captain
skipper sailor fisherman rancher hunter midwife paramedic firefighter mayor-elect president-elect
governor-elect mastermind gunman shooter attacker bomber terrorist criminal prisoner inmate
author-turned-activist
commuter cyclist pedestrian motorist diner hiker camper swimmer jogger vicar rector clergyman
headteacher headmaster headmistress schoolteacher barrister solicitor magistrate coroner constable
trustee curator conservationist biologist geologist chemist physicist astronomer meteorologist
substitute debutant debutante playmaker scorer bowler pitcher songwriter rookie youngster decorator
barber parishioner churchwarden bellringer pub-goer
forecaster ecologist statistician archaeologist archivist lecturer academic ombudsman regulator
auditor accountant goalkeeper midfielder striker teammate defender winger referee umpire jockey
boxer beekeeper dairyman brewer landlady lodger caretaker janitor porter courier cleaner usher
pharmacist dentist vet veterinarian optician counsellor dispatcher lifeguard ranger evacuee
settler villager householder homeowner leaseholder
abbess acrobat actuary alderman alderwoman alumna alumnus anaesthetist anthropologist antiquarian
apprentice arsonist astronaut asylum-seeker auctioneer aviator babysitter bailiff ballerina barista
baroness batsman beachcomber beautician benefactor bidder binman biographer blacksmith boatman
bookbinder bookkeeper bookseller bosun botanist bricklayer bride bridegroom bridesmaid broadcaster
brother-in-law builder bureaucrat burglar busker butcher buyer cadet cameraman camerawoman captor
cardiologist caregiver carer carmaker cartographer cashier caterer cellist chaplain cheesemaker
chieftain choreographer cinematographer clansman climatologist climber clockmaker clown coder
collector composer conductor conscript convict cosmonaut counterpart countess coxswain cricketer
croupier dancer daughter-in-law demographer deserter detainee divorcee doorman drummer duchess
emigrant entomologist epidemiologist essayist ethicist ex-convict expatriate farmhand father-in-law
fencer ferryman fishmonger footballer forger foundling gambler gamekeeper gaoler gatekeeper
glaciologist glazier goalscorer goatherd godfather godmother goldsmith golfer graduate grandchild
granddaughter grandparent gravedigger great-grandfather great-grandmother greengrocer groom
groundskeeper guitarist gynaecologist hacker hairdresser half-brother half-sister handyman hawker
headhunter helmsman hermit hostage housekeeper hydrologist immunologist infant infantryman informant
informer inspector-general intern interpreter jailer juggler kidnapper laborer labourer lamplighter
landowner lighthouse-keeper linebacker linguist locksmith logician looter lumberjack maharajah
mailman marathoner marchioness mathematician mayoress milkman minister-designate missionary
moneylender mother-in-law mountaineer nanny neurologist newlywed newsreader night-watchman nomad
notary novice oarsman oceanographer oncologist organist ornithologist orphan paediatrician painter
palaeontologist paleontologist paralegal paratrooper parolee passer-by passerby pathologist
pawnbroker peacekeeper peddler pediatrician philanthropist philologist pianist pickpocket playwright
ploughman podcaster postgraduate postman postmaster postmistress postwoman predecessor presenter
publisher purser quarterback quartermaster radiologist receptionist recruiter registrar reservist
reviewer roofer rower runner sapper schoolboy schoolgirl screenwriter sculptor seamstress
secretary-general seismologist seller sharecropper shareholder sheikh shepherd shipbuilder shoemaker
shortstop signalman sister-in-law skier smallholder smuggler sociologist sommelier son-in-law
soprano speculator spinster sprinter squatter stationmaster stenographer stepdaughter stepfather
stepmother stepson stevedore stewardess stockbroker stonemason stowaway stuntman successor surveyor
taxman technocrat telephonist teller theologian thief toddler trafficker trainee trainer
trainspotter translator trekker tribesman typist undergraduate undertaker underwriter valedictorian
vendor vintner violinist virologist volcanologist watchmaker watchman welder whistleblower
winegrower winemaker woodcutter wrestler yeoman zookeeper zoologist
accompanist acupuncturist adolescent adjuster animator appraiser archdeacon assembler assessor
assemblyman assemblywoman astrologer astrophysicist attendant audiologist auntie backbencher
bandmate bargee barkeep barmaid barman bassist bellboy bellhop biochemist biker bloke bondholder
bouncer bridgekeeper buddy cabinetmaker caddie canvasser cartoonist caver cellmate centenarian chap
chambermaid charwoman chauffeur childminder chiropractor chocolatier clairvoyant classicist client
coastguard coastguardsman commodore conman concierge confectioner cop cosmologist countryman
countrywoman creditor crewman crewmember criminologist customer deacon deckhand debtor dermatologist
dietician dietitian distiller distributor docker dockworker draughtsman drover dude emcee engraver
ethnographer evangelist examiner fella fiddler fiancé fiancée fixer flatmate flautist foreman
forester forewoman fraudster freelancer freshman friar frontbencher frontman frontwoman fullback
fundraiser gamer gangster geneticist geographer glassblower goddaughter godson governess granddad
grandad groundsman grower guru harbormaster harbourmaster harpist headman herbalist herder herdsman
herdswoman hitman homesteader hooligan hotelier housemate hygienist hypnotist illustrator impresario
influencer instructor islander joiner keyboardist lad landholder lass latecomer lexicographer
lifeboatman linesman lineswoman lobbyist lock-keeper lockkeeper logger longshoreman machinist
manageress masseur masseuse matron midshipman milkmaid miner mobster mullah musicologist mycologist
navigator nonagenarian nutritionist obstetrician octogenarian old-timer ombudswoman optometrist
orderly orthodontist osteopath overlooker overseer pal parson patrolman patrolwoman paymaster
physio physiotherapist planner planter plasterer podiatrist policyholder postdoc preacher prioress
primatologist proofreader proprietor proprietress psychotherapist publican publicist punter pupil
quarryman radiographer rambler ratepayer realtor restaurateur rigger ringmaster robber roughneck
saleswoman salesperson scammer schoolchild schoolmate selectman selectwoman septuagenarian sexton
shaman shepherdess shipmate shoplifter sibling skateboarder snowboarder sophomore spectator
stablehand stagehand stepbrother stepsister steward stockman stringer subcontractor subeditor
supervisor surfer tailoress taxpayer tiler townsman townswoman trombonist trooper trumpeter tutor
twin typesetter valet valuer verger vice-principal vlogger warden warehouseman wheelwright
whistle-blower wicketkeeper workmate youtuber
acquaintance accomplice admirer angler birdwatcher canoeist churchgoer companion concertgoer
congregant day-tripper dog-walker holidaymaker kayaker moviegoer mourner partygoer pilgrim
plot-holder reveller stallholder theatregoer tourist traveler traveller well-wisher worshiper
worshipper
"""
)
PERSON_NOUNS: Final = _PERSONS | frozenset(f"{p}-{n}" for p in ("co", "ex") for n in _PERSONS)
"""Head nouns of a description of one person, singular."""

GROUP_NOUNS: Final = words(
    """
men women boys girls people persons guys kids children youths teenagers teens parents mothers
fathers sons daughters brothers sisters wives husbands friends colleagues neighbors neighbours
officials officers spokesmen spokespeople lawyers attorneys prosecutors judges justices presidents
senators congressmen representatives governors mayors secretaries ministers leaders members
commissioners diplomats delegates doctors nurses professors teachers students scholars historians
economists scientists researchers analysts strategists pollsters consultants experts coaches
players managers editors reporters journalists columnists commentators authors writers actors
artists candidates nominees contenders hopefuls businessmen executives founders owners investors
donors aides advisers advisors staffers operatives organizers activists advocates protesters
protestors demonstrators supporters volunteers voters participants attendees lawmakers legislators
politicians democrats republicans conservatives liberals workers employees farmers engineers
residents citizens immigrants refugees migrants witnesses survivors victims users commenters
bloggers followers fans readers viewers callers hecklers critics opponents rivals allies crowd
audience group groups team panel couple pair duo trio family committee board jury union police
authorities investigators chairmen chairwomen firefighters villagers locals strangers bystanders
onlookers legislators negotiators filmmakers shopkeepers pensioners dissidents mediators planners
percent sources agents investigators observers specialists negotiators rebels militants organisers
veterans troops soldiers americans others some many most several both one
"""
) | frozenset(
    noun + "s" for noun in PERSON_NOUNS if not noun.endswith(("s", "man", "child", "y", "ife"))
)
"""Head nouns of several people who say one thing."""

THING_NOUNS: Final = words(
    """
statement report article tabloid footnote letter email e-mail memo document documents book memoir ad
advertisement commercial poster sign banner placard sticker caption headline editorial column post
tweet tweets message text note release petition lawsuit complaint filing indictment ruling opinion
decision order court campaign company firm agency bureau department ministry commission committee
board council group organization organisation association union party newspaper paper magazine
outlet network website site blog publication channel station government administration
administration's office bank university school hospital church team foundation institute center
centre embassy regime state city county police force army military navy agency spokesperson press
poll survey study analysis transcript video narrator script lyrics song slogan motto description
profile page cover pitch plaque inscription label tattoo graffiti flier flyer brochure leaflet
pamphlet affidavit subpoena warrant brief charter treaty agreement contract verse passage entry
diary listing advert blurb chyron telegram postcard guide manual handbook obituary review resolution
platform bill amendment law constitution manifesto announcement invitation posting dispatch
broadcast voice-over voiceover voice
"""
)
"""Head nouns of organisations and documents that are quoted."""

PRONOUNS: Final[dict[str, str]] = {
    "he": "male",
    "she": "female",
    "they": "plural",
    "it": "thing",
    "i": "first",
    "we": "first",
    "who": "relative",
    "you": "second",
}
"""Subject pronouns → what they can stand for."""

OTHER_PRONOUNS: Final[dict[str, str]] = {
    "his": "male",
    "him": "male",
    "himself": "male",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
"""Pronouns that state a gender without being a subject."""

DETERMINERS: Final = words(
    """
the a an this that these those his her their its my our your one another some several many two
three four five six seven eight nine ten most few both each every other no
"""
)

ALONE: Final = words("another two")
"""Determiners that stand for people right before a verb: another wrote, the two said."""

PREPOSITIONS: Final = words(
    """
of in on at by for with from to into about over under after before during since until against
among between through within without toward towards across behind beyond near onto upon like as
despite via outside inside alongside above below around amid than per regarding concerning
"""
)

CONJUNCTIONS: Final = words(
    """
and but or nor yet so because although though while when whereas if unless until whether that
as since where whenever once before after
"""
)

PARTICLES: Final = words(
    "de la le du des del della di da do dos das van von der den bin bint ibn al el ben y zu zum ter"
    " ten af av abu ould ap las los degli delle dal"
)
"""Lower-case parts inside a name."""

SUFFIXES: Final = words("jr jr. sr sr. ii iii iv")
"""Generational suffixes."""

NOT_NAMES: Final = words(
    """
back wait
the a an this that these those his her their its my our your he she it they we i you who whom
what which when where why how if and but or nor yet so for as at by in on of to from with without
into onto upon over under after before during since until against among between through within
about across behind beyond near despite although though while because unless whether once
then now later meanwhile however nevertheless nonetheless ever still even also thus therefore
moreover furthermore instead indeed besides perhaps maybe again already always never often
sometimes soon here there
yes no not nobody nothing none something someone everyone everything everybody anyone anything
each every either neither both all any some many most much more few several such other another one
two three four five six seven eight nine ten eleven twelve first second third last next
is are was were be been being  do does did has have had can could will would shall should may
might must let
asked speaking according given like unlike just only recently yesterday today tomorrow tonight
earlier afterward afterwards eventually finally overall especially generally apparently clearly
certainly surely obviously unfortunately fortunately hopefully similarly likewise likely
january february march april may june july august september october november december jan feb aug
sept oct nov dec
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
fridays saturdays sundays spring summer autumn winter
mr. mrs. ms. dr. sr. vs vs.
ok okay oh ah well hey hello hi thanks thank please sorry dear
that's it's he's she's there's they're we're i'm you're here's what's who's let's don't doesn't
didn't isn't wasn't aren't weren't can't couldn't won't wouldn't i've i'd i'll we've we'll you've
that’s it’s he’s she’s there’s they’re we’re i’m you’re here’s what’s who’s let’s don’t doesn’t
didn’t isn’t wasn’t aren’t weren’t can’t couldn’t won’t wouldn’t i’ve i’d i’ll we’ve we’ll you’ve
     p.m. a.m.
outside inside alongside elsewhere somewhere anywhere everywhere nowhere somehow so-called
following including regardless rather whatever whoever wherever photo update editor's editor’s
"""
)
"""Capitalised words (lower-cased here) that never begin or make a name."""

BEFORE_NAMES: Final = words(
    """
amazed amused angry anguished appalled ashamed baffled beaming bemused bereaved bewildered
brave cheeky delighted desperate devastated disgraced disgusted distraught dumbfounded ecstatic
elated embarrassed emotional exhausted frantic frightened frustrated fuming furious grateful
grieving gutted heartbroken horrified hapless humiliated injured jilted jobless jubilant
livid married miserable mortified newlywed outraged overjoyed penniless petrified plucky puzzled
relieved retired shaken shocked speechless stricken stunned tearful terrified thrilled traumatised
traumatized unemployed unrepentant upset veteran weary widowed worried
"""
)
"""What tabloids put before a name, with a capital where a sentence begins: Stunned Ana Bell."""

DEMONYMS: Final = words(
    """
american americans british english french german italian spanish russian chinese japanese mexican
canadian israeli iranian iraqi syrian turkish indian pakistani afghan korean saudi egyptian
european african asian arab jewish muslim christian catholic evangelical mormon hispanic latino
latina southern northern western eastern irish scottish welsh dutch swedish norwegian danish
polish ukrainian greek brazilian cuban democratic republican democrats republicans democrat gop
libertarian independent islamic palestinian kurdish australian
"""
)

ORG_WORDS: Final = words(
    """
committee party department university institute council association news times post journal court
bureau board commission agency center centre house senate congress union bank inc inc. corp corp.
co. ltd llc group foundation fund organization organisation network church college school army
police ministry office service services government campaign coalition alliance federation society
trust company pac press magazine radio television tv international national united republic states
kingdom street avenue road hall tower square park airport hospital museum library league team club
force guard corps navy marines administration treasury pentagon kremlin supreme project initiative
movement caucus convention conference summit forum herald tribune gazette chronicle globe observer
telegraph guardian reuters today review hotel casino resort plaza stadium arena theater theatre
studio studios entertainment media parliament assembly legislature committee subcommittee
crossroads industries airlines motors technologies systems partners associates holdings capital
securities insurance energy oil brigade battalion division regiment command state bay river
mountain lake island islands city county valley beach heights springs falls hills act bill
amendment constitution
"""
)

FIELDS: Final = words(
    """
health safety science sciences technology research policy peace arts letters trade industry commerce
economics law medicine medicare medicaid energy environment security media education skills learning
culture sport sports tourism children families women design engineering music history finance
budget work pensions justice freedom democracy liberty development reform information
communications transport transportation housing labour labor employment equality rights statistics
standards food agriculture fisheries water forests parks recreation prevention control services
human innovation ethics religion philosophy society aging nutrition migration integration
"""
)
"""What bodies are for, two of them joined by "and" in one name: Institute for Health and Safety."""

PLACES: Final = words(
    """
alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii
idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan
minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee
texas utah vermont wisconsin wyoming america britain england scotland wales ireland
france germany italy spain portugal russia ukraine poland china japan korea india pakistan
afghanistan iraq iran syria turkey israel egypt libya yemen lebanon jordan mexico canada brazil
cuba venezuela argentina colombia australia europe asia africa washington manhattan brooklyn
boston chicago philadelphia cleveland detroit miami atlanta denver seattle houston
dallas london paris brussels berlin moscow beijing tokyo toronto jerusalem baghdad
benghazi aleppo orlando ferguson baltimore flint
albania algeria andorra angola armenia austria azerbaijan bahrain bangladesh belarus belgium benin
bhutan bolivia bosnia botswana britain brunei bulgaria burma cambodia cameroon congo croatia
cyprus denmark ecuador eritrea estonia eswatini ethiopia fiji finland gabon gambia ghana greece
greenland guatemala guinea guyana haiti honduras hungary iceland indonesia jamaica kazakhstan
kenya kosovo kuwait kyrgyzstan laos latvia lesotho liberia liechtenstein lithuania luxembourg
macedonia madagascar malawi malaysia maldives mali malta mauritania mauritius moldova monaco
mongolia montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria
norway oman palestine panama paraguay peru philippines qatar romania rwanda scotland senegal
serbia singapore slovakia slovenia somalia sudan suriname sweden switzerland taiwan tajikistan
tanzania thailand tibet togo tunisia turkmenistan uganda uruguay uzbekistan vanuatu vatican
vietnam zambia zimbabwe crimea catalonia bavaria saxony normandy brittany tuscany sicily sardinia
siberia scandinavia bosnia-herzegovina catalunya flanders wallonia kashmir punjab bengal gujarat
kerala xinjiang shanghai shenzhen shenyang guangzhou wuhan chengdu taipei seoul busan osaka kyoto
hiroshima nagoya hanoi bangkok manila jakarta kolkata mumbai delhi chennai bangalore karachi
lahore islamabad kabul tehran baku tbilisi yerevan ankara istanbul izmir damascus beirut amman
riyadh jeddah mecca medina dubai doha muscat sanaa cairo alexandria tripoli tunis algiers rabat
casablanca khartoum nairobi mombasa kampala kigali harare lusaka luanda lagos abuja accra dakar
bamako johannesburg durban pretoria athens thessaloniki bucharest belgrade zagreb sarajevo
ljubljana budapest prague bratislava vienna salzburg graz zurich geneva basel bern munich hamburg
frankfurt stuttgart leipzig dresden bonn amsterdam rotterdam utrecht antwerp ghent bruges
copenhagen aarhus oslo bergen stockholm gothenburg malmo helsinki tallinn riga vilnius warsaw
krakow gdansk lodz poznan minsk kyiv kiev lviv odessa kharkiv donetsk mariupol leningrad
petersburg vladivostok madrid barcelona seville valencia bilbao granada lisbon porto coimbra rome
naples venice genoa bologna palermo marseille lyon bordeaux toulouse nantes strasbourg lille
calais dublin galway limerick belfast edinburgh glasgow aberdeen dundee inverness cardiff swansea
liverpool manchester birmingham leeds sheffield newcastle nottingham leicester plymouth
southampton portsmouth cornwall yorkshire lancashire sussex suffolk oxford cambridge brighton
ottawa montreal vancouver calgary edmonton winnipeg quebec ontario alberta manitoba saskatchewan
havana bogota caracas quito lima santiago montevideo brasilia melbourne brisbane perth canberra
hobart auckland christchurch daegu tucson sacramento oakland minneapolis milwaukee pittsburgh
cincinnati indianapolis nashville memphis charlotte raleigh tampa jacksonville honolulu anchorage
albuquerque omaha tulsa wichita mediterranean atlantic pacific arctic antarctic antarctica baltic
balkans caribbean himalayas alps andes danube rhine thames nile amazon
facebook twitter google youtube instagram medicaid medicare obamacare brexit internet
democrats republicans americans muslims christians jews latinos hispanics
isis isil
"""
)
"""Single capitalised words that are places or things and do not speak."""

FEMALE_WORDS: Final = words(
    """
spokeswoman congresswoman chairwoman councilwoman businesswoman actress waitress queen princess
duchess baroness countess woman girl lady mother mom mum daughter sister wife widow aunt niece
grandmother grandma girlfriend heiress assemblywoman policewoman nun first-lady
"""
)
MALE_WORDS: Final = words(
    """
spokesman congressman chairman councilman businessman king prince duke baron man boy gentleman
father dad son brother husband widower uncle nephew grandfather grandpa boyfriend assemblyman
policeman priest monk pope salesman heir gunman alderman earl
"""
)

HEADS: Final = PERSON_NOUNS | GROUP_NOUNS | THING_NOUNS
"""Head nouns of every kind of source."""

STOP: Final = (PREPOSITIONS | CONJUNCTIONS | frozenset(PRONOUNS) | AUXILIARIES) - words(
    "first former further then both all each"
)
"""Words that no noun phrase runs across."""
