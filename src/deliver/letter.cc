// SPDX-License-Identifier: Apache-2.0
// A plain-text letter (RFC 5322, 2045, 2047). Only what this file writes is a header.
#include <array>

#include "core/utf8.h"
#include "deliver/send.h"
#include "text/text.h"

namespace tocsin::deliver {
namespace {

constexpr std::size_t kLongestSubject = 200;  // bytes, before it is encoded
constexpr std::size_t kLongestWord = 60;      // of an encoded word; the standard allows 75 with what is around it
constexpr std::size_t kLongestLine = 76;

void append_hex(unsigned char c, std::string& out) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  out += '=', out += kDigits[c >> 4], out += kDigits[c & 15];
}

bool plain(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// One line without controls, handles masked, cut between characters.
std::string for_a_header(std::string_view words) {
  std::string safe = text::terminal_safe(text::masked(words));
  for (char& c : safe)
    if (c == '\n' || c == '\t') c = ' ';
  std::string out;
  for (std::size_t at = 0; at < safe.size() && out.size() < kLongestSubject;) {
    const auto [c, length] = utf8::decode(safe, at);
    utf8::append(out, c);
    at += length;
  }
  return out;
}

// "=?utf-8?Q?…?=" words, folded; always encoded, so that nothing in it means anything.
std::string encoded_words(std::string_view words) {
  std::string out, word;
  const auto close = [&] {
    if (!word.empty()) out += (out.empty() ? "" : "\r\n ") + std::string("=?utf-8?Q?") + word + "?=";
    word.clear();
  };
  for (std::size_t at = 0; at < words.size();) {
    const auto [c, length] = utf8::decode(words, at);
    std::string character;
    for (const char byte : words.substr(at, length)) {
      if (plain(byte)) character += byte;
      else if (byte == ' ') character += '_';
      else append_hex(static_cast<unsigned char>(byte), character);
    }
    if (word.size() + character.size() > kLongestWord) close();
    word += character;
    at += length;
  }
  close();
  return out;
}

std::string quoted_printable(std::string_view text) {
  std::string out, line;
  const auto put = [&](const std::string& piece) {
    if (line.size() + piece.size() >= kLongestLine) out += line + "=\r\n", line.clear();
    line += piece;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      out += line + "\r\n", line.clear();
      continue;
    }
    const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n';
    std::string piece;
    if ((c > ' ' && c < 0x7F && c != '=' && !(c == '.' && line.empty())) || (c == ' ' && !ends_line)) piece = c;
    else append_hex(static_cast<unsigned char>(c), piece);
    put(piece);
  }
  return out + line + (line.empty() ? "" : "\r\n");
}

std::string mail_date(Time time) {
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  char out[64];
  std::snprintf(out, sizeof out, "%s, %02u %s %04d %02d:%02d:%02d +0000", kDays[std::chrono::weekday(day).c_encoding()],
                static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return out;
}

}  // namespace

std::string letter(const Receiver& r, const Parcel& p) {
  std::string to;
  for (const std::string& address : r.to) to += (to.empty() ? "" : ",\r\n ") + address;
  return "From: Tocsin <" + r.from + ">\r\nTo: " + to + "\r\nSubject: " + encoded_words("[" + p.marking.substr(0, p.marking.find(' ')) + "] " + for_a_header(p.subject)) +
         "\r\nDate: " + mail_date(p.time) + "\r\nMessage-ID: <" + p.key + r.from.substr(r.from.find('@')) +
         ">\r\nAuto-Submitted: auto-generated\r\nX-Tocsin-Key: " + p.key + "\r\nX-Tocsin-Marking: " + p.marking +
         "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted_printable(p.bytes);
}

}  // namespace tocsin::deliver
