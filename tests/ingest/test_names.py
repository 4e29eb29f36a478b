import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.names import MAX_BYTES, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("Informe señor (final) 🌮.pdf", "Informe señor (final) 🌮.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/absolute/a.md", "a.md"),
        ("a\x00b\x1fc\n.md", "abc.md"),
        ("gpj\u202efdp.exe.pdf", "gpjfdp.exe.pdf"),
        ("zero\u200bwidth.md", "zerowidth.md"),
        ("...", "document"),
        ("", "document"),
        (".hidden.md", "hidden.md"),
        ("con:ads|x?.md", "conadsx.md"),
        ("a/", "a"),
        ("e\u0301.md", "é.md"),
    ],
)
def test_a_name_from_outside_becomes_one_plain_visible_name(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    name = safe_name("ñ" * 300 + ".pdf")
    assert name == "ñ" * 73 + ".pdf"
    assert len(name.encode()) <= MAX_BYTES


@given(st.text())
def test_no_name_leads_out_of_a_folder_or_hides(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert "/" not in safe
    assert "\\" not in safe
    assert not safe.startswith(".")
    assert len(safe.encode()) <= MAX_BYTES
    assert safe.isprintable()
