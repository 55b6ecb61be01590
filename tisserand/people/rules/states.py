"""What may be said of a person, in her states and ours; what makes two persons look alike."""

from enum import StrEnum

from tisserand.kernel.known import Knowledge


class Visibility(StrEnum):
    """Who may know that this person exists."""

    STAFF = "staff"
    RESTRICTED = "restricted"
    SHADOW = "shadow"


class Proof(StrEnum):
    """How identity was established. No copy, no number, and never a residence permit (practice.md)."""

    DECLARED = "declared"
    SEEN = "seen"
    NOT_SHOWN = "not_shown"
    REFUSED = "refused"


class AddressKind(StrEnum):
    STABLE = "stable"
    WITH_OTHERS = "with_others"
    REGISTERED = "registered"
    NONE = "none"
    SECRET = "secret"


class Channel(StrEnum):
    PHONE = "phone"
    EMAIL = "email"


class Decision(StrEnum):
    """Of a consent: withdrawn is not refused, it was given first."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Authority(StrEnum):
    """Parental authority of an adult over a child, per child and per adult."""

    HELD = "held"
    PARTLY = "partly"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


IDENTITY_FIELDS = (
    "civility",
    "birth_name",
    "used_name",
    "first_names",
    "birth",
    "birth_place",
    "death_on",
    "language",
)

# Answered beside the identity, where one writes how to reach her: no value stands with them.
REACHED_BY = ("phone", "address")
ANSWERED_FIELDS = (*IDENTITY_FIELDS, *REACHED_BY)

PROOF_LABELS = {
    Proof.DECLARED: "Déclarée",
    Proof.SEEN: "Pièce vue",
    Proof.NOT_SHOWN: "Non présentée",
    Proof.REFUSED: "Refusée",
}
ADDRESS_LABELS = {
    AddressKind.STABLE: "Stable",
    AddressKind.WITH_OTHERS: "Chez un tiers",
    AddressKind.REGISTERED: "Domiciliée",
    AddressKind.NONE: "Sans adresse",
    AddressKind.SECRET: "Tenue secrète",
}
NOTHING_TO_REACH = {
    ("phone", Knowledge.UNKNOWN): "N’a pas de téléphone",
    ("phone", Knowledge.REFUSED): "Ne souhaite pas donner de téléphone",
    ("address", Knowledge.UNKNOWN): "Ne sait pas dire d’adresse",
    ("address", Knowledge.REFUSED): "Ne souhaite pas donner d’adresse",
}
# What may not be left on a number, as one says it beside the number.
CLOSED_WAYS = {"voicemail": "pas de message vocal", "sms": "pas de SMS", "letter": "pas de lettre"}
CHANNEL_LABELS = {Channel.PHONE: "Téléphone", Channel.EMAIL: "Courriel"}
AUTHORITY_LABELS = {
    Authority.HELD: "Autorité parentale entière",
    Authority.PARTLY: "Autorité parentale limitée",
    Authority.WITHDRAWN: "Autorité parentale retirée",
    Authority.UNKNOWN: "Autorité parentale non connue",
}
DECISION_LABELS = {Decision.GIVEN: "Accepte", Decision.REFUSED: "Refuse", Decision.WITHDRAWN: "A retiré son accord"}
