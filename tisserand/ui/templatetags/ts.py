"""Words, clocks, icons and fields in templates. The wording itself is in `kernel.sentences`."""

from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from uuid import UUID

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template import Context
from django.template.base import Parser, Token
from django.template.defaulttags import CsrfTokenNode, URLNode
from django.template.defaulttags import url as django_url
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tisserand.kernel import phones, sentences
from tisserand.kernel.dates import PartialDate
from tisserand.ui import addresses

register = template.Library()

ICONS = {
    sentences.ClockState.LATE: "exclamation-triangle-fill",
    sentences.ClockState.SOON: "hourglass-split",
    sentences.ClockState.LATER: "",
    sentences.ClockState.DONE: "check2",
}


class TokenAndTypist(CsrfTokenNode):
    """A form says for whom it was made: on a shared post, nobody sends what a colleague typed."""

    def render(self, context: Context) -> str:
        typist = context.get("typist")
        said = format_html('<input type="hidden" name="typist" value="{}">', typist) if typist else ""
        return super().render(context) + said


@register.tag
def csrf_token(parser: Parser, token: Token) -> TokenAndTypist:
    """Django's own, in every form of ours, and the account of the page."""
    return TokenAndTypist()


class WrittenAddress(URLNode):
    """Things are named by identifiers: nothing else in their addresses changes."""

    def render(self, context: Context) -> str:
        things = [argument.resolve(context) for argument in self.args]
        if self.asvar or self.kwargs or not all(isinstance(thing, UUID) for thing in things):
            return super().render(context)
        return addresses.address(self.view_name.resolve(context), *things)


@register.tag
def url(parser: Parser, token: Token) -> WrittenAddress:
    """Django's own, worked out once for each page that is about things."""
    node = django_url(parser, token)
    return WrittenAddress(node.view_name, node.args, node.kwargs, node.asvar)


@register.simple_tag
def static(path: str) -> str:
    """Django's own, worked out once: what a version serves does not change."""
    return addresses.served(path)


@register.simple_tag(takes_context=True)
def of_menu(context: Context, template: str) -> str:
    """A piece of every page that the menu alone decides: written once for each menu."""
    return _of_menu(template, tuple(tuple(item.items()) for item in context["navigation"]))


@lru_cache(maxsize=1_000)
def _of_menu(name: str, menu: tuple[tuple[tuple[str, object], ...], ...]) -> str:
    return render_to_string(name, {"navigation": [dict(item) for item in menu]})


def now_of(context: Context) -> datetime:
    """The instant of the request; a page rendered without one (mail, print job) gives `now` itself."""
    return context["request"].now if "request" in context else context["now"]


@register.simple_tag(takes_context=True)
def clock(context: Context, due: date | datetime, done: date | datetime | None = None) -> SafeString:
    """{% clock obligation.due_at %} or {% clock step.due_on step.done_on %}: a shape, a word, the exact date."""
    said = sentences.clock(due, now_of(context), timezone.get_current_timezone(), done=done)
    shape = icon(ICONS[said.state]) if ICONS[said.state] else ""
    words = format_html('<span class="ts-clock ts-clock-{}">{}{}</span>', said.state, shape, said.words)
    if not said.exact:
        return words
    moment = machine_time(done or due)
    return format_html('{} <time class="ts-exact" datetime="{}">{}</time>', words, moment, said.exact)


@register.simple_tag(takes_context=True)
def when(context: Context, moment: date | datetime) -> SafeString:
    """A `time` element: weekday and date, the year only when it is another one, the hour if there is one."""
    zone = timezone.get_current_timezone()
    today = now_of(context).astimezone(zone).date()
    said = sentences.exact_moment(moment, zone, today)
    return format_html('<time datetime="{}">{}</time>', machine_time(moment), said)


@register.simple_tag(takes_context=True)
def waiting(context: Context, since: datetime) -> str:
    """« 38 min »."""
    return sentences.wait(since, now_of(context))


@register.simple_tag(takes_context=True)
def left(context: Context, until: datetime) -> str:
    """« 28 min », the last one begun included."""
    return sentences.wait(now_of(context), until + timedelta(seconds=59))


@register.simple_tag(takes_context=True)
def ago(context: Context, since: datetime) -> str:
    """« il y a 8 secondes »."""
    return sentences.ago(since, now_of(context))


@register.simple_tag(takes_context=True)
def age(context: Context, born: date | PartialDate) -> str:
    """« 42 ans », « 41 ou 42 ans », « 9 mois »."""
    today = now_of(context).astimezone(timezone.get_current_timezone()).date()
    if isinstance(born, PartialDate):
        return born.age(today) if born.exact is None else sentences.age(born.exact, today)
    return sentences.age(born, today)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Icons come after or before words and never replace them."""
    return format_html('<i class="bi bi-{}" aria-hidden="true"></i>', name)


@register.inclusion_tag("ui/voice.html")
def voice(
    text: str, by: str = "", date: date | None = None, lang: str = "", translation: str = ""
) -> dict[str, object]:
    """The person's exact words: nothing else may look like this."""
    return {"text": text, "by": by, "date": date, "lang": lang, "translation": translation}


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """Label, help, refusal and widget of one field."""
    widget = bound.field.widget
    return {
        "field": bound,
        "grouped": widget.use_fieldset,
        "ticked": isinstance(widget, CheckboxInput) and not isinstance(widget, CheckboxSelectMultiple | RadioSelect),
    }


@register.filter
def day(moment: date | datetime) -> str:
    """« mardi 24 novembre »."""
    return sentences.day(local_day(moment))


@register.filter
def full_day(moment: date | datetime) -> str:
    """« mardi 24 novembre 2026 »."""
    return sentences.full_day(local_day(moment))


@register.filter
def plain_date(moment: date | datetime | PartialDate) -> str:
    """« 24 novembre 2026 », « mars 1984 »."""
    return str(moment) if isinstance(moment, PartialDate) else sentences.plain_date(local_day(moment))


@register.filter
def hour(moment: datetime) -> str:
    """« 10 h 42 », in the zone of the unit."""
    return sentences.hour(timezone.localtime(moment))


@register.filter
def duration(minutes: int) -> str:
    """« 1 h 10 »."""
    return sentences.duration(minutes)


@register.filter
def phone(number: str) -> str:
    """« 0690 00 00 47 »."""
    return phones.shown_phone(number)


@register.filter
def figure(number: int) -> str:
    """« 2 340 »."""
    return sentences.figure(number)


@register.filter
def counted(number: int, forms: str) -> str:
    """{{ 3|counted:"personne" }}, {{ 2|counted:"journal,journaux" }}."""
    singular, _, plural = forms.partition(",")
    return sentences.counted(number, singular, plural or None)


@register.filter
def number_word(number: int, gender: str = "") -> str:
    """« deux », « 12 »; {{ 1|number_word:"f" }} gives « une »."""
    return sentences.number_word(number, feminine=gender == "f")


@register.filter
def listed(items: list[object], last: str = "et") -> str:
    """« a, b et c »."""
    return sentences.listed([str(item) for item in items], last=last)


@register.filter
def of(name: object) -> str:
    """« d’Anaïs », « de Rémy »."""
    return sentences.of(str(name))


@register.filter
def sentence_case(text: object) -> str:
    """A capital at the beginning, the rest as it is."""
    said = str(text)
    return said[:1].upper() + said[1:]


def local_day(moment: date | datetime) -> date:
    return sentences.local_date(moment, timezone.get_current_timezone())


def machine_time(moment: date | datetime) -> str:
    return timezone.localtime(moment).isoformat("T", "minutes") if isinstance(moment, datetime) else moment.isoformat()
