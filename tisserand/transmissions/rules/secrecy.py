"""On what ground a professional bound by secrecy may transmit, and to whom (CP 226-13, 226-14; CASF L. 411-3).

The law of this house is `practice.md`, Violence: the exception of CP 226-14, 3° is the health professionals' alone; a
social worker transmits with the victim's agreement, unless she is a minor or cannot protect herself (1°), or the peril
is imminent, and then to the emergency services.
"""

from dataclasses import dataclass
from enum import StrEnum

from tisserand.kernel.refusals import Refusal


class Quality(StrEnum):
    SOCIAL = "social"
    HEALTH = "health"


class Victim(StrEnum):
    ABLE = "able"
    UNABLE = "unable"
    MINOR = "minor"


class Agreement(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    IMPOSSIBLE = "impossible"


class Danger(StrEnum):
    NONE = "none"
    # Her life is in immediate danger and the hold of the other keeps her from protecting herself.
    HOLD = "hold"
    PERIL = "peril"


class Recipient(StrEnum):
    PROSECUTOR = "prosecutor"
    POLICE = "police"
    ARS_CELL = "ars_cell"
    HOTLINE = "hotline"
    CAF = "caf"
    MSA = "msa"
    RESCUE = "rescue"


# « Les autorités judiciaires, médicales ou administratives » (CP 226-14, 1°).
AUTHORITIES = frozenset({Recipient.PROSECUTOR, Recipient.POLICE, Recipient.ARS_CELL, Recipient.HOTLINE})
PAYERS = frozenset({Recipient.CAF, Recipient.MSA})


class Ground(StrEnum):
    LAW = "law"
    AGREEMENT = "agreement"
    UNPROTECTED = "unprotected"
    HEALTH = "health"
    RESCUE = "rescue"


GROUND_LABELS = {
    Ground.LAW: "La loi demande cette transmission (C. civ. 430 ; CPC 1216-1 à 1216-3).",
    Ground.AGREEMENT: "Avec l’accord de la personne (CP 226-13 et 226-14 ; CASF L. 411-3).",
    Ground.UNPROTECTED: "Mineur·e, ou personne qui n’est pas en mesure de se protéger (CP 226-14, 1°).",
    Ground.HEALTH: "Professionnel de santé, vie en danger immédiat et emprise (CP 226-14, 3°).",
    Ground.RESCUE: "Péril imminent\u00a0: les secours sont appelés (CP 223-6).",
}


@dataclass(frozen=True)
class Case:
    """`couple`: violence within a couple, the only case of 3°. `by_law`: the law itself asks for the letter."""

    recipient: Recipient
    quality: Quality
    victim: Victim
    agreement: Agreement
    danger: Danger
    couple: bool = True
    by_law: bool = False


def ground(case: Case) -> Ground | None:
    if case.by_law:
        return Ground.LAW
    if case.recipient == Recipient.RESCUE:
        return Ground.RESCUE if case.danger != Danger.NONE else None
    if case.agreement == Agreement.GIVEN:
        return Ground.AGREEMENT
    if case.victim != Victim.ABLE and case.recipient in AUTHORITIES:
        return Ground.UNPROTECTED
    return Ground.HEALTH if _is_third(case) else None


def _is_third(case: Case) -> bool:
    wanted = (Quality.HEALTH, Danger.HOLD, Recipient.PROSECUTOR)
    return case.couple and (case.quality, case.danger, case.recipient) == wanted


def refusals_of_secrecy(case: Case) -> tuple[Refusal, ...]:
    return () if ground(case) else (Refusal("secrecy", _why_not(case), "agreement"),)


def _why_not(case: Case) -> str:
    if case.recipient == Recipient.RESCUE:
        return "Les secours s’appellent pour un péril imminent (CP 223-6). Choisissez un autre destinataire."
    if case.recipient in PAYERS:
        return "Cette aide se demande avec l’accord de la personne (CASF L. 214-9). Sans lui, rien ne part à la caisse."
    if case.danger == Danger.PERIL:
        return (
            "Péril imminent, sans l’accord de la personne\u00a0: appelez les secours, 17, 15 ou 112 (CP 223-6)."
            " Rien ne part à un autre destinataire (CP 226-13)."
        )
    if case.danger == Danger.HOLD and case.couple and case.quality == Quality.SOCIAL:
        return (
            "L’exception de l’article 226-14, 3° du code pénal ne vaut que pour les professionnels de santé."
            " Recherchez son accord, ou l’avis d’un médecin\u00a0; en péril imminent, appelez les secours."
        )
    if case.danger == Danger.HOLD and case.couple:
        return "L’article 226-14, 3° du code pénal n’ouvre que le procureur de la République."
    return (
        "La personne n’a pas donné son accord\u00a0: le secret professionnel l’emporte (CP 226-13 ; CASF L. 411-3)."
        " Seules exceptions\u00a0: mineur·e, personne qui ne peut pas se protéger (CP 226-14, 1°), péril imminent."
    )
