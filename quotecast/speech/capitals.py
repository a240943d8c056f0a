"""Words in capitals: initialisms letter by letter, acronyms and shouted words as words."""

from __future__ import annotations

import re
from typing import Final

from quotecast.speech.place import Place, Said

ACRONYMS: Final = frozenset(
    (
        "NATO UNESCO UNICEF NASA OPEC AIDS ASEAN FIFA UEFA NAFTA OSHA FEMA NASDAQ RADAR LASER SARS "
        "COVID DACA SWAT SCOTUS POTUS FLOTUS BREXIT INTERPOL EUROPOL OXFAM PETA NIMBY RAM PIN SIM "
        "GIF LAN WAN AUKUS APEC IKEA SEAL WASP ZIP AWOL TASER BRICS SPAC TARP ICE PAC SAM HUD TED "
        "MOMA FARC UKIP UNRWA UNAIDS AFRICOM CENTCOM ISIS ISIL IMAX CERN JAXA ISRO NASCAR WADA "
        "CONCACAF EBITDA ECOWAS MERCOSUR BIPOC UMNO RUSI TASS ANSA OFSTED OFCOM DEFRA COBRA ATACMS "
        "HIMARS NORAD SETI YOLO FOMO MERS IATA WIPO FIBA COP SCUBA SONAR MASH SNAP SALT START "
        "FOIA CAPTCHA JPEG AUKUS PISA GAAP NICE"
    ).split()
)
"""Capitals that are said as words."""

SPECIAL: Final = {
    "OK": "okay",
    "NAACP": "N double A C P",
    "NCAA": "N C double A",
    "AAA": "triple A",
    "CPAC": "See-pac",
    "IEEE": "I triple E",
    "NOAA": "Noah",
    "HIPAA": "Hippa",
    "FTSE": "Footsie",
    "JPEG": "Jay-peg",
    "WWII": "World War two",
    "WWI": "World War one",
    "USAID": "U S Aid",
    "UNRWA": "Unra",
    "ATACMS": "Attack-ems",
    "MOMA": "Moma",
    "CoV": "Cov",
    "MiG": "Mig",
    "MoMA": "Moma",
    "PhDs": "P H Ds",
}
"""Capitals with a way of their own."""

SPELLED: Final = frozenset(
    (
        "US USA UAE IAEA UEA IOU OIC EEOC UAW AIG AOL IOC EU AU UN UK ACLU CEO CIA FBI EPA IRA OAS "
        "USB ATM UCLA USDA USAF YMCA YWCA NYSE ASAP EADS AARP ERA IPO UFO VIP GOP POW SUV LED RIP "
        "SAT IUD ICU IVF ETA VAT DEA SEC MIT GAO ISO ISI IDF USC UPS BMW AFP VOA AIM EMI ITV ADHD "
        "UMIST UNGA IDA ICA AFL CIO OEM USS IED IEDS IPA API LSE RAF RNA DNA ABC BBC SAS SOS DIY "
        "USMCA UNFPA UNEP UNDP ECB EMA EIA EAC AEI APA ALA AMA ABA AAP ANC ARV AKP AFC UFC UTC"
    ).split()
)
"""Capitals said letter by letter although they could be said as words."""

