"""What each part of a plan must say."""

import pytest

from tests.support.test_rules import TODAY, codes
from tisserand.support.rules import parts

FIVE = ("Le juge est saisi.", "Le bailleur discute.", "Échéancier tenu.", "Dette de moitié.", "Plus de dette.")


def objective(**said):
    said = {"words": "Garder mon logement.", "criterion": "", "criterion_on": None} | said
    return codes(parts.refusals_to_write_objective(**({"scale": (), "start": None, "aim": None} | said)))


def test_an_objective_is_her_words_first():
    assert objective() == []
    assert objective(words=" ") == ["words"]
    assert objective(criterion="Un bail signé.") == ["criterion_on"]
    assert objective(criterion="Un bail signé.", criterion_on=TODAY) == []


def test_a_scale_has_five_degrees_a_start_and_an_aim():
    assert objective(scale=FIVE, start=-2, aim=0) == []
    assert objective(scale=FIVE[:4], start=-2, aim=0) == ["scale"]
    assert objective(scale=FIVE) == ["scale_marks"]
    assert objective(scale=FIVE, start=0, aim=-1) == ["scale_aim"]
    assert objective(scale=("", "", "", "", "")) == []


@pytest.mark.requirement("R45", "R22")
def test_doing_it_instead_needs_a_reason_and_her_mandate():
    said = {"text": "Écrire au bailleur.", "who": "", "reason": "", "mandate_on": None}
    assert codes(parts.refusals_to_plan_step(owner="person", **said)) == []
    assert codes(parts.refusals_to_plan_step(owner="instead", **said)) == ["instead", "mandate"]
    agreed = said | {"reason": "language", "mandate_on": TODAY}
    assert codes(parts.refusals_to_plan_step(owner="instead", **agreed)) == []
    assert codes(parts.refusals_to_plan_step(owner="partner", **said)) == ["who"]
    assert codes(parts.refusals_to_plan_step(owner="", **(said | {"text": ""}))) == ["text", "owner"]


@pytest.mark.requirement("R38")
def test_formalising_is_not_signing():
    def formalise(outcome, language=""):
        return codes(parts.refusals_to_formalise(outcome=outcome, on=TODAY, today=TODAY, language=language))

    assert formalise("signed") == formalise("refused") == formalise("handed_unsigned") == []
    assert formalise("read_aloud") == ["language"]
    assert formalise("read_aloud", "créole") == []
    assert formalise("") == ["outcome"]


def test_a_mandate_carries_its_paper():
    said = {"authority": "", "reference": "", "decided_on": None, "document": None, "today": TODAY}
    assert codes(parts.refusals_to_mandate(**said)) == ["authority", "reference", "decided_on", "document"]
