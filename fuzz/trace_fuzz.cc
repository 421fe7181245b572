// SPDX-License-Identifier: Apache-2.0
// Any bytes as messages, split at line breaks: each message is in exactly one family, every span lies in its text, and
// the order of the messages changes nothing.
#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "trace/trace.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const std::vector<tocsin::Family>& families, const std::vector<std::string>& texts) {
  std::size_t members = 0;
  for (const tocsin::Family& family : families) {
    require(!family.members.empty() && family.members.front().document == family.id);
    for (const tocsin::Member& member : family.members) {
      ++members;
      require(member.similarity >= 0 && member.similarity <= 1);
      require(member.of.empty() == (member.relation == tocsin::Relation::first));
      for (const tocsin::Passage& passage : member.spans) {
        const std::string& text = texts.at(std::strtoul(passage.document.c_str() + 1, nullptr, 10));
        require(passage.span.begin < passage.span.end && passage.span.end <= text.size());
      }
    }
  }
  require(members == texts.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  std::vector<std::string> texts, ids;
  for (std::size_t begin = 0; begin <= all.size() && texts.size() < 64;) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    texts.emplace_back(all.substr(begin, end - begin));
    ids.push_back("m" + std::to_string(ids.size()));
    begin = end + 1;
  }
  std::vector<tocsin::trace::Entry> entries;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const bool dated = !texts[i].empty() && (texts[i][0] & 1);
    entries.push_back({ids[i], texts[i], "channel", {}, {}, {}});
    if (dated) entries.back().published = tocsin::Time(std::chrono::seconds(i / 2));
  }
  const auto families = tocsin::trace::trace(entries);
  check(families, texts);
  const tocsin::trace::QuotationIndex index(entries);
  for (const auto& entry : entries) {
    for (const tocsin::Quotation& q : index.find(entry)) {
      const std::string& message = texts.at(std::strtoul(q.message.document.c_str() + 1, nullptr, 10));
      require(q.article.span.begin < q.article.span.end && q.article.span.end <= entry.text.size());
      require(q.message.span.begin < q.message.span.end && q.message.span.end <= message.size());
    }
  }
  std::reverse(entries.begin(), entries.end());
  require(tocsin::trace::trace(entries) == families);
  return 0;
}
