// SPDX-License-Identifier: Apache-2.0
// Any bytes through every fold; what text.h promises of a view, of tokens, sentences and masks must hold.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/utf8.h"
#include "text/text.h"

namespace {

using namespace tocsin;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_view(std::string_view original, unsigned folds) {
  const text::View view = text::normalise(original, folds);
  require(view.starts.size() == view.bytes.size() && view.ends.size() == view.bytes.size());
  require(utf8::first_invalid(view.bytes) == std::string_view::npos);
  for (std::size_t i = 0; i < view.bytes.size(); ++i) {
    require(view.starts[i] < view.ends[i] && view.ends[i] <= original.size());
    if (i == 0) continue;
    require(view.starts[i - 1] <= view.starts[i] && view.ends[i - 1] <= view.ends[i]);
    if (!utf8::boundary(view.bytes, i)) require(view.starts[i - 1] == view.starts[i] && view.ends[i - 1] == view.ends[i]);
  }
}

void check_apart(std::string_view original, const std::vector<Span>& spans) {
  std::uint32_t last = 0;
  for (const Span span : spans) {
    require(last <= span.begin && span.begin < span.end && span.end <= original.size());
    last = span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view original(reinterpret_cast<const char*>(data), size);
  for (unsigned fold = 1; fold < 1024; fold *= 2) check_view(original, fold);
  check_view(original, text::kFoldForRead);
  check_view(original, text::kFoldForTrace);
  if (size >= 2) check_view(original, (data[0] | data[1] << 8) & 1023);
  std::vector<Span> spans;
  for (const text::Token& token : text::tokens(original)) spans.push_back(token.span);
  check_apart(original, spans);
  check_apart(original, text::sentences(original));
  check_apart(original, text::handles(original));
  require(utf8::first_invalid(text::terminal_safe(original)) == std::string_view::npos);
  require(text::masked(original).size() <= original.size() * 3);
  require(!text::language(original).empty());
  (void)text::all_capitals(original);
  return 0;
}
