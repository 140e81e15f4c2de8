"""An HTML page in one file, written: its scripts and styles are in it, data stays data, and it may ask for nothing.

The page's own policy lets the browser run these very scripts and styles, by their hashes, show pictures that are in it,
and do nothing else: no request, no frame, no form, no other script, whatever the data says.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from markupsafe import Markup

# What would end a script, begin a comment in one, or end a line of it.
_ESCAPED = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_ENDS = {"script": ("</script", "<!--", "<script"), "style": ("</style", "<!--")}
_HEAD = Markup("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
""")


def to_html(title: str, body: Markup, styles: Sequence[str], data: Mapping[str, Any], scripts: Sequence[str]) -> bytes:
    """Write a page in UTF-8; each of `data` is JSON in an element with its name as id, to be read by the scripts."""
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    parts = [
        _HEAD.format(policy=policy, title=title),
        *(_element("style", each) for each in styles),
        "</head>\n<body>\n",
        body,
        *(
            f'<script type="application/json" id="{name}">{json_in_script(value)}</script>\n'
            for name, value in data.items()
        ),
        *(_element("script", each) for each in scripts),
        "</body>\n</html>\n",
    ]
    return "".join(parts).encode()


def json_in_script(value: Any) -> str:
    """Write JSON that stays data within a script element."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign, escape in _ESCAPED.items():  # such a sign can only stand within a string
        written = written.replace(sign, escape)
    return written


def _element(kind: str, source: str) -> str:
    """Write one of ours; what would end it early is a mistake of ours."""
    if found := [end for end in _ENDS[kind] if end in source.casefold()]:
        raise ValueError(f"a {kind} holds {found[0]}, which would end it")
    return f"<{kind}>{source}</{kind}>\n"


def _hashes(sources: Iterable[str]) -> str:
    return " ".join(f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in sources)
