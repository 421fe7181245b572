// SPDX-License-Identifier: Apache-2.0
// HTML that a program wrote for one message: tag by tag, and its text. Pages that people wrote go through dom.h.
//
//   text_of_markup("<p>Ferries<br>sail &amp; wait</p><p>at noon</p>")  → "Ferries\nsail & wait\n\nat noon"
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tocsin::ingest {

struct Tag {
  std::string_view name;  // as written
  std::string_view attributes;
  std::size_t begin = 0, end = 0;
  bool closing = false;
};

// The next whole tag at or after `from`. A '<' that begins none is text.
std::optional<Tag> next_tag(std::string_view html, std::size_t from);
// The value of `name="…"` or `name='…'`, undecoded; empty: it has none.
std::string_view attribute(std::string_view attributes, std::string_view name);
// Whether the class attribute has this word.
bool has_class(std::string_view classes, std::string_view word);
// `text` with its character references decoded. Unknown ones stay as they are.
void append_decoded(std::string_view text, std::string& out);

std::string text_of_markup(std::string_view html);

}  // namespace tocsin::ingest
