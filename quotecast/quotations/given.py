"""Given names by the gender of the pronoun that mostly follows them in English prose.

Used for one thing only: to decide which of several people "he" or "she" can be, where the
article itself has not said so by a pronoun or honorific. Never used to choose a voice.
"""

from __future__ import annotations

from typing import Final

from quotecast.quotations.lexicon import words

FEMALE: Final = words(
    """
abigail adelaide adele agnes aisha alexandra alice alicia alison allison alyssa amanda amelia amy
ana andrea angela angelina anita ann anna anne annette annie antonia april arianna ashley audrey
aung ava ayesha barbara beatrice becky belinda bella bernadette beth betsy betty beverly blanche
bonnie brenda bridget brittany camilla candace carla carly carmen carol carole caroline carolyn
carrie catherine cathy cecilia celeste celia charlotte chelsea cheryl christina christine cindy
claire clara claudia colleen connie constance corinne courtney crystal cynthia daisy danielle
daphne dawn debbie deborah debra delia denise diana diane dianne dina dolores donna dora doris
dorothy edith edna eileen elaine eleanor elena elisabeth elise elizabeth ella ellen eloise elsie
emily emma erica erin esther ethel eva eve evelyn fanny fatima felicia fiona flora florence
frances gabriela gabrielle gail geneva georgia georgina geraldine gertrude gillian gina ginger
gladys glenda gloria grace greta gwen haley hannah harriet hazel heather heidi helen helena
henrietta hilary hillary holly hope huma ida ilyse ingrid irene iris isabel isabella ivanka jackie
jacqueline jan jane janet janice jasmine jean jeanne jennifer jenny jessica jill jo joan joanna
joanne jodi josephine joy joyce juanita judith judy julia julie june kaitlyn karen kate katherine
kathleen kathryn kathy katie katrina katy kaye kayla kellie kellyanne kerry kimberly kirsten
kristen kristin lana laura lauren laurie leah leila lena leslie lila lillian lily linda lisa liz
liza lois loretta lori lorraine louisa louise lucia lucille lucinda lucy lydia lynn mabel
madeleine madeline maggie mandy marcia margaret margery maria mariah marian marianne marie marilyn
marion marjorie marlene marsha martha mary matilda maureen maxine maya megan megyn melania melanie
melinda melissa mercedes meredith michele michelle mildred millicent minnie miranda miriam moira
mollie molly mona monica muriel myra nadia nancy naomi natalie natasha nellie nicole nikki nina
nora norma olga olive olivia pamela patricia patti paula pauline pearl peggy penelope penny phoebe
phyllis polly priscilla rachel ramona rebecca regina renee rhoda rhonda rita roberta rosa rosalind
rose rosemary rosie roxanne ruby ruth sabrina sally samantha sandra sara sarah savannah shannon
sharon sheila shelley sherry shirley sofia sonia sonya sophia sophie stacey stella stephanie sue
susan susanna suzanne sybil sylvia tabitha tamara tanya tara teresa tess thelma theresa tiffany
tina tracy trudy ursula valerie vanessa vera veronica vicky victoria viola violet virginia vivian
wanda wendy wilma winifred yolanda yvette yvonne zoe
"""
)

MALE: Final = words(
    """
aaron abdul abdullah abraham adam adrian ahmed al alan albert alec alejandro alexander alfred ali
allan allen alvin andre andrew andy angelo anthony antonio archie arnold arthur austin barack
barry bart ben benjamin bernard bernie bert bill billy bob bobby brad bradley brandon brendan
brent brett brian bruce bryan byron calvin carl carlos carlton cecil chad charles charlie chester
chip chris christian christopher chuck clarence clark claude clayton cliff clifford clint clive
clyde colin conrad corey cornelius craig curtis cyril dale dan daniel danny darrell darren darryl
dave david dean dennis derek dexter dick diego dirk dmitri dominic don donald doug douglas duncan
dustin dwayne dwight earl ed eddie edgar edmund eduardo edward edwin eli elias elijah elliot
elliott elmer emmanuel eric erik ernest ethan eugene evan ezra felix fernando floyd francis
francisco frank franklin fred frederick gabriel garrett gary gavin gene geoffrey george gerald
gerard gilbert giles glen glenn gordon graham grant greg gregory gus guy harold harry harvey
hassan hector henry herbert herman horace howard hubert hugh hugo humphrey ian ibrahim ignacio
igor ira isaac ismail ivan jack jacob jaime jake james jared jason jasper javier jay jeb jeff
jefferson jeffrey jeremiah jeremy jerome jerry jesse jesus jim jimmy joaquin joe joel johan john
johnny jon jonathan jorge jose joseph josh joshua juan julian julio justin karl keith ken kenneth
kevin khizr kurt kyle lance larry lars laurence lawrence len leo leon leonard leroy lester lewis
liam lionel lloyd logan lou louis lucas luis luke luther malcolm manuel marc marco marcus mario
mark marshall martin marvin mathew matt matthew maurice max maxwell melvin michael miguel mika'il
mike miles milo milton mitch mitchell mitt mohamed mohammad mohammed morris moses muhammad murray
nathan nathaniel neil nelson newt nicholas nick nicolas nigel noah noel norman oliver omar orlando
oscar otto owen pablo patrick paul pedro percy perry pete peter phil philip phillip pierre preston
quentin rafael ralph ramon rand randall randy raul ray raymond reggie reginald reince reuben rex
richard rick ricky rob robert roberto rod roderick rodney roger roland ron ronald rory ross roy
rudolph rudy rupert russ russell ryan salvador sam samuel saul scott sean sebastian sergei seth
shane sheldon sherman sid sidney silas simon spencer stan stanley stephen steve steven stewart
stuart tad ted teddy terence terrence terry theodore thomas tim timothy toby todd tom tommy tony
travis trevor tyler vernon victor vince vincent vladimir wade wallace walt walter warren wayne
wesley wilbur wilfred will willard william willie winston wolf xavier zachary
"""
)

_DIMINUTIVES: Final = """
andrew: andy drew
anthony: tony
barbara: barb
benjamin: ben
bernard: bernie
charles: charlie chuck
christopher: chris
daniel: dan danny
david: dave
deborah: debbie deb
donald: don donnie
edward: ed eddie ted
elizabeth: liz betsy beth betty
frederick: fred
gregory: greg
james: jim jimmy jamie
jeffrey: jeff
jennifer: jen jenny
john: jack johnny
jonathan: jon
joseph: joe joey
joshua: josh
katherine: kate kathy katie
kenneth: ken
kimberly: kim
lawrence: larry
margaret: maggie peggy meg
matthew: matt
michael: mike mickey
nicholas: nick
patricia: pat patty
peter: pete
philip: phil
richard: dick rick rich ricky
robert: bob bobby rob robbie
ronald: ron
rudolph: rudy
samuel: sam
steven: steve
susan: sue
theodore: teddy
thomas: tom tommy
timothy: tim
victoria: vicky
walter: walt
william: bill billy will willie
"""

SHORT: Final[dict[str, str]] = {
    short: line.partition(":")[0]
    for line in _DIMINUTIVES.strip().splitlines()
    for short in line.partition(":")[2].split()
}
"""Diminutive → the usual full form."""
