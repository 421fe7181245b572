// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/utf8.h"
#include "text/folding.h"
#include "text/text.h"
#include "text/unicode.h"

namespace tocsin::text {

bool decode(std::string_view original, std::size_t begin, std::size_t end, bool drop_hidden, Units& out) {
  bool beyond_ascii = false;
  for (std::size_t at = begin; at < end;) {
    const unsigned char byte = static_cast<unsigned char>(original[at]);
    if (byte < 0x80) {
      const bool hidden = (byte < 0x20 && (byte < 9 || byte > 13)) || byte == 0x7F;
      if (!hidden || !drop_hidden)
        out.push_back({byte, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)});
      ++at;
      continue;
    }
    beyond_ascii = true;
    const auto [c, length] = utf8::decode(original, at);
    if (!drop_hidden || !character(c).has(kHidden))
      out.push_back({c, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length)});
    at += length;
  }
  return beyond_ascii;
}

namespace {

// NFKC of one segment: characters up to the next that never joins its predecessor. Where nothing changes origins stay
// apart; else all that comes out came from the whole segment.
void compose_segment(std::span<const Unit> segment, Units& out) {
  std::array<char32_t, kLongestSegment> in;
  std::array<char32_t, kMostFromNfkc> made;
  for (std::size_t i = 0; i < segment.size(); ++i) in[i] = segment[i].character;
  const std::size_t count = nfkc({in.data(), segment.size()}, made);
  if (std::equal(in.data(), in.data() + segment.size(), made.data(), made.data() + count)) {
    out.insert(out.end(), segment.begin(), segment.end());
    return;
  }
  for (std::size_t i = 0; i < count; ++i) out.push_back({made[i], segment.front().begin, segment.back().end});
}

}  // namespace

// Segments are cut at kLongestSegment characters, the Stream-Safe Text Format of UAX #15: a million marks on one letter
// would cost a sort of a million otherwise.
void compose(Units& units) {
  Units out;
  out.reserve(units.size() + 16);
  for (std::size_t at = 0; at < units.size();) {
    std::size_t end = at + 1;
    while (end < units.size() && end - at < kLongestSegment && !character(units[end].character).has(kStarter)) ++end;
    if (end == at + 1 && character(units[at].character).has(kStable))
      out.push_back(units[at]);
    else
      compose_segment({units.data() + at, end - at}, out);
    at = end;
  }
  units.swap(out);
}

void fold_characters(Units& units, unsigned folds) {
  Units out;
  out.reserve(units.size() + 16);
  std::array<char32_t, kMostFromCaseFold> folded;
  bool compose_again =
      false;  // dropped marks and small letters make new neighbours: Ϋ + ´ is two, its small letter one
  const auto drop = [&](const Unit& unit) {  // a mark goes, but the letter it stood on keeps it in its origin
    if (!out.empty() && out.back().end <= unit.begin) out.back().end = unit.end;
  };
  for (const Unit& unit : units) {
    if (unit.character < 0x80) {
      const bool capital = unit.character >= 'A' && unit.character <= 'Z';
      out.push_back({(folds & kCase) && capital ? unit.character + 32 : unit.character, unit.begin, unit.end});
      continue;
    }
    std::size_t count = 1;
    folded[0] = unit.character;
    if (folds & kCase) {
      const char32_t one = character(unit.character).folded;
      if (one)
        folded[0] = one;
      else
        count = case_fold(unit.character, folded);
    }
    for (std::size_t i = 0; i < count; ++i) {
      char32_t c = folded[i];
      if (folds & kArabic) c = arabic_form(c);
      if (c && (folds & kMarks)) {
        const Character& about = character(c);
        c = about.has(kAccent) ? 0 : about.base;
      }
      if (c)
        out.push_back({c, unit.begin, unit.end});
      else
        drop(unit);
      compose_again |= c >= 0x80 && !character(c).has(kStarter);
    }
  }
  units.swap(out);
  if (compose_again && (folds & kNfkc)) compose(units);
}

