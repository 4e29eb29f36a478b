import pytest

from app.sign_in import email_of, is_editor


@pytest.mark.parametrize(
    ("claims", "email"),
    [
        ({}, ""),
        ({"email": "Ana@Example.org"}, ""),
        ({"is_logged_in": False, "email": "ana@example.org"}, ""),
        ({"is_logged_in": True, "email": "Ana@Example.org "}, "ana@example.org"),
        ({"is_logged_in": True, "email": "ana@example.org", "email_verified": True}, "ana@example.org"),
        ({"is_logged_in": True, "email": "ana@example.org", "email_verified": False}, ""),
        ({"is_logged_in": True, "email": "ana@example.org", "email_verified": "false"}, ""),
        ({"is_logged_in": True, "email": None}, ""),
        ({"is_logged_in": True}, ""),
    ],
)
def test_an_address_counts_only_when_it_is_proven(claims: dict[str, object], email: str) -> None:
    assert email_of(claims) == email


def test_editors_are_those_named_or_else_all_who_are_signed_in() -> None:
    named = "Ana@example.org, ben@example.org,"
    told = {email: (is_editor(email, named), is_editor(email, "")) for email in ("ana@example.org", "eve@x.org", "")}
    assert told == {"ana@example.org": (True, True), "eve@x.org": (False, True), "": (False, False)}
