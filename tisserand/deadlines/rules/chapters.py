"""The chapters of the book of rules, as one looks for a rule in it."""

# In the order of the book; each with how the identifiers of its rules begin.
CHAPTERS = {
    "accueil": ("Mission, premier accueil", ("ACC", "URG", "MAND")),
    "rsa": ("RSA et emploi", ("RSA", "AG")),
    "budget": ("Mesures budgétaires", ("MASP", "MAJ", "MJAGBF", "ASLL", "SUR")),
    "expulsion": ("Impayés, expulsion", ("EXP", "NRJ", "FSL")),
    "dalo": ("Droit au logement opposable", ("DAL", "DAH")),
    "enfance": ("Enfants\u00a0: information préoccupante", ("IP",)),
    "protection": ("Adultes en danger, protection", ("PRO", "VIF", "DOM")),
    "aides": ("Aides financières", ("AID",)),
    "donnees": ("Secret, données, droits", ("RGP", "DRO")),
    "collectif": ("Collectif", ("DSL",)),
}


def chapter_of(rule: str) -> str:
    """The chapter where a rule stands."""
    begins = rule.partition("-")[0]
    return next(code for code, (_, prefixes) in CHAPTERS.items() if begins in prefixes)
