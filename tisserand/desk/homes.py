"""What a day leads to for those to whom nothing is owed by name: figures, rules, readings, the house itself."""

from dataclasses import dataclass

from tisserand.ui.addresses import address


@dataclass(frozen=True)
class Door:
    """A page, and in a sentence what is done there."""

    label: str
    url: str
    sentence: str


# By capability, in the order of the page: figures first, then what she keeps, then what she may look up.
DOORS = (
    ("figures.read", "steering:landmarks", "Repères", "Les chiffres de l’année, où chaque petit nombre est masqué."),
    (
        "figures.read",
        "support:joint_figures",
        "Accompagnement global",
        "Combien, où, avec quels partenaires. Jamais par personne.",
    ),
    ("rules.adjust", "deadlines:rules", "Règles et délais", "Ce que la loi impose, ce que le département choisit."),
    ("journal.read", "privacy:reads", "Lectures", "Qui a ouvert quel dossier, et pourquoi."),
    ("rights.manage", "privacy:rights", "Droits des personnes", "Leurs demandes, avec la date où répondre."),
    ("retention.manage", "privacy:retention", "Conservation", "Les dossiers qui arrivent à leur terme."),
    ("accesses.judge", "people:emergencies", "Accès d’urgence", "Chacun se relit, justifié ou non."),
    ("organisation.manage", "access:accounts", "Comptes", "Qui travaille ici, qui n’y travaille plus."),
    ("organisation.read", "territories:organisation", "Organisation", "Territoires, sites, équipes et pôles."),
    ("roles.read", "access:roles", "Qui peut quoi", "Ce que chaque métier voit et fait."),
)


def doors(actor) -> list[Door]:
    """Nothing for whoever follows the duties of a unit: her day says what waits."""
    if actor.can("duties.see"):
        return []
    return [Door(label, address(view), said) for capability, view, label, said in DOORS if actor.can(capability)]
