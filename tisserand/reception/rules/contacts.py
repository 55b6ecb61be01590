"""By where and by whom the service is spoken to: a third party is told nothing, and some open no file (practice.md)."""

from tisserand.kernel.refusals import Refusal

COUNTER, TELEPHONE, PERMANENCE = "guichet", "telephone", "permanence"
# « Dans nos locaux »: nobody is there by telephone, by letter, or through another.
ON_OUR_PREMISES = {COUNTER, PERMANENCE}
HERSELF, RELATIVE, ELECTED, NAMELESS = "personne", "proche", "elu", "anonyme"
OURSELVES = "initiative-du-service"
# The service says to her, not to who called, that she may come: all that such a contact may be about.
AT_DISPOSAL = "mise-a-disposition"
NEITHER_YES_NOR_NO = "Nous ne pouvons ni confirmer ni infirmer que cette personne est connue."


def is_third_party(author: str) -> bool:
    """Partners at the desk included."""
    return author not in {HERSELF, OURSELVES}


def opens_no_file(*, channel: str, author: str) -> bool:
    """An elected member, a neighbour, a voice without a name. Whoever gives none at the desk speaks for herself."""
    return author in {RELATIVE, ELECTED} or (author == NAMELESS and channel not in ON_OUR_PREMISES)


def refusals_to_concern(*, channel: str, author: str, purpose: str) -> tuple[Refusal, ...]:
    """Whether such a contact may carry the name of somebody known."""
    if opens_no_file(channel=channel, author=author) and purpose != AT_DISPOSAL:
        said = "Ce contact vient d’un tiers\u00a0: il porte le nom d’une personne connue pour une mise à disposition."
        return (Refusal("third", said, "purpose"),)
    return ()


def refusals_to_open_file(*, channel: str, author: str) -> tuple[Refusal, ...]:
    if opens_no_file(channel=channel, author=author):
        return (Refusal("third", "Ce contact vient d’un tiers\u00a0: il n’ouvre pas de dossier."),)
    return ()


def refusals_to_ask(*, channel: str, author: str) -> tuple[Refusal, ...]:
    """A demand is hers."""
    if opens_no_file(channel=channel, author=author):
        said = "Ce contact vient d’un tiers\u00a0: une demande s’écrit quand la personne vient ou appelle elle-même."
        return (Refusal("third", said),)
    return ()


def refusals_to_offer(*, author: str, purpose: str) -> tuple[Refusal, ...]:
    if purpose == AT_DISPOSAL and author == HERSELF:
        said = "Une mise à disposition répond à un tiers\u00a0: dites qui s’adresse au service."
        return (Refusal("offer", said, "purpose"),)
    return ()
