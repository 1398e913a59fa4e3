"""Which places a reader has chosen: by ids, or all of a view."""

from __future__ import annotations

from dataclasses import dataclass

from geo.errors import ParameterError
from layers import Atlas
from webmap.document import view_frame
from webmap.query import Query
from webmap.views import View, get_view

PARAMETERS = ("ids", "view")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Main records in the order of the choice, and the view where they are all of one."""

    ids: tuple[str, ...]
    view: View | None = None

    @property
    def query(self) -> str:
        """The choice as the query of an address."""
        return f"view={self.view.id}" if self.view else f"ids={','.join(self.ids)}"


def parse_chosen(atlas: Atlas, query: Query, *, most: int) -> Chosen:
    """Return what `ids` or `view` name.

    Parameters
    ----------
    atlas, query
        The facts, and the parameters of the request.
    most
        How many ids may be given; a view may hold more.

    Raises
    ------
    ParameterError
        If neither or both are given, or too many ids.
    UnknownPlaceError, UnknownViewError
        If there is no such place or view.
    """
    given, view_id = query.many("ids"), query.one("view")
    if view_id is not None and not given:
        view = get_view(view_id)
        frames = [view_frame(atlas, layer, view) for layer in view.layers()]
        return Chosen(tuple(str(name) for frame in frames for name in frame.index), view)
    if view_id is not None or not given:
        msg = (
            f"ids is {','.join(given)!r} and view {view_id or ''!r}; "
            "accepted is one of them: ids=<id>,<id> or view=<view>."
        )
        raise ParameterError(msg)
    # A second record of one place leads to the main one: it is chosen once.
    ids = tuple(dict.fromkeys(atlas.main_id(name) for name in given))
    if len(ids) > most:
        msg = f"ids has {len(ids)} places; accepted are 1 to {most}."
        raise ParameterError(msg)
    return Chosen(ids)
