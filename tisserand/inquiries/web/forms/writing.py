"""The headings of the form, one short page each."""

from tisserand.inquiries.rules import choices
from tisserand.inquiries.web.forms.words import (
    day,
    her_words,
    maybe_one_of,
    money,
    number,
    several_of,
    text,
)
from tisserand.ui.forms import Form, VersionField
from tisserand.ui.forms.base import prepare

LISTS = {"resource": "Ressources", "charge": "Charges", "debt": "Remboursements"}


class Section(Form):
    version = VersionField()


class HouseholdForm(Section):
    adults = number("Adultes dans le logement")
    children = number("Enfants dans le logement")
    household = text("Le foyer", help_text="Qui vit là, les âges des enfants, qui est titulaire du bail.")
    work = text("Situation professionnelle de chacun")
    housing = maybe_one_of("housing", "Le logement")
    rent = money("Loyer et charges, par mois")
    housing_aid = money("Aide au logement, par mois", help_text="Dites plus bas si elle est suspendue.")
    housing_words = text("Ce qu’il faut savoir du logement", help_text="État, adaptation, litiges, consommations.")


class BudgetForm(Section):
    template_name = "inquiries/budget.html"
    budget_words = text("Ce qu’il faut savoir de ce budget", help_text="Ressources qui changent, dettes, saisies.")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in LISTS:
            for code, label in choices(name):
                field = money(f"{label}, par mois")
                prepare(field, str(field.label))
                self.fields[f"m_{code}"] = field
        self.order_fields([name for name in self.fields if name.startswith("m_")])

    @property
    def groups(self) -> list[tuple[str, list]]:
        """As the form of the State: what comes in, what goes out, what is repaid."""
        return [(title, [self[f"m_{code}"] for code, _ in choices(name)]) for name, title in LISTS.items()]

    @property
    def amounts(self) -> dict:
        said = self.cleaned_data
        return {name[2:]: said[name] for name in said if name.startswith("m_") and said[name] is not None}


class DebtForm(Section):
    debt = money("Dette locative")
    debt_on = day("Arrêtée au")
    first_default_on = day("Premier impayé")
    causes = several_of("cause", "Ce qui l’a fait naître")
    causes_words = text("Comment c’est arrivé", help_text="Ce que la personne en dit, ce que les pièces montrent.")
    resumed_on = day("Paiements repris le")
    repayment = text("Plan d’apurement, mensualités proposées")


class StepsForm(Section):
    steps = several_of("step", "Démarches faites et aides demandées")
    steps_words = text("Où elles en sont", help_text="Avec leurs dates et les réponses reçues.")
    sources = several_of(
        "source", "D’où viennent ces informations", help_text="Rien du dossier d’accompagnement sans son accord daté."
    )


class ProspectsForm(Section):
    keep = maybe_one_of("capacity", "La personne peut-elle rester dans ce logement")
    keep_words = text("À quelles conditions")
    rehouse = maybe_one_of("capacity", "Peut-elle se reloger")
    rehouse_words = text("Comment")
    consequences = text("Ce que changerait la résiliation du bail", help_text="Enfants, santé, emploi, scolarité.")


class ObservationsForm(Section):
    tenant_words = her_words(
        "Ce que la personne veut dire au juge", required=False, help_text="Avec ses mots, dans sa langue s’il le faut."
    )
    landlord_words = text("Ce que le bailleur a observé", help_text="S’il n’a rien dit, écrivez-le.")
    landlord_heard_on = day("Recueilli le")
