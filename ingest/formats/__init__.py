"""One module a format: bytes in, a `Draft` of the text and of what the file says about itself out."""
