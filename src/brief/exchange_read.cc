// SPDX-License-Identifier: Apache-2.0
// The passages of STIX, MISP, CAP and GeoJSON read back, wherever in them they stand.
#include "brief/escape.h"
#include "brief/exchange.h"
#include "brief/forms.h"
#include "brief/graph.h"
#include "core/json.h"

namespace tocsin::brief {
namespace {

class Reader {
 public:
  // False where a passage is not as it is written.
  bool read(const json::Value& value) {
    if (value.find("begin") && value.find("sha256")) return take(value);
    for (const json::Value& item : value.items)
      if (!read(item)) return false;
    for (const json::Member& member : value.members)
      if (!read(member.value)) return false;
    return true;
  }
  bool read_list(std::string_view text) {
    const Result<json::Value> list = json::parse(text);
    return list.ok() && list->is(json::Type::array) && read(*list);
  }
  // Those attributes of the event that are lists; no word of a document stands in one of their kind.
  bool read_event(const json::Value& whole) {
    const json::Value* event = whole.find("Event");
    const json::Value* attributes = event ? event->find("Attribute") : nullptr;
    if (!attributes) return false;
    for (const json::Value& a : attributes->items) {
      const auto is = [&](std::string_view key, std::string_view value) { const json::Value* v = a.find(key); return v && v->scalar == value; };
      const json::Value* value = a.find("value");
      if (is("type", "text") && is("category", "Internal reference") && (!value || !read_list(value->scalar))) return false;
    }
    return true;
  }

  std::vector<Citation> found;

 private:
  bool take(const json::Value& item) {
    const auto text = [&](std::string_view key) -> std::optional<std::string> {
      const json::Value* v = item.find(key);
      return v && v->is(json::Type::string) ? from_exactly(v->scalar) : std::nullopt;
    };
    const auto document = text("document"), words = text("text"), file = text("file"), sha = text("sha256");
    Citation c;
    if (!document || !words || !file || !sha || !read_offsets(item, "record_at", c))
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
    if (!whole.ok() || !(form == Form::misp ? reader.read_event(*whole) : reader.read(*whole))) return std::nullopt;
    return std::move(reader.found);
  }
  constexpr std::string_view kStart = "<valueName>tocsin:passages</valueName><value>";   // no word of a document has a bare "<"
  const std::size_t at = bytes.find(kStart);
  if (at == std::string_view::npos) return std::move(reader.found);
  const std::size_t end = bytes.find('<', at + kStart.size());
  const auto list = end == std::string_view::npos ? std::nullopt : from_exact(bytes.substr(at + kStart.size(), end - at - kStart.size()));
  if (!list || !reader.read_list(*list)) return std::nullopt;
  return std::move(reader.found);
}

}  // namespace tocsin::brief
