# Measures and pictures of this campaign's own pages; a campaign made of this machine has others.
.PHONY: bench gallery lighthouse

bench: $(VENV)/.test ## first visits and builds beside plain Material's, what the checks catch, sheets, twenty publications
	@$(bin)/python -m tests.bench.weight
	@$(bin)/python -m tests.bench.build
	@$(bin)/python -m tests.bench.corpus
	@$(bin)/python -m tests.bench.linter $(ARGS)
	@$(bin)/python -m tests.bench.sheets
	@$(bin)/python -m tests.bench.publishing
	@$(bin)/python -m tests.bench.search

gallery: $(VENV)/.test site ## pictures of the main pages in every language, scheme and screen, in .build/gallery/
	@sh tests/install-browser.sh
	@PYTHONPATH=.:tests $(bin)/python -m tests.gallery

lighthouse: $(VENV)/.test site ## what Lighthouse says of the main pages (needs Node.js; goes on the internet for it)
	@sh tests/install-browser.sh
	@PYTHONPATH=.:tests $(bin)/python -m tests.bench.lighthouse
