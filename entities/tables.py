"""The words of a table of prose, as translators get and give them: wagtail-localize knows no such block."""

from collections.abc import Iterable, Iterator

from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail_localize.segments import StringSegmentValue

CAPTION, HEADING, CELL = "caption", "heading", "cell"


def table_segments(table: TypedTable) -> list[StringSegmentValue]:
    """The texts of a table, each with the way to where it stands."""
    return [StringSegmentValue(path, text) for path, text in _texts(table) if text]


def table_in_words(table: TypedTable, segments: Iterable[StringSegmentValue]) -> TypedTable:
    """The table with these texts in their places; figures and texts without a translation stay."""
    for segment in segments:
        kind, *position = segment.path.split("-")
        text = segment.render_text()
        if kind == CAPTION:
            table.caption = text
        elif kind == HEADING:
            table.columns[int(position[0])]["heading"] = text
        else:
            row, column = map(int, position)
            table.row_data[row]["values"][column] = text
    return table


class WordsOfTables:
    """Mixed into the block of a table: what translators see of it, and how their words come back."""

    def get_translatable_segments(self, table: TypedTable) -> list[StringSegmentValue]:
        """Its caption, the headings, the words in its cells."""
        return table_segments(table)

    def restore_translated_segments(
        self, table: TypedTable, segments: Iterable[StringSegmentValue]
    ) -> TypedTable:
        """The table in the words of ``segments``."""
        return table_in_words(table, segments)


def _texts(table: TypedTable) -> Iterator[tuple[str, str]]:
    yield CAPTION, table.caption or ""
    for number, column in enumerate(table.columns):
        yield f"{HEADING}-{number}", column["heading"]
    for number, row in enumerate(table.row_data):
        for position, value in enumerate(row["values"]):
            if isinstance(value, str):
                yield f"{CELL}-{number}-{position}", value
