"""What other languages print around an article."""

from __future__ import annotations

import pytest

from quotecast.model import BlockKind
from quotecast.readers import dates, furniture, heads, repeats


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("5. März 2024", "2024-03-05"),
        ("Stand: 05.03.2024, 06.30 Uhr", "2024-03-05"),
        ("Publié le 05 mars 2024 à 06h30", "2024-03-05"),
        ("Publicado el 5 de marzo de 2024", "2024-03-05"),
        ("5 marzo 2024", "2024-03-05"),
        ("2024年3月5日 6時30分", "2024-03-05"),
        ("Der 5. März 2024 war ein Tag wie jeder andere", None),
        ("31.02.2024", ""),
    ],
)
def test_dates(line: str, when: str | None) -> None:
    assert dates.date_line(line) == when


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Jan Brook", "Jan Brook"),
        ("Par Ida Brook", "Ida Brook"),
        ("Por Lucía Vega", "Lucía Vega"),
        ("Von dort war es nicht weit", ""),
        ("Par la fenêtre on voyait la mer", ""),
        ("By June Brook", "June Brook"),
        ("By June 5 Every Year", ""),
        ("By Friday Morning", ""),
    ],
)
def test_bylines(line: str, names: str) -> None:
    assert heads.byline(line) == names


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Lesen Sie auch: Sturm bricht die Hafenmauer", BlockKind.RELATED),
        ("À lire aussi La tempête emporte le mur", BlockKind.RELATED),
        ("Lire aussi la presse étrangère, c’était son métier.", None),
        ("Anzeige", BlockKind.BOILERPLATE),
        ("相关阅读：风暴冲毁港口石墙", BlockKind.RELATED),
        ("责任编辑：王明", BlockKind.CREDIT),
        ("Foto: Lena Marsh", BlockKind.CAPTION),
        ("Die Anzeige hing drei Tage am Tor.", None),
        ("分享是美德，老师说。", None),
    ],
)
def test_furniture(words: str, kind: BlockKind | None) -> None:
    verdict = furniture.judge(words)
    assert (verdict[0] if verdict else None) == kind


def test_words_of_scripts_without_spaces() -> None:
    assert repeats.words("海岸 Wall 日报。") == " 海 岸 wall 日 报 "
    assert repeats.length("海岸日报 writes") == 3
