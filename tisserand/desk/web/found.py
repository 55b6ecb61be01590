"""Searching a person from the desk: whom she could be, and the newcomer that was typed."""

from tisserand.access import queries as access
from tisserand.desk.web.forms import NewPersonForm
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import refuse
from tisserand.people import operations as people
from tisserand.people import queries as persons
from tisserand.reception.rules import contacts, lists
from tisserand.reception.rules.contacts import COUNTER, HERSELF

SHORTEST, LONGEST = 2, 200
MOST = 8
NOTHING = {"typed": "", "result": None, "hits": [], "new": None}


def typed_in(request) -> str:
    return request.POST.get("q", "").strip()[:LONGEST]


def contact(site, now, *, channel: str = COUNTER, author: str = HERSELF) -> dict:
    """By where somebody speaks, and who: what to say to a third party, and what such a contact opens."""
    callers = lists.choices("authors", on=access.today(now, site.time_zone))
    return {
        "channel": channel,
        "author": author,
        "callers": [one for one in callers if one.code != contacts.OURSELVES],
        "to_say": contacts.NEITHER_YES_NOR_NO if contacts.is_third_party(author) else "",
        "opens_no_file": contacts.opens_no_file(channel=channel, author=author),
    }


def found(request, site, typed: str, **carried) -> dict:
    """Each result has its own key: the same one pressed twice registers once."""
    if len(typed) < SHORTEST:
        return {**NOTHING, "typed": typed}
    today = access.today(request.now, site.time_zone)
    result = persons.search(request.actor, typed, today=today, site=site.pk, limit=MOST)
    hits = [{"card": hit.card, "reasons": hit.reasons, "key": new_id()} for hit in result.hits]
    return {"typed": typed, "result": result, "hits": hits, "new": newcomer(result, typed, **carried)}


def newcomer(result, typed: str, **carried) -> NewPersonForm:
    family, given = result.typed.family_and_given
    born = result.typed.births[0] if len(result.typed.births) == 1 else None
    started = {"used_name": family, "first_names": given, "birth": str(born) if born else "", "typed": typed}
    return NewPersonForm(initial=started | carried)


def create(request, site, form: NewPersonForm):
    """May be refused, with reasons for the form."""
    said = form.cleaned_data
    refuse(contacts.refusals_to_open_file(channel=said["channel"], author=said["author"]))
    return people.create_person(
        actor=request.actor,
        at=request.now,
        identity=form.identity(),
        site=site.pk,
        request_key=said["key"],
        another=said["another"],
    )
