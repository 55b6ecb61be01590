"""Telephone numbers of France and of its overseas départements, kept in E.164 and shown as they are said."""

import re

from tisserand.kernel.refusals import Refusal, Refused

# Numbers of each overseas département, national prefix → country code (plan national de numérotation, Arcep).
OVERSEAS = {
    "590": ("0590", "0690", "0691"),
    "594": ("0594", "0694"),
    "596": ("0596", "0696", "0697"),
    "262": ("0262", "0263", "0269", "0639", "0692", "0693"),
}
COUNTRY_OF = {prefix: country for country, prefixes in OVERSEAS.items() for prefix in prefixes}
FRENCH_CODES = ("33", *OVERSEAS)
HOW_TO_WRITE_A_PHONE = (
    "Écrivez un numéro à dix chiffres, par exemple « 0690 00 00 47 », ou avec l’indicatif du pays : « +509… »."
)


def read_phone(text: str) -> str:
    """« 0690 00 00 47 » gives « +590690000047 »."""
    typed = re.sub(r"\(0\)", "", text).strip()
    digits = re.sub(r"[\s.\-/()\u2010-\u2015]", "", typed)
    if not re.fullmatch(r"\+?[0-9]+", digits):
        raise Refused([Refusal("phone", HOW_TO_WRITE_A_PHONE)])
    return national(digits) if digits[0] == "0" and digits[:2] != "00" else international(digits)


def national(digits: str) -> str:
    if len(digits) != 10:
        raise Refused([Refusal("phone", f"Ce numéro a {len(digits)} chiffres au lieu de 10. {HOW_TO_WRITE_A_PHONE}")])
    return f"+{COUNTRY_OF.get(digits[:4], '33')}{digits[1:]}"


def international(digits: str) -> str:
    """E.164: at most 15 digits after the sign; « 00 » dials the sign."""
    if digits[0] not in "+0":
        raise Refused([Refusal("phone", HOW_TO_WRITE_A_PHONE)])
    number = digits.removeprefix("+").removeprefix("00")
    for code in FRENCH_CODES:
        if number.startswith(code):
            return national("0" + number[len(code) :].removeprefix("0"))
    if not 7 <= len(number) <= 15 or number[0] == "0":
        raise Refused([Refusal("phone", HOW_TO_WRITE_A_PHONE)])
    return f"+{number}"


def shown_phone(number: str) -> str:
    """« 0690 00 00 47 », « 06 12 34 56 78 », « +509 371 234 56 »; no-break spaces."""
    for code in FRENCH_CODES:
        if number.startswith(f"+{code}") and len(number) == len(code) + 10:
            return grouped("0" + number[len(code) + 1 :], first=2 if code == "33" else 4, then=2)
    return grouped(number, first=4, then=3)


def grouped(digits: str, *, first: int, then: int) -> str:
    groups = [digits[:first], *(digits[at : at + then] for at in range(first, len(digits), then))]
    return "\u00a0".join(groups)
