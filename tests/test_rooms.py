"""Who may import whom, who may open what, and how large a module may be: read, never imported."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAY_IMPORT = {
    "geo": {"geo"},
    "layers": {"geo", "layers"},
    "webmap": {"geo", "layers", "webmap"},
    "server": {"geo", "layers", "webmap", "server"},
}
ROOMS = frozenset(MAY_IMPORT)
MAX_LINES = 400
# What would make a function of geo/ depend on more than its arguments.
IMPURE_NAMES = {
    "__file__",
    "environ",
    "getenv",
    "now",
    "utcnow",
    "today",
    "cwd",
    "home",
    "expanduser",
}
IMPURE_MODULES = {
    "logging",
    "os",
    "time",
    "datetime",
    "random",
    "secrets",
    "socket",
    "urllib",
    "flask",
}
OPENERS = {"open", "Path"}


def modules(room: str) -> list[Path]:
    paths = (ROOT / room).rglob("*.py")
    return sorted(path.relative_to(ROOT) for path in paths if "node_modules" not in path.parts)


ROOM_FILES = [
    *(path for room in ("geo", "layers", "webmap") for path in modules(room)),
    Path("server.py"),
]
GEO = modules("geo")
OUTSIDE_LAYERS = [path for path in ROOM_FILES if path.parts[0] != "layers"]


def room_of(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def tree_of(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found.add((node.module or "").split(".")[0])
    return found


def docstrings_of(tree: ast.Module) -> set[int]:
    """Return the ids of the nodes that are docstrings, of definitions and of variables."""
    alone = (node for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {id(node.value) for node in alone if isinstance(node.value, ast.Constant)}


def texts_of(path: Path) -> set[str]:
    tree = tree_of(path)
    said = docstrings_of(tree)
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {
        node.value for node in constants if isinstance(node.value, str) and id(node) not in said
    }


def called(node: ast.Call) -> str:
    return getattr(node.func, "attr", None) or getattr(node.func, "id", "")


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


@pytest.mark.parametrize("path", ROOM_FILES, ids=str)
def test_a_room_imports_only_itself_and_rooms_below(path: Path) -> None:
    assert imports_of(path) & ROOMS <= MAY_IMPORT[room_of(path)]


@pytest.mark.parametrize("path", ROOM_FILES, ids=str)
def test_only_the_server_imports_flask(path: Path) -> None:
    assert room_of(path) == "server" or "flask" not in imports_of(path)


@pytest.mark.parametrize("path", ROOM_FILES, ids=str)
def test_no_room_imports_tests(path: Path) -> None:
    assert "tests" not in imports_of(path)


@pytest.mark.parametrize("path", OUTSIDE_LAYERS, ids=str)
def test_only_layers_names_the_data_folder(path: Path) -> None:
    tree = tree_of(path)
    steps = (node for node in ast.walk(tree) if isinstance(node, ast.BinOp))
    parts = {ast.unparse(node.right) for node in steps if isinstance(node.op, ast.Div)}
    assert "'data'" not in parts
    assert not [text for text in texts_of(path) if text.startswith(("data/", "./data", "../data"))]


@pytest.mark.parametrize("path", OUTSIDE_LAYERS, ids=str)
def test_only_layers_reads_tables(path: Path) -> None:
    tree = tree_of(path)
    calls = {called(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert calls.isdisjoint({"read_csv", "read_table", "read_file"})


@pytest.mark.parametrize("path", GEO, ids=str)
def test_geo_opens_no_file_by_name(path: Path) -> None:
    calls = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))
    by_name = [
        ast.unparse(node)
        for node in calls
        if isinstance(node.func, ast.Name)
        and node.func.id in OPENERS
        and any(isinstance(argument, ast.Constant) for argument in node.args)
    ]
    assert not by_name


@pytest.mark.parametrize("path", GEO, ids=str)
def test_geo_knows_no_clock_no_settings_and_no_log(path: Path) -> None:
    tree = tree_of(path)
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert names.isdisjoint(IMPURE_NAMES)
    assert imports_of(path).isdisjoint(IMPURE_MODULES)


@pytest.mark.parametrize("path", GEO, ids=str)
def test_every_public_function_of_geo_has_an_example_that_runs(path: Path) -> None:
    functions = (node for node in public(tree_of(path)) if isinstance(node, ast.FunctionDef))
    assert not [node.name for node in functions if ">>>" not in (ast.get_docstring(node) or "")]


@pytest.mark.parametrize("path", ROOM_FILES, ids=str)
def test_a_module_stays_below_400_lines(path: Path) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) < MAX_LINES


@pytest.mark.parametrize("path", ROOM_FILES, ids=str)
def test_modules_and_what_they_offer_say_what_they_are(path: Path) -> None:
    tree = tree_of(path)
    silent = [node.name for node in public(tree) if not ast.get_docstring(node)]
    assert not silent
    assert path.name == "__init__.py" or ast.get_docstring(tree)


@pytest.mark.parametrize("path", ROOM_FILES, ids=str)
def test_nothing_is_caught_broadly_printed_or_asserted(path: Path) -> None:
    tree = tree_of(path)
    broad = {"Exception", "BaseException"}
    handlers = (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler))
    assert not [h.lineno for h in handlers if h.type is None or ast.unparse(h.type) in broad]
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    assert not [
        node.lineno for node in calls if isinstance(node.func, ast.Name) and called(node) == "print"
    ]