WORDS: Final = frozenset(
    (
        "A AND ANY ALL ARE BAD BAN BIG BUT BUY BY CAN CAR CUT DAD DAY DID DIE DO DOG EAT END FAR "
        "FEW FOR FUN GET GO GOD GOT GUN GUY HAD HAS HE HER HIM HIS HIT HOT HOW IF IN ITS JOB JOY "
        "KID LAW LET LIE LOT LOW MAD MAN MAY MEN MOM MY NEW NO NOR NOT NOW OF OFF OH OLD ON ONE "
        "OUR OUT OWN PAY PUT RAN RED RUN SAD SAW SAY SEE SET SEX SHE SIT SO SON TAX THE TO TOO "
        "TRY TWO UP VOTE WAR WAS WAY WE WIN WON WHY YES YET YOU ACT ADD AGO AIR AM AN ANY ARM ART "
        "AS ASK AT BE BED BIT BOY BOX BUS DUE EAR EGG EYE FAT FIT FLY HIS HEY ILL LAY LEG MET MUM "
        "OIL PER SKY TEN TOP USE WET WHO OR IT IS ME LOS LAS DES SAN AGE AIM APE ARC ASH ATE AXE "
        "BAG BAT BAY BEE BET BID BOW BUG CAP CAT COW CRY CUP DEW DIG DIM DIP DRY DUG ELF FED FEE "
        "FIG FIX FOG FOX FUR GAP GAS GEM GUM GUT HAM HAT HAY HEN HID HOP HUG HUT ICY INK INN JAM "
        "JAR JAW JET KEY KIT LAP LID LIP LOG MAP MIX MUD NET NUN NUT OAK ODD ORE OWE OWL PAN PEN "
        "PET PIE PIG PIT POP POT RAT RAW RIB RID RIM ROB ROD ROW RUB RUG SEA SEW SHY SIN SIP SKI "
        "SPY SUE SUM SUN TAG TAP TEA TIE TIN TIP TOE TON TOY TUB VAN VET WAX WEB WHO WIG YEN ZOO"
    ).split()
)
"""Short words that are shouted now and then; of two or three letters nothing else is one."""

BOTH: Final = frozenset(
    "LOS LAS DES SAN IT WHO AM OR IS IN ME AN AT AS BE MAY ACT HE GO MAN PER".split()
)
"""Initials as well as words: words only among other shouted ones (and ``IT`` after a verb)."""

_ONSETS: Final = (
    "b bl br c ch chr cl cr d dr dw f fl fr g gl gr gn gh h j k kl kn kr l m n p ph phr pl pr ps "
    "qu r rh s sc sch scr sh shr sk sl sm sn sp sph spl spr squ st str sw t th thr tr tw v w wh "
    "wr y z"
).split()
_CODAS: Final = (
    "b c ch ck ct d dg q rld gn dge f ff ft g gh ght h k l ld lf lk ll lm ln lp lt lth m mb mp "
    "mpt n nc nch nd ng nk nt nth p pt ps r rb rc rch rd rf rg rk rl rm rn rp rs rst rt rth s sh "
    "sk sm sp ss st t tch th ts tt v w wl wn ws wd wk x xt y z zz ds ks ms ns gs bs ls rms rds "
    "nds ngs nts lls cks ths sts rks lts mps cts"
).split()
_VOWELS: Final = "aeiouy"
_NUCLEI: Final = frozenset(
    (
        "a e i o u y ai au ay ea ee ei eu ew ey ia ie io oa oe oi oo ou ow oy ua ue ui uy ya ye "
        "yo ae iou eau eo oui aye eye"
    ).split()
)


def spelled(text: str) -> str:
    """``RFA`` → R F A; digits are left out."""
    return " ".join(sign for sign in text if sign.isalpha())


def capitals_rule(place: Place) -> Said:
    """``RFA`` → R F A, ``NATO`` → Nato, ``HELP`` → help, a dateline ``TORONTO—`` → Toronto."""
    found = re.fullmatch(r"([A-Z][A-Z&]*[A-Z])(['’]s|s['’]?|['’])?", place.core)
    if not found or len(place.core) > 40:
        return _mixed_case(place.core)
    word, ending = found[1], (found[2] or "").replace("’", "'")
    if word in SPECIAL:
        return SPECIAL[word] + ending
    if word in ACRONYMS:
        return _as_word(word, True) + ending
    if "&" in word:
        return " and ".join(spelled(part) for part in word.split("&")) + ending
    if is_word(word, _shouted(place), place):
        return _as_word(word, _named(place)) + ending
    return spelled(word) + ending


