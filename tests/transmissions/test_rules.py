"""What each letter wants, what is refused and how it is said; domiciliations and measures; no database."""

from datetime import date

import pytest

from tisserand.transmissions.rules import (
    NEXT,
    STANDING_LABELS,
    STANDING_NEXT,
    STATE_LABELS,
    AddressFacts,
    Asked,
    LetterFacts,
    Need,
    Standing,
    State,
    choices,
    coded,
    kinds,
    kinds_on,
    missing,
    secrecy,
    warnings,
    year_of,
)
from tisserand.transmissions.rules.domiciliation import (
    refusals_to_end,
    refusals_to_grant,
    refusals_to_refuse,
    refusals_to_request,
)
from tisserand.transmissions.rules.measures import BY_JUDGMENT, LONGEST, longest, refusals_to_record
from tisserand.transmissions.rules.refusals import (
    refusals_to_close,
    refusals_to_seal,
    refusals_to_send,
    refusals_to_start,
    refusals_to_write,
)
from tisserand.transmissions.rules.running import OpenAddress, OpenMeasure, blocks, refusal_of_address, refusals_to_add

HERE = "America/Guadeloupe"
TODAY = date(2026, 11, 24)
AGREED = {"quality": "social", "victim": "able", "agreement": "given", "agreed_on": TODAY, "danger": "none"}
CODED = {
    "protection": {"certificate": "awaited", "informed": "told", "informed_on": TODAY},
    "maltreatment": AGREED | {"informed": "told", "informed_on": TODAY},
    "violence": AGREED,
    "emergency_aid": AGREED | {"caisse": "allocataire"},
}


def whole(kind: str, **changes) -> LetterFacts:
    """Nothing is missing."""
    found = kinds()[kind]
    said = {entry.code: f"Ce qui est su de {entry.code}." for entry in found.entries}
    return LetterFacts(**{"kind": found, "recipient": found.recipients[0], "said": said} | CODED[kind] | changes)


def empty(kind: str) -> LetterFacts:
    return LetterFacts(kind=kinds()[kind], recipient=kinds()[kind].recipients[0])


def codes(refusals) -> set[str]:
    return {refusal.code for refusal in refusals}


def test_every_state_has_its_words_and_its_way_on():
    assert set(NEXT) == set(STATE_LABELS) == set(State)
    assert set(STANDING_NEXT) == set(STANDING_LABELS) == set(Standing)
    assert all(State.CLOSED in NEXT[state] for state in State if state != State.CLOSED)


def test_lists_that_code_branches_on_say_each_code():
    for name, words in (
        ("recipient", secrecy.Recipient),
        ("quality", secrecy.Quality),
        ("victim", secrecy.Victim),
        ("agreement", secrecy.Agreement),
        ("danger", secrecy.Danger),
    ):
        assert set(coded(name)) == set(map(str, words)), name
    assert set(coded("measure")) == set(LONGEST) | BY_JUDGMENT


def test_every_kind_has_its_answers_a_source_and_pages_of_its_own():
    for kind in kinds().values():
        assert kind.source
        assert kind.legal
        assert choices(kind.answers)
        assert len({page.slug for page in kind.pages}) == len(kind.pages)
        assert len(list(kind.entries)) == len(kind.codes)
        assert not {"accord", "certificat", "information", "caisse", "envoi"} & {page.slug for page in kind.pages}


def test_a_kind_is_written_from_its_day_on():
    assert "maltreatment" not in kinds_on(date(2024, 4, 9))
    assert "maltreatment" in kinds_on(date(2024, 4, 10))
    assert codes(refusals_to_start(kind="maltreatment", recipient="ars_cell", today=date(2024, 1, 1))) == {"kind"}
    assert codes(refusals_to_start(kind="protection", recipient="caf", today=TODAY)) == {"recipient"}


@pytest.mark.parametrize("kind", kinds())
def test_a_whole_letter_wants_nothing(kind):
    assert missing(whole(kind)) == ()


@pytest.mark.parametrize("kind", kinds())
def test_everything_missing_is_said_at_once_each_on_its_page(kind):
    found = missing(empty(kind))
    pages = {page.slug: {entry.code for entry in page.entries} for page in kinds()[kind].pages}
    wanted = {entry.code for entry in kinds()[kind].entries if entry.need != Need.FACTS}
    assert wanted <= codes(found)
    for refusal in found:
        assert refusal.field
        assert refusal.field not in pages or refusal.code in pages[refusal.field]


@pytest.mark.parametrize("kind", kinds())
def test_each_mandatory_heading_is_asked_for_alone(kind):
    for entry in kinds()[kind].entries:
        facts = whole(kind)
        without = whole(kind, said={**facts.said, entry.code: "  "})
        if entry.need == Need.FACTS:
            assert missing(without) == ()
        else:
            assert codes(missing(without)) == {entry.code}
        if entry.need == Need.KNOWN:
            assert missing(whole(kind, said={**facts.said, entry.code: ""}, unknown=frozenset({entry.code}))) == ()


