"""Each part of a plan has its own small form: this is the list of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tisserand.support.web import forms
from tisserand.support.web.place import Place
from tisserand.support.web.saves import (
    closing_options,
    colleagues,
    continuity,
    frame,
    known_autonomy,
    live,
    members,
    objective,
    owners,
    save_adhesion,
    save_autonomy,
    save_beneficiary,
    save_closing,
    save_commitment,
    save_continuity,
    save_disagreement,
    save_formalisation,
    save_frame,
    save_hand_over,
    save_mandate,
    save_measure,
    save_note,
    save_objective,
    save_point,
    save_question,
    save_review,
    save_step,
    save_withdrawal,
    sides,
    today,
)


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    form: type
    save: Callable[[Place, dict, str], object]
    initial: Callable[[Place], dict] = lambda place: {}
    options: Callable[[Place], dict] = lambda place: {}
    button: str = "Garder"
    kept: str = "C’est gardé."
    hint: str = ""
    anchor: str = ""
    template: str = "support/section.html"
    # Long texts are kept while typing; a date and a choice are not worth it.
    draft: bool = False
    part: str = ""
    # The fields that two people may have written at once.
    shared: Mapping[str, str] = field(default_factory=dict)


OBJECTIVE_TEXTS = {
    "words": "L’objectif, avec ses mots",
    "criterion": "On saura que c’est mieux quand",
    "feasibility": "Ce qui rend l’objectif réalisable",
}
FRAME_TEXTS = {"words": "Ce que la personne veut changer"}

SECTIONS = {
    section.slug: section
    for section in (
        Section("cadre", "Cadre de l’accompagnement", forms.FrameForm, save_frame, frame, shared=FRAME_TEXTS),
        Section(
            "adhesion",
            "Son adhésion",
            forms.AdhesionForm,
            save_adhesion,
            today("adhesion_on"),
            hint="L’adhésion est dite par la personne elle-même, datée, et peut être retirée à tout moment.",
            kept="L’adhésion est notée.",
        ),
        Section(
            "retrait",
            "L’adhésion est retirée",
            forms.WithdrawForm,
            save_withdrawal,
            today("withdrawn_on"),
            hint="L’accompagnement s’arrête le jour même. Il restera à le clore, dans les 15 jours.",
            kept="Le retrait est daté. Il reste à clore l’accompagnement.",
        ),
        Section(
            "mandat",
            "La décision de l’autorité",
            forms.MandateForm,
            save_mandate,
            hint="Sans la décision jointe, rien ne s’impose à la personne.",
            kept="La décision est jointe.",
        ),
        Section(
            "foyer",
            "Qui d’autre est concerné",
            forms.BeneficiaryForm,
            save_beneficiary,
            options=members,
            hint="L’adhésion est individuelle\u00a0: chacun dit oui pour soi.",
        ),
        Section(
            "mesure",
            "Une mesure exercée par d’autres",
            forms.MeasureForm,
            save_measure,
            hint="Tutelle, curatelle, AEMO…\u00a0: connues de nous, jamais nos accompagnements.",
        ),
        Section(
            "formalisation",
            "Remise du projet",
            forms.FormaliseForm,
            save_formalisation,
            today("formalised_on"),
            kept="La remise du projet est notée.",
        ),
        Section(
            "question",
            "Votre question à l’équipe",
            forms.QuestionForm,
            save_question,
            lambda place: {"question": place.plan.question, "version": place.plan.version},
            draft=True,
            shared={"question": "Votre question à l’équipe"},
        ),
        Section(
            "objectif",
            "Un objectif",
            forms.ObjectiveForm,
            save_objective,
            objective,
            anchor="objectifs",
            template="support/objective_form.html",
            draft=True,
            part="maybe_objective",
            kept="L’objectif est gardé.",
            shared=OBJECTIVE_TEXTS,
        ),
        Section("etape", "Une étape", forms.StepForm, save_step, options=owners, anchor="objectifs", part="objective"),
        Section(
            "point",
            "Où en est cet objectif",
            forms.AssessForm,
            save_point,
            lambda place: {
                "state": place.objective.state,
                "scale_now": place.objective.scale_now,
                "said_on": place.today,
            },
            lambda place: {"objective": place.objective},
            anchor="objectifs",
            part="objective",
        ),
        Section(
            "engagement", "Un engagement", forms.CommitmentForm, save_commitment, options=sides, anchor="engagements"
        ),
        Section(
            "desaccord",
            "Un désaccord, noté tel que dit",
            forms.DisagreementForm,
            save_disagreement,
            today("said_on"),
            anchor="engagements",
            draft=True,
        ),
        Section(
            "autonomie",
            "Autonomie, dite par la personne",
            forms.AutonomyForm,
            save_autonomy,
            today("said_on"),
            known_autonomy,
            anchor="autonomie",
            hint="La même échelle qu’à l’évaluation, au début, aux bilans et à la fin. Se demande, ne se déduit pas.",
        ),
        Section(
            "note",
            "Un entretien, une visite, un appel",
            forms.ContactForm,
            save_note,
            today("on"),
            anchor="notes",
            draft=True,
            kept="La note est gardée, le temps est compté.",
        ),
        Section(
            "bilan",
            "Bilan fait ensemble",
            forms.ReviewForm,
            save_review,
            today("held_on"),
            live,
            anchor="bilans",
            draft=True,
            kept="Le bilan est gardé.",
        ),
        Section(
            "cloture",
            "Terminer l’accompagnement",
            forms.CloseForm,
            save_closing,
            today("closed_on"),
            closing_options,
            button="Clore l’accompagnement",
            kept="L’accompagnement est clos.",
            hint="Un accompagnement clos se lit et ne se change plus.",
            draft=True,
        ),
        Section(
            "continuite",
            "Fiche de continuité",
            forms.ContinuityForm,
            save_continuity,
            continuity,
            hint="Pour le collègue qui recevra la personne en votre absence. Rien d’autre du plan ne lui est montré.",
            draft=True,
        ),
        Section(
            "referent",
            "Changer de référent",
            forms.HandOverForm,
            save_hand_over,
            options=colleagues,
            hint="Le nouveau référent reprend le plan et ses échéances. Votre accès se ferme.",
            kept="L’accompagnement a changé de référent.",
        ),
    )
}
