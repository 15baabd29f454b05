"""The checks of pages in Spanish."""