def test_one_fact_is_enough_and_none_is_not():
    facts = whole("maltreatment")
    none = facts.said | {"said": "", "observed": "", "confirmed": ""}
    assert codes(missing(whole("maltreatment", said=none))) == {"said"}
    assert missing(whole("maltreatment", said=none | {"observed": "Ecchymoses aux bras."})) == ()


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"certificate": ""}, {"certificate"}),
        ({"certificate": "attached"}, {"doctor", "doctor_is_listed"}),
        ({"certificate": "attached", "doctor": "Ève Lubin", "certificate_on": TODAY}, {"doctor_is_listed"}),
        (
            {"certificate": "attached", "doctor": "Ève Lubin", "certificate_on": TODAY, "doctor_is_listed": True},
            set(),
        ),
        ({"certificate": "refused"}, set()),
        ({"informed": ""}, {"informed"}),
        ({"informed": "told", "informed_on": None}, {"informed_on"}),
        ({"informed": "not_told", "informed_on": None}, {"informed_words"}),
        ({"informed": "not_told", "informed_words": "Elle ne comprend plus."}, set()),
    ],
)
def test_the_certificate_and_what_she_was_told(said, wanted):
    assert codes(missing(whole("protection", **said))) == wanted


def test_without_a_certificate_it_is_said_that_the_judge_will_not_hear_it():
    [sentence] = warnings(whole("protection"))
    assert "irrecevable (C. civ. 431)" in sentence
    attached = {"certificate": "attached", "doctor": "Ève Lubin", "certificate_on": TODAY, "doctor_is_listed": True}
    assert warnings(whole("protection", **attached)) == ()


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"agreement": "refused"}, {"secrecy", "informed"}),
        ({"agreement": ""}, {"agreement", "informed"}),
        ({"agreed_on": None}, {"agreed_on"}),
        ({"victim": "unable", "agreement": "refused"}, {"victim_words", "informed"}),
        (
            {
                "victim": "unable",
                "agreement": "refused",
                "victim_words": "86 ans.",
                "informed": "told",
                "informed_on": TODAY,
            },
            set(),
        ),
    ],
)
def test_violence_is_transmitted_with_her_agreement_or_its_exception(said, wanted):
    assert codes(missing(whole("violence", **said))) == wanted


def test_a_doctor_who_writes_without_her_agreement_tells_her():
    """CP 226-14, 3°: « il doit l’informer du signalement »."""
    doctor = {"quality": "health", "agreement": "impossible", "agreed_on": None, "danger": "hold"}
    silent = whole("violence", **doctor, informed="not_told", informed_words="Elle est partie.")
    assert codes(missing(silent)) == {"informed"}
    assert missing(whole("violence", **doctor, informed="told", informed_on=TODAY)) == ()


def test_what_is_doubtful_and_what_a_child_wants_are_said():
    [child] = warnings(whole("violence", victim="minor"))
    assert "information préoccupante" in child
    [doubt] = warnings(whole("maltreatment", recipient="hotline", agreement="refused"))
    assert doubt.startswith("À vérifier")
    assert warnings(whole("maltreatment", recipient="hotline")) == ()


def test_an_aid_wants_to_know_which_delay_the_caisse_has():
    assert codes(missing(whole("emergency_aid", caisse=""))) == {"caisse"}
    assert kinds()["emergency_aid"].rule == "VIF-1"
    assert Asked.INFORMATION not in kinds()["emergency_aid"].asks


@pytest.mark.parametrize(
    ("secret", "text", "refused"),
    [
        ("3 rue des Flamboyants", "Elle dort au 3, Rue des flamboyants.", True),
        ("0690 12 34 56", "Appeler le 0690 12 34 56.", True),
        ("3 rue des Flamboyants", "Rue Schœlcher.", False),
        ("12", "Elle a 12 ans de bail.", False),
    ],
)
def test_a_place_kept_secret_never_leaves(secret, text, refused):
    found = refusals_to_seal(whole("violence"), secrets=[secret], texts=[text])
    assert codes(found) == ({"secret_place"} if refused else set())


SENDING = {"to": "prosecutor", "channel": "registered", "proof": "2C 163", "on": TODAY, "today": TODAY}


