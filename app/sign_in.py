"""Who is signed in, by Streamlit's own OpenID Connect, and what they may do; without it everybody may do everything."""

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

import streamlit as st

from app.marks import plain
from app.words import Words


def is_configured() -> bool:
    """Whether `.streamlit/secrets.toml` names a provider in its section `auth`."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def signed_in_email() -> str:
    """The e-mail address of the visitor, in small letters; empty where nobody is signed in."""
    return email_of(st.user.to_dict()) if is_configured() else ""


def email_of(claims: Mapping[str, Any]) -> str:
    """The address among what the provider says, unless it says that the address is not proven to be theirs."""
    unproven = str(claims.get("email_verified", True)).lower() == "false"
    if not claims.get("is_logged_in") or unproven:
        return ""
    return str(claims.get("email") or "").strip().lower()


def is_editor(email: str, editors: str) -> bool:
    """Whether the address is among the editors, separated by commas; where none are named, any address is."""
    named = {name.strip().lower() for name in editors.split(",") if name.strip()}
    return bool(email) and (not named or email in named)


def draw(words: Words) -> None:
    """The button to sign in or out; nothing where sign-in is not configured."""
    if not is_configured():
        return
    if email := signed_in_email():
        st.caption(words("sign.as", email=plain(email)))
        st.button(words("sign.out"), key="sign-out", icon=":material/logout:", type="tertiary", on_click=st.logout)
    elif find_spec("authlib"):
        st.button(words("sign.in"), key="sign-in", icon=":material/login:", width="stretch", on_click=st.login)
    else:
        st.error(words("sign.missing"), icon=":material/error:")
