"""Blocks of README.md that a command writes."""

from __future__ import annotations

from geo.errors import ParameterError
from layers import Atlas, document_counts

COUNTS = "counts"
HEAD = ("document", "figures", "indicators", "named things", "mentions", "entries of frames")


def counts_table(atlas: Atlas) -> str:
    """Return what each document gave to the atlas as a Markdown table."""
    rows = [HEAD, ("---", *("---:" for _ in HEAD[1:]))]
    for counts in document_counts(atlas):
        title = counts.title or "both, each thing once"
        numbers = (counts.observations, counts.indicators, counts.features)
        rows.append((title, *map(str, (*numbers, counts.mentions, counts.entries))))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def with_block(text: str, name: str, block: str) -> str:
    r"""Return a text with what stands between two markers replaced.

    Parameters
    ----------
    text
        A Markdown text.
    name
        The markers are `<!-- name -->` and `<!-- /name -->`, each on a line of its own.
    block
        What is to stand between them.

    Raises
    ------
    ParameterError
        If the text does not hold both markers once, in this order.

    Examples
    --------
    >>> print(with_block("<!-- a -->\nold\n<!-- /a -->", "a", "new"))
    <!-- a -->
    new
    <!-- /a -->
    """
    start, end = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
    before, opened, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not opened or not closed or start in after:
        msg = f"The text has no block {name!r}; accepted is one {start.strip()} … {end.strip()}."
        raise ParameterError(msg)
    return f"{before}{start}{block}{end}{after}"
