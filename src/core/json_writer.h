// SPDX-License-Identifier: Apache-2.0
// JSON out: one line, keys in the order they are written, commas and quotes kept right by the writer.
//
//   Writer w;
//   w.begin_object().key("id").value("thr-1").key("spans").begin_array().end_array().end_object();
//   w.text() == R"({"id":"thr-1","spans":[]})"
//
// Strings become valid UTF-8 (what is not becomes U+FFFD); controls, quotes and U+2028/2029 are escaped, and so are
// '<', '>' and '&', so that a line can stand in an HTML page as it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tocsin::json {

// A string with its quotes, put behind what is in `out`; as Writer writes it.
void append_quoted(std::string_view text, std::string& out);

class Writer {
 public:
  Writer& begin_object() { return open('{'); }
  Writer& end_object() { return close('}'); }
  Writer& begin_array() { return open('['); }
  Writer& end_array() { return close(']'); }
  Writer& key(std::string_view name);

  Writer& value(std::string_view text);
  Writer& value(const char* text) { return value(std::string_view(text)); }
  Writer& value(bool truth);
  Writer& value(double number);  // shortest form that reads back the same
  Writer& value(std::int64_t number);
  Writer& value(std::uint64_t number);
  Writer& null();
  Writer& text_or_null(std::string_view text) { return text.empty() ? null() : value(text); }
  template <class T>
  Writer& optional(const std::optional<T>& maybe) {
    return maybe ? value(*maybe) : null();
  }
  Writer& raw(std::string_view json);  // a whole value that is JSON already

  const std::string& text() const { return out_; }

 private:
  Writer& open(char bracket);
  Writer& close(char bracket);
  void separate();
  void quote(std::string_view text) { append_quoted(text, out_); }

  std::string out_;
  bool first_ = true;  // nothing written yet at this level
};

}  // namespace tocsin::json
