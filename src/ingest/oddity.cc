// SPDX-License-Identifier: Apache-2.0
#include "ingest/oddity.h"

#include <array>
#include <cctype>

#include "core/utf8.h"

namespace tocsin::ingest {
namespace {

struct KindRow {
  std::string_view name, action;
};

// In the order of the enum.
constexpr std::array<KindRow, kOddKinds> kRows = {{
    {"bad_sidecar", "kept"},
    {"broken", "quarantined"},
    {"converted", "kept"},
    {"damaged", "kept"},
    {"duplicate_id", "kept"},
    {"empty_file", "skipped"},
    {"empty_folder", "skipped"},
    {"link", "skipped"},
    {"lone_sidecar", "skipped"},
    {"no_chat", "kept"},
    {"no_date", "kept"},
    {"no_id", "kept"},
    {"no_outlet", "kept"},
    {"no_text", "skipped"},
    {"not_a_file", "skipped"},
    {"not_json", "quarantined"},
    {"not_object", "quarantined"},
    {"not_utf8", "repaired"},
    {"odd_date", "kept"},
    {"private_chat", "skipped"},
    {"repaired", "repaired"},
    {"too_deep", "quarantined"},
    {"too_large", "quarantined"},
    {"truncated", "quarantined"},
    {"unreadable", "skipped"},
    {"unrecognised", "quarantined"},
    {"wrong_type", "kept"},
}};

// Where an excerpt stops: what follows these may be a person's words or name.
constexpr std::array<std::string_view, 10> kStops = {"\"text", "\"from",      "\"actor",   "\"author", "\"name",
                                                     "\"body", "\"message\"", "\"content", "\"user",   "\"sender"};
constexpr std::size_t kExcerpt = 40;

// Ids and names that come from the input may hold anything; an oddity is UTF-8 without controls.
std::string plain_line(std::string_view s) {
  std::string out = utf8::repaired(s);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  return out;
}

}  // namespace

std::string_view name_of(Odd kind) { return kRows[static_cast<std::size_t>(kind)].name; }
std::string_view action_on(Odd kind) { return kRows[static_cast<std::size_t>(kind)].action; }

Oddity make_oddity(Odd kind, std::string file, std::uint64_t at, std::string_view record,
                   std::string_view particulars) {
  std::string what(name_of(kind));
  what += ": ";
  what += particulars;
  return {std::move(file), at, plain_line(record), plain_line(what), std::string(action_on(kind))};
}

std::string safe_excerpt(std::string_view record) {
  std::string_view head = record.substr(0, kExcerpt);
  for (std::string_view stop : kStops) head = head.substr(0, head.find(stop));
  std::string out;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(head[i]);
    if (c <= ' ') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (c >= 0x7F || c == '@') {
      out += '?';
    } else {
      out += static_cast<char>(c);
    }
  }
  for (std::size_t i = 0, run = 0; i <= out.size(); ++i) {  // a number long enough to be a phone's or an account's
    if (i < out.size() && std::isdigit(static_cast<unsigned char>(out[i]))) {
      ++run;
      continue;
    }
    if (run > 6) out.replace(i - run, run, run, '#');
    run = 0;
  }
  return head.size() < record.size() ? out + "…" : out;
}

}  // namespace tocsin::ingest
