"""Why a step of an inquiry cannot be done yet: all the reasons at once, each with its way out."""

from collections.abc import Iterator
from datetime import date

from tisserand.inquiries.rules.calendar import Dates, has_time_to_offer_again
from tisserand.inquiries.rules.facts import InquiryFacts, Written
from tisserand.inquiries.rules.lists import coded, label
from tisserand.inquiries.rules.states import NEXT, STATE_LABELS, SUPPORT_FILE, WRITABLE, Landlord, State
from tisserand.kernel.refusals import Refusal

AHEAD = "Cette date n’est pas encore arrivée. Corrigez-la."
# What was done before the service was asked answers nothing (rule EXP-5a).
BEFORE_SAISINE = "Cette date est avant la saisine. Corrigez-la."
BEFORE_READING = "La personne lit le diagnostic avant qu’il parte\u00a0: cette date est avant sa lecture."


def _happened(on: date, today: date, after: date | None, words: str) -> Iterator[Refusal]:
    if on > today:
        yield Refusal("ahead", AHEAD, "on")
    elif after and on < after:
        yield Refusal("before", words, "on")


def refusals_to_move(state: State, to: State) -> tuple[Refusal, ...]:
    if to in NEXT[state]:
        return ()
    if state == State.CLOSED:
        return (Refusal("closed", "Cette enquête est close\u00a0: elle se lit, elle ne se change plus."),)
    return (Refusal("state", f"Ce n’est pas possible à cette étape\u00a0: «\u00a0{STATE_LABELS[state]}\u00a0»."),)


def refusals_to_change(state: State) -> tuple[Refusal, ...]:
    return refusals_to_move(state, State.CLOSED) if state == State.CLOSED else ()


def refusals_to_write(state: State) -> tuple[Refusal, ...]:
    if state in WRITABLE:
        return ()
    if state == State.RECEIVED:
        return (Refusal("unattributed", "Attribuez d’abord l’enquête."),)
    if state == State.SENT:
        return (Refusal("sent", "Le diagnostic est transmis. Pour le changer, reprenez-le d’abord."),)
    return (Refusal("heard", "L’audience a eu lieu\u00a0: le diagnostic se lit, il ne se change plus."),)


def refusals_to_take_up_again(state: State) -> tuple[Refusal, ...]:
    if state == State.SENT:
        return ()
    return (Refusal("not_sent", "Le diagnostic n’est pas encore transmis\u00a0: il peut s’écrire sans être repris."),)


def refusals_to_receive(said: Dates, *, court: str, landlord_name: str, today: date) -> tuple[Refusal, ...]:
    return tuple(_receive(said, court, landlord_name, today))


def _receive(said: Dates, court: str, landlord_name: str, today: date) -> Iterator[Refusal]:
    if not court.strip():
        yield Refusal("court", "Écrivez le tribunal qui tient l’audience.", "court")
    if not landlord_name.strip():
        yield Refusal("landlord_name", "Nommez le bailleur.", "landlord_name")
    if said.landlord not in set(Landlord):
        yield Refusal(
            "landlord", "Dites si le bailleur est un particulier, une société ou un bailleur social.", "landlord"
        )
    if said.seized_on > today:
        yield Refusal("seized_on", AHEAD, "seized_on")
    if said.hearing_on <= said.seized_on:
        yield Refusal("hearing_on", "L’audience vient après la saisine. Corrigez l’une des deux dates.", "hearing_on")
    # Rule EXP-3: the period of the clause depends on it.
    if said.lease_on > said.seized_on:
        yield Refusal("lease_on", "Le bail est signé avant la saisine. Corrigez l’une des deux dates.", "lease_on")


def refusals_to_attempt(
    *, channel: str, answer: str, on: date, proof: str, today: date, seized_on: date | None = None
) -> tuple[Refusal, ...]:
    refusals = []
    if channel not in coded("channel"):
        refusals.append(Refusal("channel", "Dites par quel moyen.", "channel"))
    if answer not in coded("answer"):
        refusals.append(Refusal("answer", "Dites ce que la personne a répondu.", "answer"))
    refusals += _happened(on, today, seized_on, BEFORE_SAISINE)
    if not proof.strip():
        refusals.append(
            Refusal(
                "proof", "Écrivez ce qui le prouve\u00a0: numéro du recommandé, heure de l’appel, avis laissé.", "proof"
            )
        )
    return tuple(refusals)


