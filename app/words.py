"""What the pages say, in English and Spanish. One key, two texts; `tests/app/test_words.py` holds them side by side."""

from collections.abc import Mapping

LANGUAGES = {"en": "English", "es": "Español"}

_TEXTS: dict[str, tuple[str, str]] = {
    # Pages
    "page.chat": ("Ask", "Preguntar"),
    "page.library": ("Library", "Biblioteca"),
    "page.evaluation": ("Evaluation", "Evaluación"),
    "page.reader": ("Reader", "Lector"),
    # Beginning
    "start.lead": (
        "Ask about these documents. Every sentence of an answer opens the exact words it rests on.",
        "Pregunte sobre estos documentos. Cada frase de una respuesta abre las palabras exactas en que se apoya.",
    ),
    "start.can": ("What it answers", "Qué responde"),
    "start.cannot": ("What it does not", "Qué no responde"),
    "start.can_text": (
        "What these documents say, in their own words: facts, figures, reasons, who holds which view, and where "
        "sources disagree.",
        "Lo que dicen estos documentos, con sus propias palabras: hechos, cifras, razones, quién sostiene qué y en qué "
        "discrepan las fuentes.",
    ),
    "start.cannot_text": (
        "What the documents do not say. Then it tells you so, what it searched, and what came nearest.",
        "Lo que los documentos no dicen. En ese caso lo dice, junto con lo que buscó y lo más cercano que encontró.",
    ),
    "start.questions": ("Questions to start with", "Preguntas para empezar"),
    "start.documents": ("{n} documents in the library", "{n} documentos en la biblioteca"),
    "start.documents_one": ("1 document in the library", "1 documento en la biblioteca"),
    "start.absent": (
        "{n} originals of this collection are not here. Answers rest on what is.",
        "Faltan {n} originales de esta colección. Las respuestas se apoyan en lo que hay.",
    ),
    "start.absent_open": ("Fetch or add them", "Obtenerlos o añadirlos"),
    "ask.placeholder": ("Ask the documents…", "Pregunte a los documentos…"),
    "ask.follow": ("Ask a follow-up…", "Siga preguntando…"),
    # Models
    "models.opening": ("Opening the library…", "Abriendo la biblioteca…"),
    "models.warming": (
        "Warming the models; you can ask already",
        "Preparando los modelos; ya puede preguntar",
    ),
    "models.ready": ("Ready. All on this machine", "Listo. Todo en este equipo"),
    "models.remote": ("Ready. Prose by {model}", "Listo. Redacta {model}"),
    "models.failed": ("Not ready", "No está listo"),
    "models.retry": ("Try again", "Intentar de nuevo"),
    "models.build": ("Build the index now", "Crear el índice ahora"),
    # Conversations
    "talk.new": ("New conversation", "Nueva conversación"),
    "talk.search": ("Search conversations", "Buscar conversaciones"),
    "talk.none": ("Nothing here yet.", "Todavía no hay nada."),
    "talk.nothing_found": ("No conversation has these words.", "Ninguna conversación tiene esas palabras."),
    "talk.more": ("Conversation", "Conversación"),
    "talk.name": ("Name", "Nombre"),
    "talk.save": ("Save", "Guardar"),
    "talk.delete": ("Delete", "Borrar"),
    "talk.delete_sure": (
        "Delete this conversation? It cannot be brought back.",
        "¿Borrar esta conversación? No se puede recuperar.",
    ),
    "talk.gone": (
        "There is no conversation at this address. It may have been deleted.",
        "No hay ninguna conversación en esta dirección. Quizá se borró.",
    ),
    "talk.others": (
        "Somebody shared this conversation with you. To ask on, continue in a copy of your own.",
        "Alguien compartió esta conversación con usted. Para seguir preguntando, continúe en una copia propia.",
    ),
    "talk.copy": ("Continue in a copy", "Continuar en una copia"),
    "talk.address": (
        "The address of this page brings it back, and can be shared with others on this server.",
        "La dirección de esta página la recupera y se puede compartir con otras personas en este servidor.",
    ),
    # Export
    "export.open": ("Export", "Exportar"),
    "export.markdown": ("Markdown, with footnotes", "Markdown, con notas al pie"),
    "export.word": ("Word, with footnotes", "Word, con notas al pie"),
    "export.evidence": ("Evidence file (JSON)", "Archivo de pruebas (JSON)"),
    "export.evidence_help": (
        "`python -m answering verify FILE` checks it against the library, offline.",
        "`python -m answering verify FILE` lo comprueba con la biblioteca, sin conexión.",
    ),
    # Scope
    "scope.open": ("Search in", "Buscar en"),
    "scope.all": ("All documents", "Todos los documentos"),
    "scope.some": ("Part of the library", "Parte de la biblioteca"),
    "scope.kinds": ("Kinds", "Tipos"),
    "scope.documents": ("Documents", "Documentos"),
    "scope.from": ("Published from", "Publicado desde"),
    "scope.to": ("to", "hasta"),
    "scope.clear": ("Search everything", "Buscar en todo"),
    "scope.date_help": ("YYYY, YYYY-MM or YYYY-MM-DD", "AAAA, AAAA-MM o AAAA-MM-DD"),
    # Reader
    "reader.document": ("Document", "Documento"),
    "reader.asked": ("Asked about it", "Preguntas sobre él"),
    "reader.empty": (
        "There are no documents yet. Add some in the Library.",
        "Todavía no hay documentos. Añádalos en la Biblioteca.",
    ),
    # The look of it
    "settings.language": ("Language", "Idioma"),
    "settings.about": ("Nothing leaves this machine.", "Nada sale de este equipo."),
}

