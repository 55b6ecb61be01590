"""What a mail may say: whole texts, without a blank to fill. No name, no motive, no date, no place (practice.md)."""

from dataclasses import dataclass
from enum import StrEnum


class Wording(StrEnum):
    APPOINTMENT = "rendez_vous"
    DUTY = "echeance"


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


TEXTS = {
    Wording.APPOINTMENT: Text(
        "Rendez-vous",
        "Bonjour,\n\nVous avez un rendez-vous. Le jour, l’heure et le lieu sont sur votre carte.\n"
        "Pour les retrouver ou en changer, appelez le numéro qui y est écrit.\n",
    ),
    Wording.DUTY: Text(
        "Une échéance vous attend",
        "Bonjour,\n\nUne échéance vous attend dans Tisserand. Ouvrez «\u00a0Ma journée\u00a0» pour la voir.\n",
    ),
}
