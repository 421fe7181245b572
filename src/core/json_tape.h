// SPDX-License-Identifier: Apache-2.0
// One JSON value read where it stands: nothing is copied, and nothing allocated once the tape has grown. What is valid is
// exactly what json::parse takes, and means the same.
//
//   tape.parse(bytes) == Tape::Parsed::whole          {"id": 41, "text": "noon"}
//   for (Tape::Pairs pair : tape.members(tape.root()))
//     tape.bytes(pair.key) == "id", tape.text(pair.value) == "41"
//
// Nodes stand in the order of the bytes, a member's key before its value; each knows the node that comes after all in it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/json.h"
#include "core/json_marks.h"

namespace tocsin::json {

// What is wrong only in how it is written, and how often it was met. json_repair.h (ingest) says what each becomes.
enum Fix { kHexEscape, kOtherEscape, kSurrogate, kControl, kBytes, kBare, kNumber, kComma, kFixes };
using Fixes = std::array<int, kFixes>;

struct Node {
  Type type;
  enum Form : std::uint8_t { as_written, with_escapes, rewritten } form;
  std::uint32_t begin, end;  // a string's inside; a number; else all of it
  std::uint32_t next;

  bool is(Type t) const { return type == t; }
};

class Tape {
 public:
  static constexpr std::size_t kDepth = 256;  // of what holds something less than this, as json::parse has it
  enum Parsed { whole, wrong, cut };  // cut: the marks end before the value does

  // One value and nothing behind it but white space.
  Parsed parse(std::string_view bytes);
  // The value whose first byte mark `first` is. The marks, and their bytes, must stay as they are while it is used.
  Parsed parse(const Marks& marks, std::size_t first);

  // The same of a value that is wrong only in how some of it is written, as if that had been repaired before. `wrong` also where
  // it might be repaired, but not while it stands where it is.
  Parsed mend(const Marks& marks, std::size_t first);
  const Fixes& fixes() const { return fixes_; }  // what was mended

  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }  // behind the value
  std::size_t next_mark() const { return mark_; }
  std::size_t depth() const { return depth_; }  // arrays and objects one inside the other, at most

  const Node& root() const { return nodes_[0]; }
  // The first element or key in an array or object, which ends at node.next: use with `after`.
  const Node* first(const Node& node) const { return &node + 1; }
  const Node* behind(const Node& node) const { return nodes_.get() + node.next; }
  const Node* find(const Node& object, std::string_view key) const;  // the value of the first of that key; nullptr: none, or no object
  bool empty(const Node& node) const { return first(node) == behind(node); }

  // A string's characters or a number's as json::Value has them, else nothing.
  void append(const Node& node, std::string& out) const;
  std::string text(const Node& node) const;
  // The same without a copy, where they stand there as they are; nothing where they do not.
  std::string_view view(const Node& node) const { return node.form == Node::as_written ? bytes_of(node) : std::string_view(); }

 private:
  void start(const Marks& marks, std::size_t first);
  template <bool kMends>
  bool build();
  bool number(std::size_t at, Node& node);
  bool bare(std::size_t at, Node& node);
  template <bool kMends>
  bool escapes(Node& node, const std::uint32_t*& escape);
  std::string_view bytes_of(const Node& node) const { return std::string_view(source_ + node.begin, node.end - node.begin); }

  Marks own_;
  const Marks* marks_ = nullptr;
  const char* source_ = nullptr;
  std::size_t mark_ = 0, begin_ = 0, end_ = 0, depth_ = 0;
  bool cut_ = false;
  Fixes fixes_{};
  std::unique_ptr<Node[]> nodes_;  // room for one at each mark
  std::size_t room_ = 0;
  std::string rewritten_;  // numbers that json::Value has otherwise than they are written
};

}  // namespace tocsin::json
