"""What pages that stand instead of an article, or before the rest of one, say to their reader.

English first, then German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish.
"""

from __future__ import annotations

from typing import Final

from quotecast.readers.phrases import any_of

BROWSER: Final = (
    r"checking (?:if the site connection|your browser)",
    r"(?:verify|verifying|confirm|prove|check)(?: that| if| whether)? you(?: are|['’]re) (?:not )?"
    r"an? (?:human|robot|bot)|verify(?:ing)? (?:that )?you are human",
    r"review the security of your connection",
    r"enable (?:java ?script and cookies|cookies and java ?script)",
    r"ddos protection by|performance (?:and|&) security by|ray id:",
    r"(?:complete|solve) the (?:captcha|security check|challenge)",
    r"(?:unusual|suspicious) (?:traffic|activity) (?:coming )?(?:from|on) your",
    r"access (?:to this (?:page|site) )?(?:has been )?denied|you have been blocked",
    r"incident id:|reference #?\d",
    r"press (?:and|&) hold|i['’]?m not a robot|are you a robot",
    r"made us think (?:that )?you (?:are|were|might be) a bot",
    r"browser will redirect|redirected (?:automatically|shortly)",
)
"""Of a check of the browser."""

BROWSER_TITLES: Final = any_of(
    r"""
    just a moment\W*|attention required\b.*|access (?:to this page has been )?denied|robot check
    are you a robot\W*|security (?:check|verification)|human verification|client challenge
    pardon our interruption\W*|(?:one moment,? )?please wait\W*|checking your browser.*
    bot verification|security checkpoint
    """
)

SCRIPT: Final = (
    r"\b(?:enable|activate|turn on|without|requires?|switch on|aktivieren|activer|activar)\b.{0,40}"
    r"\bjava ?script\b|\bjava ?script\b.{0,40}\b(?:disabled|enabled?|required|turned off)",
)
"""To a browser that runs no scripts."""

COOKIES: Final = (
    r"\bwe(?: and|,| or)\b.{0,20}\bour (?:\d[\d,.]* )?(?:\w+ )?(?:partners|vendors)|"
    + any_of(
        r"""
        wir und .{0,20}partner|nous et .{0,20}partenaires|nosotros y .{0,20}socios
        noi e .{0,20}partner|nós e .{0,20}parceiros|wij en .{0,20}partners
        """
    ),
    r"\b(?:we|this (?:web)?site|our (?:web)?site) uses? (?:[\w-]+ )?cookies|"
    + any_of(
        r"""
        (?:wir|diese (?:web)?seite) (?:verwenden?|nutz(?:en|t)|setz(?:en|t)) [\w ]{0,20}cookies
        (?:nous|ce site) utilis(?:ons|e) des cookies|(?:usamos|utilizamos) [\w ]{0,10}cookies
        (?:utilizziamo|usiamo) [\w ]{0,10}cookie|(?:wij|deze site) gebruik(?:en|t) cookies
        używamy plików cookies?|vi använder (?:kakor|cookies)
        """
    ),
    any_of(
        r"""
        accept (?:all|cookies|and (?:continue|close))|i (?:accept|agree)\b
        agree and (?:close|continue)
        alles? (?:akzeptieren|accepteren)|tout accepter|aceptar todo|accetta tutto|aceitar tudo
        godkänn alla|zaakceptuj wszystk\w+
        """
    ),
    r"(?:reject|decline|refuse) (?:all|cookies)|only (?:necessary|essential) cookies"
    r"|alle ablehnen|tout refuser|rechazar todo|rifiuta tutto|alles weigeren",
    r"(?:manage|change|set|see) (?:my |your |the )?(?:cookies?|cookie settings|preferences|choices"
    r"|options|privacy settings|consent)|more options|show purposes",
    r"store and/?or access information|withdraw your consent|(?:your|you give) consent",
    r"by (?:clicking|continuing|using)\b.{0,60}\byou (?:agree|accept|consent)",
    r"your (?:privacy|personal data|data)\b|personal data such as|legitimate interest"
    r"|personenbezogene daten|données personnelles|datos personales|dati personali",
)
"""Of a question about cookies."""

LOGIN: Final = (
    any_of(
        r"""
        \b(?:log|sign)(?:ged)? ?in\b|\blogin\b|forgot(?:ten)? (?:your )?password|your password
        create an account|register (?:now|for free)|e-?mail address
        \b(?:anmelden|einloggen)\b|melden sie sich an|passwort vergessen
        se connecter|mot de passe oublié
        iniciar sesión|(?:has )?olvidado (?:tu|su) contraseña|\baccedi\b|password dimenticata
        \binloggen\b|\blogga in\b|zaloguj się|\bentrar\b|esqueceu a senha
        """
    ),
)
"""Of a form to log in."""

_PAGE = (
    r"(?:this |that |the )?(?:page|article|story|content|post) "
    r"(?:you (?:requested|(?:are|were) looking for) )?"
)
GONE: Final = (
    r"(?:(?:sorry|oops|uh[- ]?oh)\W+)?(?:error:? ?)?(?:404\W*)?"
    + any_of(
        rf"""
        404\W*(?:error|not found)?
        page\W*not\W*found
        {_PAGE}(?:was |is )?not found
        {_PAGE}c(?:an|ould)[ n’'o]{{0,4}}t be found
        {_PAGE}(?:no longer|does(?:n['’]t| not)) exists?
        {_PAGE}is(?: not|n['’]t| no longer) available
        (?:diese )?seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)
        página no encontrada|pagina non trovata|página não encontrada|pagina niet gevonden
        strona nie została znaleziona|nie znaleziono strony
        sidan (?:kunde inte hittas|hittades inte)
        страница не найдена|ページが見つかりません|页面不存在
        """
    )
    + r"(?:\W*(?:error )?404)?"
)
"""Titles of pages that say that a page is not there."""

GATE: Final = any_of(
    r"""
    \b(?:to|and) (?:continue|keep|finish) reading\b|continue reading (?:with|for|this)\b
    subscribe (?:now |today )?(?:to|for) (?:read(?! more)|continue|unlock|full access|unlimited)
    (?:to|and) (?:read|unlock|access) (?:the (?:rest|full|whole)|this|unlimited)\b
    already (?:a|have an?) (?:\w+ )?(?:subscriber|member|account|subscription)
    (?:article|story|post) is (?:\w+ )?(?:for|available to|reserved for) (?:\w+ )?subscribers
    (?:for|only for) (?:paid|paying) subscribers|(?:subscriber|member)s?[- ](?:only|exclusive)
    you['’]ve (?:read|reached) (?:your|all|the)\b[^.]{0,30}(?:free|limit)
    jetzt (?:abonnieren|weiterlesen|testen)|weiterlesen mit|(?:nur )?für abonnent(?:en|innen)
    réservée? aux abonnés|il vous reste \d+(?:[.,]\d+)?\s?% de cet article
    pour lire la suite|déjà abonné
    (?:exclusivo|s[oó]lo) para suscriptores|suscríbete para (?:seguir )?le
    ya (?:eres|soy) suscriptor
    (?:contenuto )?riservato agli abbonati|abbonati per|exclusivo para assinantes
    alleen voor abonnees|lees verder met|tylko dla subskrybentów|bara för prenumeranter
    """
)
"""What stands where only subscribers read on."""
