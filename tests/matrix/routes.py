"""Every route of the product, what its address names, and the answers of one reader in each place."""

from collections.abc import Iterator
from functools import cache
from http.cookies import SimpleCookie
from uuid import UUID

from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from tests.matrix.scenes import PLACES, Folder

# Words that stand in an address, beside identifiers: one of each kind of page.
SLUGS = {
    "support:edit": ("section", ("cadre", "adhesion", "note", "bilan", "cloture", "continuite")),
    "support:edit_part": ("section", ("objectif",)),
    "support:rsa_edit": ("section", ("contrat", "manquement")),
    "support:breach_edit": ("section", ("avis", "decision")),
    "support:court_edit": ("section", ("audience",)),
    "support:debt_edit": ("section", ("reponse",)),
    "support:budget_new": ("section", ("juge",)),
    "inquiries:edit": ("section", ("saisine", "tentative", "dette", "renvoi")),
    "transmissions:edit": ("section", ("identite", "accord", "hors-outil", "cloture")),
    "transmissions:step": ("slug", ("contact", "fin")),
    "inquiries:concern_edit": ("section", ("qualification", "evaluateurs", "enfant", "fait", "conclusion")),
    "inquiries:concern_part": ("section", ("identite", "retirer", "entendre")),
    "inquiries:concern_paper": ("writing", ("evaluation",)),
    "privacy:decide": ("kind", ("file",)),
    "privacy:read_chapter": ("chapter", ("identity",)),
    "access:keep_draft": ("form", ("essai",)),
    "deadlines:feed": ("secret", ("inconnu",)),
    "deadlines:rule": ("rule", ("IP-2",)),
    "deadlines:adjust": ("rule", ("IP-2",)),
    "reception:urgency_part": ("kind", ("mineur-isole",)),
}
# What « a part » is, where the address does not say; visits that nobody received yet, or without a name.
INSTEAD = {
    "inquiries:concern_part": {"part_id": "minor_id"},
    "inquiries:return_paper": {"transmission_id": "returned_id"},
    "inquiries:incoming": {"transmission_id": "incoming_id"},
    "support:finish_step": {"part_id": "step_id"},
    "support:reopen_step": {"part_id": "step_id"},
    "support:keep_commitment": {"part_id": "commitment_id"},
    "support:miss_commitment": {"part_id": "commitment_id"},
    "support:unkeep_commitment": {"part_id": "commitment_id"},
    "support:unmiss_commitment": {"part_id": "commitment_id"},
    "support:end_commitment": {"part_id": "commitment_id"},
    "support:edit_part": {"part_id": "objective_id"},
    **dict.fromkeys(("support:rsa", "support:rsa_edit"), {"row_id": "path_id"}),
    **dict.fromkeys(("support:breach", "support:breach_edit", "support:silent"), {"row_id": "breach_id"}),
    **dict.fromkeys(("support:court", "support:court_edit"), {"row_id": "court_id"}),
    **dict.fromkeys(("support:debt", "support:debt_edit"), {"row_id": "debt_id"}),
    "support:pair": {"plan_id": "joint_plan_id"},
    "support:evaluate": {"plan_id": "masp_plan_id"},
    "people:answer_priority": {"row_id": "home_id"},
    "people:misfiled": {"key": "visit_id"},
    "people:move_entry": {"key": "visit_id", "to_id": "other_id"},
    **dict.fromkeys(
        ("reception:receive", "desk:visit_find", "desk:visit_name", "desk:visit_name_new"), {"visit_id": "nameless_id"}
    ),
}
# Without these, a route would not know what it is asked: (word sent, key of the folder).
SENT = {
    "reception:receive": ("by", "worker_id"),
    "desk:visit_name": ("person", "person_id"),
    "desk:line_changes": ("site", "site_id"),
    "desk:line_site": ("site", "site_id"),
}
METHODS = ("GET", "POST")
ANSWERS, ABSENT, ELSEWHERE, NOT_THIS_WAY = "o", ".", ">", "-"


def views(patterns=None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", pattern
        else:
            yield from views(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


@cache
def named() -> dict[str, URLPattern]:
    return dict(views())


def routes() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Name, name of the line in the matrix, words of the address."""
    for name, _ in views():
        if name in SLUGS:
            word, values = SLUGS[name]
            yield from ((name, f"{name}[{value}]", {word: value}) for value in values)
        else:
            yield name, name, {}


def parameters(name: str) -> set[str]:
    return set(named()[name].pattern.converters)


def address(name: str, words: dict[str, str], folder: Folder, login: str) -> str:
    named = parameters(name) - set(words)
    return reverse(name, kwargs=words | {key: identifier(name, folder, key, login) for key in named})


def identifier(name: str, folder: Folder, key: str, login: str) -> UUID:
    return folder.get(f"{key}/{login}") or folder[INSTEAD.get(name, {}).get(key, key)]


def sent(name: str, folder: Folder) -> dict[str, str]:
    word, key = SENT.get(name, ("", ""))
    return {word: str(folder[key])} if word else {}


def answer(client, method: str, url: str, data: dict[str, str], listens) -> str:
    """One request, taken back: the next one finds the same folders and the same session."""
    kept = client.cookies.output(header="", sep=";")
    with transaction.atomic():
        said = getattr(client, method.lower())(url, data, secure=True)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(kept)
    if not said.streaming:
        listens(f"{method} {url}", said)
    if said.status_code == 404:
        return ABSENT
    if said.status_code == 405:
        return NOT_THIS_WAY
    if said.status_code == 401 or said.status_code == 302 and said["Location"].startswith("/connexion/"):
        return ELSEWHERE
    assert said.status_code < 500, f"{method} {url}: {said.status_code}"
    return ANSWERS


def cells(client, login: str, actor, folders: dict[str, Folder], listens, *, every: bool) -> dict[str, str]:
    """What one reader gets: a letter for each place, a single one where the address names nothing.

    A gate that is shut everywhere, the sign-in page, a method that the page does not know answer before anything is
    looked for: one place, another one for each line, stands for the five unless `every` cell is asked.
    """
    found = {}
    for rank, (name, line, words) in enumerate(routes()):
        shut = actor is not None and is_shut(name, actor)
        for method in METHODS:

            def ask(place: str, name=name, method=method, words=words) -> str:
                folder = folders[place]
                return answer(client, method, address(name, words, folder, login), sent(name, folder), listens)

            if not parameters(name) - set(words):
                found[f"{line} {method}"] = ask(PLACES[0])
                continue
            first = ask(PLACES[rank % len(PLACES)])
            closed = shut or first == NOT_THIS_WAY or (actor is None and first == ELSEWHERE)
            alike = closed and not every
            found[f"{line} {method}"] = first * len(PLACES) if alike else "".join(map(ask, PLACES))
    return found


def is_shut(name: str, actor) -> bool:
    capability = named()[name].callback.capability
    return capability not in {None, "signed_in"} and not actor.can(capability)
