// SPDX-License-Identifier: Apache-2.0
// Everything a run can be told, as values. The command line fills it; no room reads a flag or the environment.
#pragma once

#include <string>

namespace tocsin {

// What the input files do not say themselves.
struct InputOptions {
  std::string published, outlet, url, title;  // for plain-text and HTML articles; a sidecar FILE.meta.json wins
  std::string timezone;          // IANA name or "+03:00", for dates that name no zone; empty: UTC, marked as assumed
  bool include_private = false;  // also read private chats and saved messages…
  std::string purpose;           // …for this stated purpose, which must not be empty then
};

struct Options {
  InputOptions input;
  std::string as_of;      // RFC 3339; empty: the latest `published` in the input, never the wall clock
  std::string store;      // a path; empty: in memory
  std::string key_file;   // 32 bytes that pseudonyms are keyed with; empty: the store's own, or no authors
  std::string gazetteer;  // path of the packed gazetteer; empty: none, places stay named places
  unsigned threads = 0;   // for tracing; 0: as many as processors may be used. What is found does not depend on it
  std::string embedding;  // folder of the sentence encoder; empty: none, translations by a bilingual list only
  std::string model;      // folder of the trained reader; empty or "none": threats are read from word lists
  // Copies in another language are looked for among the messages that speak of harm ("harmful"), among "all" or "none";
  // "auto": the harmful ones, where that takes no more than some seconds.
  std::string translations = "auto";
  // Of watch: new messages are compared with those of so many days, and with so many.
  unsigned window_days = 30, window_messages = 1'000'000;
  bool read_watched = true;  // also what each says; without it, watch only traces
  // What leaves says who may be told and what may be done with it; words of kTlp and kPap (engine.h).
  std::string tlp = "amber", pap = "amber";
  std::string weasyprint;  // path of WeasyPrint, which prints pages as PDF, or of a Python that has it; empty: no PDF is made
  std::string now;        // RFC 3339, for the log of acts in the store; the engine reads no clock
};

}  // namespace tocsin
