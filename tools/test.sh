#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# All tests: the house's direction, unit tests beside the code, and the stories. test.sh [long] adds sanitizers and fuzzing.
set -uo pipefail
cd "$(dirname "$0")/.."
passed=0 failed=0
ok() { passed=$((passed + $1)); }
bad() { failed=$((failed + $1)); }

run() {  # one check with a name
  if "${@:2}"; then ok 1; else bad 1; echo "FAILED: $1"; fi
}

unit() {  # build a preset and run its tests; counts come from ctest's report
  local preset=$1 filter=$2 report=build/$1/ctest.xml
  [ "build/$preset/CMakeCache.txt" -nt CMakePresets.json ] || cmake --preset "$preset" >"build/configure-$preset.log" || { cat "build/configure-$preset.log"; bad 1; return; }
  cmake --build --preset "$preset" || { bad 1; return; }
  # shellcheck disable=SC2086
  ctest --test-dir "build/$preset" -j2 --output-on-failure --no-tests=error --output-junit "$PWD/$report" $filter >"build/ctest-$preset.log" 2>&1 ||
    grep -vE '(Passed|Start)' "build/ctest-$preset.log" | tail -n 100
  read -r p f < <(python3 -c "
import sys, xml.etree.ElementTree as t
r = t.parse('$report').getroot(); n = int(r.get('tests')); f = int(r.get('failures')) + int(r.get('errors') or 0)
print(n - f - int(r.get('skipped') or 0) - int(r.get('disabled') or 0), f)") || { bad 1; return; }
  echo "$preset: $p passed, $f failed"
  ok "$p"; bad "$f"
}

run "layers" python3 tools/check_layers.py
run "schemas are as the code's closed sets" python3 tools/make_schemas.py --check
run "bench tables reach their places" python3 bench/document_test.py
run "the gold set is well-formed" python3 gold/check.py gold/english.ndjson gold/arabic.ndjson >/dev/null
run "the gold set of news is well-formed" python3 gold/news/check.py gold/news/english.ndjson gold/news/arabic.ndjson gold/news/hard.ndjson gold/news/english2.ndjson gold/news/arabic2.ndjson >/dev/null
run "the MUC-4 marks are put together rightly" python3 gold/muc4/standoff.py --self-test >/dev/null
run "training frames expand" env PYTHONPATH=training/corpus python3 -m unittest -q training/corpus/expand_test.py
if [ "${1:-}" = long ]; then
  unit asan ""
  cp build/gazetteer.bin build/asan/
  run "stories under asan" .venv/bin/python tests/stories.py --tocsin build/asan/tocsin --long
  run "fuzz" tools/fuzz.sh 60
else
  unit dev "-E Long"
fi
story_report=$(.venv/bin/python tests/stories.py --tocsin build/tocsin)
story_code=$?
echo "$story_report"
read -r p f < <(echo "$story_report" | sed -n 's/^stories: \([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p')
ok "${p:-0}"; bad "${f:-1}"
[ "$story_code" = 0 ] || [ "${f:-0}" != 0 ] || bad 1
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
