from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.model import Article, Record, Span, article_id_of
from incidentmap.store import Dossier
from incidentmap.ui.shared import incident_panel
from incidentmap.ui.shared.markup import isolated, label, link, marked, option, plain, sentence, visible
from tests import records

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)


class Reader(HTMLParser):
    """Reads markup back as a browser would: its text, its tags, and the text inside marks."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = self.quoted = ""
        self.tags: set[str] = set()
        self.depth = 0
        self.feed(str(html))  # as a browser gets it
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        self.depth += tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        self.quoted += data if self.depth else ""


@given(texts)
def test_text_stays_text(text: str) -> None:
    assert Reader(plain(text)).tags == set()
    assert len(Reader(plain(text)).text) == len(text)


@given(texts.filter(str.isprintable), st.data())
def test_marking_loses_nothing_and_marks_exactly_the_quotes(text: str, data: st.DataObject) -> None:
    article = Article(article_id_of(text), text) if text.strip() else None
    if article is None:
        return
    starts = st.integers(0, len(text) - 1)
    pairs = data.draw(
        st.lists(starts.flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, len(text)))), max_size=4)
    )
    quotes = [Span(article.article_id, start, end, text[start:end]) for start, end in pairs]
    read = Reader(marked(text, quotes))
    covered = {position for start, end in pairs for position in range(start, end)}
    assert read.text == plain_text(text)
    assert read.quoted == plain_text("".join(text[position] for position in sorted(covered)))


def plain_text(text: str) -> str:
    return Reader(plain(text)).text


@pytest.mark.parametrize(
    "text", ["<script>x</script>", "a & b", "${x}", "`x`", "\x07bell", "safe\u202eevil", "\u2066isolate"]
)
def test_hostile_text_has_no_tags_controls_or_direction_marks(text: str) -> None:
    read = Reader(isolated(text))
    assert read.tags == {"bdi"}
    assert not set(read.text) & {"\x07", "\u202e", "\u2066"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[", "//x"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert Reader(link(url, "title")).tags == {"bdi"}


def test_a_web_address_is_a_link_that_tells_nobody_where_it_came_from() -> None:
    made = link('https://example.org/?a="b"&c', "title")
    assert 'href="https://example.org/?a=&#34;b&#34;&amp;c"' in made
    assert 'rel="noopener noreferrer"' in made


@pytest.mark.parametrize("text", ["[x](javascript:1)", ":material/home:", "$x$", "**bold**", "a\nb", "~~s~~"])
def test_a_label_holds_no_markdown(text: str) -> None:
    made = label(text)
    assert made[0] == "\u2068"
    assert made[-1] == "\u2069"
    for sign in "[]*$:~":
        assert made.count(sign) == made.count(f"\\{sign}")
    assert "\n" not in made


# What Streamlit's page still finds in the text of a label, once the escapes are read (its StreamlitMarkdown.js).
FOUND_AFTER = re.compile(
    r"(https?://|www(?=\.))[-.\w]+|[-.\w+]+@[-\w]+\.\w+|:[\w+/-]+:|(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)", re.IGNORECASE
)


@pytest.mark.parametrize(
    "text",
    [
        "www.example.org",
        "WWW.example.org/x",
        "http://example.org",
        "see https://example.org.",
        "rana@example.org",
        "mailto:rana@example.org",
        ":streamlit:",
        ":material/home:",
        ":material_home:",
        ":smile: :+1:",
        "a -> b",
        "a <-> b",
        "5 >= 4",
        "a -- b",
    ],
)
def test_a_label_holds_nothing_that_is_read_after_its_escapes(text: str) -> None:
    assert FOUND_AFTER.search(text)
    shown = re.sub(r"\\(.)", r"\1", label(text))
    assert not FOUND_AFTER.search(shown)
    assert shown.replace("\u2060", "").strip("\u2068\u2069") == text


@pytest.mark.parametrize("text", ["12:30", "Ain al-Asad", "killed: 2–5", "a.b", "5 < 6"])
def test_plain_words_of_a_label_stay_as_they_are(text: str) -> None:
    assert "\u2060" not in label(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("قال\u200f 2\u200e–5", "قال\u200f 2\u200e–5"),  # marks between words are no characters, and turn nothing else
        ("\u202bقال 2–5\u202c.", "\u2068قال 2–5\u2069."),
        ("قال \u20662–5\u2069", "قال \u20682–5\u2069"),
        ("قال\u2069 \u202c\u2067", "قال\u2060 \u2060\u2060"),  # cut off
        ("safe\u202elive\u202c", "safe�live\u2060"),
    ],
)
def test_direction_marks_are_invisible_and_turn_nothing_beside_the_text(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert len(visible(text)) == len(text)


@given(st.text(st.sampled_from("aق2\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f"), max_size=20))
def test_no_text_ends_the_isolation_around_it(text: str) -> None:
    depth = 0
    for sign in visible(text):
        depth += {"\u2068": 1, "\u2069": -1}.get(sign, 0)
        assert depth >= 0
        assert sign not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067"
    assert depth == 0
    assert Reader(sentence(option(text))).tags == {"bdi"}


def test_each_of_several_quotes_in_a_line_is_isolated() -> None:
    text = "قال: طائرتان. Later: 2–5 hurt."
    article = Article(article_id_of(text), text)
    spans = (article.span(0, 13), article.span(14, 29))
    record = Record(records.incident(), None, (replace(records.citation(), article_id=article.article_id),))
    told = replace(record, evidence=(replace(records.evidence(), spans=spans),))
    shown = incident_panel.excerpt(Dossier(told, None, {article.article_id: article}, (), (), (), ()))
    assert f"<bdi>{spans[0].quote}</bdi> … <bdi>{spans[1].quote}</bdi>" in shown
