// SPDX-License-Identifier: Apache-2.0
// What spans mean. Takes a document and its reading; resolves times against the publication date, numbers, and places
// through the gazetteer; and makes records: incidents with figures by source, statements, claims, outlets, threats.
// One document at a time: nothing is merged across documents here (that is `link`).
//
//   "at least 53 people, including 21 children, were killed on Tuesday, the observatory said" (published 2026-03-13, Friday)
//     → incident {when 2026-03-10…2026-03-10 day, figures [{killed people 53… at_least, source "the observatory"},
//                 {killed children 21 exactly, subset_of the first}]}
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "tocsin/records.h"
#include "tocsin/status.h"

namespace tocsin::record {

// A packed gazetteer, memory-mapped; read-only and shared by threads (record/gazetteer.h).
class Gazetteer;

class Recorder {
 public:
  // An empty path: no gazetteer; places stay named places. Not ok when the file is there but damaged or of another version.
  static Result<Recorder> open(const std::string& gazetteer_path);
  Recorder(Recorder&&) noexcept;
  Recorder& operator=(Recorder&&) noexcept;
  ~Recorder();

  // Fills the values of `reading.mentions`.
  void resolve(const Document& document, Reading& reading) const;

  // The findings of one document whose reading is resolved: incidents, statements, claims, outlets and threats, and the
  // document itself with its main_incident. No families, alerts or oddities.
  Findings record(const Document& document, const Reading& resolved) const;

 private:
  Recorder();
  std::unique_ptr<Gazetteer> gazetteer_;
};

// The parts (each a file of its own); offsets are in document.text.
std::optional<TimeValue> resolve_time(std::string_view text, Span span, std::optional<Time> published);
std::optional<NumberValue> resolve_number(std::string_view number_words);   // with its qualifier: "at least 53", "dozens"

}  // namespace tocsin::record
