"""The names of currencies, by sign and by code."""

from __future__ import annotations

from typing import Final

Currency = tuple[str, str, str, str]
"""One, many, one hundredth, many hundredths."""

SIGNS: Final[dict[str, Currency]] = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "sen", "sen"),
    "￥": ("yen", "yen", "sen", "sen"),
    "元": ("yuan", "yuan", "fen", "fen"),
    "₹": ("rupee", "rupees", "paisa", "paise"),
    "₨": ("rupee", "rupees", "paisa", "paise"),
    "₩": ("won", "won", "jeon", "jeon"),
    "₽": ("ruble", "rubles", "kopeck", "kopecks"),
    "₦": ("naira", "naira", "kobo", "kobo"),
    "₪": ("shekel", "shekels", "agora", "agorot"),
    "₫": ("dong", "dong", "hao", "hao"),
    "฿": ("baht", "baht", "satang", "satang"),
    "₺": ("lira", "lira", "kurus", "kurus"),
    "₴": ("hryvnia", "hryvnias", "kopeck", "kopecks"),
    "₱": ("peso", "pesos", "centavo", "centavos"),
    "₿": ("bitcoin", "bitcoin", "satoshi", "satoshis"),
}
COUNTRIES: Final = {
    "US": "U S",
    "U.S.": "U S",
    "U.S": "U S",
    "A": "Australian",
    "AU": "Australian",
    "AUD": "Australian",
    "C": "Canadian",
    "CA": "Canadian",
    "CAD": "Canadian",
    "Cdn": "Canadian",
    "CDN": "Canadian",
    "HK": "Hong Kong",
    "NZ": "New Zealand",
    "NT": "New Taiwan",
    "S": "Singapore",
    "J": "Jamaican",
    "Z": "Zimbabwean",
}
REALS: Final[Currency] = ("real", "reais", "centavo", "centavos")
YUAN: Final[Currency] = ("yuan", "yuan", "fen", "fen")
CODES: Final[dict[str, tuple[str, Currency]]] = {
    "USD": ("U S", SIGNS["$"]),
    "AUD": ("Australian", SIGNS["$"]),
    "CAD": ("Canadian", SIGNS["$"]),
    "HKD": ("Hong Kong", SIGNS["$"]),
    "SGD": ("Singapore", SIGNS["$"]),
    "NZD": ("New Zealand", SIGNS["$"]),
    "EUR": ("", SIGNS["€"]),
    "GBP": ("British", SIGNS["£"]),
    "JPY": ("", SIGNS["¥"]),
    "CNY": ("", YUAN),
    "RMB": ("", YUAN),
    "INR": ("", SIGNS["₹"]),
    "Rs": ("", SIGNS["₹"]),
    "PKR": ("Pakistani", SIGNS["₹"]),
    "KRW": ("", SIGNS["₩"]),
    "RUB": ("", SIGNS["₽"]),
    "CHF": ("Swiss", ("franc", "francs", "centime", "centimes")),
    "ZAR": ("South African", ("rand", "rand", "cent", "cents")),
    "BRL": ("Brazilian", REALS),
    "MXN": ("Mexican", SIGNS["₱"]),
    "UAH": ("", SIGNS["₴"]),
    "SEK": ("Swedish", ("krona", "kronor", "ore", "ore")),
    "NOK": ("Norwegian", ("krone", "kroner", "ore", "ore")),
    "RM": ("Malaysian", ("ringgit", "ringgit", "sen", "sen")),
    "KSh": ("Kenyan", ("shilling", "shillings", "cent", "cents")),
    "DKK": ("Danish", ("krone", "kroner", "ore", "ore")),
}
PER: Final = {"hr": "hour", "yr": "year", "mo": "month", "wk": "week", "lb": "pound",
               "oz": "ounce", "bbl": "barrel", "kg": "kilogram", "gal": "gallon",
               "MWh": "megawatt hour", "kWh": "kilowatt hour", "t": "ton", "sqft": "square foot",
               "sq": "square", "MMBtu": "million B T U"}  # fmt: skip
"""What money is paid for, when it is written short: ``$15/hr``."""
