// SPDX-License-Identifier: Apache-2.0
// What the parser of one format hands its findings to. It knows the file they come from and completes every
// document before the receiver sees it: file, hash, language, id, and text that is UTF-8 whatever came in.
//
//   Intake intake("result.json", sha256_hex(bytes), options, key, receiver);
//   Status status = telegram(bytes, intake);        // each parser is a function of bytes and an intake
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/file_bytes.h"
#include "ingest/ingest.h"
#include "ingest/oddity.h"

namespace tocsin::ingest {

inline constexpr std::uint64_t kMostOfAKind = 10'000;

// What an archive may still unpack to, together with the archives inside it (archived.h).
struct Unpacking {
  std::uint64_t bytes_left = 0, members_left = 0;
  int depth = 0;  // archives that are open, one inside the other
};

class Intake {
 public:
  // All but the strings must outlive the intake.
  Intake(std::string file, std::string sha256, const InputOptions& options, const Key& key, Receiver& receiver);

  const InputOptions& options() const { return options_; }
  const Key& key() const { return key_; }
  const std::string& file() const { return file_; }
  Receiver& receiver() const { return receiver_; }

  // For a member of this file, an archive: "case.zip!/chats/result.json", with the archive's hash.
  Intake member(const std::string& name, Unpacking& unpacking) const;
  Unpacking* unpacking() const { return unpacking_; }  // nullptr: of no archive

  // Whose bytes are read: it gives back what documents were made of.
  void read_from(FileBytes& file) { source_ = &file; }

  // Until it is taken back, everything is of the record at this byte: a page in a web archive, whose own bytes have no
  // offsets in the file.
  void pin(std::uint64_t at, std::string record) { pinned_ = Pin{at, std::move(record)}; }
  void unpin() { pinned_.reset(); }

  // `document.lang` stays as it is if the source gave one. `record` names it in oddities ("message 57").
  Status document(Document document, const std::string& record);
  // The same of one whose strings are known to be UTF-8; its name is asked for where it is needed.
  Status valid_document(Document&& document, const std::function<std::string()>& record);
  // Of each kind the first kMostOfAKind of a file are told one by one, so that a file of nothing but damage stays
  // readable.
  void oddity(Odd kind, std::uint64_t at, std::string_view record, std::string_view particulars);
  // Whether one of this kind would still be told; else it is only counted, and nobody asks for its words.
  bool tells(Odd kind) const { return told_[static_cast<std::size_t>(kind)] < kMostOfAKind; }
  // After the last record: says how many more there were of each kind.
  void finish();
  void skipped(std::string_view kind);

  // The pseudonym of a handle; empty without a key or a handle.
  std::string author(std::string_view handle) const;

 private:
  bool too_large(const Document& document, const std::string& record);
  Status complete(Document&& document);

  std::string file_, sha256_;
  const InputOptions& options_;
  const Key& key_;
  Receiver& receiver_;
  struct Pin {
    std::uint64_t at;
    std::string record;
  };
  std::optional<Pin> pinned_;
  Unpacking* unpacking_ = nullptr;
  FileBytes* source_ = nullptr;
  std::array<std::uint64_t, kOddKinds> told_{};
};

// The id of a document, from its content alone.
Id document_id(const Document& document);
// Every string of a document made UTF-8; whether any was not.
bool make_utf8(Document& document);
std::string pseudonym_or_nothing(const Key& key, std::string_view handle);

}  // namespace tocsin::ingest
