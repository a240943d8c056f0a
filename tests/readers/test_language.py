"""Which language a text is in, told from its words."""

from __future__ import annotations

import pytest

from quotecast.readers.language import guess

TEXTS = {
    "en": "The council voted on Tuesday to rebuild the wall, and the engineer said that it was "
    "not going to be cheap. A man from the coast had waited for it, as had his wife.",
    "de": "Der Rat hat am Dienstag für den Bau der Mauer gestimmt. Die Ingenieurin sagte, dass "
    "es nicht billig wird, und ein Mann von der Küste hat lange darauf gewartet.",
    "fr": "Le conseil a voté mardi pour la reconstruction du mur. L’ingénieure dit que ce ne "
    "sera pas donné, et un homme de la côte l’attendait depuis dix ans avec sa femme.",
    "es": "El consejo votó el martes a favor de que se reconstruya el muro. La ingeniera dijo "
    "que no será barato, y un hombre de la costa lo esperaba desde hace diez años.",
    "it": "Il consiglio ha votato martedì per la ricostruzione del muro. La ingegnera dice che "
    "non sarà economico, e un uomo della costa lo aspettava da dieci anni con la moglie.",
    "pt": "O conselho votou na terça-feira para que o muro seja feito de novo. A engenheira "
    "disse que não será barato, e um homem da costa esperava por isso há dez anos.",
    "nl": "De raad heeft dinsdag voor de bouw van de muur gestemd. De ingenieur zei dat het "
    "niet goedkoop is, en een man van de kust heeft er met zijn vrouw op gewacht.",
    "pl": "Rada zagłosowała we wtorek za odbudową muru. Inżynier powiedziała, że nie będzie to "
    "tanie, a mężczyzna z wybrzeża czekał na to od lat i nie jest już młody.",
    "sv": "Rådet röstade på tisdagen för att muren ska byggas om. Ingenjören sade att det inte "
    "blir billigt, och en man från kusten har väntat på den i tio år med sin fru.",
    "cs": "Rada v úterý hlasovala pro to, aby se zeď znovu postavila. Inženýrka řekla, že to "
    "nebude levné, a muž z pobřeží na to čekal deset let se svou ženou, která je už v "
    "důchodu.",
    "hu": "A tanács kedden megszavazta, hogy a falat újra felépítik. A mérnök szerint ez nem "
    "lesz olcsó, és egy férfi a partról már tíz éve várt rá, mint mondta, de az idő "
    "elment.",
    "ro": "Consiliul a votat marți pentru ca zidul să fie refăcut. Inginera a spus că nu va fi "
    "ieftin, iar un bărbat de pe coastă, care este pensionar, aștepta asta de zece ani cu "
    "soția.",
    "tr": "Meclis salı günü duvarın yeniden yapılması için oy verdi. Mühendis bunun ucuz "
    "olmayacağını, ama gerekli olduğunu söyledi ve kıyıdan bir adam bunu çok bekledi, "
    "dedi.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_paragraph_is_enough(language: str, text: str) -> None:
    assert guess(text) == language
    assert guess(text * 30) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "42",
        "Quotecast",
        "A man, a plan, a canal: a palindrome is a line of a kind that a child can make.",
        "De la Cruz, La Paz and El Paso: the names of the places on the map of the region.",
        "I o a v z k s u: letters that the machine printed for an hour and a half at night.",
        "Le Monde and El País are the papers of a land in which he was at home for a time.",
    ],
)
def test_names_and_single_letters_make_no_language(text: str) -> None:
    assert guess(text) == "en"
