// SPDX-License-Identifier: Apache-2.0
// Prints records as JSON. A Printer knows the documents of its findings, so that every span carries its own bytes, with
// the handles in them masked; `rename` makes one document go by another id (the input's, in the filters).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "brief/brief.h"
#include "core/json_writer.h"

namespace tocsin::brief {

class Printer {
 public:
  explicit Printer(const Findings& findings);   // must outlive the printer

  void rename(const Id& document, std::string_view to) { names_[document] = to; }
  json::Writer& writer() { return w_; }
  // What was written since the last time; for a printer that prints one record a line.
  std::string take() {
    const std::string out = w_.text();
    w_ = json::Writer();
    return out;
  }

  void document(const Document& d);
  void provenance(const Provenance& p);
  void family(const Family& f);
  void decision(const Decision& d);
  void alert(const Alert& a);
  void threat(const Threat& t);
  void incident(const Incident& i);
  void figure(const Figure& f);
  void statement(const Statement& s);
  void claim(const Claim& c);
  void outlet(const Outlet& o);
  void link(const Link& l);
  void oddity(const Oddity& o);
  void lists();             // all ten, as members of the open object

  void passage(const Passage& p);
  std::string text_of(const Passage& p) const;   // masked; empty when its document is not here

 private:
  const Id& name_of(const Id& id) const {
    const auto it = names_.find(id);
    return it == names_.end() ? id : it->second;
  }
  void passage_fields(const Passage& p);
  void passages(std::string_view key, const std::vector<Passage>& list);
  void ids(std::string_view key, const std::vector<Id>& list);
  void texts(std::string_view key, const std::vector<std::string>& list);
  void maybe(std::string_view key, const std::optional<Passage>& p);
  void name(std::string_view key, const std::optional<Name>& n);
  void time(std::string_view key, const std::optional<Time>& t);
  void interval(std::string_view key, const std::optional<Interval>& when);

  const Findings& findings_;
  std::map<Id, const Document*, std::less<>> documents_;
  std::map<Id, Id, std::less<>> names_;
  json::Writer w_;
};

}  // namespace tocsin::brief
