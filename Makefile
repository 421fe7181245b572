# SPDX-License-Identifier: Apache-2.0
# Two commands: `make demo` shows Tocsin on a small invented story, `make test` runs every test. Both set themselves up.
.PHONY: help build build/embedding demo test test-long bench train clean set-up-build set-up-test

help:
	@echo "make demo       build, then read the invented story in samples/ into ranked alerts and pages"
	@echo "make test       build and run the tests"
	@echo "make build      the program: build/tocsin"
	@echo "make bench      measured tables (docs/measures.md); BENCH='--only peers --n 1000000' for some of them"
	@echo "make test-long  the tests under the sanitizers, long inputs, and short runs of the fuzz targets"
	@echo "make train      makes the reader anew (hours on two cores; models/README.md); TRAIN_DATA=folder of the public sets"

set-up-build:
	@tools/set_up.sh build
set-up-test:
	@tools/set_up.sh test

build/gazetteer.bin: tools/pack_gazetteer.py tools/requirements.txt tools/requirements-no-deps.txt $(wildcard src/record/lists/*.tsv) | set-up-build
	@mkdir -p build
	.venv/bin/python tools/pack_gazetteer.py --out $@

# pieces.bin is written last. Where the packages cannot be fetched there is none, and the program does without.
build/embedding: build/embedding/pieces.bin
build/embedding/pieces.bin: tools/make_embedding.py .venv/.installed-embedding
	@[ ! -e .venv/.installed-embedding ] || .venv/bin/python tools/make_embedding.py --out build/embedding
.venv/.installed-embedding: tools/requirements-embedding.txt | set-up-build
	@tools/set_up.sh embedding

# Ninja knows what is old; a second run compiles nothing.
build: set-up-build build/gazetteer.bin build/embedding/pieces.bin
	@[ -f build/release/build.ninja ] || cmake --preset release >build/configure.log || { cat build/configure.log; exit 1; }
	@cmake --build --preset release
	@cmp -s build/release/tocsin build/tocsin || cp build/release/tocsin build/tocsin
	@[ ! -d models/reader ] || { mkdir -p build/models && ln -sfn ../../models/reader build/models/reader; }

demo: build
	@tools/demo.sh

test: set-up-test build
	@tools/test.sh

test-long: set-up-test build
	@tools/set_up.sh long
	@tools/test.sh long

bench: set-up-test build
	@tools/set_up.sh bench
	@bench/bench.py $(BENCH)

train:
	@training/make.sh build/train

clean:
	rm -rf build
