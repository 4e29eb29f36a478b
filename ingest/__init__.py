"""Documents in: files and links to passages in the index. The files of the library are the truth, the index follows.

For the app and other callers (all raise `core.errors.CotejoError`; a `watch` gets `IngestProgress` and may raise
`IngestStopped`; `embedder` is for tests):

    ingest.build      build_index(settings, *, watch=None, embedder=None) -> IngestReport
    ingest.library    add_files(settings, [(name, bytes)], ...) -> Added       names made safe, checked, stored, indexed
                      add_link(settings, url, ...) -> Added                    fetched, snapshotted, indexed
                      refetch(settings, doc_id, ...) -> Refetched              with the difference as unified diff lines
                      remove_documents(settings, doc_ids, ...) -> Receipt      files removed, probed that nothing is left
                      set_metadata(settings, path, values, ...) -> IngestReport   title, authors, published, publisher, ...
                      library_state(settings, embedder=None) -> tuple[LibraryRow, ...]    one a file, without writing anything
                      rebuild(settings, ...) -> IngestReport                   anew from the files, embeddings reused
                      verify(settings, *, mend=True, ...) -> Health            files, catalogue, Chroma, Tantivy compared
    ingest.run        IngestRun(work) with .start(), .progress, .stop(), .wait(), .report, .error: work in a thread
    ingest.states     State, IngestReport, FileNote, HiddenNote, AbsentOriginal
    ingest.progress   IngestProgress, IngestStopped
"""
