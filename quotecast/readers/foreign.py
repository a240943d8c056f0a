"""What pages in other languages than English print around an article."""

from __future__ import annotations

from typing import Final

from quotecast.readers.phrases import any_of, word_set

MONTHS: Final = (
    "januar jänner janvier enero gennaio janeiro januari января stycznia",
    "februar février febrero febbraio fevereiro februari февраля lutego",
    "märz mars marzo março maart марта marca",
    "april avril abril aprile апреля kwietnia",
    "mai mayo maggio maio mei maj мая maja",
    "juni juin junio giugno junho июня czerwca",
    "juli juillet julio luglio julho июля lipca",
    "august août agosto augustus augusti августа sierpnia",
    "september septembre septiembre settembre setembro сентября września",
    "oktober octobre octubre ottobre outubro октября października",
    "november novembre noviembre novembro ноября listopada",
    "dezember décembre diciembre dicembre dezembro december декабря grudnia",
)
"""January to December: German, French, Spanish, Italian, Portuguese, Dutch and Swedish, Russian,
Polish, as they stand in dates."""

DATE: Final = word_set(
    """uhr stand veröffentlicht aktualisiert am um vom publié publiée modifié mis à le jour jours
    publicado actualizado el de del a las pubblicato aggiornato il alle ore aggiornamento em às
    atualizado gepubliceerd bijgewerkt op om publicerad uppdaterad kl den den опубликовано
    обновлено года montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi
    jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì
    martedì mercoledì giovedì venerdì sabato domenica"""
)

BY: Final = "von|par|por|di|door|av|af|texte?|text von|autor|автор"
"""Before the author's name, at the top of an article."""

ADVERT: Final = any_of(
    r"""
    anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie|annons|реклама|reklama
    广告|廣告|広告|إعلان|annonce|weiterlesen (?:nach|unter) der (?:anzeige|werbung)
    (?:zum|zur) (?:inhalt|hauptinhalt|startseite)(?: springen)?|aller au contenu(?: principal)?
    temps de lecture\s*:?\s*\d+ min\.?|lesezeit\s*:?\s*\d+ min(?:uten)?\.?
    分享到|分享至|分享|シェア|ツイート|印刷|打印
    """
)

RELATED: Final = any_of(
    r"""
    (?:lesen|sehen|hören) sie (?:auch|dazu|hier|mehr)|mehr (?:zum|zu diesem) thema|auch interessant
    lire aussi|à lire (?:aussi|également)|voir aussi|sur le même (?:sujet|thème)
    (?:lea|leer|lee|vea) (?:también|más)|te puede interesar|más (?:información|noticias)
    (?:leia|veja) (?:também|mais)|leggi anche|lees ook|läs (?:också|även|mer)
    czytaj (?:także|też|również)|zobacz (?:także|też|również)|читайте (?:также|ещё)
    اقرأ (?:أيضا|أيضًا|المزيد)|קראו גם
    관련 ?(?:기사|뉴스)|많이 본 (?:기사|뉴스)
    相关(?:新闻|阅读|链接|报道)|相關(?:新聞|閱讀)|延伸阅读|推荐阅读|関連(?:記事|リンク)
    """
)

PLEA: Final = any_of(
    r"""
    (?:contenido|artículo|noticia) (?:exclusiv[oa]|s[oó]lo) para suscriptores\W*
    suscríbete para (?:seguir leyendo|leer) ?[^.\n]{0,40}\W*
    il vous reste \d+(?:[.,]\d+)?\s?% de cet article à lire\W*(?:la suite [^.\n]{0,50}\W*)?
    (?:cet )?article (?:est )?réservé (?:aux|à nos) abonnés\W*|la suite est réservée aux abonnés\W*
    weiterlesen mit [^.\n]{2,40}\W*|jetzt (?:abonnieren|weiterlesen|testen)\W*
    dieser artikel ist (?:nur |exklusiv )?für abonnent[^.\n]{0,60}\W*
    (?:contenuto|articolo) riservato agli abbonati\W*
    (?:artigo|conteúdo) exclusivo para assinantes\W*
    (?:dit artikel is )?(?:alleen|exclusief) voor abonnees\W*|artykuł tylko dla subskrybentów\W*
    """
)
"""Lines that ask to subscribe."""

LINKED: Final = r"(?:lesen sie (?:auch|dazu)|(?:à )?lire (?:aussi|également)|lees ook|leggi anche)"
"""Stands before a title without a sign between."""

RIGHTS: Final = any_of(
    r"""
    alle rechte vorbehalten\.?|tous droits réservés\.?|todos los derechos reservados\.?
    tutti i diritti riservati\.?|todos os direitos reservados\.?|alle rechten voorbehouden\.?
    dieses thema im programm\s*:[^\n]{0,200}
    저작권자[^\n]{0,60}|[^\n]{0,40}무단 ?전재[^\n]{0,40}
    版权所有[^。\n]{0,40}|無断転載[^。\n]{0,20}|جميع الحقوق محفوظة|©\s*dpa[\w, :/.-]{0,60}
    """
)

CREDIT: Final = any_of(
    r"""
    (?:责任编辑|責任編輯|编辑|編輯|来源|來源|稿源|作者|记者|記者|原标题|文字|校对)\s*[:：][^。\n]{1,40}
    [가-힣]{2,4} (?:기자|특파원|논설위원)(?:\s*=)?(?: [\w.+-]+@[\w.-]+)?
    (?:取材|文|編集|構成)\s*[:：=＝・][^。\n]{1,30}
    """
)

PICTURE: Final = (
    "Foto|Fotos|Bild|Bilder|Fotografía|Photographie|Crédits? photo|Imagem|Beeld|Фото|사진|צילום"
)
"""Before the name of who made a picture."""

CAPTION_HEAD: Final = any_of(
    r"""
    foto|bild|bildunterschrift|photo|légende|imagen|immagine|imagem|beeld|фото|图|圖|图片|摄影|攝影|写真|撮影
    """
)
