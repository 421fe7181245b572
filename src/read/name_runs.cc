// SPDX-License-Identifier: Apache-2.0
#include "read/name_runs.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "read/name_lexicon.h"

namespace tocsin::read {
namespace {

bool one_of(std::string_view key, std::initializer_list<std::string_view> set) {
  return std::find(set.begin(), set.end(), key) != set.end();
}

// Small words inside names of people and places: "Deir al-Balah", "Ramón del Río".
bool particle(std::string_view key) { return lexicon().traits(key) & kParticle; }

// A direction opens a name of its own ("North Sinai"); other stop words end one.
bool direction(std::string_view key) { return lexicon().traits(key) & kOpener; }

class RunFinder {
 public:
  explicit RunFinder(const std::vector<NameWord>& words) : words_(words) {}

  std::vector<NameRun> find() {
    for (std::size_t i = 0; i < words_.size();) {
      if (!opens(i)) {
        ++i;
        continue;
      }
      const std::size_t end = run_end(i);
      cut(i, end);
      i = end;
    }
    return std::move(runs_);
  }

 private:
  std::uint32_t traits(std::size_t i) const { return lexicon().traits(words_[i].key); }

  bool name_like(std::size_t i) const {
    const NameWord& w = words_[i];
    if (w.blocked || w.arabic || w.digits || !w.capital) return false;
    const std::uint32_t t = traits(i);
    if (t & kTitle) return true;
    if (w.writing == Writing::mixed)
      return !(t & kStopWord) || direction(w.key) || (t & (kOrganisationHead | kPlaceHead)) || w.acronym;
    if (t & (kKnownPlace | kTitle | kOrganisationHead | kPlaceFirst)) return !(t & kStopWord);
    return !(t & (kStopWord | kCommonWord | kDemonym)) && w.key.size() > 1;
  }

  bool opens(std::size_t i) const {
    return name_like(i) || (words_[i].capital && !words_[i].blocked &&
                            known(words_, i, words_.size(), kKnownPlace | kKnownOrganisation) > 0);
  }

  // Whether words[i] goes on the run that began at `begin`; `of` tells that an organisation's "of" or "for" is already
  // in it.
  std::size_t step(std::size_t begin, std::size_t i, bool& of) const {
    if (i >= words_.size() || words_[i - 1].possessive) return 0;
    const NameWord& w = words_[i];
    if (w.sentence_start || w.blocked || (w.gap != Gap::space && w.gap != Gap::hyphen && w.gap != Gap::period))
      return 0;
    if (w.gap == Gap::period && !(words_[i - 1].key.size() <= 2 || (traits(i - 1) & (kTitle | kPlaceFirst)))) return 0;
    if (name_like(i)) return 1;
    const bool joins_next = i + 1 < words_.size() &&
                            (words_[i + 1].gap == Gap::space || words_[i + 1].gap == Gap::hyphen) && name_like(i + 1);
    if (w.writing == Writing::capitals && (traits(i) & kModifier) && joins_next) return 1;
    // "Wong Kwok-hing", but not "Beijing-based".
    if (w.gap == Gap::hyphen && !w.capital && words_[i - 1].capital && w.key.size() <= 5 && i - begin >= 2 &&
        !(traits(i) & kCommonWord))
      return 1;
    // "Greek Orthodox Church"
    if (w.capital && joins_next && (traits(i + 1) & kOrganisationHead) && !w.digits) return 2;
    if (w.digits || !joins_next) return w.gap == Gap::hyphen && words_[i].key.size() <= 3 && joins_next ? 1 : 0;
    if (particle(w.key)) return 2;
    if (w.key == "of" && (traits(i - 1) & kTakesOf)) return of = true, 2;
    if (w.key == "of" && i > begin + 1 && (traits(i - 2) & kTakesOf) && (traits(i - 1) & kStopWord)) return 2;
    if (one_of(w.key, {"for", "on"}) && has_head(begin, i)) return of = true, 2;
    if (one_of(w.key, {"and", "&"}) && of && !(traits(i + 1) & (kOrganisationHead | kKnownPlace | kTitle | kGiven)))
      return 2;
    return 0;
  }

  bool has_head(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i)
      if (traits(i) & kOrganisationHead) return true;
    return false;
  }

  std::size_t run_end(std::size_t begin) const {
    bool of = false;
    std::size_t i = std::max(begin + 1, begin + known(words_, begin, words_.size(), kKnownPlace | kKnownOrganisation));
    while (i < words_.size()) {
      std::size_t n = step(begin, i, of);
      if (n == 0 && words_[i].key == "the" && i > begin && words_[i - 1].key == "of" &&
          name_like(i + 1 < words_.size() ? i + 1 : i))
        n = 2;
      if (n == 0 && words_[i].key == "of" && i + 2 < words_.size() && words_[i + 1].key == "the" &&
          (traits(i - 1) & kTakesOf) && words_[i].gap == Gap::space && name_like(i + 2))
        n = 3;
      if (n == 0) break;
      i += n;
    }
    return std::min(i, words_.size());
  }

