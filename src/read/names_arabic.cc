// SPDX-License-Identifier: Apache-2.0
#include "read/names_arabic.h"

#include <algorithm>
#include <optional>

#include "read/name_lexicon.h"

namespace tocsin::read {
namespace {

bool one_of(std::string_view key, std::initializer_list<std::string_view> set) {
  return std::find(set.begin(), set.end(), key) != set.end();
}
bool starts(std::string_view s, std::string_view with) { return s.substr(0, with.size()) == with; }

// Words that open a name of two words: "دير الزور", "أبو كمال" (as names_key writes them).
bool opens_compound(std::string_view key) { return lexicon().traits(key) & kCompound; }

// Those of them that open a place's name even where it is not known.
bool opens_place(std::string_view key) { return lexicon().traits(key) & kOpensPlace; }

// Words that end a name: prepositions, conjunctions, verbs of saying, pronouns.
bool ends_name(std::string_view key) { return lexicon().traits(key) & kEndsName; }

bool announces_place(std::string_view key) { return lexicon().traits(key) & (kAnnounces | kArabicPlace); }

class ArabicFinder {
 public:
  ArabicFinder(const Document& document, const std::vector<NameWord>& words) : document_(document), words_(words) {}

  std::vector<Mention> find() {
    for (std::size_t i = 0; i < words_.size();) {
      const std::size_t end = words_[i].arabic && !words_[i].blocked ? name_at(i) : i;
      i = std::max(end, i + 1);
    }
    return std::move(found_);
  }

 private:
  std::uint32_t traits(std::size_t i) const { return lexicon().traits(words_[i].key); }
  bool follows(std::size_t i) const {
    return i < words_.size() && words_[i].arabic && !words_[i].blocked && !words_[i].sentence_start &&
           words_[i].gap == Gap::space;
  }

  // Adds the name that begins at word i, if any, and returns the word after it.
  std::size_t name_at(std::size_t i) {
    const std::string& key = words_[i].key;
    // "وقال الدكتور …": the conjunction is written with its word.
    if (i > 0 && announces_place(words_[i - 1].key) && words_[i].gap == Gap::space && opens_place(key) &&
        follows(i + 1) && place_at(i, 0) == 0)
      if (const std::size_t end = unknown_place_end(i); end > i) return add(MentionKind::place, i, end, 0);
    for (const std::size_t prefix : {std::size_t{0}, std::size_t{2}, std::size_t{4}}) {
      if (prefix == 2 && !(starts(key, "و") || starts(key, "ل") || starts(key, "ب"))) break;
      if (prefix == 4) {
        if (!starts(key, "وب") && !starts(key, "ول")) break;
        if (const std::size_t n = place_at(i, prefix); n > 0) return add(MentionKind::place, i, i + n, prefix);
        break;
      }
      const std::string_view bare = std::string_view(key).substr(prefix);
      const std::uint32_t t = lexicon().traits(bare);
      if (t & kArabicOrganisation)
        if (const std::size_t end = organisation_end(i); end > i) return add(MentionKind::organisation, i, end, prefix);
      // "الناطق باسم …": who somebody speaks for.
      if (key == "باسم" && i > 0 && (traits(i - 1) & kTitle) && follows(i))
        if (const std::size_t end = organisation_end(i); end > i + 1)
          return add(MentionKind::organisation, i + 1, end, 0);
      if (const std::size_t n = title_at(i, prefix); n > 0 && !(i + n < words_.size() && words_[i + n].key == "باسم"))
        if (const std::size_t end = person_end(i + n); end > i + n) return add(MentionKind::person, i + n, end, 0);
      if (const std::size_t n = place_at(i, prefix); n > 0) return add(MentionKind::place, i, i + n, prefix);
      if ((t & kArabicPlace) && follows(i + 1)) {
        if (const std::size_t n = place_at(i + 1, 0); n > 0) return add(MentionKind::place, i + 1, i + 1 + n, 0);
        if (const std::size_t end = unknown_place_end(i + 1); end > i + 1)
          return add(MentionKind::place, i + 1, end, 0);
      }
      if ((t & kGiven) && !prefix)
        if (const std::size_t end = person_end(i); end > i + 1) return add(MentionKind::person, i, end, 0);
    }
    return i;
  }

