"""Pages of fifty lines, numbered: these lists change once a night."""

PAGE = 50


def page_of(request, rows) -> tuple[list, dict[str, str]]:
    number = _number(request.GET.get("page", ""))
    start = (number - 1) * PAGE
    found = list(rows[start : start + PAGE + 1])
    return found[:PAGE], {
        "previous_url": f"?page={number - 1}" if number > 1 else "",
        "next_url": f"?page={number + 1}" if len(found) > PAGE else "",
    }


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
