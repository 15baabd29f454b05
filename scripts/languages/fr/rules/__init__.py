"""The checks of pages in French."""
