"""The chat models that can write the prose: those that the settings name, and those found on this machine."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from core.errors import LanguageModelError
from core.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

OLLAMA_URL = "http://127.0.0.1:11434"
PROVIDERS = ("openai", "anthropic", "ollama")
_KEY_VARIABLES = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
_PROBE_SECONDS = 0.5
_NO_KEY = "none"  # the client insists on one, a server of one's own does not


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChoice:
    """A chat model that can be chosen: `name` as its server calls it; an empty `url` is the provider's own service.

    `QUOTATIONS` is the choice of none.
    """

    provider: str
    name: str
    url: str = ""

    @property
    def label(self) -> str:
        """How lists show it, and how the setting names it."""
        return f"{self.provider}:{self.name}" if self.provider else ""

    @property
    def is_remote(self) -> bool:
        """Whether questions and quotes leave this machine when it writes."""
        if not self.provider:
            return False
        host = urlsplit(self.url).hostname or ""
        try:
            return not ip_address(host).is_loopback
        except ValueError:  # a name, and one name alone always means this machine
            return host != "localhost"


QUOTATIONS = ModelChoice(provider="", name="")


def configured_models(settings: Settings) -> tuple[ModelChoice, ...]:
    """The models that COTEJO_LANGUAGE_MODEL names, separated by commas, the default first; none means quotes only."""
    names = [name.strip() for name in settings.language_model.split(",")]
    return tuple(_choice(name, settings.language_model_url) for name in names if name)


def available_models(settings: Settings, ollama_url: str = OLLAMA_URL) -> tuple[ModelChoice, ...]:
    """The configured models, then those that the named server and a local Ollama offer; asks them, so keep it."""
    named = configured_models(settings)
    server = settings.language_model_url if not named else ""
    found = (*named, *_served_models(server, settings.language_model_key), *_ollama_models(ollama_url))
    return tuple(dict.fromkeys(found))


def open_model(settings: Settings, choice: ModelChoice | None = None) -> "BaseChatModel":
    """A client for the chosen model, the first configured one by default. Nothing is sent yet.

    Raises `LanguageModelError` where none is configured, a key is missing, or the client cannot be made.
    """
    choice = choice or next(iter(configured_models(settings)), None)
    if choice is None:
        mend = "Name one in COTEJO_LANGUAGE_MODEL, such as ollama:llama3.2."
        raise LanguageModelError("", "is not named in the settings", mend)
    arguments = _arguments(settings, choice)
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(choice.name, model_provider=choice.provider, **arguments)
    except Exception as error:  # a provider's client may raise anything here
        reason = f"cannot be opened ({type(error).__name__}: {str(error)[:200]})"
        raise LanguageModelError(choice.label, reason, "Correct COTEJO_LANGUAGE_MODEL.") from error
    return model


def _choice(name: str, url: str) -> ModelChoice:
    provider, colon, rest = name.partition(":")
    if colon and provider in PROVIDERS and rest:
        local = OLLAMA_URL if provider == "ollama" else ""
        return ModelChoice(provider=provider, name=rest, url=url or local)
    if url:
        return ModelChoice(provider="openai", name=name, url=url)
    known = ", ".join(f"{provider}:…" for provider in PROVIDERS)
    mend = f"Begin COTEJO_LANGUAGE_MODEL with one of {known}, or name its server in COTEJO_LANGUAGE_MODEL_URL."
    raise LanguageModelError(name, "has no provider that is known here", mend)


def _arguments(settings: Settings, choice: ModelChoice) -> dict[str, Any]:
    """What the client is made with. Tries again are ours (`answering.prose.stream`), the same for every provider.

    A temperature is set only where the server is one's own: some hosted models refuse one.
    """
    seconds = settings.language_model_seconds
    if choice.provider == "ollama":
        return {"base_url": choice.url, "temperature": 0.0, "client_kwargs": {"timeout": seconds}}
    arguments: dict[str, Any] = {"timeout": seconds, "max_retries": 0, "api_key": _key(settings, choice)}
    if choice.url:
        arguments |= {"base_url": choice.url, "temperature": 0.0}
    if choice.provider == "openai":
        arguments |= {"stream_chunk_timeout": seconds, "http_socket_options": ()}
    return arguments


def _key(settings: Settings, choice: ModelChoice) -> str:
    """The key for the model's server. A provider's key from the environment goes to that provider alone."""
    variable = _KEY_VARIABLES[choice.provider]
    key = settings.language_model_key or (_NO_KEY if choice.url else os.environ.get(variable, ""))
    if not key:
        mend = f"Set COTEJO_LANGUAGE_MODEL_KEY or {variable}."
        raise LanguageModelError(choice.label, "needs a key, and there is none", mend)
    return key


def _ollama_models(url: str) -> Iterator[ModelChoice]:
    for name in _listed(f"{url}/api/tags", "models", "name"):
        yield ModelChoice(provider="ollama", name=name, url=url)


def _served_models(url: str, key: str) -> Iterator[ModelChoice]:
    for name in _listed(f"{url.rstrip('/')}/models", "data", "id", key) if url else ():
        yield ModelChoice(provider="openai", name=name, url=url)


def _listed(url: str, field: str, label: str, key: str = "") -> list[str]:
    """The names of the models that a server lists; none where no server answers at once, which is nobody's failure."""
    import httpx

    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        reply = httpx.get(url, headers=headers, timeout=_PROBE_SECONDS, trust_env=False).raise_for_status().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return []
    listed = reply.get(field) if isinstance(reply, dict) else None
    return [model[label] for model in listed or () if isinstance(model, dict) and isinstance(model.get(label), str)]
