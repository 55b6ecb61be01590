from tisserand.people.rules.naming import born_words


def test_the_birth_is_said_as_the_civility_says_and_without_guessing_otherwise():
    assert born_words("mme", "Dambas", is_dated=True) == "née Dambas"
    assert born_words("m", "", is_dated=True) == "né"
    assert born_words("", "Dambas", is_dated=True) == "nom de naissance Dambas, naissance"
    assert born_words("", "Dambas", is_dated=False) == "nom de naissance Dambas"
