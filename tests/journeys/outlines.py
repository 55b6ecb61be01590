"""What a page is made of: axe looks again at whatever shows what it has not seen, once for all the workers of a run."""

import fcntl
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
# Elements without an end of their own.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SAYS = re.compile(r"^(aria-|role$|type$|hidden$)")


class Outline(HTMLParser):
    """What a page is made of, and where it leads.

    Each element with what styles and names it, under its parent; an icon is as good as another.
    """

    def __init__(self, text):
        super().__init__()
        self.open, self.parts, self.links = ["html"], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        styles = [one for one in (said.get("class") or "").split() if not one.startswith("bi-")]
        part = " ".join((tag, *styles, *sorted(filter(SAYS.match, said))))
        self.parts.add(f"{self.open[-1]} > {part}")
        if tag == "a" and (said.get("href") or "").startswith("/"):
            self.links.append((said["href"], any(one.startswith("nav ts-nav") for one in self.open)))
        if tag not in VOID:
            self.open.append(part)

    def handle_endtag(self, tag):
        while len(self.open) > 1 and self.open.pop().split()[0] != tag:
            pass


def kind(path):
    return IDENTIFIER.sub("*", urlsplit(path).path)


def shows_something_new(address, parts, *, on_a_phone=True):
    """A kind of page is looked at, then again whenever it shows what no page before it did.

    What was seen at a desk alone is still new to whoever also looks at it on a phone.
    """
    folder = Path(os.environ["TISSERAND_DATA_DIR"])
    with (folder / "seen_everywhere").open("a+") as everywhere, (folder / "seen_at_a_desk").open("a+") as at_a_desk:
        fcntl.flock(everywhere, fcntl.LOCK_EX)
        seen = lines(everywhere) if on_a_phone else lines(everywhere) | lines(at_a_desk)
        new = (parts | {kind(address)}) - seen
        (everywhere if on_a_phone else at_a_desk).writelines(f"{one}\n" for one in new)
    return bool(new)


def lines(file):
    file.seek(0)
    return set(file.read().splitlines())
