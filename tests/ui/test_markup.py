from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentmap.model import Article, Span, article_id_of
from incidentmap.ui.shared.markup import isolated, label, link, marked, plain

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)


class Reader(HTMLParser):
    """Reads markup back as a browser would: its text, its tags, and the text inside marks."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = self.quoted = ""
        self.tags: set[str] = set()
        self.depth = 0
        self.feed(html)
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
    assert 'href="https://example.org/?a=&quot;b&quot;&amp;c"' in made
    assert 'rel="noopener noreferrer"' in made


@pytest.mark.parametrize("text", ["[x](javascript:1)", ":material/home:", "$x$", "**bold**", "a\nb", "~~s~~"])
def test_a_label_holds_no_markdown(text: str) -> None:
    made = label(text)
    assert made[0] == "\u2068"
    assert made[-1] == "\u2069"
    for sign in "[]*$:~":
        assert made.count(sign) == made.count(f"\\{sign}")
    assert "\n" not in made