void shorten(Units& units) {
  std::size_t to = 0;
  for (std::size_t at = 0; at < units.size();) {
    const char32_t c = units[at].character;
    std::size_t end = at + 1;
    while (end < units.size() && units[end].character == c) ++end;
    std::size_t keep = end - at;
    if (keep >= 3) {
      const Character& about = character(c);
      if (about.has(kLetter)) keep = about.script == Script::arabic ? 1 : 2;
    }
    const std::uint32_t last = units[end - 1].end;
    for (std::size_t i = 0; i < keep; ++i) units[to++] = units[at + i];
    units[to - 1].end = last;
    at = end;
  }
  units.resize(to);
}

void signs_to_space(Units& units) {
  for (Unit& unit : units) {
    const char32_t c = unit.character;
    if (c < 0x80) {
      if ((c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~'))
        unit.character = ' ';
    } else if (character(c).has(kSign)) {
      unit.character = ' ';
    }
  }
}

void collapse_space(Units& units) {
  std::size_t to = 0;
  for (const Unit& unit : units) {
    const char32_t c = unit.character;
    const bool white = c < 0x80 ? c == ' ' || (c >= 9 && c <= 13) : character(c).has(kWhite);
    if (!white)
      units[to++] = unit;
    else if (to > 0 && units[to - 1].character == ' ')
      units[to - 1].end = unit.end;
    else
      units[to++] = {' ', unit.begin, unit.end};
  }
  units.resize(to);
}

namespace {

constexpr std::size_t kBlock = 4096;

// A long text is folded in blocks that stay in the cache. A block begins with a space or a line break: no fold looks
// past one, and runs of white space that meet at a seam are joined when the view is written.
std::size_t block_end(std::string_view text, std::size_t begin) {
  if (text.size() - begin <= kBlock + kBlock / 2) return text.size();
  const std::size_t end = text.find_first_of(" \n", begin + kBlock);
  return end == text.npos ? text.size() : end;
}

// As UTF-8; the byte after it.
inline char* write_character(char32_t c, char* to) {
  if (c < 0x80) {
    *to++ = static_cast<char>(c);
    return to;
  }
  if (c < 0x800) {
    *to++ = static_cast<char>(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      *to++ = static_cast<char>(0xE0 | c >> 12);
    } else {
      *to++ = static_cast<char>(0xF0 | c >> 18);
      *to++ = static_cast<char>(0x80 | (c >> 12 & 0x3F));
    }
    *to++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  *to++ = static_cast<char>(0x80 | (c & 0x3F));
  return to;
}

void write(const Units& units, bool join_space, View& view) {
  std::size_t at = view.bytes.size();
  std::size_t room = at;
  for (const Unit& unit : units)
    room += 1 + (unit.character >= 0x80) + (unit.character >= 0x800) + (unit.character >= 0x10000);
  view.bytes.resize(room);
  view.starts.resize(room);
  view.ends.resize(room);
  for (const Unit& unit : units) {
    const char32_t c = unit.character;
    if (c == ' ' && join_space && (at == 0 || view.bytes[at - 1] == ' ')) {
      if (at > 0) view.ends[at - 1] = unit.end;
      continue;
    }
    const std::size_t first = at;
    at = static_cast<std::size_t>(write_character(c, view.bytes.data() + at) - view.bytes.data());
    for (std::size_t i = first; i < at; ++i) {
      view.starts[i] = unit.begin;
      view.ends[i] = unit.end;
    }
  }
  view.bytes.resize(at);
  view.starts.resize(at);
  view.ends.resize(at);
}

}  // namespace

View normalise(std::string_view original, unsigned folds) {
  View view;
  const std::size_t likely = original.size() + original.size() / 16 + 16;
  view.bytes.reserve(likely);
  view.starts.reserve(likely);
  view.ends.reserve(likely);
  Units units;
  units.reserve(std::min(original.size(), 2 * kBlock) + 1);
  for (std::size_t begin = 0; begin < original.size();) {
    const std::size_t end = block_end(original, begin);
    units.clear();
    if (decode(original, begin, end, folds & kInvisible, units)) {
      if (folds & kNfkc) compose(units);
      if (folds & kConfusables) lookalikes(units);
      if (folds & (kCase | kArabic | kMarks)) fold_characters(units, folds);
    } else if (folds & kCase) {
      for (Unit& unit : units)
        if (unit.character - 'A' < 26) unit.character += 32;
    }
    if (folds & kLeet) letters_for_signs(units);
    if (folds & kStretch) shorten(units);
    if (folds & kPunctuation) signs_to_space(units);
    if (folds & kSpace) collapse_space(units);
    write(units, folds & kSpace, view);
    begin = end;
  }
  if ((folds & kSpace) && !view.bytes.empty() && view.bytes.back() == ' ') {
    view.bytes.pop_back();
    view.starts.pop_back();
    view.ends.pop_back();
  }
  return view;
}

namespace {

// A character that NFKC makes others of ("…", a no-break space), where the next does not join it. False: it does, or what
// comes out may join what stands before.
bool fold_alone(char32_t c, std::string_view rest, char*& to) {
  for (std::size_t at = 0; at < rest.size();) {
    const auto [next, length] = utf8::decode(rest, at);
    at += length;
    if (character(next).has(kHidden)) continue;
    if (!character(next).has(kStarter)) return false;
    break;
  }
  std::array<char32_t, kMostFromNfkc> made;
  std::array<char32_t, kMostFromCaseFold> folded;
  const std::size_t count = nfkc({&c, 1}, made);
  for (std::size_t i = 0; i < count; ++i) {
    folded[0] = character(made[i]).folded;
    const std::size_t several = folded[0] ? 1 : case_fold(made[i], folded);
    for (std::size_t k = 0; k < several; ++k) {
      if (folded[k] >= 0x80 && !character(folded[k]).has(kStarter)) return false;
      to = write_character(folded[k], to);
    }
  }
  return true;
}

}  // namespace

Folded folded_by_character(std::string_view text, std::string& space) {
  constexpr std::size_t kMostGrowth = 3;           // of a byte that is not UTF-8, which becomes U+FFFD
  constexpr std::size_t kMostFromOne = 18 * 3 * 4;  // bytes, of a character that NFKC and folding make others of
  if (space.size() < text.size() * kMostGrowth + 2 * kMostFromOne) space.resize(text.size() * kMostGrowth + 2 * kMostFromOne);
  Folded out;
  char* to = space.data();
  const Character* ascii = &character(U'\0');  // a page of 256
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      const Character& about = ascii[byte];
      out.letters[static_cast<std::size_t>(about.script)] += about.has(kLetter);
      *to = static_cast<char>(about.folded);
      to += !about.has(kHidden);
      ++at;
      continue;
    }
    const auto [c, length] = utf8::decode(text, at);
    at += length;
    const Character& about = character(c);
    out.letters[static_cast<std::size_t>(about.script)] += about.has(kLetter);
    if (about.has(kHidden) || !out.whole) continue;
    const char32_t f = about.folded;
    if ((about.traits & (kStarter | kStable)) == (kStarter | kStable) && f != 0) {
      out.whole = f == c || f < 0x80 || character(f).has(kStarter);
      to = write_character(f, to);
    } else {
      const auto room = [&] { return space.size() - static_cast<std::size_t>(to - space.data()); };
      out.whole = about.has(kStarter) && fold_alone(c, text.substr(at), to) && room() >= (text.size() - at) * kMostGrowth + kMostFromOne;
    }
  }
  out.bytes = {space.data(), static_cast<std::size_t>(to - space.data())};
  out.letters[static_cast<std::size_t>(Script::none)] = 0;
  return out;
}

Span View::original(Span span) const {
  const auto size = static_cast<std::uint32_t>(starts.size());
  if (span.begin >= size || span.begin >= span.end) {
    const std::uint32_t at = span.begin < size ? starts[span.begin] : size ? ends.back() : 0;
    return {at, at};
  }
  return {starts[span.begin], ends[std::min(span.end, size) - 1]};
}

}  // namespace tocsin::text
