#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The invented story of samples/, from an all-chats export and four articles to ranked alerts and cited pages.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf build/demo && mkdir -p build/demo
build/tocsin scan samples/story/export samples/story/articles --store build/demo/story.db --out build/demo/pages
first=$(build/tocsin alerts --store build/demo/story.db --format json | sed -n '1s/.*"id":"\(alr-[0-9a-f]*\)".*/\1/p')
build/tocsin brief "$first" --as json --store build/demo/story.db -o build/demo/brief.json
echo
build/tocsin check build/demo/brief.json build/demo/pages/alr-*.html build/demo/story.db
echo
echo "Open build/demo/pages/index.html, or ask on:"
echo "  build/tocsin brief $first --store build/demo/story.db"
echo "  build/tocsin incidents --store build/demo/story.db"
