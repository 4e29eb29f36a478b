"""Documents in: files and links to passages in the index. The files of the library are the truth, the index follows.

For the app and other callers (all raise `core.errors.CotejoError`; a `watch` gets `IngestProgress` and may raise
`IngestStopped`; `embedder` is for tests):

    ingest.build      build_index(settings, *, watch=None, embedder=None) -> IngestReport
                      rebuild_index(settings, ...) -> IngestReport             anew from the files, embeddings reused
    ingest.library    add_files(settings, [(name, bytes)], ...) -> Added       names made safe, checked, stored, indexed
                      add_paths(settings, [Path], ...) -> Added                files and whole folders on disk
                      add_links(settings, urls, ...) -> Added                  fetched, snapshotted, indexed
                      refetch(settings, path, ...) -> Refetched                with the difference as unified diff lines
                      set_metadata(settings, path, values, ...) -> IngestReport   see EDITABLE for what can be edited
    ingest.removal    remove_documents(settings, names, ...) -> Receipt        deleted, and probed that nothing is left
    ingest.rows       library_state(settings) -> tuple[LibraryRow, ...]        one a file; writes nothing
                      absent_originals(settings) -> tuple[AbsentOriginal, ...] fetches nothing
    ingest.verify     verify(settings, ...) -> Health                          compares files, catalogue, indexes; mends
    ingest.run        IngestRun(lambda watch: add_files(settings, files, watch=watch)).start(): work in a thread, with
                      .progress, .stop(), .finished, .stopped, .result, .error
    ingest.states     State, IngestReport, FileNote, HiddenNote, AbsentOriginal
    ingest.progress   IngestProgress, IngestStopped
"""