def test_only_what_is_sealed_leaves_unless_it_left_without_the_product():
    assert codes(refusals_to_send(whole("protection"), **SENDING)) == {"unsealed"}
    assert refusals_to_send(whole("protection"), outside=True, **SENDING) == ()
    sealed = whole("protection", state=State.SEALED)
    assert refusals_to_send(sealed, **SENDING) == ()
    assert codes(refusals_to_send(sealed, **SENDING | {"proof": " ", "channel": "", "on": date(2027, 1, 1)})) == {
        "proof",
        "channel",
        "ahead",
    }
    assert codes(refusals_to_send(whole("protection", state=State.CLOSED), **SENDING)) == {"closed"}


def test_the_ground_is_asked_again_for_each_recipient():
    """A doctor may write to the prosecutor (3°), not to the police."""
    doctor = {"quality": "health", "agreement": "refused", "danger": "hold", "state": State.SEALED}
    assert refusals_to_send(whole("violence", **doctor), **SENDING) == ()
    assert codes(refusals_to_send(whole("violence", **doctor), **SENDING | {"to": "police"})) == {"secrecy"}
    outside = whole("violence", agreement="refused")
    assert "secrecy" in codes(refusals_to_send(outside, outside=True, **SENDING))


def test_what_is_sent_is_sent_once_to_each():
    sent = whole("protection", state=State.SENT, sent_to=frozenset({"prosecutor"}))
    assert codes(refusals_to_send(sent, **SENDING)) == {"again"}


@pytest.mark.parametrize(
    ("state", "code"), [(State.SEALED, "sealed"), (State.SENT, "sent"), (State.ANSWERED, "sent"), (State.DRAFT, None)]
)
def test_what_left_is_read_and_not_changed(state, code):
    assert codes(refusals_to_write(state)) == ({code} if code else set())


def test_a_letter_ends_with_its_answer_or_says_why_not():
    sent = whole("protection", state=State.SENT)
    assert codes(refusals_to_close(sent, reason="done", words="")) == {"unanswered"}
    assert codes(refusals_to_close(sent, reason="silent", words="")) == {"words"}
    assert refusals_to_close(sent, reason="silent", words="Trois relances.") == ()
    assert codes(refusals_to_close(sent, reason="", words="")) == {"reason"}


# Domiciliation


def address(standing=Standing.GRANTED, **changes) -> AddressFacts:
    usual = {"requested_on": date(2026, 1, 5), "starts_on": date(2026, 1, 12), "ends_on": date(2027, 1, 12)}
    return AddressFacts(standing, **usual | changes)


@pytest.mark.parametrize(
    ("starts_on", "last"),
    [(date(2026, 1, 12), date(2027, 1, 12)), (date(2028, 2, 29), date(2029, 2, 28)), (TODAY, date(2027, 11, 24))],
)
def test_a_domiciliation_lasts_a_year(starts_on, last):
    assert year_of(starts_on, HERE) == last


def test_one_address_at_a_time_and_no_request_to_come():
    known = refusal_of_address(OpenAddress(Standing.REQUESTED, TODAY, "Sainte-Rose", kept=True))
    found = refusals_to_request(requested_on=date(2026, 12, 1), running=known, today=TODAY)
    assert codes(found) == {"ahead", "open"}


RUNNING = {"starts_on": date(2026, 1, 12), "ends_on": date(2027, 1, 12)}


@pytest.mark.parametrize(
    ("standing", "kept", "dates", "words"),
    [
        (Standing.REQUESTED, True, {}, "demandée depuis le 5 janvier 2026 (Les Abymes). Répondez-y d’abord."),
        (Standing.REQUESTED, False, {}, "demandée depuis le 5 janvier 2026 (Les Abymes). Voyez avec ce lieu."),
        (Standing.GRANTED, True, RUNNING, "accordée du 12 janvier 2026 au 12 janvier 2027 (Les Abymes). Renouvelez-la"),
        (Standing.GRANTED, False, RUNNING, "Voyez avec ce lieu."),
    ],
)
def test_what_is_open_already_is_named_with_the_way_out(standing, kept, dates, words):
    one = OpenAddress(standing, date(2026, 1, 5), "Les Abymes", kept, **dates)
    assert blocks(one, TODAY)
    assert words in refusal_of_address(one).message


@pytest.mark.parametrize(("kept", "wanted"), [(True, True), (False, False)])
def test_a_year_that_is_over_stops_only_the_desk_that_may_end_it(kept, wanted):
    over = OpenAddress(Standing.GRANTED, date(2025, 1, 5), "Les Abymes", kept, date(2025, 1, 6), date(2026, 1, 6))
    assert blocks(over, TODAY) is wanted


CURATELLE = OpenMeasure("curatelle", date(2024, 3, 1), date(2029, 3, 1))


