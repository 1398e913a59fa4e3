"""Settings: known names, values of their kind, and a message that says what is accepted."""

from datetime import date
from pathlib import Path

import pytest

from geo.errors import SettingsError, UnknownViewError
from webmap.settings import Settings, settings_table


def test_without_any_setting_the_atlas_serves_this_machine_alone() -> None:
    assert Settings.of({}) == Settings()
    assert (Settings().host, Settings().port) == ("127.0.0.1", 8000)


def test_what_is_not_of_the_atlas_is_not_read() -> None:
    assert Settings.of({"HOME": "/x", "PORT": "1"}) == Settings()


@pytest.mark.parametrize("name", ["ATLAS_PROT", "ATLAS_", "ATLAS_port"])
def test_an_unknown_name_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(
        SettingsError, match=rf"No setting '{name}'; accepted: ATLAS_HOST, ATLAS_PORT"
    ):
        Settings.of({name: "1"})


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("ATLAS_PORT", "eight", "ATLAS_PORT is 'eight'; accepted is a whole number"),
        ("ATLAS_PORT", "0", "ATLAS_PORT is 0; accepted is 1 to 65535"),
        ("ATLAS_PORT", "65536", "ATLAS_PORT is 65536; accepted is 1 to 65535"),
        ("ATLAS_WORKERS", "0", "ATLAS_WORKERS is 0 .* accepted is 1 or more"),
        ("ATLAS_INLINE_LIMIT", "-1", "ATLAS_INLINE_LIMIT -1; accepted is 1 or more, and 0 or more"),
        ("ATLAS_SCHEDULER", "host:8786", "accepted is an address such as tcp://host:8786, or bl"),
        ("ATLAS_TODAY", "yesterday", "ATLAS_TODAY is 'yesterday'; accepted is a day"),
        ("ATLAS_TODAY", "2026-02-30", "ATLAS_TODAY is '2026-02-30'; accepted is a day"),
        ("ATLAS_EMBED_ANCESTORS", "*; script-src *", "accepted are sites separated by blanks"),
        ("ATLAS_EMBED_ANCESTORS", "https://a.example,b", "accepted are sites separated by blanks"),
        ("ATLAS_EMBED_ANCESTORS", "*\r\nSet-Cookie: a=b", "accepted are sites separated by blanks"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused(name: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Settings.of({name: value})


def test_an_unknown_view_of_borders_is_refused() -> None:
    with pytest.raises(UnknownViewError, match="No view 'moon'; available: chn, un"):
        Settings.of({"ATLAS_BOUNDARIES": "moon"})


def test_values_are_of_their_kind() -> None:
    settings = Settings.of({"ATLAS_PORT": "9000", "ATLAS_DATA": "x/y", "ATLAS_TODAY": "2026-11-23"})
    assert settings.port == 9000
    assert settings.data == Path("x/y")
    assert settings.day() == date(2026, 11, 23)


def test_without_a_fixed_day_it_is_the_real_one() -> None:
    before = date.today()  # noqa: DTZ011 the operator's own calendar day
    assert before <= Settings().day() <= date.today()  # noqa: DTZ011


def test_the_table_names_no_folder_of_this_machine() -> None:
    assert str(Path.cwd()) not in settings_table()
    assert settings_table().count("\n") == len(Settings.__dataclass_fields__) + 1
