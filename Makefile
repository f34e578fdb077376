SWIFT ?= swift
DIGEST := .build/release/digest
RELEASE = $(SWIFT) build --configuration release --static-swift-stdlib $(STATIC)
# With the static libraries at hand (Debian, Ubuntu) the program is one static PIE: it starts in half the
# time, at other addresses in every run. libc allows it no rpath; clang would mention the other -pie.
STATIC = $(if $(and $(call archive,libcmark,libcmark),$(call archive,yaml-0.1,libyaml)),$(STATIC_PIE))
archive = $(wildcard $(shell pkg-config --variable=libdir $1)/$2.a)
STATIC_PIE := --disable-local-rpath -Xswiftc -use-ld=lld -Xlinker -znow \
	$(addprefix -Xswiftc -Xclang-linker -Xswiftc ,-static-pie -Wno-unused-command-line-argument)
SOURCES := Package.swift Sources Tests
# Of the random templates; any other number gives others.
SEED ?= 20251025
PYTHON := .build/tools/bin/python3

.DEFAULT_GOAL := help
.PHONY: help deps test-deps torture-deps check-deps build site test check conformance hostile torture bench
.PHONY: lint rules golden format clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps:
	@.ci/install build

test-deps:
	@.ci/install test

torture-deps:
	@.ci/install torture

check-deps:
	@.ci/install check

build: deps ## Build the program (release): .build/release/digest
	$(RELEASE) --product digest

site: build ## Build the digest of this repository into public/
	$(DIGEST) build --output public

test: site test-deps ## Build the site, then run all tests
	$(SWIFT) test --disable-xctest

check: lint rules test conformance hostile ## Everything CI runs
	@.ci/check-site $(DIGEST)

conformance: check-deps ## Render 10,000 random templates beside Jinja2 and minijinja
	$(RELEASE) --product template-cases
	$(PYTHON) Tests/Conformance/differential.py .build/release/template-cases 10000 $(SEED)

hostile: check-deps ## Let a browser judge hostile values in every context of a template
	$(RELEASE) --product template-cases
	$(PYTHON) Tests/Hostile/xss.py .build/release/template-cases 10

torture: build torture-deps ## Kill builds and read the site meanwhile: an hour
	DIGEST_TORTURE=1 $(SWIFT) test --disable-xctest --filter 'PublishingTests|IncrementalTests'
	Tests/Torture/torture.py --digest $(DIGEST)
	Tests/Torture/promises.py --digest $(DIGEST)

bench: build check-deps ## Measure beside Hugo, Pelican, Jekyll, and a C program
	$(RELEASE) --product template-cases
	$(PYTHON) Tests/Benchmarks/Templates/templates.py .build/release/template-cases
	$(RELEASE) --product bench-topics
	.build/release/bench-topics
	Tests/Benchmarks/bench --digest $(DIGEST)

lint: deps ## Check the formatting
	$(SWIFT) format lint --strict --recursive $(SOURCES)

rules: ## Check the rules of the house
	@.ci/rules

golden: deps ## Write the golden files anew; read the diff before you commit it
	UPDATE_GOLDEN=1 $(SWIFT) test --disable-xctest
	git diff --stat Tests/Golden docs/commands.md

format: ## Format the sources
	$(SWIFT) format --in-place --recursive $(SOURCES)

clean: ## Remove what was built
	rm -rf .build .digest public
