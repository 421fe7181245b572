// SPDX-License-Identifier: Apache-2.0
// A brief for programs: its sentences with their citations, the citations with the bytes they claim, and the records.
#include "brief/escape.h"
#include "brief/forms.h"
#include "brief/json.h"
#include "brief/manifest.h"
#include "core/clock.h"
#include "core/json.h"

namespace tocsin::brief {

void citations_json(json::Writer& w, const Story& story, const Index& index) {
  w.key("citations").begin_array();
  for (std::size_t n = 1; n <= story.citations.size(); ++n) {
    const Citation c = citation(story, index, n);
    w.begin_object().key("n").value(static_cast<std::uint64_t>(n)).key("document").value(c.passage.document);
    w.key("begin").value(std::uint64_t{c.passage.span.begin}).key("end").value(std::uint64_t{c.passage.span.end}).key("text").value(c.text);
    w.key("file").value(c.file).key("sha256").value(c.sha256).key("at").value(c.at).end_object();
  }
  w.end_array();
}

std::string json_form(const Story& story, const Index& index, const Findings& own) {
  Printer p(own);
  json::Writer& w = p.writer();
  w.begin_object().key("schema").value("tocsin/1").key("kind").value("brief").key("alert").value(story.alert);
  w.key("title").value(story.title).key("score").value(story.score).key("review").value(story.review).key("draft").value(story.draft);
  w.key("as_of").text_or_null(story.as_of_time ? format_time(*story.as_of_time) : std::string());
  w.key("version").text_or_null(story.version);
  w.key("tlp").value(word(story.marking.tlp)).key("pap").value(word(story.marking.pap));
  w.key("sentences").begin_array();
  const auto sentence = [&](const std::string& section, const Sentence& s) {
    w.begin_object().key("section").value(section).key("text").value(flat(s)).key("citations").begin_array();
    for (int n : cited(s)) w.value(static_cast<std::int64_t>(n));
    w.end_array().end_object();
  };
  sentence("headline", story.headline);
  for (const Section& section : story.sections)
    for (const Sentence& s : sentences(section)) sentence(section.key, s);
  w.end_array();
  citations_json(w, story, index);
  w.key("spread");
  spread_json(w, story.course);
  p.lists();
  // The blank ends the object and the line.
  std::string out = w.text() + "," + std::string(manifest_blank(Form::json));
  seal(out, Form::json);
  return out;
}

bool read_offsets(const json::Value& item, std::string_view at, Citation& c) {
  const auto integer = [&](std::string_view key, auto& into) {
    const json::Value* v = item.find(key);
    if (!v || !v->is(json::Type::number) || v->scalar.find_first_not_of("0123456789") != std::string::npos || v->scalar.size() > 19) return false;
    const unsigned long long value = std::stoull(v->scalar);
    into = static_cast<std::remove_reference_t<decltype(into)>>(value);
    return into == value;
  };
  return integer("begin", c.passage.span.begin) && integer("end", c.passage.span.end) && integer(at, c.at);
}

std::optional<std::vector<Citation>> json_citations(std::string_view bytes) {
  const Result<json::Value> brief = json::parse(bytes);
  const json::Value* list = brief.ok() ? brief->find("citations") : nullptr;
  if (!list || !list->is(json::Type::array)) return std::nullopt;
  std::vector<Citation> out;
  for (const json::Value& item : list->items) {
    const auto text = [&](std::string_view key, std::string& into) {
      const json::Value* v = item.find(key);
      if (!v || !v->is(json::Type::string)) return false;
      into = v->scalar;
      return true;
    };
    Citation c;
    if (!text("document", c.passage.document) || !text("text", c.text) || !text("file", c.file) || !text("sha256", c.sha256) ||
        !read_offsets(item, "at", c))
      return std::nullopt;
    out.push_back(std::move(c));
  }
  return out;
}

}  // namespace tocsin::brief
