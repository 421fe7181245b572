#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what a step needs and is not there yet: set_up.sh build|test|bench|long
# Debian packages through apt (with sudo where we are not root), Python packages into .venv. Says what before it does.
set -euo pipefail
cd "$(dirname "$0")/.."

build="g++ make cmake ninja-build ccache pkg-config python3 python3-venv libsimdjson-dev libicu-dev libxxhash-dev libssl-dev
  libsodium-dev libcli11-dev libfmt-dev libsqlite3-dev libgumbo-dev"
check="libgtest-dev"
long="clang-16 libclang-rt-16-dev"
case "${1:?build, test, bench or long}" in
  build) wanted="$build" ;;
  test | bench) wanted="$build $check" ;;
  long) wanted="$build $check $long" ;;
  *) echo "set_up.sh: build, test, bench or long, not \"$1\"" >&2; exit 2 ;;
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
