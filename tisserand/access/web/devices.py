"""« Firefox sur Windows »: enough to tell one's own posts apart, not enough to follow anybody."""

BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device(request) -> str:
    words = request.headers.get("User-Agent", "")
    browser, system = _first(BROWSERS, words), _first(SYSTEMS, words)
    return f"{browser or 'Navigateur'} sur {system}" if system else browser or "Navigateur inconnu"


def _first(table, words: str) -> str:
    return next((name for mark, name in table if mark in words), "")
