"""What the chat, the reader and the frame say; a key with its English and its Spanish text."""

TEXTS: dict[str, tuple[str, str]] = {
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
    "models.remote": (
        "Ready. Questions and quotations go to {model}",
        "Listo. Las preguntas y las citas se envían a {model}",
    ),
    "models.writer": ("Answers", "Respuestas"),
    "models.quotes": ("Exact quotations", "Citas textuales"),
    "models.named": ("Written by {model}", "Redacta {model}"),
    "models.failed": ("Not ready", "No está listo"),
    "models.retry": ("Try again", "Intentar de nuevo"),
    "models.build": ("Build the index now", "Crear el índice ahora"),
    # Sign-in
    "sign.in": ("Sign in", "Iniciar sesión"),
    "sign.out": ("Sign out", "Cerrar sesión"),
    "sign.as": ("Signed in as {email}", "Sesión de {email}"),
    "sign.missing": (
        "Sign-in is configured, but the package it needs is not installed: `pip install 'Authlib>=1.3.2'`.",
        "El inicio de sesión está configurado, pero falta el paquete que necesita: `pip install 'Authlib>=1.3.2'`.",
    ),
    # Conversations
    "talk.new": ("New conversation", "Nueva conversación"),
    "talk.search": ("Search conversations", "Buscar conversaciones"),
    "talk.none": ("No conversations yet.", "Todavía no hay conversaciones."),
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
    "scope.any": ("All", "Todos"),
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
