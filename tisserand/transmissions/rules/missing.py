"""What a letter still wants before it may leave: everything at once, each with the page and the field for it."""

from collections.abc import Iterator

from tisserand.kernel.refusals import Refusal
from tisserand.transmissions.rules.facts import LetterFacts
from tisserand.transmissions.rules.kinds import Asked, Need, Page
from tisserand.transmissions.rules.secrecy import (
    Agreement,
    Ground,
    Recipient,
    Victim,
    ground,
    refusals_of_secrecy,
)

AGREEMENT_PAGE, CERTIFICATE_PAGE, INFORMATION_PAGE, CAISSE_PAGE = "accord", "certificat", "information", "caisse"
WITHOUT_CERTIFICATE = (
    "Sans certificat médical circonstancié d’un médecin inscrit sur la liste du procureur, le juge déclare la demande"
    " irrecevable (C. civ. 431)."
)

FOR_A_CHILD = (
    "Un·e mineur·e en danger\u00a0: l’information préoccupante est transmise aussi, sans délai, à la cellule de recueil"
    " (CASF L. 226-2-1)."
)
TO_BE_VERIFIED = (
    "À vérifier\u00a0: sans l’accord de la personne, préférez la cellule de l’agence régionale de santé au 3977,"
    " dont la qualité d’autorité (CP 226-14, 1°) n’est pas certaine."
)


def missing(facts: LetterFacts) -> tuple[Refusal, ...]:
    """`code` is the field, `field` the page."""
    return (*_headings(facts), *_coded(facts))


def _headings(facts: LetterFacts) -> Iterator[Refusal]:
    for page in facts.kind.pages:
        yield from _of_page(facts, page)


def _of_page(facts: LetterFacts, page: Page) -> Iterator[Refusal]:
    for entry in page.entries:
        if _written(facts, entry.code):
            continue
        if entry.need == Need.REQUIRED:
            yield Refusal(entry.code, f"Écrivez\u00a0: {_small(entry.label)}.", page.slug)
        if entry.need == Need.KNOWN and entry.code not in facts.unknown:
            yield Refusal(
                entry.code, f"Écrivez, ou dites «\u00a0Pas connu\u00a0»\u00a0: {_small(entry.label)}.", page.slug
            )
    sources = [entry.code for entry in page.entries if entry.need == Need.FACTS]
    if sources and not any(_written(facts, code) for code in sources):
        said = "Écrivez au moins un fait\u00a0: dit, observé ou confirmé par une source."
        yield Refusal(sources[0], said, page.slug)


def _coded(facts: LetterFacts) -> Iterator[Refusal]:
    yield from refusals_to_transmit(facts, facts.recipient)
    if facts.wants(Asked.CERTIFICATE):
        yield from _certificate(facts)
    if facts.wants(Asked.INFORMATION):
        yield from _information(facts)
    if facts.wants(Asked.CAISSE) and not facts.caisse:
        said = "Dites si la personne est allocataire\u00a0: le délai de la caisse en dépend (3 ou 5 jours ouvrés)."
        yield Refusal("caisse", said, CAISSE_PAGE)


def refusals_to_transmit(facts: LetterFacts, to: str) -> Iterator[Refusal]:
    """The ground in law, for this recipient."""
    if not facts.has_said_secrecy:
        said = "Dites qui signale, si la personne est d’accord, si elle peut se protéger et quel est le danger."
        yield Refusal("agreement", said, AGREEMENT_PAGE)
        return
    for refusal in refusals_of_secrecy(facts.case(to)):
        yield Refusal(refusal.code, refusal.message, AGREEMENT_PAGE)
    if facts.kind.by_law:
        return
    if facts.agreement == Agreement.GIVEN and facts.agreed_on is None:
        yield Refusal("agreed_on", "Datez l’accord de la personne.", AGREEMENT_PAGE)
    if facts.victim == Victim.UNABLE and not facts.victim_words.strip():
        said = "Dites ce qui empêche la personne de se protéger\u00a0: âge, incapacité physique ou psychique"
        yield Refusal("victim_words", f"{said} (CP 226-14, 1°).", AGREEMENT_PAGE)


def _certificate(facts: LetterFacts) -> Iterator[Refusal]:
    if not facts.certificate:
        said = f"Dites si le certificat est joint, attendu, ou l’examen refusé. {WITHOUT_CERTIFICATE}"
        yield Refusal("certificate", said, CERTIFICATE_PAGE)
    elif facts.certificate == "attached":
        if not (facts.doctor.strip() and facts.certificate_on):
            yield Refusal("doctor", "Nommez le médecin et datez son certificat.", CERTIFICATE_PAGE)
        if not facts.doctor_is_listed:
            said = "Seul compte le certificat d’un médecin inscrit sur la liste du procureur (C. civ. 431)."
            yield Refusal("doctor_is_listed", f"{said} Sinon, choisissez «\u00a0attendu\u00a0».", CERTIFICATE_PAGE)


def _information(facts: LetterFacts) -> Iterator[Refusal]:
    if not facts.informed:
        yield Refusal("informed", "Dites si la personne est informée de cette transmission.", INFORMATION_PAGE)
    elif facts.informed == "told" and facts.informed_on is None:
        yield Refusal("informed_on", "Datez le jour où la personne a été informée.", INFORMATION_PAGE)
    elif facts.informed == "not_told" and _must_be_told(facts):
        said = (
            "L’article 226-14, 3° du code pénal demande d’informer la personne du signalement. Informez-la, datez-le."
        )
        yield Refusal("informed", said, INFORMATION_PAGE)
    elif facts.informed == "not_told" and not facts.informed_words.strip():
        yield Refusal("informed_words", "Dites pourquoi la personne n’est pas informée.", INFORMATION_PAGE)


def _must_be_told(facts: LetterFacts) -> bool:
    return facts.has_said_secrecy and ground(facts.case(facts.recipient)) == Ground.HEALTH


def warnings(facts: LetterFacts) -> tuple[str, ...]:
    """Said clearly, on the page and in the letter; nothing is prevented."""
    certified = not facts.wants(Asked.CERTIFICATE) or facts.certificate == "attached"
    told = (
        (not certified, WITHOUT_CERTIFICATE),
        (facts.victim == Victim.MINOR, FOR_A_CHILD),
        (facts.recipient == Recipient.HOTLINE and facts.agreement != Agreement.GIVEN, TO_BE_VERIFIED),
    )
    return tuple(sentence for holds, sentence in told if holds)


def _written(facts: LetterFacts, code: str) -> bool:
    return bool(facts.said.get(code, "").strip())


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