@pytest.mark.parametrize(
    ("decided_on", "until", "elsewhere", "found"),
    [
        (date(2026, 3, 1), date(2031, 3, 1), False, {"running"}),
        (date(2024, 3, 1), date(2029, 3, 1), False, {"running"}),
        (date(2024, 3, 1), None, True, {"running"}),
        # Before it, or after its end: another time of her life.
        (date(2020, 3, 1), date(2024, 3, 1), False, set()),
        (date(2029, 3, 1), None, False, set()),
        (date(2029, 3, 1), None, True, {"elsewhere"}),
    ],
)
def test_two_protections_never_overlap(decided_on, until, elsewhere, found):
    said = {"decided_on": decided_on, "until": until, "elsewhere": elsewhere}
    assert codes(refusals_to_add([CURATELLE], **said)) == found


def test_an_address_is_granted_after_it_was_asked_for():
    asked = address(Standing.REQUESTED, starts_on=None, ends_on=None)
    assert codes(refusals_to_grant(asked, address="", starts_on=date(2026, 1, 4), today=TODAY)) == {"address", "early"}
    assert refusals_to_grant(asked, address="CCAS", starts_on=TODAY, today=TODAY) == ()
    assert codes(refusals_to_grant(address(), address="CCAS", starts_on=TODAY, today=TODAY)) == {"standing"}


def test_a_refusal_says_why_and_offers_elsewhere():
    asked = address(Standing.REQUESTED)
    bare = {"reason": "", "words": "", "elsewhere": "", "on": TODAY, "today": TODAY}
    assert codes(refusals_to_refuse(asked, **bare)) == {"reason", "words", "elsewhere"}
    said = bare | {"reason": "no_tie", "words": "Arrivée hier.", "elsewhere": "CCAS du Moule"}
    assert refusals_to_refuse(asked, **said) == ()


@pytest.mark.parametrize(
    ("last", "on", "wanted"),
    [
        (date(2026, 8, 24), date(2026, 11, 24), set()),
        (date(2026, 8, 25), date(2026, 11, 24), {"quiet"}),
        (date(2026, 11, 30), date(2027, 2, 27), {"quiet"}),
        (date(2026, 11, 30), date(2027, 2, 28), set()),
    ],
)
def test_three_months_of_silence_and_not_a_day_less(last, on, wanted):
    facts = address(last_contact_on=last)
    said = {"reason": "no_contact", "words": "Deux lettres sans réponse.", "zone": HERE, "today": on}
    assert codes(refusals_to_end(facts, on=on, **said)) == wanted


def test_an_absence_that_something_explains_ends_nothing():
    facts = address(last_contact_on=date(2026, 1, 12))
    silence = {"reason": "no_contact", "words": "", "on": TODAY, "today": TODAY, "zone": HERE}
    assert codes(refusals_to_end(facts, **silence)) == {"words"}
    assert codes(refusals_to_end(facts, **silence | {"reason": "expired"})) == {"running"}
    assert codes(refusals_to_end(facts, **silence | {"reason": "renewed"})) == {"reason"}
    assert refusals_to_end(facts, **silence | {"reason": "asked"}) == ()


# Measures


@pytest.mark.parametrize(
    ("measure", "decided_on", "most"),
    [
        ("sauvegarde", date(2026, 3, 1), date(2027, 3, 1)),
        ("sauvegarde_renewed", date(2026, 3, 1), date(2028, 3, 1)),
        ("curatelle", date(2026, 3, 1), date(2031, 3, 1)),
        ("curatelle_renforcee", date(2026, 3, 1), date(2031, 3, 1)),
        ("tutelle", date(2024, 2, 29), date(2029, 2, 28)),
        ("tutelle_ten", date(2026, 3, 1), date(2036, 3, 1)),
        ("renewed", date(2026, 3, 1), date(2046, 3, 1)),
    ],
)
def test_a_measure_lasts_what_the_law_allows_at_most(measure, decided_on, most):
    assert longest(measure, decided_on, HERE).on == most
    said = {"representative": "mjpm", "name": "UDAF", "signs": "both", "today": TODAY, "zone": HERE}
    about = {"measure": measure, "decided_on": decided_on}
    assert refusals_to_record(**about, ends_on=most, **said) == ()
    over = refusals_to_record(**about, ends_on=most.replace(year=most.year + 1), **said)
    assert codes(over) == {"long"}


def test_a_measure_says_who_exercises_it_and_who_signs():
    bare = {"representative": "", "name": "", "signs": "", "today": TODAY, "zone": HERE, "ends_on": None}
    assert codes(refusals_to_record(measure="tutelle", decided_on=TODAY, **bare)) == {"representative", "signs"}
    assert codes(refusals_to_record(measure="masp", decided_on=TODAY, **bare)) == {"measure"}
    family = bare | {"representative": "family", "signs": "representative"}
    assert codes(refusals_to_record(measure="tutelle", decided_on=date(2027, 1, 1), **family)) == {"ahead", "name"}
    assert longest("tutelle", date(2001, 1, 1), HERE) is None
