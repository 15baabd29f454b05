"""The checks of pages in Arabic."""
