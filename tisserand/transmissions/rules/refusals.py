"""Why a step of a letter cannot be done: all the reasons at once, each with its way out."""

from collections.abc import Iterable
from datetime import date

from tisserand.kernel.names import sort_key
from tisserand.kernel.refusals import Refusal
from tisserand.transmissions.rules.facts import LetterFacts
from tisserand.transmissions.rules.kinds import kinds, kinds_on
from tisserand.transmissions.rules.lists import coded, label
from tisserand.transmissions.rules.missing import missing, refusals_to_transmit
from tisserand.transmissions.rules.states import GONE, NEXT, STATE_LABELS, State

AHEAD = "Cette date n’est pas encore arrivée. Corrigez-la."
# Shorter than this, a secret would be found in any text.
SHORTEST_SECRET = 6


def refusals_to_move(state: State, to: State) -> tuple[Refusal, ...]:
    if to in NEXT[state]:
        return ()
    if state == State.CLOSED:
        return (Refusal("closed", "Cette transmission est close\u00a0: elle se lit, elle ne se change plus."),)
    said = STATE_LABELS[state]
    return (Refusal("state", f"Ce n’est pas possible à cette étape\u00a0: «\u00a0{said}\u00a0»."),)


def refusals_to_start(*, kind: str, recipient: str, today: date) -> tuple[Refusal, ...]:
    if kind not in kinds_on(today):
        return (Refusal("kind", "Choisissez ce qui est à transmettre.", "kind"),)
    if recipient not in kinds()[kind].recipients:
        return (Refusal("recipient", "Choisissez à qui cette transmission s’adresse.", "recipient"),)
    return ()


def refusals_to_write(state: State) -> tuple[Refusal, ...]:
    if state == State.DRAFT:
        return ()
    if state == State.SEALED:
        return (Refusal("sealed", "La lettre est prête à partir. Pour la changer, reprenez-la d’abord."),)
    return (Refusal("sent", "La lettre est partie\u00a0: elle se lit, elle ne se change plus."),)


def refusals_to_say(said: dict[str, object], *, today: date) -> tuple[Refusal, ...]:
    """Coded parts: a code that is listed, a day that came."""
    lists = {name: name for name in ("quality", "victim", "agreement", "danger", "certificate", "informed", "caisse")}
    found = [
        Refusal(name, "Choisissez dans la liste.", name)
        for name in lists
        if said.get(name) and said[name] not in coded(lists[name])
    ]
    days = ("agreed_on", "certificate_on", "informed_on")
    found += [Refusal(name, AHEAD, name) for name in days if isinstance(day := said.get(name), date) and day > today]
    return tuple(found)


def refusals_to_seal(facts: LetterFacts, *, secrets: Iterable[str], texts: Iterable[str]) -> tuple[Refusal, ...]:
    if stopped := refusals_to_move(facts.state, State.SEALED):
        return stopped
    return (*missing(facts), *refusals_to_reveal(facts, secrets=secrets, texts=texts))


def refusals_to_reveal(facts: LetterFacts, *, secrets: Iterable[str], texts: Iterable[str]) -> tuple[Refusal, ...]:
    """An address or a number kept secret never leaves the house, whoever typed it, whatever the heading."""
    hidden = [key for key in map(sort_key, secrets) if len(key) >= SHORTEST_SECRET]
    told = " ".join(map(sort_key, texts))
    if not any(secret in told for secret in hidden):
        return ()
    said = "Une adresse ou un numéro tenus secrets sont écrits dans cette lettre. Retirez-les."
    return (Refusal("secret_place", said, facts.kind.pages[0].slug),)


def refusals_to_send(
    facts: LetterFacts, *, to: str, channel: str, proof: str, on: date, today: date, outside: bool = False
) -> tuple[Refusal, ...]:
    """What is sealed leaves; what left without the product is kept with its proof. The ground is asked each time."""
    refusals: list[Refusal] = []
    if facts.state not in GONE:
        refusals += _not_sealed(facts, outside=outside)
    if to not in facts.kind.recipients:
        refusals.append(Refusal("to", "Choisissez à qui.", "to"))
    elif to in facts.sent_to:
        refusals.append(Refusal("again", f"Déjà transmis\u00a0: {label('recipient', to)}.", "to"))
    else:
        refusals += [Refusal(one.code, one.message, "to") for one in refusals_to_transmit(facts, to)]
    if channel not in coded("channel"):
        refusals.append(Refusal("channel", "Dites par quel moyen.", "channel"))
    if not proof.strip():
        said = "Écrivez ce qui le prouve\u00a0: numéro du recommandé, accusé de réception, nom et heure de l’appel."
        refusals.append(Refusal("proof", said, "proof"))
    return (*refusals, *([Refusal("ahead", AHEAD, "on")] if on > today else []))


def _not_sealed(facts: LetterFacts, *, outside: bool) -> tuple[Refusal, ...]:
    if facts.state == State.DRAFT and not outside:
        return (Refusal("unsealed", "Achevez d’abord la lettre, ou dites qu’elle est partie hors outil."),)
    return refusals_to_move(facts.state, State.SENT)


def refusals_to_answer(facts: LetterFacts, *, answer: str, on: date, today: date) -> tuple[Refusal, ...]:
    refusals = [] if facts.state == State.ANSWERED else list(refusals_to_move(facts.state, State.ANSWERED))
    if answer not in coded(facts.kind.answers):
        refusals.append(Refusal("answer", "Dites ce qui a été répondu.", "answer"))
    if on > today:
        refusals.append(Refusal("ahead", AHEAD, "on"))
    elif facts.sent_on and on < facts.sent_on:
        refusals.append(Refusal("before", "La réponse vient après l’envoi. Corrigez la date.", "on"))
    return tuple(refusals)


def refusals_to_close(facts: LetterFacts, *, reason: str, words: str) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_move(facts.state, State.CLOSED))
    if reason not in coded("closing"):
        refusals.append(Refusal("reason", "Dites pourquoi elle se termine.", "reason"))
    if reason == "done" and not facts.answered:
        refusals.append(Refusal("unanswered", "Notez d’abord la réponse.", "reason"))
    if reason not in {"done", ""} and not words.strip():
        refusals.append(Refusal("words", "Écrivez ce qui s’est passé.", "words"))
    return tuple(refusals)
