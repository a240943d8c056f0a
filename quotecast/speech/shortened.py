"""What shortened words stand for."""

from __future__ import annotations

from typing import Final


def _pairs(text: str) -> dict[str, str]:
    """``Mr Mister, …`` as a table."""
    return dict(entry.strip().split(" ", 1) for entry in text.split(",") if entry.strip())


_PERSONS: Final = _pairs(
    "Mr Mister, Mrs Missus, Ms Miz, Messrs Messieurs, Mme Madame, Mlle Mademoiselle, Prof "
    "Professor, Profs Professors, Drs Doctors, Sts Saints, Sen Senator, Sens Senators, Rep "
    "Representative, Reps Representatives, Gov Governor, Govs Governors, Gen General, Lt "
    "Lieutenant, Col Colonel, Capt Captain, Cmdr Commander, Cdr Commander, Sgt Sergeant, Cpl "
    "Corporal, Pvt Private, Pfc Private First Class, Spc Specialist, Maj Major, Brig Brigadier, "
    "Adm Admiral, Det Detective, Insp Inspector, Supt Superintendent, Rev Reverend, Rt Right, Br "
    "Brother, Wm William, Chas Charles, Geo George, Thos Thomas, Jas James, Robt Robert, Fr "
    "Father, Hon Honorable, Pres President, Sec Secretary, Amb Ambassador, Atty Attorney, Asst "
    "Assistant, Assoc Associate, Dep Deputy, Msgr Monsignor, Cllr Councillor, Del Delegate, Ald "
    "Alderman, Comdr Commander"
)
"""They stand before a name; their full stop never ends a sentence."""
_FIRMS: Final = _pairs(
    "Inc Incorporated, Corp Corporation, Co Company, Cos Companies, Ltd Limited, Bros Brothers, "
    "Jr Junior, Sr Senior, Assn Association, Univ University, Dept Department, Govt Government, "
    "Intl International, Natl National, Bldg Building, Dist District, Inst Institute"
)
STREETS: Final = _pairs(
    "St Street, Ave Avenue, Blvd Boulevard, Rd Road, Ln Lane, Ct Court, Pl Place, Sq Square, "
    "Pkwy Parkway, Hwy Highway, Rte Route, Ter Terrace, Expy Expressway, Tpke Turnpike"
)
MONTHS_SHORT: Final = _pairs(
    "Jan January, Feb February, Mar March, Apr April, Jun June, Jul July, Aug August, "
    "Sept September, Sep September, Oct October, Nov November, Dec December"
)
_SMALL: Final = _pairs(
    "etc et cetera, approx approximately, dept department, govt government, est estimated, "
    "max maximum, min minimum, avg average, incl including, excl excluding, tel telephone, "
    "ext extension, misc miscellaneous, ed edition, eds editors, trans translated, "
    "attn attention, natl national, intl international, assn association, temp temperature, "
    "hon honorable, esp especially, orig originally, resp respectively, cf compare, viz namely"
)
FULL: Final = {
    **_PERSONS, **_FIRMS, **STREETS, **MONTHS_SHORT, **_SMALL,
    "Apt": "Apartment", "Mk": "Mark", "Pt": "Point", "Mtn": "Mountain", "Cty": "County",
}  # fmt: skip
"""With a full stop after them; the stop is not spoken."""

ALWAYS: Final = frozenset(
    "Mr Mrs Ms Messrs Dr Prof Jr Sr Lt Sgt Ltd Rd Blvd Capt Cpl Rev Maj Cmdr "
    "Bros Sept Mk Cllr etc approx".split()
)
"""Abbreviations that are ones without their full stop too (British style)."""

TITLES: Final = frozenset(_PERSONS) | frozenset("Dr Mt Ft approx vs v cf viz est".split())
"""Abbreviations that something always follows: their full stop never ends a sentence."""

LATIN: Final = {
    "e.g": "for example", "i.e": "that is", "a.m": "A M", "p.m": "P M", "a.k.a": "also known as",
    "n.b": "note", "q.v": "which see", "w/": "with", "w/o": "without", "c/o": "care of",
    "b/c": "because", "n/a": "not applicable", "p.a": "per year", "m.p.h": "miles per hour",
    "o.k": "okay",
}  # fmt: skip

COUNTERS: Final = _pairs(
    "No number, no number, Nos numbers, nos numbers, p page, pp pages, vol volume, "
    "Vol Volume, Vols Volumes, vols volumes, ch chapter, Ch Chapter, chap chapter, Chap Chapter, "
    "fig figure, Fig Figure, figs figures, sec section, Sec Section, art article, Art Article, "
    "arts articles, para paragraph, paras paragraphs, Ver version, ver version, pt part, Pt Part, "
    "Op Opus, op opus, Ex Exercise, eq equation, Eq Equation, tab table, Dist District, "
    "Ep Episode, ep episode, v version, l line, ll lines, Bk book, bk book, col column, "
    "cl clause, reg regulation, r rule, s section, ss sections, ed edition, n note"
)
"""Abbreviations that count: only before a number."""

WEEKDAYS: Final = _pairs(
    "Mon Monday, Tue Tuesday, Tues Tuesday, Wed Wednesday, Thu Thursday, Thur Thursday, "
    "Thurs Thursday, Fri Friday, Sat Saturday, Sun Sunday"
)

STATES: Final = _pairs(
    "Ala Alabama, Ariz Arizona, Ark Arkansas, Calif California, Colo Colorado, Conn Connecticut, "
    "Del Delaware, Fla Florida, Ga Georgia, Ill Illinois, Ind Indiana, Kan Kansas, Ky Kentucky, "
    "La Louisiana, Md Maryland, Mass Massachusetts, Mich Michigan, Minn Minnesota, "
    "Miss Mississippi, Mo Missouri, Mont Montana, Neb Nebraska, Nev Nevada, Okla Oklahoma, "
    "Ore Oregon, Pa Pennsylvania, Tenn Tennessee, Tex Texas, Va Virginia, Vt Vermont, "
    "Wash Washington, Wis Wisconsin, Wyo Wyoming, Ont Ontario, Que Quebec, Sask Saskatchewan"
)
"""After a place and a comma."""

DOTTED: Final = {
    "N.Y.": "New York", "N.J.": "New Jersey", "N.C.": "North Carolina", "S.C.": "South Carolina",
    "N.D.": "North Dakota", "S.D.": "South Dakota", "N.H.": "New Hampshire", "N.M.": "New Mexico",
    "R.I.": "Rhode Island", "W.Va.": "West Virginia", "B.C.": "British Columbia",
}  # fmt: skip

POSTAL: Final = _pairs(
    "AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, "
    "DE Delaware, FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa, "
    "KS Kansas, KY Kentucky, LA Louisiana, ME Maine, MD Maryland, MA Massachusetts, MI Michigan, "
    "MN Minnesota, MS Mississippi, MO Missouri, MT Montana, NE Nebraska, NV Nevada, "
    "NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York, NC North Carolina, "
    "ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode Island, "
    "SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont, VA Virginia, "
    "WA Washington, WV West Virginia, WI Wisconsin, WY Wyoming"
)

PARTIES: Final = {"R": "Republican", "D": "Democrat", "I": "Independent"}
