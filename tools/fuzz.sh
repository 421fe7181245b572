#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs the fuzz targets: fuzz.sh SECONDS [NAME…]. Exit 1 when one finds a crash, which stays in build/fuzz/crashes.
set -uo pipefail
cd "$(dirname "$0")/.."
seconds=${1:?seconds for each target}
shift
[ -f build/fuzz/build.ninja ] || cmake --preset fuzz >build/configure-fuzz.log || { cat build/configure-fuzz.log; exit 1; }
cmake --build --preset fuzz || exit 1
seeds=build/fuzz/seeds
mkdir -p "$seeds" build/fuzz/crashes
find tests/bad_input tests/regress samples/story -type f -size -64k -exec cp {} "$seeds" \; 2>/dev/null
# A reader's own files, each behind the byte that says which it is (fuzz/reader_fuzz.cc).
if .venv/bin/python tools/make_tiny_reader.py build/fuzz/tiny >/dev/null 2>&1; then
  mkdir -p build/fuzz/corpus/reader
  number=0
  for file in reader.json filter.bin pieces.bin; do
    { printf "\\x0$number"; cat "build/fuzz/tiny/$file"; } >"build/fuzz/corpus/reader/seed_$file"
    number=$((number + 1))
  done
fi
# Briefs of a sample's alert, as `check` gets them back.
if [ -x build/tocsin ] && build/tocsin scan samples/story/export --store build/fuzz/seeds.db >/dev/null 2>&1; then
  alert=$(build/tocsin alerts --store build/fuzz/seeds.db --format json | tail -n 1 | grep -o 'alr-[0-9a-f]*' | head -n 1)
  mkdir -p build/fuzz/corpus/brief
  for form in text json gexf graphml stix misp cap geojson; do
    build/tocsin brief "$alert" --as "$form" --store build/fuzz/seeds.db >"build/fuzz/corpus/brief/seed_$form" 2>/dev/null
  done
fi
status=0
for target in build/fuzz/*_fuzz; do
  name=$(basename "$target" _fuzz)
  [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
  mkdir -p "build/fuzz/corpus/$name"
  if "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=65536 -artifact_prefix=build/fuzz/crashes/ \
    -print_final_stats=1 "build/fuzz/corpus/$name" "$seeds" >"build/fuzz/$name.log" 2>&1; then
    echo "fuzz $name: $(grep -o 'number_of_executed_units: [0-9]*' "build/fuzz/$name.log" | tr -dc 0-9) runs, no crash"
  else
    echo "fuzz $name: CRASH, see build/fuzz/$name.log and build/fuzz/crashes"
    status=1
  fi
done
exit $status
