# The commands of this project. Each sets up what it needs: nothing has to be installed by hand.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
LOCALE ?=
BASE ?= origin/main
ROOT ?= .
PRINT_COUNTRY ?=
FORMAT ?= text
WORDS ?= auto
PAGES ?=
VERSION ?=
REMOTE ?= origin
FORCE ?=
DIR ?=
LOCALES ?=
NAME ?=
FROM ?=
COUNTRY ?=

bin := $(VENV)/bin
# A value as one word of the shell, whatever stands in it.
quoted = '$(subst ','\'',$(1))'
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
# One language is for the preview only: a site is always built whole.
unexport LOCALE
export PRINT_COUNTRY
ifneq ($(LOCALE),)
serve: export LOCALE := $(LOCALE)
endif

.PHONY: help site serve check fix accept language progress sheets reach verify changes review digest canary messages publish rollback squash \
  campaign machine offline test lock
.DEFAULT_GOAL := help

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

# --without-pip: some systems ship no ensurepip; the pip at hand installs into the environment instead.
$(VENV)/.site: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { echo 'Python 3.11.5 or newer is needed; name it with: make PYTHON=…' >&2; exit 2; }
	@test -x $(bin)/python || $(PYTHON) -m venv --without-pip $(VENV)
	@$(PYTHON) -m pip --python $(VENV) install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.campaign: requirements-campaign.txt $(VENV)/.site
	@$(PYTHON) -m pip --python $(VENV) install --quiet --disable-pip-version-check --require-hashes -r requirements-campaign.txt
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.site
	@$(PYTHON) -m pip --python $(VENV) install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

site: $(VENV)/.site ## build every language and every PDF into site/; PRINT_COUNTRY= for the numbers of another country
	@$(bin)/python -m scripts build

serve: $(VENV)/.site ## live preview with reload; LOCALE= for one language only
	@$(bin)/python -m mkdocs serve --no-strict --livereload --dev-addr 127.0.0.1:$(PORT)

check: $(VENV)/.site ## every content check, on the sources and on site/ if it is there; PAGES= for some, WORDS= for the language of the messages
	@$(bin)/python -m scripts check --format $(FORMAT) --lang $(WORDS) $(PAGES)

fix: $(VENV)/.site ## make the repairs that are safe (typography…), then check
	@$(bin)/python -m scripts check --fix --format $(FORMAT) --lang $(WORDS) $(PAGES)

accept: $(VENV)/.site ## note that PAGES= (or all) say the same in every language
	@$(bin)/python -m scripts accept $(PAGES)

language: $(VENV)/.site ## add LOCALE=en, in progress (NAME=English, FROM=fr to copy from); again, what has come since; how far it is
	@$(bin)/python -m scripts language $(call quoted,$(LOCALE)) --name $(call quoted,$(NAME)) --from $(call quoted,$(FROM))

progress: $(VENV)/.site ## how far the languages in progress are, part by part, and what comes next; LOCALE= for one
	@$(bin)/python -m scripts progress $(call quoted,$(LOCALE))

sheets: $(VENV)/.site ## record a new version of every printed sheet that has changed
	@$(bin)/python -m scripts sheets

reach: $(VENV)/.site ## ask every address of other sites whether it answers (goes on the internet)
	@$(bin)/python -m scripts reach $(ARGS)

verify: $(VENV)/.site ## list the contacts held back, and what a person must verify first
	@$(bin)/python -m scripts verify

changes: $(VENV)/.site ## list the contacts changed since BASE (a branch or commit); fail on those that must not be; ROOT= judges another checkout
	@$(bin)/python -m scripts changes --root $(ROOT) --base $(BASE)

publish: $(VENV)/.site ## publish VERSION=2026.12 (or latest: the live one, renewed) to REMOTE's gh-pages; FORCE=1 replaces
	@$(bin)/python -m scripts publish --version '$(VERSION)' --remote '$(REMOTE)' $(if $(FORCE),--force)

rollback: $(VENV)/.site ## serve again what REMOTE served before the newest publication
	@$(bin)/python -m scripts rollback --remote '$(REMOTE)'

squash: $(VENV)/.site ## shorten the history of REMOTE's gh-pages; what is served stays as it is
	@$(bin)/python -m scripts squash --remote '$(REMOTE)'

review: $(VENV)/.site ## what a proposal changes since BASE and what is missing, in every language, for the pull request
	@$(bin)/python -m scripts review --base $(BASE)

digest: $(VENV)/.site ## the weekly issue: addresses that lead nowhere, checks due (goes on the internet); nothing if all is well
	@$(bin)/python -m scripts digest $(ARGS)

canary: $(VENV)/.site ## the site with the newest dependencies, and by ProperDocs: what differs (installs into .build/canary/)
	@$(PYTHON) -m pip --python $(VENV) install --quiet --disable-pip-version-check uv
	@$(bin)/python -m scripts canary

messages: $(VENV)/.site ## bring scripts/messages/ up to date with the code, and list what is to translate
	@$(bin)/python -m scripts messages

campaign: $(VENV)/.campaign ## a new campaign in DIR=../ours, of this machine; LOCALES=es,en NAME="…|…", COUNTRY=es
	@$(bin)/python -m scripts campaign --dir=$(call quoted,$(value DIR)) --locales=$(call quoted,$(value LOCALES)) --name=$(call quoted,$(value NAME)) --country=$(call quoted,$(value COUNTRY))

machine: $(VENV)/.campaign ## in a campaign: take the improvements of its machine; its own words stay
	@$(bin)/python -m scripts machine

offline: site ## the site as a ZIP that opens without a connection, and a file of text per language, in dist/; VERSION=
	@$(bin)/python -m scripts offline --version "$(VERSION)"

test: $(VENV)/.test ## every test; installs a browser if none is found
	@test ! -f tests/install-browser.sh || sh tests/install-browser.sh
	@$(bin)/ruff check --quiet .
	@$(bin)/ruff format --check --quiet .
	@$(bin)/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

lock: $(VENV)/.test ## bring the locked dependencies up to date (for maintainers)
	@$(PYTHON) -m pip --python $(VENV) install --quiet --disable-pip-version-check uv
	@$(bin)/uv pip compile pyproject.toml --upgrade --universal --python-version 3.11.5 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements.txt
	@$(bin)/uv pip compile pyproject.toml --extra test --universal --python-version 3.11.5 --generate-hashes --no-emit-index-url --no-header --quiet -c requirements.txt -o requirements-test.txt
	@$(bin)/uv pip compile pyproject.toml --extra campaign --universal --python-version 3.11.5 --generate-hashes --no-emit-index-url --no-header --quiet -c requirements.txt -o requirements-campaign.txt

# What only the machine's own repository has: its measures, on its own pages.
-include tests/own.mk