# What the components say; sent to the browser whole.
_COMPONENT_TEXTS: dict[str, tuple[str, str]] = {
    "you_asked": ("You asked", "Usted preguntó"),
    "answer": ("Answer", "Respuesta"),
    "source": ("Source", "Fuente"),
    "open_source": ("Open source {n}: {title}", "Abrir la fuente {n}: {title}"),
    "click_to_open": ("Click to read it in place", "Clic para leerlo en su lugar"),
    "page": ("p. {n}", "p. {n}"),
    "stage.warm": ("Waiting for the models", "Esperando a los modelos"),
    "stage.waiting": ("In the queue", "En espera"),
    "stage.condense": ("Understanding the question", "Entendiendo la pregunta"),
    "stage.retrieve": ("Searching the documents", "Buscando en los documentos"),
    "stage.read": ("Reading the passages closely", "Leyendo los pasajes con atención"),
    "stage.select": ("Choosing the evidence", "Eligiendo las pruebas"),
    "stage.compose": ("Putting the answer together", "Componiendo la respuesta"),
    "stage.check": ("Checking every sentence", "Comprobando cada frase"),
    "stage.other": ("Working", "Trabajando"),
    "stop": ("Stop", "Detener"),
    "stopping": ("Stopping…", "Deteniendo…"),
    "again": ("Ask again", "Preguntar de nuevo"),
    "state.stopped": ("Stopped before there was an answer.", "Detenido antes de que hubiera respuesta."),
    "state.failed": ("This question could not be answered.", "No se pudo responder a esta pregunta."),
    "state.interrupted": (
        "The server stopped before this was answered. Nothing else is lost.",
        "El servidor se detuvo antes de responder. No se perdió nada más.",
    ),
    "outcome.NO_EVIDENCE": ("The documents do not say.", "Los documentos no lo dicen."),
    "outcome.DECLINED": ("This was not answered.", "Esto no se respondió."),
    "outcome.PARTIAL": ("Part of an answer", "Una parte de la respuesta"),
    "outcome.PREMISE_CORRECTED": (
        "The documents contradict what the question assumes",
        "Los documentos contradicen lo que la pregunta da por hecho",
    ),
    "outcome.UNCHECKED": (
        "The sentences could not be checked against their sources.",
        "No se pudieron comprobar las frases con sus fuentes.",
    ),
    "nearest": ("What came nearest", "Lo más cercano"),
    "verdict.SUPPORTED": ("supported", "respaldado"),
    "verdict.CONTRADICTED": ("contradicted", "contradicho"),
    "verdict.UNSUPPORTED": ("not supported", "sin respaldo"),
    "verdict.UNCHECKED": ("unchecked", "sin comprobar"),
    "voice.reported fact": ("reported fact", "hecho relatado"),
    "voice.the authors' judgement": ("the authors' judgement", "juicio de los autores"),
    "voice.somebody quoted or reported": ("somebody quoted or reported", "alguien citado o referido"),
    "voice.official statistic": ("official statistic", "estadística oficial"),
    "voice.our own words": ("our own words", "palabras nuestras"),
    "withheld": ("{n} sentences were withheld: nothing supports them", "Se retuvieron {n} frases: nada las respalda"),
    "withheld_one": ("1 sentence was withheld: nothing supports it", "Se retuvo 1 frase: nada la respalda"),
    "searched": ("Searched {d} documents, read {p} passages", "Buscó en {d} documentos, leyó {p} pasajes"),
    "searched_one": ("Searched 1 document, read {p} passages", "Buscó en 1 documento, leyó {p} pasajes"),
    "seconds": ("{s} s", "{s} s"),
    "scope": ("Only part of the library was searched", "Solo se buscó en parte de la biblioteca"),
    "cited": ("Cited", "Citados"),
    "silent": ("Nothing on this question", "Nada sobre esta pregunta"),
    "absent": ("Not in the library", "No están en la biblioteca"),
    "searched_as": ("Searched as", "Se buscó"),
    "edit_query": ("Edit and search again", "Editar y buscar de nuevo"),
    "search_again": ("Search", "Buscar"),
    "cancel": ("Cancel", "Cancelar"),
    "good": ("This answer is right", "Esta respuesta es correcta"),
    "bad": ("Something is wrong", "Algo está mal"),
    "correction": ("What would be right? (optional)", "¿Qué sería lo correcto? (opcional)"),
    "send": ("Save", "Guardar"),
    "thanks": ("Noted.", "Anotado."),
    "make_case": ("Make it a test question", "Convertir en pregunta de prueba"),
    "case_made": ("It is a test question now.", "Ya es una pregunta de prueba."),
    "copy": ("Copy with sources", "Copiar con fuentes"),
    "copied": ("Copied", "Copiado"),
    "follow": ("Ask next", "Siga con"),
    "older": ("This document has changed since the answer.", "Este documento cambió después de la respuesta."),
    "note": ("How it was made", "Cómo se hizo"),
    # Reader
    "reader": ("Source", "Fuente"),
    "close": ("Close", "Cerrar"),
    "previous": ("Previous citation", "Cita anterior"),
    "next": ("Next citation", "Cita siguiente"),
    "of": ("{i} of {n}", "{i} de {n}"),
    "original": ("Original", "Original"),
    "whole_page": ("Full page", "Página completa"),
    "loading": ("Loading the document…", "Cargando el documento…"),
    "gone": ("This document is no longer in the library.", "Este documento ya no está en la biblioteca."),
    "find": ("Find in this document", "Buscar en este documento"),
    "found": ("{i} of {n}", "{i} de {n}"),
    "not_found": ("Not found", "No aparece"),
    "headings": ("Contents", "Contenido"),
    "part": ("A part of a long document is shown.", "Se muestra una parte de un documento largo."),
    "pages": ("Page {n}", "Página {n}"),
    "kind.original": ("original", "original"),
    "kind.digest": ("digest", "resumen"),
    "kind.brief": ("brief", "informe"),
    "kind.reference": ("reference", "referencia"),
    "kind.upload": ("added", "añadido"),
}


class Words:
    """The texts of one language: `words("talk.new")`."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._at = list(LANGUAGES).index(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its values put in."""
        text = (_TEXTS.get(key) or _COMPONENT_TEXTS[key])[self._at]
        return text.format(**values) if values else text

    def for_components(self) -> Mapping[str, str]:
        """The texts that components show, placeholders still in."""
        return {key: texts[self._at] for key, texts in _COMPONENT_TEXTS.items()}


def language_of(locale: str | None) -> str:
    """The interface language nearest to a browser's: "es-MX" -> "es"."""
    language = (locale or "en").split("-")[0].lower()
    return language if language in LANGUAGES else "en"