_MIXED: Final = re.compile(
    r"([A-Z][a-z][A-Z]|[a-z][A-Z]{2,4}|pH|[A-Z]{2,4}[a-z][A-Z]|BSc|MSc)(['’]?s)?"
)


def _mixed_case(core: str) -> str | None:
    """``PhD``, ``mRNA``, ``AfD``, ``iOS``: short and mostly capitals."""
    found = _MIXED.fullmatch(core)
    if core in SPECIAL:
        return SPECIAL[core]
    if not found or core.startswith(("Mc", "O'")):
        return None
    return spelled(found[1].upper()) + (found[2] or "").replace("’", "'")


def _as_word(word: str, name: bool) -> str:
    return word.capitalize() if name else word.lower()


def _named(place: Place) -> bool:
    """Whether a word written large keeps a capital: at the start, or among others."""
    return place.starts or place.at == 0 or len(place.core) > 5 or _shouted(place)


def is_word(word: str, shouted: bool, place: Place) -> bool:
    """Whether capitals are a word written large."""
    if word in SPELLED:
        return False
    if word in BOTH:
        return shouted or _emphatic(word, place)
    if word in WORDS:
        return True
    if len(word) < 4:
        return False
    return pronounceable(word) or (len(word) > 5 and bool(re.search("[AEIOU]", word)) and shouted)


def _emphatic(word: str, place: Place) -> bool:
    """``it IS true``, ``about US``: one word made strong in a sentence of small letters."""
    before = place.beside(-1)
    if word == "IS":
        return before.lower() in ("it", "he", "she", "that", "this", "there", "what", "which")
    if word == "AM":
        return before == "I"
    plain = word in ("MAN", "GO", "AN", "AT", "AS", "BE", "OR", "MAY", "HE", "PER", "ACT")
    return plain and before.islower() and before not in ("the", "an", "a")


def _shouted(place: Place) -> bool:
    """Whether the words beside it are in capitals too, or a dash makes it a dateline."""
    if place.at == 0 and place.stop == "," and len(place.core) > 3:
        return True
    return any(_large(place.beside(step)) for step in range(-4, 5) if step)


def _large(word: str) -> bool:
    if not word.isupper() or not word.isalpha() or word in SPELLED or word in ACRONYMS:
        return False
    if len(word) < 4:
        return word in WORDS and word not in BOTH and len(word) > 1
    return pronounceable(word)


def pronounceable(word: str) -> bool:
    """Whether English could say letters as a word: consonants as words begin and end."""
    text = word.lower().replace("qu", "kw")
    if len(text) > 30:
        return False
    if text.endswith("e") and len(text) > 3 and text[-2] not in _VOWELS:
        text = text[:-1]
    parts = re.findall(rf"[{_VOWELS}]+|[^{_VOWELS}]+", text)
    if not any(part[0] in _VOWELS for part in parts):
        return False
    for index, part in enumerate(parts):
        if part[0] in _VOWELS:
            if part not in _NUCLEI and not (part[0] == "y" and part[1:] in _NUCLEI):
                return False
        elif index == 0:
            if part not in _ONSETS:
                return False
        elif index == len(parts) - 1:
            if not _coda(part):
                return False
        elif not _medial(part):
            return False
    return True


def _coda(part: str) -> bool:
    """Whether a syllable ends so: with a plural's s and with the l of "apple" too."""
    stem = part[:-1]
    liquid = part[-1] == "l" and (stem in _CODAS or stem[:1] * 2 == stem)
    return part in _CODAS or (part[-1] == "s" and stem in _CODAS) or liquid


def _medial(part: str) -> bool:
    """Whether consonants between vowels end one syllable and begin another."""
    return part in _ONSETS or any(
        _coda(part[:cut]) and (cut == len(part) or part[cut:] in _ONSETS)
        for cut in range(1, len(part) + 1)
    )
