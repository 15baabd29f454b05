"""Printed sheets: from the pages and the data to PDFs and share cards, with Typst. Knows no site generator."""
