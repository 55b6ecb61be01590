"""Each part of a concern has its own small form: this is the list of them, and whose hand each is in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from tisserand.inquiries.web.concerns import forms, saves
from tisserand.inquiries.web.concerns.saves import Place, of_part, of_row, today
from tisserand.kernel.refusals import Refusal


class Hand(Enum):
    UNIT = "unit"
    EVALUATORS = "evaluators"
    BOTH = "both"


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    form: type
    save: Callable[[Place, dict, str], None]
    hand: Hand
    initial: Callable[[Place], dict] = lambda place: {}
    options: Callable[[Place], dict] = lambda place: {}
    # Why the form would be refused whatever is typed: said before anybody types.
    refused: Callable[[Place], tuple[Refusal, ...]] = lambda place: ()
    # The list of the sheet in which the part is found.
    part: str = ""
    button: str = "Garder"
    kept: str = "C’est gardé."
    hint: str = ""
    draft: bool = False
    shared: Mapping[str, str] = field(default_factory=dict)


UNIT, EVALUATORS, BOTH = Hand
CHILD = ("name", "file", "born_on", "place")
ADULT = ("name", "file", "tie", "authority", "contact")
HEARING = ("agreement", "agreement_why", "heard", "heard_on", "heard_why", "heard_words")
PARENT = ("heard_on", "unheard", "heard_words", "informed_on", "uninformed")

WHOLE = (
    Section(
        "qualification",
        "Qualifier cette information",
        forms.QualifyForm,
        saves.save_qualification,
        UNIT,
        button="Qualifier",
        kept="La qualification est gardée, avec ses raisons.",
        draft=True,
    ),
    Section("enfant", "Un enfant du foyer", forms.ChildForm, saves.save_child, BOTH, options=saves.files),
    Section("adulte", "Un adulte du foyer", forms.AdultForm, saves.save_adult, BOTH, options=saves.files),
    Section(
        "evaluateurs",
        "Nommer les deux évaluateurs",
        forms.AssignForm,
        saves.save_assignment,
        UNIT,
        saves.named,
        saves.evaluators,
        button="Nommer",
        kept="Les évaluateurs sont nommés.",
        hint="Ni l’un ni l’autre n’accompagne déjà la famille. L’alerte, s’il y en a une, reste à la cellule.",
    ),
    Section(
        "rencontre",
        "Une rencontre avec la famille",
        forms.MeetingForm,
        saves.save_meeting,
        EVALUATORS,
        today("on"),
        hint="Une au domicile, au moins (D. 226-2-6 CASF).",
        draft=True,
    ),
    Section(
        "fait",
        "Un fait, avec sa source",
        forms.FactForm,
        saves.save_fact,
        EVALUATORS,
        options=saves.children_and_domains,
        kept="Le fait est gardé, avec sa source.",
        draft=True,
    ),
    Section(
        "synthese",
        "La synthèse",
        forms.AnalysisForm,
        saves.save_analysis,
        EVALUATORS,
        of_row("analysis"),
        draft=True,
        shared={"analysis": "Synthèse"},
    ),
    Section(
        "conclusion",
        "La conclusion commune",
        forms.ConcludeForm,
        saves.save_conclusion,
        EVALUATORS,
        saves.conclusion,
        button="Proposer cette conclusion",
        kept="La conclusion est proposée. Chacun la signe.",
        hint="Une seule, pour les deux évaluateurs. Celui qui n’est pas d’accord l’écrit en signant.",
        draft=True,
        shared={"words": "Ce qui la fonde"},
    ),
    Section(
        "signature",
        "Signer",
        forms.SignForm,
        saves.save_signature,
        EVALUATORS,
        of_row(),
        button="Signer",
        kept="C’est signé.",
    ),
    Section(
        "danger",
        "Danger grave et immédiat",
        forms.ReferForm,
        saves.save_referral,
        BOTH,
        button="Saisir le procureur sans délai",
        kept="Le procureur est à saisir aujourd’hui. Notez l’envoi et sa preuve.",
        hint="Appelez la permanence du parquet ; hors des heures, le 17 ou le 119.",
        draft=True,
    ),
    Section(
        "avis",
        "Demander à un professionnel qui connaît l’enfant",
        forms.AskForm,
        saves.save_question,
        EVALUATORS,
        options=saves.askable,
        button="Demander",
        kept="La question est envoyée. Ce professionnel ne lira rien d’autre.",
    ),
    Section(
        "envoi",
        "Envoyer",
        forms.DispatchForm,
        saves.save_dispatch,
        UNIT,
        today("on"),
        kept="L’envoi est gardé, avec sa preuve.",
        hint="Le signalement va au procureur, sans délai. Qui le saisit directement en adresse copie au département.",
    ),
    Section(
        "parents",
        "Informer les parents par écrit",
        forms.ParentsToldForm,
        saves.save_parents_told,
        UNIT,
        draft=True,
    ),
    Section(
        "transfert",
        "Transférer à un autre département",
        forms.TransferForm,
        saves.save_transfer,
        UNIT,
        today("on"),
        button="Transférer",
        kept="C’est transféré. Qui avait alerté est encore à informer.",
    ),
)
PARTS = (
    Section(
        "identite",
        "Un enfant du foyer",
        forms.ChildIdentityForm,
        saves.save_child_identity,
        BOTH,
        of_part(*CHILD),
        saves.files,
        part="children",
        shared={"name": "Nom"},
    ),
    Section(
        "adulte",
        "Un adulte du foyer",
        forms.AdultIdentityForm,
        saves.save_adult_identity,
        BOTH,
        of_part(*ADULT),
        saves.files,
        part="adults",
        shared={"name": "Nom"},
    ),
    Section(
        "retirer",
        "Retirer cet enfant",
        forms.RemoveChildForm,
        saves.save_removal,
        BOTH,
        of_part(),
        refused=saves.what_keeps,
        part="children",
        button="Retirer cet enfant",
        kept="L’enfant est retiré de cette information. La raison est gardée.",
        hint="Nommé deux fois, ou par erreur. Son nom et la raison restent lisibles ici."
        " Une conclusion déjà signée est à signer de nouveau.",
    ),
    Section(
        "entendre",
        "Entendre l’enfant",
        forms.HearChildForm,
        saves.save_hearing,
        EVALUATORS,
        of_part(*HEARING),
        part="children",
        hint="Seul, avec l’accord de ses parents. Un enfant impossible à rencontrer conduit à saisir le procureur.",
        draft=True,
        shared={"heard_words": "Ce que l’enfant dit", "heard_why": "Pourquoi"},
    ),
    Section(
        "besoins",
        "La situation et les besoins de l’enfant",
        forms.ChildNeedsForm,
        saves.save_needs,
        EVALUATORS,
        of_part("situation", "needs"),
        part="children",
        hint="Chaque enfant pour lui-même, frères et sœurs à part.",
        draft=True,
        shared={"needs": "Ses besoins"},
    ),
    Section(
        "parent",
        "Entendre et informer",
        forms.ParentForm,
        saves.save_parent,
        EVALUATORS,
        of_part(*PARENT),
        part="adults",
        draft=True,
        shared={"heard_words": "Ce que cette personne dit"},
    ),
    Section(
        "retour",
        "Répondre à ce professionnel",
        forms.SaidForm,
        saves.save_return_of_answer,
        EVALUATORS,
        part="contributions",
    ),
    Section(
        "restitution",
        "Restituer à qui a transmis",
        forms.ReturnForm,
        saves.save_return,
        UNIT,
        today("on"),
        part="transmissions",
        kept="La restitution est gardée. La lettre est prête.",
        hint="Dans les trois mois (L. 226-5 CASF). Rien du contenu de l’évaluation.",
        draft=True,
    ),
    Section(
        "suites",
        "Cette personne demande les suites",
        forms.AskedReturnForm,
        saves.save_asked_return,
        UNIT,
        today("on"),
        part="transmissions",
        kept="La demande est datée : trois mois pour répondre.",
    ),
)
OF_WHOLE = {section.slug: section for section in WHOLE}
OF_PART = {section.slug: section for section in PARTS}
