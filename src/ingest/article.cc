// SPDX-License-Identifier: Apache-2.0
#include "ingest/article.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/json.h"
#include "ingest/dates.h"
#include "ingest/json_repair.h"
#include "tocsin/suggest.h"

namespace tocsin::ingest {
namespace {

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\f\xEF\xBB\xBF") == std::string_view::npos; }

void fill(std::string& field, const std::string& other) {
  if (field.empty()) field = other;
}

// The date a person gave, however odd the page's own is.
DateReading first_date(const std::string& own, const std::string& given, const std::string& zone, bool& written) {
  for (const std::string* text : {&own, &given}) {
    if (text->empty()) continue;
    written = true;
    const DateReading reading = read_date(*text, zone, DocumentKind::article);
    if (reading.time) return reading;
  }
  return {};
}

}  // namespace

ArticleFacts read_sidecar(std::string_view bytes, const std::string& path, Receiver& receiver) {
  ArticleFacts out;
  const auto odd = [&](const std::string& particulars) {
    receiver.oddity(make_oddity(Odd::bad_sidecar, path, 0, "", particulars));
  };
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const Result<json::Value> value = bytes.size() > kMostRecord ? Result<json::Value>(Status(Code::no_input, "")) : json::parse(bytes);
  if (!value.ok() || !value->is(json::Type::object)) {
    odd("not a JSON object; the article is read without it");
    return out;
  }
  const std::array<std::pair<std::string_view, std::string*>, 6> known = {{{"published", &out.published},
                                                                           {"outlet", &out.outlet},
                                                                           {"url", &out.url},
                                                                           {"title", &out.title},
                                                                           {"author", &out.author},
                                                                           {"lang", &out.lang}}};
  for (const auto& [key, field] : value->members) {
    const auto it = std::find_if(known.begin(), known.end(), [&](const auto& k) { return k.first == key; });
    if (it == known.end()) {
      std::vector<std::string> names;
      for (const auto& k : known) names.emplace_back(k.first);
      const std::string near = closest(key, names);
      odd("unknown key \"" + safe_excerpt(key) + "\"" + (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
    } else if (field.is(json::Type::string)) {
      *it->second = field.scalar;
    } else if (!field.is(json::Type::null)) {
      odd("\"" + key + "\" is no text");
    }
  }
  return out;
}

std::string host_of(std::string_view url) {
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos) return {};
  const auto lower = [](std::string_view s) {
    std::string out(s);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
  };
  const std::string scheme = lower(url.substr(0, std::min<std::size_t>(colon, 8)));
  if (scheme != "https" && scheme != "http") return {};
  std::string host = lower(url.substr(colon + 3));
  host.resize(std::min(host.find_first_of("/?#:"), host.size()));
  if (host.find_first_of("@ \t\r\n<>\"'") != std::string::npos) return {};
  return host.starts_with("www.") ? host.substr(4) : host;
}

Status deliver_article(std::string text, ArticleFacts facts, const ArticleFacts& sidecar, Intake& intake,
                       const Place& place) {
  const auto odd = [&](Odd kind, std::string_view particulars) {
    intake.oddity(kind, place.at, place.record, particulars);
  };
  if (blank(text)) {
    odd(Odd::no_text, "no text of an article was found; save the page again, or its text as .txt");
    return {};
  }
  const InputOptions& options = intake.options();
  fill(facts.outlet, sidecar.outlet);
  fill(facts.url, sidecar.url);
  fill(facts.title, sidecar.title);
  fill(facts.author, sidecar.author);
  fill(facts.lang, sidecar.lang);
  fill(facts.outlet, options.outlet);
  fill(facts.url, options.url);
  fill(facts.title, options.title);
  if (host_of(facts.url).empty()) facts.url.clear();  // javascript: and other addresses that are none
  fill(facts.outlet, host_of(facts.url));
  Document d;
  d.kind = DocumentKind::article;
  bool written = false;
  const std::string& given = sidecar.published.empty() ? options.published : sidecar.published;
  const DateReading published = first_date(facts.published, given, options.timezone, written);
  d.published = published.time;
  d.zone_assumed = published.zone_assumed;
  const DateReading edited = read_date(facts.edited, options.timezone, d.kind);
  if (edited.time != published.time) d.edited = edited.time;
  if (!written)
    odd(Odd::no_date, "no date in the file; give it with --published or a sidecar FILE.meta.json");
  else if (!published.time)
    odd(Odd::odd_date, "the date is no date it can have; kept without one");
  if (facts.outlet.empty())
    odd(Odd::no_outlet, "no outlet in the file; give it with --outlet or a sidecar FILE.meta.json");
  d.outlet = facts.outlet;
  d.url = facts.url;
  d.title = facts.title;
  d.lang = facts.lang;
  d.author = intake.author(facts.author);
  d.source_id = facts.id.empty() ? facts.url : facts.id;
  d.at = place.at;
  d.text = std::move(text);
  return intake.document(std::move(d), place.record);
}

}  // namespace tocsin::ingest
