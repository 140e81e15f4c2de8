"""Sets the pages that `pdf_file` asks for on its standard input, and writes the PDF: a program of its own."""

import json
import sys

import typst


def main() -> None:
    """Set one file."""
    asked = json.load(sys.stdin.buffer)
    letters = typst.Fonts(
        include_system_fonts=asked["with_system_fonts"], include_embedded_fonts=False, font_paths=[asked["fonts"]]
    )
    files = {name: text.encode() for name, text in asked["files"].items()}
    # Its types do not know files in memory by name, which its documentation does.
    made: bytes = typst.compile(files, format="pdf", font_paths=letters, timestamp=asked["at"])  # type: ignore[call-overload]
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
