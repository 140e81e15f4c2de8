"""A table handed out as it is shown runs nothing in a spreadsheet."""

from incidentmap.formats.shown_table import to_csv


def test_titles_and_rows_are_written_and_guarded() -> None:
    rows = [{"Who": "=cmd()", "Where": "Harir, Erbil"}, {"Where": "«قاعدة»", "Who": "-1", "Not shown": "x"}]
    said = to_csv(("Where", "Who"), rows).decode("utf-8-sig")
    assert said == "Where,Who\r\n\"Harir, Erbil\",'=cmd()\r\n«قاعدة»,'-1\r\n"
