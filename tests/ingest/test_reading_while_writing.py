import threading
from pathlib import Path

from core.settings import Settings
from index.store import PassageIndex
from ingest.build import build_index
from tests.toys import ToyEmbedder, write_library


def version(number: int) -> str:
    """A document of four passages; the words of one version stand in no other."""
    return "\n\n".join(f"# Part {part}\n\nThe fox of version v{number} says part {part}." for part in range(4))


def test_a_reader_sees_the_old_or_the_new_and_never_both_or_neither(settings: Settings) -> None:
    write_library(settings.library, {"a.md": version(0), "b.md": "The hen stays as it is."})
    build_index(settings, embedder=ToyEmbedder())
    done = threading.Event()
    wrong: list[object] = []

    def read() -> None:
        index = PassageIndex.open(settings, ToyEmbedder())
        while not done.is_set():
            for search in (index.search_words, index.search_vectors):
                texts = [passage.text for passage, _ in search("the fox says part", 20) if passage.doc_id == "a.md"]
                seen = {word for text in texts for word in text.split() if word.startswith("v") and word != "version"}
                if len(texts) != 4 or len(seen) != 1:
                    wrong.append((search.__name__, texts))
        index.close()

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 6):
        Path(settings.library / "a.md").write_text(version(number))
        build_index(settings, embedder=ToyEmbedder())
    done.set()
    reader.join(60)
    assert wrong == []
