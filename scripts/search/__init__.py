"""The search of a site: the words of its pages, folded, as an index that a browser reads without a server."""
