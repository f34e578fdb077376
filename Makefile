SWIFT ?= swift
DIGEST := .build/release/digest
RELEASE := $(SWIFT) build --configuration release --static-swift-stdlib
SOURCES := Package.swift Sources Tests

.DEFAULT_GOAL := help
.PHONY: help deps test-deps check-deps build site test check lint rules golden format clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps:
	@.ci/install build

test-deps:
	@.ci/install test

check-deps:
	@.ci/install check

build: deps ## Build the program (release): .build/release/digest
	$(RELEASE) --product digest

site: build ## Build the digest of this repository into public/
	$(DIGEST) build --output public

test: site test-deps ## Build the site, then run all tests
	$(SWIFT) test --disable-xctest

check: lint rules test check-deps ## Everything CI runs
	@.ci/check-site $(DIGEST)

lint: deps ## Check the formatting
	$(SWIFT) format lint --strict --recursive $(SOURCES)

rules: ## Check the rules of the house
	@.ci/rules

golden: deps ## Write the golden files anew; read the diff before you commit it
	UPDATE_GOLDEN=1 $(SWIFT) test --disable-xctest
	git diff --stat Tests/Golden

format: ## Format the sources
	$(SWIFT) format --in-place --recursive $(SOURCES)

clean: ## Remove what was built
	rm -rf .build .digest public
