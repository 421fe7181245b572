// SPDX-License-Identifier: Apache-2.0
// What one document says, as spans with labels: threats with their slots, statements, mentions, casualties, claims,
// and what is said of outlets. It finds, `record` resolves. Threats are read by a trained network where one is installed
// (models/reader; its languages are those it was measured on), else from word lists in English and Arabic; all the rest
// from word lists (src/read/lists).
//
//   auto reader = Reader::open("models/reader", 1);
//   reader->read({&document})      document: {text "We will strike the old pier, not the school.", …}
//     → threats[0] {force intends, stance own, act "will strike", targets_chosen ["the old pier"],
//                   targets_rejected ["the school"]}, is_alert true
//
// Refuses: to guess a slot it has no span for, and to let who is named in a slot move the score.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tocsin/records.h"
#include "tocsin/status.h"

namespace tocsin::read {

class Reader {
 public:
  // The trained reader in `folder`, used by up to `threads` threads (0: as many as processors); word lists where `folder`
  // is empty. Code::usage, with file and reason, where the folder holds no reader this program can use; Code::not_found
  // where this program was built without the library that runs one.
  static Result<Reader> open(const std::string& folder, unsigned threads);
  // Reads everything but threats: for when the trained reader that was asked for cannot be used.
  static Reader without_threats();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  // "lists/2", "small/4b1a6dde"; the readings carry it. Readings by another one are out of date.
  const std::string& name() const;
  // One reading for each document, in their order; many at a time are read faster. What is found does not depend on
  // which are given together. Not safe for use by two threads at once: it has its own.
  Result<std::vector<Reading>> read(std::span<const Document* const> documents) const;

 private:
  struct Impl;
  explicit Reader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// By word lists alone.
Reading read(const Document& document);

// The parts, in their order. Each fills its own lists of `reading` and may use what is already there.
void read_mentions(const Document& document, Reading& reading);     // time, number, place, person, organisation, event
void read_casualties(const Document& document, Reading& reading);   // casualties, and mentions of kind casualty
void read_statements(const Document& document, Reading& reading);
void read_claims(const Document& document, Reading& reading);       // claims with their status, standings of outlets
void read_threats(const Document& document, Reading& reading);      // by word lists: threats, threat_score, is_alert

}  // namespace tocsin::read