  // Words of the known place at i, whose first word loses `prefix` bytes ("بدمشق", "لسوريا").
  std::size_t place_at(std::size_t i, std::size_t prefix) const {
    std::string phrase;
    std::size_t most = 1;
    while (most < 4 && follows(i + most)) ++most;
    for (std::size_t n = most; n > 0; --n) {
      join_key(words_, i, i + n, phrase);
      std::string bare = phrase.substr(prefix);
      // "للأردن" is ل and "الأردن".
      if (prefix && starts(phrase, "لل")) bare = "ا" + phrase.substr(2);
      const std::uint32_t t = lexicon().traits(bare);
      // A small town's name may be any word: it needs a word before it that says "place".
      const bool sure = (t & (kCountry | kRegionName | kCity)) || n > 1 || prefix > 0 ||
                        (i > 0 && announces_place(words_[i - 1].key));
      if ((t & kKnownPlace) && sure && !(t & (kGiven | kStopWord)) &&
          (prefix == 0 || bare.size() >= ((t & kTown) ? 8u : 6u)))
        return n;
    }
    return 0;
  }

  std::size_t title_at(std::size_t i, std::size_t prefix) const {
    std::string phrase;
    for (std::size_t n = 3; n > 0; --n) {
      if (i + n > words_.size() || (n > 1 && !follows(i + n - 1)) || (n > 2 && !follows(i + 1))) continue;
      join_key(words_, i, i + n, phrase);
      if (lexicon().traits(std::string_view(phrase).substr(prefix)) & kTitle) return n;
    }
    return 0;
  }

  // Two or three words, with "عبد", "بن", "أبو" and the like joining one more.
  std::size_t person_end(std::size_t begin) const {
    std::size_t i = begin, names = 0;
    while (i < words_.size() && (i == begin ? words_[i].arabic && (words_[i].gap == Gap::space) : follows(i)) &&
           names < 3) {
      const std::string& k = words_[i].key;
      const bool given = traits(i) & kGiven;
      if (ends_name(k) || (!given && (traits(i) & (kArabicOrganisation | kArabicPlace | kTitle))) ||
          (names >= 1 && place_at(i, 0) > 0 && !(traits(i) & kGiven)))
        break;
      if (starts(k, "و") && names > 0 && !(traits(i) & kGiven)) break;
      if (names >= 2 && !starts(k, "ال") && !(traits(i) & kGiven)) break;
      if (starts(k, "لل") || (starts(k, "ي") && names > 1) || (names == 0 && starts(k, "ال") && !(traits(i) & kGiven)))
        break;
      if (!one_of(k, {"عبد", "بن", "ابن", "ابو", "ال", "ام"})) ++names;
      ++i;
    }
    return names >= 2 || (names == 1 && traits(begin) & kGiven) ? i : begin;
  }

  // The head and what belongs to it: definite words, "ل" with an article, a known place; five words at most.
  std::size_t organisation_end(std::size_t begin) const {
    std::size_t i = begin + 1;
    bool proper = false;
    while (i < words_.size() && i < begin + 6 && follows(i)) {
      const std::string& k = words_[i].key;
      if (ends_name(k)) break;
      const bool definite = starts(k, "ال") || starts(k, "لل") || (starts(k, "وال") && i > begin + 1);
      const std::size_t place = place_at(i, 0);
      if (place > 0) {
        i += place;
        proper = true;
        continue;
      }
      const bool head = traits(i) & (kArabicOrganisation | kArabicPlace);
      if (!definite && !head && !(i == begin + 1) && !opens_compound(k)) break;
      if (opens_compound(k) && follows(i + 1)) ++i;
      proper = proper || !head || definite;
      ++i;
    }
    return proper && i > begin + 1 ? std::min(i, words_.size()) : begin;
  }

  std::size_t unknown_place_end(std::size_t i) const {
    const std::string& k = words_[i].key;
    if (ends_name(k) || (traits(i) & (kTitle | kDemonym | kArabicPlace | kArabicOrganisation))) return i;
    if (opens_compound(k)) return follows(i + 1) && !ends_name(words_[i + 1].key) ? i + 2 : i;
    return k.size() < 5 ? i : i + 1;
  }

  std::size_t add(MentionKind kind, std::size_t begin, std::size_t end, std::size_t prefix) {
    Mention m;
    m.kind = kind;
    m.span = cover(words_[begin].span, words_[end - 1].span);
    // Each letter of the prefix has two bytes, perhaps with a vowel sign after it.
    for (std::size_t letter = 0; letter < prefix; letter += 2) {
      m.span.begin += 2;
      while (m.span.begin < m.span.end && length(m.span) > 2 && document_.text[m.span.begin] == '\xD9' &&
             static_cast<unsigned char>(document_.text[m.span.begin + 1]) >= 0x8B &&
             static_cast<unsigned char>(document_.text[m.span.begin + 1]) <= 0x9F)
        m.span.begin += 2;
    }
    found_.push_back(m);
    return end;
  }

  const Document& document_;
  const std::vector<NameWord>& words_;
  std::vector<Mention> found_;
};

}  // namespace

std::vector<Mention> arabic_names(const Document& document, const std::vector<NameWord>& words) {
  return ArabicFinder(document, words).find();
}

}  // namespace tocsin::read
