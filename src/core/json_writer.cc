// SPDX-License-Identifier: Apache-2.0
#include "core/json_writer.h"

#include <charconv>
#include <cmath>

#include "core/utf8.h"

namespace tocsin::json {

void Writer::separate() {
  if (!first_ && !out_.empty() && out_.back() != ':') out_ += ',';
  first_ = false;
}

Writer& Writer::open(char bracket) {
  separate();
  out_ += bracket;
  first_ = true;
  return *this;
}

Writer& Writer::close(char bracket) {
  out_ += bracket;
  first_ = false;
  return *this;
}

Writer& Writer::key(std::string_view name) {
  separate();
  quote(name);
  out_ += ':';
  return *this;
}

Writer& Writer::value(std::string_view text) {
  separate();
  quote(text);
  return *this;
}

Writer& Writer::value(bool truth) { return raw(truth ? "true" : "false"); }
Writer& Writer::null() { return raw("null"); }
Writer& Writer::value(std::int64_t number) { return raw(std::to_string(number)); }
Writer& Writer::value(std::uint64_t number) { return raw(std::to_string(number)); }

Writer& Writer::value(double number) {
  char buffer[32];
  if (!std::isfinite(number)) return null();
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return raw({buffer, static_cast<std::size_t>(end - buffer)});
}

Writer& Writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

void append_quoted(std::string_view text, std::string& out) {
  static constexpr char kDigits[] = "0123456789abcdef";
  const auto unicode = [&](unsigned c) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[c >> shift & 15];
  };
  out += '"';
  std::size_t plain = 0;  // most strings are letters and digits
  while (plain < text.size() && ((text[plain] | 32) >= 'a' ? (text[plain] | 32) <= 'z' : text[plain] >= '-' && text[plain] <= ':')) ++plain;
  out += text.substr(0, plain);
  for (std::size_t i = plain; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    i += d.length;
    switch (d.character) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '<':
      case '>':
      case '&':
      case 0x7F:
      case 0x2028:
      case 0x2029:
        unicode(d.character);
        break;
      default:
        if (d.character < 0x20 || (d.character >= 0x80 && d.character < 0xA0)) {
          unicode(d.character);
        } else {
          utf8::append(out, d.character);
        }
    }
  }
  out += '"';
}

}  // namespace tocsin::json
