"""How we know: sources, their marked words, statements of responsibility and figures, each a row with its refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial

import streamlit as st
from markupsafe import Markup

from incidentmap.desk import new_citation_id
from incidentmap.errors import InvalidRecord
from incidentmap.index import Index
from incidentmap.model import Actor, Article, article_id_of
from incidentmap.model.field import declared
from incidentmap.ui.shared import first_values, form_widgets, html_block, pointing, record_fields
from incidentmap.ui.shared.error_messages import sentence
from incidentmap.ui.shared.markup import isolated, label, visible
from incidentmap.ui.shared.quote_picker import pick
from incidentmap.ui.shared.unsaved import Draft

UNFOLDED = 2  # pieces of evidence that are shown without asking
_OF_ARTICLE = {
    "title": "title",
    "publisher": "publisher",
    "url": "url",
    "date": "published_on",
}  # by the source's field
_ADD = {
    "citations": "Add a source",
    "attributions": "Add a statement",
    "casualties": "Add a figure",
}


def sources(draft: Draft, articles: Mapping[str, Article], actors: Mapping[str, Actor]) -> None:
    """Ask for the sources, and for the words of those whose text is held."""
    _name_pasted(draft)
    held = {**articles, **draft.articles}
    if draft.rows["citations"]:
        st.caption("Of each source its title, its address or its text is needed.")
    _rows(draft, "citations", record_fields.citation(held))
    _add(draft, "citations", citation_id=new_citation_id(draft.name, _citation_ids(draft)))
    _paste(draft)
    cited = {row["citation_id"]: row["article_id"] for row in draft.rows["citations"].values() if row["article_id"]}
    if cited:
        _mark(draft, {citation_id: held[article_id] for citation_id, article_id in cited.items()})
    if marked := len(draft.rows["evidence"]):
        with st.expander(f"{marked} marked", expanded=marked <= UNFOLDED, key=draft.key("marked")):
            _rows(draft, "evidence", record_fields.evidence(pointing.options(draft, actors)), _quote)


def statements(draft: Draft, index: Index) -> None:
    """Ask who said that who did it."""
    if not draft.rows["attributions"]:
        st.caption("No source says who did it. No statement is needed: nobody is made the author of anything.")
    _rows(draft, "attributions", record_fields.attribution(index.actors, index.links, _cited(draft)))
    _add(draft, "attributions", citation_id=_only_source(draft))


def figures(draft: Draft) -> None:
    """Ask for casualties, by whose and by source; rival figures stand side by side."""
    if not draft.rows["casualties"]:
        st.caption("No source states any, nor that there were none.")
    _rows(draft, "casualties", record_fields.casualties(_cited(draft)))
    _add(draft, "casualties", citation_id=_only_source(draft))


def _rows(
    draft: Draft, part: str, asked: record_fields.Rows, introduce: Callable[[Draft, int], None] | None = None
) -> None:
    for number, row in list(draft.rows[part].items()):
        with st.container(border=True, key=draft.key(part, number)):
            if introduce:
                introduce(draft, number)
            errors = draft.errors_of(part, number)
            form_widgets.rows(asked, partial(draft.key, part, number), row, errors)
            named = {field.name for line in asked for field in line}
            for fields, problem in errors.items():
                if fields.split(", ")[0] not in named:
                    html_block.show_problem(problem)
            st.button("Remove", key=draft.key(part, number, "remove"), on_click=draft.drop, args=(part, number),
                      icon=":material/delete:", type="tertiary")  # fmt: skip


def _add(draft: Draft, part: str, **values: object) -> None:
    st.button(
        _ADD[part], key=draft.key("add", part), on_click=draft.add, args=(part,), kwargs=values, icon=":material/add:"
    )


def _quote(draft: Draft, number: int) -> None:
    quotes = Markup(" … ").join(isolated(span.quote) for span in draft.rows["evidence"][number]["spans"])
    html_block.show(Markup('<blockquote dir="auto">{}</blockquote>').format(quotes))
    if number in draft.loosened:
        st.caption("What these words told was removed; they are kept, and tell of such in general.")


def _citation_ids(draft: Draft) -> set[str]:
    return {row["citation_id"] for row in draft.rows["citations"].values()}


def _cited(draft: Draft) -> dict[str, str]:
    """Name the sources of the draft by id, in short."""
    return {
        row["citation_id"]: f"{number}. {visible(row['publisher'] or row['title'] or row['url'] or 'source')}"
        for number, row in enumerate(draft.rows["citations"].values(), start=1)
    }


def _only_source(draft: Draft) -> str | None:
    ids = _citation_ids(draft)
    return ids.pop() if len(ids) == 1 else None


def _name_pasted(draft: Draft) -> None:
    """Give each text that was pasted the title, publisher, address and day of the sources that cite it."""
    for article_id, article in draft.articles.items():
        said: dict[str, object] = {}
        for row in draft.rows["citations"].values():
            if row["article_id"] == article_id:
                said = {its: row[own] for own, its in _OF_ARTICLE.items() if row[own]} | said
        with suppress(InvalidRecord):  # it is said at the field of the source
            draft.articles[article_id] = replace(Article(article_id, article.text), **said)  # type: ignore[arg-type]


def _paste(draft: Draft) -> None:
    """Take the text of a source as it is pasted; it is kept with the record, and never changed after."""
    with st.expander("Hold the text of a source", icon=":material/article:"):
        key = draft.key("pasted")
        asked = "Paste the text; it is kept exactly as it comes"
        st.text_area(asked, first_values.drawn_with(key, ""), key=key, height=140)
        names = {name: draft.key("pasted", name) for name in ("title", "publisher")}
        for column, (name, of) in zip(st.columns([2, 1]), names.items(), strict=True):
            column.text_input(declared(Article)[name].label, first_values.drawn_with(of, ""), key=of)

        def hold() -> None:
            text = st.session_state[key]  # as it is at the click, not as it was when the button was drawn
            article_id = article_id_of(text)
            try:  # a button that is disabled would lose the keyboard's focus, so an empty text is refused instead
                draft.articles[article_id] = Article(article_id, text)
            except InvalidRecord as refusal:
                st.session_state[draft.key("refused")] = sentence(refusal)
                return
            said = {name: st.session_state[of].strip() for name, of in names.items()}
            new_id = new_citation_id(draft.name, _citation_ids(draft))
            draft.add("citations", citation_id=new_id, article_id=article_id, **said)
            st.session_state.update(dict.fromkeys((key, *names.values()), ""))

        st.button("Hold it as a source", key=draft.key("hold"), on_click=hold)
        if problem := st.session_state.pop(draft.key("refused"), ""):
            st.error(label(problem))


def _mark(draft: Draft, articles: Mapping[str, Article]) -> None:
    """Let the reader select words in the text of a source; they become evidence."""
    names = _cited(draft)
    key = draft.key("marking")
    if st.session_state.get(key) not in articles:
        first_values.put(key, next(iter(articles)))
    chosen = next(iter(articles))
    if len(articles) > 1:
        chosen = st.selectbox("Text of", list(articles), key=key, format_func=names.__getitem__)
    article = articles[chosen]
    found = pick(article.text, "Select the words that tell it, then mark them", draft.key("pick", article.article_id))
    if found:
        draft.add("evidence", citation_id=chosen, spans=(article.span(*found),))
        st.rerun()
