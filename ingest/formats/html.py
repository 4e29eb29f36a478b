"""Web pages: the main text as headings, paragraphs, lists and tables; menus, notices and hidden text stay out."""

from ingest.formats.draft import Draft
from ingest.formats.markdown import plain_markdown
from ingest.formats.text import decode


def read_html(content: bytes, name: str) -> Draft:
    """The main text of a page with its title, authors, date and canonical address."""
    from trafilatura import bare_extraction

    page = decode(content, name)
    found = bare_extraction(
        page, output_format="markdown", with_metadata=True, include_comments=False, include_tables=True
    )
    if found is None:
        return Draft()
    text, _ = plain_markdown(found.text or "")
    about = {
        "authors": found.author, "published": found.date, "publisher": found.sitename, "url": found.url,
        "language": found.language,
    }  # fmt: skip
    return Draft(text=text, title=found.title or "", about={key: value for key, value in about.items() if value})
