// SPDX-License-Identifier: Apache-2.0
#include "brief/sources.h"

#include "brief/terminal.h"
#include "core/clock.h"
#include "core/json_writer.h"

namespace tocsin::brief {
namespace {

void time_or_null(json::Writer& w, std::string_view key, const std::optional<Time>& time) {
  w.key(key);
  time ? w.value(format_time(*time)) : w.null();
}

std::string_view state(const SourceHealth& h) {
  if (h.gone) return "gone";
  if (h.failures > 0) return "failing";
  if (h.silent_since) return "silent";
  return h.last_success ? "well" : "new";
}

// "3 days", "4 min", "12 s": the largest unit that tells.
std::string length(std::int64_t seconds) {
  const std::int64_t s = seconds < 0 ? -seconds : seconds;
  const std::string sign = seconds < 0 ? "-" : "";
  if (s >= 2 * 86400) return sign + std::to_string(s / 86400) + " days";
  if (s >= 2 * 3600) return sign + std::to_string(s / 3600) + " h";
  if (s >= 120) return sign + std::to_string(s / 60) + " min";
  return sign + std::to_string(s) + " s";
}

std::string counted(std::uint64_t n, std::string_view one, std::string_view many) { return std::to_string(n) + " " + std::string(n == 1 ? one : many); }

}  // namespace

std::string sources_json(const std::vector<SourceHealth>& sources) {
  std::string out;
  for (const SourceHealth& h : sources) {
    json::Writer w;
    w.begin_object().key("name").value(h.name).key("kind").value(h.kind).key("place").value(h.place).key("state").value(state(h));
    time_or_null(w, "first_try", h.first_try);
    time_or_null(w, "last_try", h.last_try);
    time_or_null(w, "last_success", h.last_success);
    time_or_null(w, "last_new", h.last_new);
    time_or_null(w, "newest", h.newest);
    w.key("lag_seconds").optional(h.lag).key("documents").value(h.documents).key("oddities").value(h.oddities);
    w.key("failures").value(h.failures).key("error").text_or_null(h.error);
    time_or_null(w, "last_error", h.last_error);
    w.key("silence_seconds").optional(h.silence);
    time_or_null(w, "silent_since", h.silent_since);
    time_or_null(w, "next_try", h.next);
    w.end_object();
    out += w.text() + "\n";
  }
  return out;
}

std::string sources_text(const std::vector<SourceHealth>& sources, const TextStyle& style) {
  Terminal t(style);
  for (const SourceHealth& h : sources) {
    const std::string what(state(h));
    t.line((what == "well" || what == "new" ? Terminal::bold(what) : Terminal::red(what)) + "  " + Terminal::bold(Terminal::safe(h.name)) + "  " + h.kind +
           (h.name == h.place ? "" : "  " + Terminal::safe(h.place)));
    std::string told = counted(h.documents, "document", "documents") + ", " + counted(h.oddities, "oddity", "oddities");
    if (h.last_success) told += "; last success " + format_time(*h.last_success);
    if (h.last_new) told += "; last new " + format_time(*h.last_new);
    if (h.lag) told += ", " + length(*h.lag) + " after it was published";
    if (h.next) told += "; asked again " + format_time(*h.next);
    t.paragraph(told, 4);
    if (h.silent_since) t.paragraph("silent since " + format_time(*h.silent_since) + " (alarm after " + length(h.silence.value_or(0)) + ")", 4);
    if (!h.error.empty() && h.last_error)
      t.paragraph((h.failures > 0 ? std::to_string(h.failures) + (h.failures == 1 ? " failure: " : " failures in a row: ") : std::string("last error: ")) +
                      Terminal::safe(h.error) + " (" + format_time(*h.last_error) + ")", 4);
  }
  t.line(counted(sources.size(), "source", "sources"));
  return t.take();
}

}  // namespace tocsin::brief
