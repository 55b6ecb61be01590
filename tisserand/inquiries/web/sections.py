"""Each part of an inquiry has its own small form: this is the list of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tisserand.inquiries.web import forms, saves
from tisserand.inquiries.web.saves import Place, heading, today


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    form: type
    save: Callable[[Place, dict, str], None]
    initial: Callable[[Place], dict] = lambda place: {}
    options: Callable[[Place], dict] = lambda place: {}
    button: str = "Garder"
    kept: str = "C’est gardé."
    hint: str = ""
    # Long texts are kept while typing; a date and a choice are not worth it.
    draft: bool = False
    # The fields that two people may have written at once.
    shared: Mapping[str, str] = field(default_factory=dict)


def written(slug: str, title: str, form: type, shared: Mapping[str, str], **said) -> Section:
    """A heading of the diagnosis."""
    names = [name for name in form.base_fields if name != "version"]
    said = {"save": saves.save_heading, "initial": heading(*names), "draft": True} | said
    return Section(slug, title, form, shared=shared, **said)


HEADINGS = (
    written(
        "foyer",
        "Le foyer et le logement",
        forms.HouseholdForm,
        {"household": "Le foyer", "work": "Situation professionnelle"},
    ),
    written(
        "budget",
        "Ressources et charges",
        forms.BudgetForm,
        {"budget_words": "Ce budget"},
        save=saves.save_budget,
        initial=saves.budget,
        hint="Par mois, pour tout le foyer. Le reste à vivre par personne se calcule seul.",
    ),
    written(
        "dette",
        "La dette et ses causes",
        forms.DebtForm,
        {"causes_words": "Comment c’est arrivé", "repayment": "Plan d’apurement"},
    ),
    written("demarches", "Démarches et aides demandées", forms.StepsForm, {"steps_words": "Où elles en sont"}),
    written(
        "perspectives",
        "Rester, se reloger",
        forms.ProspectsForm,
        {"keep_words": "À quelles conditions", "consequences": "Ce que changerait la résiliation"},
    ),
    written(
        "observations",
        "Ce que chacun veut dire au juge",
        forms.ObservationsForm,
        {"tenant_words": "La personne", "landlord_words": "Le bailleur"},
    ),
)
STEPS = (
    Section(
        "saisine",
        "La saisine",
        forms.SaisineForm,
        saves.save_saisine,
        saves.saisine,
        hint="Pour corriger une faute. Une audience renvoyée se note à part : son histoire est gardée.",
        shared={"court": "Tribunal", "landlord_name": "Bailleur"},
    ),
    Section(
        "attribution",
        "Qui conduit l’enquête",
        forms.AttributeForm,
        saves.save_attribution,
        options=saves.colleagues,
        button="Attribuer",
        kept="L’enquête est attribuée.",
        hint="De préférence quelqu’un qui n’accompagne pas la personne : l’enquête est commandée, l’aide est libre.",
    ),
    Section(
        "tentative",
        "Proposer un entretien, relancer",
        forms.AttemptForm,
        saves.save_attempt,
        today("on"),
        kept="La proposition est gardée, avec sa preuve.",
        hint="Dites aussi à la personne et au bailleur jusqu’à quand ils peuvent donner leurs observations.",
    ),
    Section(
        "rencontre",
        "La personne est rencontrée",
        forms.MeetForm,
        saves.save_meeting,
        today("on"),
        kept="La rencontre est datée.",
    ),
    Section(
        "carence",
        "La personne n’est pas rencontrée",
        forms.GiveUpForm,
        saves.save_giving_up,
        kept="C’est noté. Le diagnostic de carence dira ce qui a été tenté.",
        hint="Elle peut encore être rencontrée jusqu’à l’audience.",
    ),
    Section(
        "accord",
        "Son accord pour son dossier d’accompagnement",
        forms.AgreementForm,
        saves.save_agreement,
        saves.agreement,
        hint="Sans cet accord, rien de ce dossier n’entre dans le diagnostic.",
        draft=True,
    ),
    Section(
        "lecture",
        "La personne lit le diagnostic",
        forms.ReadForm,
        saves.save_reading,
        today("on"),
        kept="Sa lecture est datée. Le diagnostic peut partir.",
        hint="La personne le lit avant le juge.",
    ),
    Section(
        "envoi",
        "Transmettre le diagnostic",
        forms.SendForm,
        saves.save_sending,
        today("on"),
        kept="L’envoi est gardé, avec sa preuve.",
        hint="Au juge et à la CCAPEX, cinq jours ouvrés au moins avant l’audience.",
    ),
    Section(
        "renvoi",
        "L’audience est renvoyée",
        forms.PostponeForm,
        saves.save_postponement,
        kept="Les dates sont recalculées. L’ancienne reste à l’histoire.",
    ),
    Section(
        "decision",
        "La décision du juge",
        forms.JudgmentForm,
        saves.save_judgment,
        today("on"),
        kept="La décision est notée. Proposez une suite à la personne.",
        draft=True,
    ),
    Section(
        "suite",
        "Une suite proposée",
        forms.FollowForm,
        saves.save_follow_up,
        today("on"),
        kept="La suite est notée. Aucun accompagnement ne commence sans la personne.",
        hint="Une offre, jamais une obligation.",
        draft=True,
    ),
    Section(
        "cloture",
        "Clore l’enquête",
        forms.CloseForm,
        saves.save_closing,
        button="Clore l’enquête",
        kept="L’enquête est close.",
        draft=True,
    ),
)
# What only those who answer for the team may do.
MANAGED = frozenset({"saisine", "attribution"})
SECTIONS = {section.slug: section for section in (*STEPS, *HEADINGS)}
