"""Texts in encodings that nobody declared, or that were declared wrongly."""

from __future__ import annotations

import pytest

from quotecast.errors import SourceError
from quotecast.readers import read, read_raw
from quotecast.readers.encodings import guess
from quotecast.readers.fetching import Fetched
from quotecast.readers.interface import Raw
from quotecast.readers.keeping import kept_form, read_kept

JAPANESE = (
    "町議会は火曜日、冬の嵐が戻る前に港の壁を石で再建することを決めた。「十年待った」と語った。"
)
CHINESE = "镇议会星期二晚上投票决定，在冬季风暴重返海岸之前，用石头重建港口的城墙。我们等了十年。"
TAIWAN = "鎮議會星期二晚上投票決定，在冬季風暴重返海岸之前，用石頭重建港口的城牆。我們等了十年。"
KOREAN = "의회는 화요일 밤 겨울 폭풍이 돌아오기 전에 항구 벽을 돌로 다시 짓기로 투표했다."
GREEK = "Ο δήμαρχος είπε ότι η νέα βιβλιοθήκη θα ανοίξει την άνοιξη και ότι όλοι περίμεναν."
HEBREW = "ראש העיר אמר כי הספרייה החדשה תיפתח באביב הבא, והתושבים חיכו לה עשר שנים."
ARABIC = "قال رئيس البلدية إن المكتبة الجديدة ستفتح في الربيع المقبل وإن السكان انتظروها طويلا."
TURKISH = "Belediye başkanı kütüphanenin baharda açılacağını söyledi; kasaba halkı onu bekliyordu."
POLISH = "Burmistrz powiedział, że biblioteka będzie otwarta wiosną i że już się na nią czeka."
CZECH = "Starosta řekl, že příští týden začnou opravy a že při nich žádný strom nebude pokácen."
HUNGARIAN = "A polgármester azt mondta, hogy több fát ültetnek, és az első az iskola előtt áll."
ICELANDIC = "Bæjarstjórinn sagði að bærinn fengi fleiri tré það vor og að búið væri að ákveða það."
ITALIAN = (
    "Il sindaco ha detto che la città avrà più alberi, perché così l’aria sarà migliore; né più."
)
RUSSIAN = "Совет города проголосовал во вторник за восстановление стены порта до зимних бурь."


@pytest.mark.parametrize(
    ("codec", "words"),
    [
        ("shift_jis", JAPANESE),
        ("euc_jp", JAPANESE),
        ("gb18030", CHINESE),
        ("big5", TAIWAN),
        ("euc_kr", KOREAN),
        ("koi8-r", RUSSIAN),
        ("cp1251", RUSSIAN),
        ("cp1253", GREEK),
        ("cp1254", TURKISH),
        ("cp1255", HEBREW),
        ("cp1256", ARABIC),
        ("cp1250", POLISH),
        ("cp1250", CZECH),
        ("iso-8859-2", POLISH),
        ("iso-8859-2", HUNGARIAN),
        ("cp1252", ICELANDIC),
        ("cp1252", ITALIAN),
        ("cp1252", "“Café,” sagte sie – und das für größere Übungen."),
        ("utf-16-le", "The council voted on Tuesday to rebuild the wall."),
        ("utf-16-be", "The council voted on Tuesday to rebuild the wall."),
    ],
)
def test_encodings_that_nobody_declared(codec: str, words: str) -> None:
    assert read("-", stdin=words.encode(codec)).text == words


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("iso-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("windows-1252", "utf-8"),
        ("utf-8", "cp1252"),
        ("nonsense", "utf-8"),
        ("shift_jis", "utf-8"),
    ],
)
def test_encodings_declared_wrongly(declared: str, codec: str) -> None:
    page = (
        f"<meta charset={declared}><h1>Café</h1>" + "<p>“We waited,” she said – ten years.</p>" * 9
    )
    for raw in (
        Raw("a.html", page.encode(codec)),
        Raw("https://q.example/a", page.encode(codec), encoding=declared, content_type="text/html"),
    ):
        assert "“We waited,” she said – ten years." in read_raw(raw, raw.name).text


@pytest.mark.parametrize(
    ("server", "page"),
    [
        ("utf-8", "<meta charset=windows-1250>"),
        ("iso-8859-1", "<meta http-equiv=Content-Type content='text/html; charset=windows-1250'>"),
        ("", "<meta charset=utf-8>"),
        ("", f"<!-- {'x' * 6000} --><meta charset=windows-1250>"),
    ],
)
def test_server_and_page_name_different_encodings(server: str, page: str) -> None:
    data = f"<html><head>{page}</head><body><h1>Město</h1>{f'<p>{CZECH}</p>' * 4}".encode("cp1250")
    raw = Raw("https://q.example/a", data, encoding=server, content_type="text/html")
    assert CZECH in read_raw(raw, raw.name).text


def test_an_xhtml_page_names_its_encoding_in_its_first_row() -> None:
    page = f"<?xml version='1.0' encoding='windows-1250'?><html><body>{f'<p>{CZECH}</p>' * 4}"
    assert CZECH in read_raw(Raw("a.html", page.encode("cp1250")), "a.html").text


def test_gb2312_means_its_larger_successor() -> None:
    page = f"<meta charset=gb2312><h1>镕</h1><p>{CHINESE}</p>".encode("gb18030")
    assert "镕" in read_raw(Raw("a.html", page), "a.html").text


def test_a_page_whose_server_errs_is_kept_as_it_was_read() -> None:
    data = ("<h1>Café</h1>" + "<p>“We waited,” she said – ten years.</p>" * 9).encode()
    fetched = Fetched(data, "https://q.example/a", "text/html", "iso-8859-1")
    suffix, kept = kept_form(fetched, "https://q.example/a")
    fresh = read_raw(fetched.raw("https://q.example/a"), "https://q.example/a")
    assert read_kept(kept, suffix, "https://q.example/a") == fresh
    assert "“We waited,”" in fresh.text


def test_characters_nobody_sees() -> None:
    article = read("-", stdin="The coun\u00adcil of\u200b Lo\ufeffpez \ufb01nds\u2028it.".encode())
    assert article.text == "The council of Lopez finds\nit."
    page = "<h1>A wall</h1>" + "<p>The coun&shy;cil of Lo&#8203;pez voted on Tuesday.</p>" * 6
    assert "The council of Lopez voted" in read_raw(Raw("a.html", page.encode()), "a.html").text


def test_joiners_that_a_script_needs_stay() -> None:
    assert read("-", stdin="می\u200cخواهم بروم".encode()).text == "می\u200cخواهم بروم"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 9, b"\x81\x8d\x8f" * 40], ids=["all", "holes"]
)
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(SourceError, match="not text"):
        read("-", stdin=data)


def test_the_guess_takes_short_samples_for_western() -> None:
    assert guess("Café".encode("cp1252")) == "cp1252"