  // One run of capitals can be a sentence's first word, a title and a name, or two names side by side.
  void cut(std::size_t begin, std::size_t end) {
    std::size_t context = begin;
    bool titled = false;
    while (begin < end) {
      const std::size_t listed = known(words_, begin, end, kKnownPlace | kKnownOrganisation);
      if (listed > 1 || (listed == 1 && end - begin == 1)) break;
      const std::uint32_t t = traits(begin);
      const std::size_t title = title_at(begin, end);
      const bool last_is_head = (traits(end - 1) & (kOrganisationHead | kOtherHead)) && end - begin > 1;
      if (title > 0 && !last_is_head &&
          !(traits(begin + title - 1 < end ? begin : begin) & kKnownPlace && end - begin == title)) {
        titled = begin + title < end;
        begin += title;
        if (begin < end && words_[begin - 1].gap == Gap::other) break;
        continue;
      }
      if ((t & kDemonym) && begin + 1 < end && (title_at(begin + 1, end) > 0 || (traits(begin + 1) & kGiven)) &&
          !last_is_head) {
        ++begin;
        continue;
      }
      if ((t & kStopWord) && !(direction(words_[begin].key) && end - begin > 1)) {
        ++begin;
        context = begin;
        continue;
      }
      if (words_[begin].sentence_start && words_[begin].writing == Writing::mixed && (t & kCommonWord) &&
          (end - begin == 1 || (!head_follows(begin + 1, end) && !(t & kGiven) &&
                                !((t & kPlaceFirst) && !(traits(begin + 1) & kCommonWord))))) {
        ++begin;
        context = begin;
        continue;
      }
      break;
    }
    while (end > begin && (traits(end - 1) & kStopWord) && !(traits(end - 1) & (kOrganisationHead | kPlaceHead))) --end;
    if (begin >= end) return;
    // "ARMED FORCES PRESS COMMITTEE": where all is capitals the words before a head may look like any other.
    while (begin > 0 && words_[begin].writing == Writing::capitals && words_[begin].gap == Gap::space &&
           (traits(end - 1) & kOrganisationHead) && (traits(begin - 1) & kModifier) && !words_[begin - 1].blocked &&
           (runs_.empty() || runs_.back().end < begin))
      context = --begin;
    // "EL SALVADOR ALFREDO CRISTIANI"
    const std::size_t place = known_place(words_, begin, end);
    if (words_[begin].writing == Writing::capitals && place > 1 && begin + place < end &&
        (traits(begin + place) & kGiven) && !(traits(end - 1) & (kOrganisationHead | kPlaceHead))) {
      runs_.push_back({begin, begin + place, context, false});
      cut(begin + place, end);
      return;
    }
    // "Nebraska Governor Hal Ostrander": a title in the middle parts two names.
    const bool head = traits(end - 1) & (kOrganisationHead | kOtherHead);
    for (std::size_t i = begin + 1; i + 1 < end && !titled && !head; ++i) {
      const std::size_t title = title_at(i, end);
      if (title == 0 || i + title >= end || (traits(i) & kPlaceFirst) || particle(words_[i + title].key) ||
          words_[i - 1].key == "of")
        continue;
      if (std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(begin),
                      words_.begin() + static_cast<std::ptrdiff_t>(i),
                      [](const NameWord& w) { return w.key == "of" || w.key == "for"; }))
        break;
      cut(begin, i);
      cut(i, end);
      return;
    }
    if ((traits(begin) & kDemonym) && end - begin == 1) return;
    runs_.push_back({begin, end, context, titled});
  }

  bool head_follows(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i)
      if (traits(i) & (kOrganisationHead | kPlaceHead | kOtherHead)) return true;
    return false;
  }

  // Words of the longest title at `at`.
  std::size_t title_at(std::size_t at, std::size_t end) const {
    std::string key;
    for (std::size_t n = std::min<std::size_t>(4, end - at); n > 0; --n) {
      join_key(words_, at, at + n, key);
      if (lexicon().traits(key) & kTitle) return n;
    }
    return 0;
  }

  const std::vector<NameWord>& words_;
  std::vector<NameRun> runs_;
};

}  // namespace

std::size_t known(const std::vector<NameWord>& words, std::size_t at, std::size_t end, std::uint32_t traits) {
  std::string key;
  std::size_t most = 1;
  while (most < NameLexicon::kLongest && at + most < end &&
         (words[at + most].gap == Gap::space || words[at + most].gap == Gap::hyphen) &&
         !words[at + most].sentence_start && !words[at + most - 1].possessive)
    ++most;
  for (std::size_t n = std::min(most, end - at); n > 0; --n) {
    join_key(words, at, at + n, key);
    const std::uint32_t t = lexicon().traits(key);
    if (!(t & traits)) continue;
    // "US" is a country, "us" in capitals need not be; a lower-case last word is no part of a name.
    if (!words[at + n - 1].capital && !words[at].arabic) continue;
    return n;
  }
  return 0;
}

std::vector<NameRun> name_runs(const std::vector<NameWord>& words) { return RunFinder(words).find(); }

}  // namespace tocsin::read
