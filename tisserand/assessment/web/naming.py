"""How the page speaks of the person: by name, « il » or « elle » when she said which."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Address:
    """`subject` begins a sentence, `object` follows « pour », « en », « avec »."""

    subject: str
    object: str

    @property
    def low(self) -> str:
        return self.subject[0].lower() + self.subject[1:]

    @property
    def that(self) -> str:
        """« qu’il », « que la personne »."""
        return f"que {self.low}" if self.subject == "La personne" else f"qu’{self.low}"


ADDRESSES = {"m": Address("Il", "lui"), "mme": Address("Elle", "elle")}
UNSAID = Address("La personne", "elle")


def address_of(civility: str) -> Address:
    return ADDRESSES.get(civility, UNSAID)
