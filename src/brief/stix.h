// SPDX-License-Identifier: Apache-2.0
// The objects of a STIX 2.1 bundle, one after the other. Only stix_*.cc use it.
//
//   StixBundle b(story, index, own, passages);
//   const std::string id = b.open("location", "place-281184");      // {"type":"location","spec_version":"2.1","id":"location--…",…
//   b.writer().key("name").value("…");  b.close();
//
// Ids are made from names (UUID version 5): of observables in the standard's space from the properties it says, of all else in
// Tocsin's, so the same alert gives the same bundle and a later one updates it. `created` is the time of the earliest post,
// `modified` that the alert speaks of; the clock is never read. What is ours stands in one extension, never in a custom property.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "brief/exchange.h"
#include "brief/index.h"

namespace tocsin::brief {

std::string stix_time(Time time);                      // "2025-10-07T15:42:10.000Z"

class StixBundle {
 public:
  StixBundle(const Story& story, const Index& index, const Findings& own, Passages& passages);

  json::Writer& writer() { return w_; }
  // Opens an object with the properties all have; its id.
  std::string open(std::string_view type, std::string_view key);
  void close() { w_.end_object(); }
  void open_extension();                               // …"extensions":{"extension-definition--…":{"extension_type":…
  void close_extension() { w_.end_object().end_object(); }
  void text(std::string_view name, std::string_view value) {   // the standard knows no null
    if (!value.empty()) w_.key(name).value(value);
  }
  void refs(std::string_view name, const std::vector<std::string>& ids);
  void numbers(std::string_view name, const std::vector<Passage>& list);   // of passages

  void begin();                                        // who made it, the markings, the extension's definition
  void places();
  void sources();                                      // identities of outlets and channels
  void documents();                                    // an observed-data and a note for each
  void incidents();
  void family();                                       // a grouping of the posts, a sighting in each channel
  void relationships();
  void notes();                                        // what was said, claimed, contradicted and never confirmed
  void review();
  std::string end();                                   // the report; the bundle's bytes

 private:
  std::string observable(std::string_view type, const std::string& contributing, const std::string& members);
  std::string relationship(const std::string& from, std::string_view type, const std::string& to, const std::string& description);
  void document(const Document& d, const SpreadPost* post);
  void place(std::string_view name, std::int64_t geonameid, std::string_view country, std::optional<double> lat, std::optional<double> lon, bool threatened);
  std::string source_id(const Document& d) const;      // empty: its channel or outlet has no name
  std::string id_of(const Id& record) const;           // of what stands for a record; empty: nothing does
  std::string report_id() const;

  const Story& story_;
  const Index& index_;
  const Findings& own_;
  Passages& passages_;
  json::Writer w_;
  std::string created_, modified_;
  std::vector<std::string> ids_;                       // in their order
  std::set<std::string> known_;
  std::map<std::string, std::string> place_ids_;       // by name and country
  std::map<Id, std::string> observed_, incident_ids_, outlet_ids_;
  std::string grouping_;
};

}  // namespace tocsin::brief
