# make demo   installs what is missing, builds, renders scripts/tour.yaml into out/
# make test   the same for the tests: formatting, lints, licences, all tests
# make soak   what takes long: kills, long takes, many renders
# make fuzz   ten minutes of invented scripts, with cargo-fuzz
# make bench  writes the figures of BENCHMARKS.md

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := demo

# What a render needs on Debian, what building needs besides, and what only the tests use.
RUN_PACKAGES   := chromium xvfb openbox flite espeak-ng ca-certificates ffmpeg fonts-noto-color-emoji \
                  fonts-noto-cjk fonts-noto-core tesseract-ocr
BUILD_PACKAGES := build-essential pkg-config clang libclang-dev libopencv-dev libavcodec-dev \
                  libavformat-dev libavutil-dev libswresample-dev libswscale-dev
TEST_PACKAGES  := procps python3 python3-jsonschema nodejs node-ajv x11-utils zsh fish vim less htop tmux fzf \
                  l3afpad featherpad xterm
DENY_VERSION   := 0.20.2
NEXTEST        := $(shell command -v cargo-nextest)

.PHONY: demo build test soak fuzz bench packages test-packages deny clean

demo: build
	target/release/demoreel render scripts/tour.yaml -o out

build: packages
	cargo build --release --locked

packages:
	@./scripts/install-packages $(RUN_PACKAGES) $(BUILD_PACKAGES)

test-packages: packages
	@./scripts/install-packages $(TEST_PACKAGES)

test: test-packages deny
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
ifdef NEXTEST
	cargo nextest run --workspace --locked
	cargo test --workspace --locked --doc
else
	cargo test --workspace --locked
endif

deny:
	@command -v cargo-deny >/dev/null || cargo install cargo-deny --version $(DENY_VERSION) --locked
	cargo deny --all-features check licenses bans sources

soak: test-packages
	cargo test --workspace --locked -- --ignored --test-threads=1

# libFuzzer asks for compiler flags that a stable compiler knows and hides.
fuzz:
	@command -v cargo-fuzz >/dev/null || cargo install cargo-fuzz --locked
	cd fuzz && RUSTC_BOOTSTRAP=1 cargo fuzz run -s none reader -- -max_total_time=300 -timeout=25
	cd fuzz && RUSTC_BOOTSTRAP=1 cargo fuzz run -s none expander -- -max_total_time=300 -timeout=25

bench: build
	./scripts/bench

clean:
	rm -rf target out
