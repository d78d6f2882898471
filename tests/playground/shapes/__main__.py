"""`python -m tests.playground.shapes` writes the table of shapes in `docs/playground.md` anew."""

from tests.playground.shapes.page import PAGE, page

PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
