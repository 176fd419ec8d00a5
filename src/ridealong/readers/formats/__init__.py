"""One module per family of formats; each declares its `FORMATS`."""
