"""`python -m tests.playground.errors` writes `docs/playground-errors.md` anew."""

from tests.playground.errors.page import PAGE, page

PAGE.write_text(page(), encoding="utf-8")
