"""The machine that turns `docs/` and `data/` into the site: pure modules, thin hooks, thin commands."""