def refusals_to_meet(facts: InquiryFacts, *, how: str, on: date, today: date) -> tuple[Refusal, ...]:
    if facts.state == State.SENT:
        return refusals_to_write(facts.state)
    refusals = list(refusals_to_move(facts.state, State.MET))
    if how not in coded("meeting"):
        refusals.append(Refusal("how", "Dites où la personne a été rencontrée.", "how"))
    return (*refusals, *_happened(on, today, facts.seized_on, BEFORE_SAISINE))


def refusals_to_give_up(facts: InquiryFacts, *, reason: str, today: date, zone: str) -> tuple[Refusal, ...]:
    """« Non rencontré » is said with its proofs: two of them, unless the hearing is too near."""
    if facts.state == State.SENT:
        return refusals_to_write(facts.state)
    refusals = list(refusals_to_move(facts.state, State.NOT_MET))
    if reason not in coded("unmet"):
        refusals.append(Refusal("reason", "Dites pourquoi la personne n’a pas été rencontrée.", "reason"))
    if not facts.attempts:
        refusals.append(
            Refusal("attempts", "Aucune tentative n’est datée. Notez d’abord ce qui a été fait pour la joindre.")
        )
    elif len(facts.attempts) < 2 and reason == "silent" and has_time_to_offer_again(facts.hearing_on, zone, today):
        refusals.append(
            Refusal("again", "Une seule proposition est notée, et il reste du temps. Proposez une seconde fois.")
        )
    return tuple(refusals)


def refusals_to_use(sources: list[str], agreed_on: date | None) -> tuple[Refusal, ...]:
    """Missions are kept apart: an inquiry takes nothing from her file without her agreement (invariant 4)."""
    if SUPPORT_FILE not in sources or agreed_on:
        return ()
    return (
        Refusal(
            "support_file",
            "La personne n’a pas donné son accord\u00a0: rien de son dossier d’accompagnement n’entre ici."
            " Datez son accord, ou retirez cette source.",
            "sources",
        ),
    )


def refusals_to_finish(facts: InquiryFacts, written: Written) -> tuple[Refusal, ...]:
    """Headings of the form that are still empty (CERFA 16227*01). A « carence » says what is known."""
    if facts.state not in {State.MET, State.NOT_MET}:
        first = (
            "Dites d’abord si la personne a été rencontrée." if facts.state != State.WRITTEN else "C’est déjà écrit."
        )
        return (Refusal("state", first),)
    if facts.is_carence:
        return ()
    return (*missing(written), *refusals_to_use(list(written.sources), facts.support_agreed_on))


def missing(written: Written) -> tuple[Refusal, ...]:
    return tuple(
        Refusal(code, sentence, f"{section}") for empty, code, section, sentence in _headings(written) if empty
    )


def _headings(written: Written) -> Iterator[tuple[bool, str, str, str]]:
    yield not written.adults, "household", "foyer", "Dites combien de personnes vivent dans le logement."
    yield not written.has_resources, "resources", "budget", "Écrivez les ressources du foyer."
    yield not written.has_charges, "charges", "budget", "Écrivez les charges du foyer."
    yield not written.debt_known, "debt", "dette", "Écrivez le montant de la dette et sa date."
    yield not written.causes, "causes", "dette", "Dites ce qui a fait naître la dette."
    yield (
        not (written.steps or written.steps_words),
        "steps",
        "demarches",
        "Dites les démarches faites et les aides demandées.",
    )
    yield (
        not (written.keep and written.rehouse),
        "capacity",
        "perspectives",
        "Dites si la personne peut rester, ou se reloger.",
    )
    yield not written.consequences, "consequences", "perspectives", "Dites ce que changerait la résiliation du bail."
    yield not written.tenant_words, "tenant", "observations", "Écrivez ce que la personne veut dire au juge."
    yield (
        not written.landlord_words,
        "landlord",
        "observations",
        "Dites ce que le bailleur a observé, ou qu’il n’a rien dit.",
    )


