"""The page of a colleague's account: her seats, her second factors, her sessions."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tisserand.access import accounts as records
from tisserand.access import factors, queries, rules, seats
from tisserand.access.models import Account, Membership
from tisserand.access.seat_rules import OWN, Moment
from tisserand.access.web.forms import EmailForm
from tisserand.access.web.seat_forms import EndForm, SeatForm, named
from tisserand.kernel.sentences import NBSP


@dataclass(frozen=True)
class Shown:
    """A seat as it is read; `form` ends it."""

    seat: Membership
    role: str
    where: str
    when: str
    share: str
    form: EndForm | None = None

    @property
    def coming(self) -> bool:
        return self.form is None


def found(account: UUID) -> Account:
    row = queries.accounts([account]).get(account)
    if row is None:
        raise Http404("account")
    return row


def unit_asked(request) -> str:
    """Carried from the unit where somebody is missing to the seat that she is given."""
    asked = request.POST.get("unite") or request.GET.get("unite") or ""
    try:
        return str(UUID(asked)) if asked else ""
    except ValueError:
        return ""


def shown(seat: Membership, form: EndForm | None = None) -> Shown:
    role = rules.roles().get(seat.role)
    [(_, where)] = named([seat.unit])
    return Shown(seat, role.label if role else seat.role, where, seat.span.in_words(), _share(seat.eqtp), form)


def _share(eqtp: Decimal) -> str:
    return "temps plein" if eqtp == 1 else f"{eqtp.normalize():f}{NBSP}ETP".replace(".", ",")


def seat_form(request, data=None) -> SeatForm:
    today = seats.today(request.now)
    first = {"starts_on": today, "eqtp": Decimal(1), "unit": unit_asked(request)}
    return SeatForm(data, units=seats.units(today), initial=first)


def page(
    request,
    row: Account,
    *,
    email: EmailForm | None = None,
    giving: SeatForm | None = None,
    ending: EndForm | None = None,
    refused: str = "",
    password: str = "",
    status: int = 200,
) -> HttpResponse:
    hands = seats.hands(request.actor, at=request.now, account=row.pk)
    context = {
        "account": row,
        "form": email or EmailForm(initial={"email": row.email}),
        "seat_form": giving or seat_form(request),
        "own": OWN.message if hands["own"] and not hands["alone"] else "",
        "factors": factors.listed(row.pk),
        "sessions": records.sessions(row.pk, at=request.now),
        "refused": refused,
        "password": password,
    }
    return render(request, "access/colleague.html", context | _seats(request, row, ending), status=status)


def _seats(request, row: Account, ending: EndForm | None) -> dict[str, list[Shown]]:
    today = seats.today(request.now)
    held = seats.moments(seats.of(row.pk), on=today)
    forms = {seat.pk: EndForm(prefix=str(seat.pk), initial=_end(seat, today)) for seat in held[Moment.CURRENT]}
    if ending is not None:
        forms = {key: ending if form.prefix == ending.prefix else form for key, form in forms.items()}
    return {
        "current": [shown(seat, forms[seat.pk]) for seat in held[Moment.CURRENT]],
        "coming": [shown(seat) for seat in held[Moment.COMING]],
        "past": [shown(seat) for seat in held[Moment.PAST]],
    }


def _end(seat: Membership, today) -> dict:
    return {"ends_on": seat.span.last_day or today}
