"""One module a page, imported when it is first drawn: the first page need not wait for the others."""


def draw_chat() -> None:
    """The chat."""
    from app.views.chat import draw

    draw()


def draw_library() -> None:
    """The library."""
    from app.views.library import draw

    draw()


def draw_evaluation() -> None:
    """The evaluation."""
    from app.views.evaluation import draw

    draw()


def draw_reader() -> None:
    """The reader."""
    from app.views.reader import draw

    draw()
