// SPDX-License-Identifier: Apache-2.0
// When two tellings are one incident, and what becomes of them together.
//
// They are when they may be the same kind of event, their places agree (the same entry of the
// gazetteer, or the same name in any spelling) and their times overlap. A telling without a day joins an incident of
// the fortnight before it was published; one without a place, an incident whose place its text names. What copies of
// one text call by the same words is one, place or not. (incident_merger.h puts all of them together.)
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"
#include "tocsin/records.h"

namespace tocsin::link {

// A place as it is compared.
struct PlaceKey {
  std::int64_t geonameid = 0;
  std::string country, key;  // text::name_key of its name
};
PlaceKey place_key(const Place& place);
bool same_place(const PlaceKey& a, const PlaceKey& b);
bool times_overlap(const std::optional<Interval>& a, const std::optional<Interval>& b);

// A telling, or what tellings were merged into, as it is compared.
struct Compared {
  std::string kind;
  std::optional<PlaceKey> place;
  std::size_t place_words = 0;
};

Compared compared(const Incident& incident);

// The keys of runs of a document's words, by how many words they have: made once they are asked for.
class TextKeys {
 public:
  explicit TextKeys(std::string_view text) : text_(text) {}
  // Whether a place of this key stands in the text, in any spelling: for tellings in which no place was marked.
  bool name(const std::string& key, std::size_t words);

 private:
  std::string_view text_;
  bool cut_ = false;
  std::vector<text::Token> tokens_;
  std::map<std::size_t, std::set<std::string>> keys_;
};

// Whether `telling`, which stands in `document` with the text `text`, tells of `a`.
bool same_incident(const Incident& a, const Compared& known, const Incident& telling, const Compared& told, const Document& document, TextKeys& text);
void join(Incident& into, const Incident& more);
// One source goes by its fullest name in all the figures of an incident ("the observatory" stays itself).
void one_name_per_source(Incident& incident);

}  // namespace tocsin::link
