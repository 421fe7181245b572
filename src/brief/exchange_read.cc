// SPDX-License-Identifier: Apache-2.0
// The passages of STIX, MISP, CAP and GeoJSON read back, wherever in them they stand.
#include "brief/escape.h"
#include "brief/exchange.h"
#include "brief/graph.h"
#include "core/json.h"

namespace tocsin::brief {
namespace {

constexpr std::string_view kListed = R"([{"number":)";   // how a list in a string begins

class Reader {
 public:
  // False where a passage is not as it is written.
  bool read(const json::Value& value, bool inside_string = false) {
    if (value.is(json::Type::string)) return inside_string || !value.scalar.starts_with(kListed) || read_list(value.scalar);
    if (value.find("begin") && value.find("sha256")) return take(value);
    for (const json::Value& item : value.items)
      if (!read(item, inside_string)) return false;
    for (const json::Member& member : value.members)
      if (!read(member.value, inside_string)) return false;
    return true;
  }
  bool read_list(std::string_view text) {
    const Result<json::Value> list = json::parse(text);
    return list.ok() && read(*list, true);
  }

  std::vector<Citation> found;

 private:
  bool take(const json::Value& item) {
    const auto text = [&](std::string_view key) -> std::optional<std::string> {
      const json::Value* v = item.find(key);
      return v && v->is(json::Type::string) ? from_exactly(v->scalar) : std::nullopt;
    };
    const auto integer = [&](std::string_view key, auto& into) {
      const json::Value* v = item.find(key);
      if (!v || !v->is(json::Type::number) || v->scalar.find_first_not_of("0123456789") != std::string::npos || v->scalar.size() > 19) return false;
      const unsigned long long value = std::stoull(v->scalar);
      into = static_cast<std::remove_reference_t<decltype(into)>>(value);
      return into == value;
    };
    const auto document = text("document"), words = text("text"), file = text("file"), sha = text("sha256");
    Citation c;
    if (!document || !words || !file || !sha || !integer("begin", c.passage.span.begin) || !integer("end", c.passage.span.end) || !integer("record_at", c.at))
      return false;
    c.passage.document = *document, c.text = *words, c.file = *file, c.sha256 = *sha;
    found.push_back(std::move(c));
    return true;
  }
};

}  // namespace

std::optional<std::vector<Citation>> exchanged_citations(std::string_view bytes, Form form) {
  Reader reader;
  if (form != Form::cap) {
    const Result<json::Value> whole = json::parse(bytes);
    if (!whole.ok() || !reader.read(*whole)) return std::nullopt;
    return std::move(reader.found);
  }
  constexpr std::string_view kValue = "<value>", kEnd = "</value>";
  std::size_t end = 0;
  for (std::size_t at = bytes.find(kValue); at != std::string_view::npos; at = bytes.find(kValue, end)) {
    end = bytes.find(kEnd, at);   // no value holds a bare "<"
    if (end == std::string_view::npos) return std::nullopt;
    const auto value = from_exact(bytes.substr(at + kValue.size(), end - at - kValue.size()));
    if (!value || (value->starts_with(kListed) && !reader.read_list(*value))) return std::nullopt;
  }
  return std::move(reader.found);
}

}  // namespace tocsin::brief
