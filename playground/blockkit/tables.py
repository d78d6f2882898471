"""Tables and charts: the blocks that show data."""

from collections.abc import Mapping
from typing import Any, Final

from playground.blockkit.checks import (
    Check,
    Problem,
    Problems,
    Schema,
    array,
    boolean,
    integer,
    number,
    one_of,
    or_null,
    record,
    string,
    tagged,
)
from playground.blockkit.composition import BLOCK_ID
from playground.blockkit.limits import LIMITS
from playground.blockkit.rich_text import RICH_TEXT

_CELL: Final = tagged(
    {
        "raw_text": Schema({"text": string()}),
        "raw_number": Schema({"value": number(), "text": string()}),
        "rich_text": Schema(RICH_TEXT.required, BLOCK_ID),
    }
)
_ROW: Final = array(_CELL, "table.cells")
_COLUMN: Final = record(Schema(optional={"align": one_of("left", "center", "right"), "is_wrapped": boolean}))


def _one_width(value: Mapping[str, Any], at: str) -> Problems:
    for index, row in enumerate(value["rows"]):
        if len(row) != len(value["rows"][0]):
            yield Problem(f"{at}/rows/{index}", "must have as many cells as the header")


def _plain_header(value: Mapping[str, Any], at: str) -> Problems:
    for index, cell in enumerate(value["rows"][0]):
        if cell["type"] == "rich_text":
            yield Problem(f"{at}/rows/0/{index}/type", "unsupported type: rich_text")


TABLES: Final = {
    "table": Schema(
        {"rows": array(_ROW, "table.rows")},
        {**BLOCK_ID, "column_settings": array(or_null(_COLUMN), "table.column_settings")},
    ),
    "data_table": Schema(
        {"rows": array(_ROW, "data_table.rows", least=2), "caption": string()},
        {
            **BLOCK_ID,
            "page_size": integer("data_table.page_size", least=1),
            "row_header_column_index": integer(most=LIMITS["table.cells"] - 1),
        },
        (_one_width, _plain_header),
    ),
}


_LABEL: Final = string("data_visualization.label")


def _point(value: Check) -> Check:
    return record(Schema({"label": _LABEL, "value": value}))


_SERIES: Final = record(
    Schema({"name": _LABEL, "data": array(_point(number()))}),
)
_AXES: Final = record(
    Schema(
        {"categories": array(_LABEL, "data_visualization.categories")},
        dict.fromkeys(("x_label", "y_label"), string("data_visualization.axis_label")),
    )
)


def _series_on_their_axis(value: Mapping[str, Any], at: str) -> Problems:
    """Each series has a name of its own, and one value for each category."""
    names = [one["name"] for one in value["series"]]
    categories = sorted(value["axis_config"]["categories"])
    for index, one in enumerate(value["series"]):
        if one["name"] in names[:index]:
            yield Problem(f"{at}/series/{index}/name", "must be unique")
        if sorted(point["label"] for point in one["data"]) != categories:
            yield Problem(f"{at}/series/{index}/data", "must match `categories`")


_DRAWN_ON_AXES: Final = Schema(
    {"series": array(_SERIES, "data_visualization.series"), "axis_config": _AXES}, rules=(_series_on_their_axis,)
)
_CHART: Final = {
    "pie": Schema({"segments": array(_point(number(above=0)), "data_visualization.segments")}),
    **dict.fromkeys(("area", "bar", "line"), _DRAWN_ON_AXES),
}

CHARTS: Final = {
    "data_visualization": Schema({"title": string("data_visualization.title"), "chart": tagged(_CHART)}, BLOCK_ID)
}
