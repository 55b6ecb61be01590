"""Papers of the story told by the mock-ups: one morning in Sainte-Rose, every name invented."""

from dataclasses import replace
from datetime import date, time

from tisserand.documents import rules
from tisserand.documents.rules import Who

TODAY = date(2026, 11, 24)
ROSELYNE = rules.Named("Roselyne Mirval", "Mme")
CORINNE = rules.Contact(
    "Mme Corinne Lollia",
    "assistante de service social",
    "TIS de Sainte-Rose, 12 rue de l’Église, 97115 Sainte-Rose",
    "0590 00 00 12",
)


def letterhead(**changes):
    usual = rules.Letterhead("Département de la Guadeloupe", TODAY, "Action sociale de proximité", "7K2M-9QX")
    return replace(usual, **changes)


def keep_her_home():
    return rules.Objective(
        "Garder mon logement. Que les enfants ne changent pas d’école.",
        "L’échéancier est signé et tenu trois mois de suite, et le juge n’a pas prononcé l’expulsion.",
        (
            rules.Step(Who.PERSON, "Remplir le dossier FSL", done_on=date(2026, 10, 20)),
            rules.Step(Who.PROFESSIONAL, "Relancer le FSL", name="M. Tacita", due_on=date(2026, 11, 27)),
            rules.Step(Who.TOGETHER, "Écrire à l’avocat, préparer l’audience", due_on=date(2026, 12, 1)),
            rules.Step(Who.PERSON, "Payer 65 € le 5 de chaque mois", due_words="à partir du 5 décembre"),
        ),
    )


def get_her_hours_back():
    return rules.Objective(
        "Retrouver mes heures. Dix-huit heures, on ne vit pas avec ça.",
        "Un avenant à 25 heures est signé, ou un second employeur est trouvé.",
        (
            rules.Step(Who.PERSON, "Demander un entretien à son employeur", due_on=date(2026, 12, 4)),
            rules.Step(Who.PROFESSIONAL, "Dire ce que France Travail peut apporter", name="Mme Lollia", due_on=TODAY),
        ),
    )


def support_plan(**changes):
    plan = rules.SupportPlan(
        letterhead=letterhead(),
        person=ROSELYNE,
        words="Je veux qu’on arrête de courir derrière les papiers, et qu’on reste chez nous.",
        kind="Accompagnement social global",
        origin="Proposé par le service, accepté par Mme Mirval",
        starts_on=date(2026, 10, 12),
        ends_on=date(2027, 4, 11),
        review_on=date(2027, 3, 11),
        adhesion_on=date(2026, 10, 12),
        objectives=(keep_her_home(), get_her_hours_back()),
        person_commitments=("Venir, ou prévenir la veille", "Garder les quittances et les courriers"),
        service_commitments=("Répondre sous 3 jours ouvrés", "Être avec elle à l’audience du 17 décembre"),
        referent=CORINNE,
        appeal="Écrivez à Mme Ghislaine Ozier, cheffe de service, à la même adresse. "
        "Vous pouvez aussi saisir le Défenseur des droits, gratuitement, au 09 69 39 00 00.",
    )
    return replace(plan, **changes)


def imposed_plan():
    mandate = rules.Mandate("le juge des tutelles de Pointe-à-Pitre", "MASP 3", date(2026, 9, 2), "26/00417")
    return support_plan(mandate=mandate, adhesion_on=None, origin="Décision d’autorité")


def appointment_cards(count=3, **changes):
    card = rules.Appointment(
        date(2026, 12, 1),
        time(9, 0),
        "TIS de Sainte-Rose",
        "12 rue de l’Église, 97115 Sainte-Rose",
        ROSELYNE,
        "Mme Lollia",
        "0590 00 00 12",
    )
    return rules.AppointmentCards(letterhead(service="", reference=""), (replace(card, **changes),) * count)


def presence_certificate():
    return rules.PresenceCertificate(
        letterhead(service=""), ROSELYNE, TODAY, time(9, 15), "TIS de Sainte-Rose", CORINNE, time(10, 40)
    )


def continuity_sheet():
    return rules.ContinuitySheet(
        letterhead=letterhead(),
        person=ROSELYNE,
        born_on=date(1988, 3, 9),
        referent=CORINNE,
        cover=rules.Contact("M. Fred Tacita", "conseiller en économie sociale familiale", "", "0590 00 00 14"),
        safe_contact="0690 00 00 51, en semaine avant 15 h. Pas de message vocal, pas de courrier.",
        safety=("Ne pas appeler l’école.", "En cas de danger ce soir\u00a0: 17, puis prévenir Mme Ozier."),
        words="Je veux qu’on reste chez nous.",
        ongoing=("Accompagnement social global, du 12 octobre 2026 au 11 avril 2027", "Demande FSL déposée"),
        next_steps=(
            rules.NextStep("Relancer le FSL", "M. Tacita", date(2026, 11, 27)),
            rules.NextStep("Préparer l’audience", "Mme Lollia et Mme Mirval", date(2026, 12, 1)),
        ),
    )


COUNTER = (
    rules.CodedList(
        "Objet",
        (
            "Souhaite voir un travailleur social",
            "Rendez-vous prévu",
            "Dépôt ou retrait de document",
            "Prise de rendez-vous ou renseignement",
            "Message pour un professionnel",
            "Autre service",
            "Autre",
        ),
    ),
    rules.CodedList(
        "Auteur du contact",
        (
            "Personne",
            "Proche",
            "Service départemental",
            "Partenaire",
            "Élu",
            "Autorité",
            "Anonyme",
            "Initiative du service",
        ),
    ),
)
INTERVIEW = (
    rules.CodedList(
        "Thèmes",
        (
            "Accès ou rupture de droits",
            "Droit au séjour",
            "Alimentation, première nécessité",
            "Budget, surendettement",
            "Eau, énergie, télécoms",
            "Recherche de logement",
            "Impayé de loyer, expulsion",
            "Habitat indigne ou inadapté",
            "Hébergement",
            "Domiciliation",
            "Insertion, emploi",
            "Santé, couverture maladie",
            "Santé psychique, addictions",
            "Vieillissement, aidants",
            "Handicap",
            "Protection juridique",
            "Parentalité, grossesse, scolarité",
            "Enfant en danger ou risque",
            "Séparation, conflit familial",
            "Violences conjugales ou intrafamiliales (adultes)",
            "Maltraitance d’un adulte vulnérable",
            "Deuil, obsèques",
            "Isolement",
            "Mobilité, continuité territoriale",
            "Numérique, écrit",
            "Sinistre, catastrophe",
            "Autre",
        ),
        several=True,
        hint="un principal souligné, deux associés",
    ),
    rules.CodedList(
        "Réponses",
        (
            "Écoute seule",
            "Information, conseil",
            "Démarche par la personne",
            "Démarche ensemble",
            "Démarche à sa place",
            "Aide financière ou matérielle demandée",
            "Protection ou mise à l’abri",
            "Orientation interne",
            "Orientation externe",
            "Médiation",
            "Évaluation proposée",
            "Accompagnement proposé",
            "Action collective proposée",
            "Besoin sans réponse",
        ),
        several=True,
    ),
    rules.CodedList(
        "Issue de la venue",
        (
            "Reçue en entretien",
            "Réponse au guichet",
            "Rendez-vous fixé",
            "Réorientée",
            "Invitée à revenir",
            "Partie avant réception",
        ),
    ),
)


def paper_intake():
    return rules.PaperIntake(letterhead(reference=""), "TIS de Sainte-Rose", COUNTER, INTERVIEW)