def refusals_to_read(facts: InquiryFacts, *, how: str, on: date, today: date) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_move(facts.state, State.READ))
    if how not in coded("reading"):
        refusals.append(Refusal("how", "Dites comment la personne l’a lu.", "how"))
    if on > today:
        refusals.append(Refusal("ahead", AHEAD, "on"))
    return tuple(refusals)


def refusals_to_send(
    facts: InquiryFacts, *, to: str, channel: str, proof: str, on: date, today: date
) -> tuple[Refusal, ...]:
    refusals = [] if facts.state == State.SENT else list(refusals_to_move(facts.state, State.SENT))
    if facts.read_on is None and not facts.is_carence:
        refusals.append(Refusal("read", "La personne lit d’abord le diagnostic. Datez sa lecture."))
    if to not in coded("recipient"):
        refusals.append(Refusal("to", "Dites à qui.", "to"))
    elif to in facts.sent_to:
        refusals.append(Refusal("again", f"Déjà transmis\u00a0: {label('recipient', to)}.", "to"))
    if channel not in coded("sending"):
        refusals.append(Refusal("channel", "Dites par quel moyen.", "channel"))
    if not proof.strip():
        refusals.append(
            Refusal("proof", "Écrivez ce qui le prouve\u00a0: récépissé, numéro, accusé de réception.", "proof")
        )
    return (*refusals, *_happened(on, today, facts.read_on, BEFORE_READING))


def refusals_to_postpone(facts: InquiryFacts, *, to: date, reason: str, today: date) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_move(facts.state, State.HEARD))
    if to == facts.hearing_on:
        refusals.append(Refusal("same", "C’est déjà la date de l’audience.", "hearing_on"))
    if to <= today:
        refusals.append(Refusal("past", "Une audience renvoyée est à venir.", "hearing_on"))
    if not reason.strip():
        refusals.append(Refusal("reason", "Dites pourquoi, et par qui vous l’avez su.", "reason"))
    return tuple(refusals)


def refusals_to_judge(facts: InquiryFacts, *, judgment: str, on: date, today: date) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_move(facts.state, State.HEARD))
    if judgment not in coded("judgment"):
        refusals.append(Refusal("judgment", "Dites ce que le juge a décidé.", "judgment"))
    if on > today:
        refusals.append(Refusal("ahead", AHEAD, "on"))
    elif on < facts.hearing_on:
        refusals.append(
            Refusal(
                "early", "L’audience n’a pas encore eu lieu à cette date. Si elle a été avancée, changez sa date.", "on"
            )
        )
    return tuple(refusals)


def refusals_to_follow(
    facts: InquiryFacts, *, offers: list[str], answer: str, on: date, today: date
) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_move(facts.state, State.FOLLOWED))
    if not offers or not set(offers) <= set(coded("follow_up")):
        refusals.append(Refusal("offers", "Dites ce qui est proposé à la personne.", "offers"))
    if answer not in coded("follow_answer"):
        refusals.append(Refusal("answer", "Dites ce que la personne a répondu.", "answer"))
    if on > today:
        refusals.append(Refusal("ahead", AHEAD, "on"))
    return tuple(refusals)


def refusals_to_close(facts: InquiryFacts, *, reason: str, words: str) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_move(facts.state, State.CLOSED))
    if reason not in coded("closing"):
        refusals.append(Refusal("reason", "Dites pourquoi l’enquête se termine.", "reason"))
    if reason == "done" and facts.state != State.FOLLOWED:
        refusals.append(Refusal("follow_up", "Proposez d’abord une suite à la personne.", "reason"))
    if reason not in {"done", ""} and not words.strip():
        refusals.append(Refusal("words", "Écrivez ce qui s’est passé.", "words"))
    return tuple(refusals)
