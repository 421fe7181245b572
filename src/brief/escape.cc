// SPDX-License-Identifier: Apache-2.0
#include "brief/escape.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "core/utf8.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

// U+FFFE and U+FFFF are no characters, and no XML may hold them.
bool control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF; }

// Characters that a reader would not see, or not where they are: those that `text` makes visible.
class Unseen {
 public:
  explicit Unseen(std::string_view whole) : any_(text::terminal_safe(whole) != whole) {}
  bool operator()(char32_t c) const {
    if (!any_ || c < 0x7F) return false;
    std::string alone;
    utf8::append(alone, c);
    return text::terminal_safe(alone) != alone;
  }

 private:
  bool any_;
};

bool space(char32_t c) { return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0x2028 || c == 0x2029; }

// "&lt;" and the like; nullptr for the others.
const char* entity(char32_t c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#x27;";
    default: return nullptr;
  }
}

template <class Take>
void walk(std::string_view text, Take take) {
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    take(d.character);
    i += d.length;
  }
}

std::string hex_of(const char* format, unsigned value) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

}  // namespace

std::string html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  std::string lines(text);
  std::erase(lines, '\r');   // of "\r\n"; alone it breaks no line on a page either
  walk(text::terminal_safe(lines), [&](char32_t c) {
    if (const char* e = entity(c)) out += e;
    else utf8::append(out, c);
  });
  return out;
}

std::string xml(std::string_view text) {
  std::string out;
  walk(html(text), [&](char32_t c) {
    if (c == '\n' || c == '\t') out += hex_of("&#x%X;", c);
    else if (c == 0xFFFE || c == 0xFFFF) out += hex_of("⟦U+%X⟧", c);
    else utf8::append(out, c);
  });
  return out;
}

std::string exact(std::string_view text) {
  std::string out;
  const Unseen unseen(text);
  walk(text, [&](char32_t c) {
    if (const char* e = entity(c)) {
      out += e;
    } else if (control(c) || unseen(c)) {
      out += hex_of("&#x%X;", c);
    } else {
      utf8::append(out, c);
    }
  });
  return out;
}

std::optional<std::string> from_exact(std::string_view attribute) {
  std::string out;
  for (std::size_t i = 0; i < attribute.size();) {
    if (attribute[i] != '&') {
      out += attribute[i++];
      continue;
    }
    const std::size_t end = attribute.find(';', i);
    if (end == std::string_view::npos || end - i > 10) return std::nullopt;
    const std::string_view name = attribute.substr(i + 1, end - i - 1);
    if (name == "amp") {
      out += '&';
    } else if (name == "lt") {
      out += '<';
    } else if (name == "gt") {
      out += '>';
    } else if (name == "quot") {
      out += '"';
    } else if (name.size() > 2 && name.substr(0, 2) == "#x") {
      unsigned value = 0;
      const auto [p, error] = std::from_chars(name.data() + 2, name.data() + name.size(), value, 16);
      if (error != std::errc() || p != name.data() + name.size() || value > 0x10FFFF) return std::nullopt;
      utf8::append(out, value);
    } else {
      return std::nullopt;
    }
    i = end + 1;
  }
  return out;
}

std::string literal(std::string_view text) {
  std::string out = "\"";
  const Unseen unseen(text);
  walk(text, [&](char32_t c) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (control(c) || unseen(c)) {
      if (c > 0xFFFF) {
        out += hex_of("\\u%04x", 0xD800 + ((c - 0x10000) >> 10));
        c = 0xDC00 + ((c - 0x10000) & 0x3FF);
      }
      out += hex_of("\\u%04x", c);
    } else {
      utf8::append(out, c);
    }
  });
  return out + '"';
}

std::string one_line(std::string_view text) {
  std::string out;
  bool pending = false;
  walk(text, [&](char32_t c) {
    if (space(c)) {
      pending = !out.empty();
      return;
    }
    if (pending) out += ' ';
    pending = false;
    utf8::append(out, c);
  });
  return out;
}

bool right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    at += length;
    if ((c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF)) return true;
  }
  return false;
}

std::string shortened(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  std::size_t cut = bytes;
  while (cut > 0 && !utf8::boundary(text, cut)) --cut;
  const std::size_t word = text.rfind(' ', cut);
  if (word != std::string_view::npos && word + 40 > cut && word > 0) cut = word;
  return std::string(text.substr(0, cut)) + "…";
}

std::string language_tag(std::string_view code) {
  if (code.size() < 2 || code.size() > 3 || code == "und") return {};
  for (char c : code)
    if (c < 'a' || c > 'z') return {};
  return std::string(code);
}

}  // namespace tocsin::brief
