// SPDX-License-Identifier: Apache-2.0
#include "read/name_kinds.h"

#include <algorithm>
#include <unordered_map>

#include "read/name_lexicon.h"

namespace tocsin::read {
namespace {

enum Kind : std::size_t { kPlace, kPerson, kOrganisation, kNothing, kKinds };
using Scores = std::array<double, kKinds>;

Kind kind_of(MentionKind k) {
  return k == MentionKind::place ? kPlace : k == MentionKind::person ? kPerson : kOrganisation;
}

class Judge {
 public:
  Judge(const std::vector<NameWord>& words, const std::vector<NameRun>& runs) : words_(words), runs_(runs) {}

  std::vector<std::optional<MentionKind>> kinds() {
    std::vector<Scores> scores;
    for (const NameRun& r : runs_) scores.push_back(own(r));
    share(scores);
    std::vector<std::optional<MentionKind>> out;
    for (std::size_t i = 0; i < runs_.size(); ++i) out.push_back(decide(runs_[i], scores[i]));
    return out;
  }

 private:
  std::uint32_t traits(std::size_t i) const { return lexicon().traits(words_[i].key); }

  std::string key(const NameRun& r) const {
    std::string out;
    join_key(words_, r.begin, r.end, out);
    return out;
  }

  Scores own(const NameRun& r) const {
    Scores s{};
    shape(r, s);
    before(r, s);
    after(r, s);
    return s;
  }

  // What the run's own words say.
  void shape(const NameRun& r, Scores& s) const {
    const std::size_t n = r.end - r.begin;
    const std::uint32_t first = traits(r.begin), last = traits(r.end - 1), whole = lexicon().traits(key(r));
    if (whole & kCountry)
      s[kPlace] += 6;
    else if (whole & kRegionName)
      s[kPlace] += 4;
    else if (whole & kCity)
      s[kPlace] += 4;
    else if (whole & kTown)
      s[kPlace] += n > 1 ? 4 : 2;
    if (whole & kKnownOrganisation) s[kOrganisation] += 5;
    if (r.titled) s[kPerson] += 6;
    // A name may go on after its head: "University of Deir ez-Zor", "Observatory for Human Rights".
    std::size_t head_end = r.end;
    for (std::size_t i = r.begin + 1; i < r.end; ++i) {
      const std::string& k = words_[i].key;
      if (k != "of" && k != "for" && k != "on") continue;
      head_end = i;
      break;
    }
    const std::uint32_t head = traits(head_end - 1);
    const bool known = whole & (kKnownPlace | kKnownOrganisation);
    if (n > 1 && !known && !r.titled) {
      if (head & kOtherHead) s[kNothing] += 6;
      if (head & kOrganisationHead) s[kOrganisation] += 5;
      if (head & kPlaceHead) s[kPlace] += head & kOrganisationHead ? 1 : 5;
      // "Usulután Department", "San Miguel Department"
      if ((head & kPlaceHead) && (head & kOrganisationHead) && head_end == r.end &&
          known_place(words_, r.begin, r.end - 1) == n - 1)
        s[kPlace] += 6;
      if (head_end == r.end && (last & kOrganisationHead)) s[kOrganisation] += 1;
      if ((first & kPlaceFirst) && !(first & kGiven)) s[kPlace] += 3;
      if (first & kCompass) s[kPlace] += 2;
      if ((first & kDemonym) && !(last & kPlaceHead)) s[kOrganisation] += 1.5;
      if ((first & kGiven) && !(head & (kOrganisationHead | kOtherHead))) s[kPerson] += head & kPlaceHead ? 2 : 5;
      if (words_[r.begin].key.size() == 1 || (words_[r.begin + 1].key.size() == 1 && n > 2)) s[kPerson] += 3;
      for (std::size_t i = r.begin; i < r.end; ++i)
        if (words_[i].key == "bin" || words_[i].key == "ibn" || words_[i].key == "abu") s[kPerson] += 3;
      const bool usual = std::any_of(
          words_.begin() + static_cast<std::ptrdiff_t>(r.begin), words_.begin() + static_cast<std::ptrdiff_t>(r.end),
          [](const NameWord& w) { return lexicon().traits(w.key) & (kCommonWord | kStopWord); });
      if (n <= 3 && !usual && words_[r.begin].writing == Writing::mixed) s[kPerson] += 1.5;
      if (usual && n >= 2) s[kOrganisation] += 0.5, s[kNothing] += 1;
    } else if (n == 1) {
      if (words_[r.begin].acronym && words_[r.begin].writing == Writing::mixed && !known)
        s[kOrganisation] += words_[r.begin].key.size() > 2 ? 1.5 : 0.5;
      else if (words_[r.begin].writing == Writing::mixed && !words_[r.begin].sentence_start &&
               !(first & (kCommonWord | kStopWord)))
        s[kPerson] += 0.8;
      if (first & kGiven) s[kPerson] += 2.5;
      if (first & kCommonWord) s[kNothing] += 2;
      if (first & kOtherHead) s[kNothing] += 3;
      if ((first & kOrganisationHead) && !known) s[kNothing] += 1;
      if ((first & kPlaceHead) && !known) s[kNothing] += 2;
    }
  }

  // The word before the run's context, jumping over an article.
  void before(const NameRun& r, Scores& s) const {
    std::size_t at = std::min(r.context, r.begin);
    if (at == 0 || (words_[at].gap != Gap::space && words_[at].gap != Gap::comma) || words_[at].sentence_start) return;
    if (words_[at].gap == Gap::comma) {
      if (after_place(at)) s[kPlace] += 2;  // "Exeter, Devon"
      return;
    }
    --at;
    const bool article = words_[at].key == "the" || words_[at].key == "a" || words_[at].key == "an";
    if (article) {
      if (r.end - r.begin == 1) s[kOrganisation] += 0.7;
      if (words_[at].key != "the") s[kNothing] += 2;
      if (at == 0 || words_[at].sentence_start || words_[at].gap != Gap::space) return;
      --at;
    }
    std::string cue;
    for (std::size_t n = std::min<std::size_t>(3, at + 1); n > 0; --n) {
      join_key(words_, at + 1 - n, at + 1, cue);
      if (add(lexicon().before(cue), article, s)) return;
    }
  }

  // Whether a known place ends right before words[at], in the same sentence.
  bool after_place(std::size_t at) const {
    std::string name;
    for (std::size_t n = 1; n <= std::min(NameLexicon::kLongest, at); ++n) {
      join_key(words_, at - n, at, name);
      if ((lexicon().traits(name) & kKnownPlace) && words_[at - n].capital) return true;
    }
    return false;
  }

  void after(const NameRun& r, Scores& s) const {
    if (r.end >= words_.size() || words_[r.end - 1].possessive) {
      if (r.end <= words_.size()) s[kPerson] += 0.3;
      return;
    }
    const NameWord& next = words_[r.end];
    if (next.sentence_start) return;
    if (next.gap == Gap::comma) {
      // A place and what holds it; a person and what she is.
      if (next.capital && known_place(words_, r.end, words_.size()) > 0)
        s[kPlace] += 3;
      else if (next.key == "who" || next.key == "a" || next.key == "an" || next.key == "aged" ||
               next.key == "spokesman" || next.key == "mayor" || next.key == "director" || next.key == "president" ||
               next.key == "minister")
        s[kPerson] += 2;
      return;
    }
    if (next.gap != Gap::space && next.gap != Gap::hyphen) return;
    std::string cue;
    for (std::size_t n = std::min<std::size_t>(3, words_.size() - r.end); n > 0; --n) {
      join_key(words_, r.end, r.end + n, cue);
      if (add(lexicon().after(cue), false, s)) return;
    }
  }

  static bool add(const std::vector<NameCue>* cues, bool article, Scores& s) {
    if (cues == nullptr) return false;
    for (const NameCue& c : *cues)
      s[kind_of(c.kind)] += article && c.kind == MentionKind::place ? c.weight * .5 : c.weight;
    return true;
  }

  // Runs of the same words share what is known of them, and a person's last or first name means that person.
  void share(std::vector<Scores>& scores) const {
    std::unordered_map<std::string, Scores> same;
    std::unordered_map<std::string, double> people;
    std::unordered_map<std::string, int> times;
    for (const NameRun& r : runs_) ++times[key(r)];
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      Scores& sum = same[key(runs_[i])];
      for (std::size_t k = 0; k < kKinds; ++k) sum[k] = std::max(sum[k], scores[i][k]);
      const NameRun& r = runs_[i];
      if (scores[i][kPerson] < 3 || scores[i][kPerson] < scores[i][kPlace] ||
          scores[i][kPerson] < scores[i][kOrganisation])
        continue;
      for (const std::size_t w : {r.begin, r.end - 1}) {
        double& best = people[words_[w].key];
        best = std::max(best, r.end - r.begin > 1 ? 4. : 2.);
      }
    }
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      const Scores& sum = same[key(runs_[i])];
      for (std::size_t k = 0; k < kNothing; ++k) scores[i][k] = std::max(scores[i][k], scores[i][k] * .5 + sum[k] * .7);
      if (runs_[i].end - runs_[i].begin != 1) continue;
      // A word that comes again and again is a name.
      if (times[key(runs_[i])] > 1) scores[i][words_[runs_[i].begin].acronym ? kOrganisation : kPerson] += 0.7;
      if (const auto it = people.find(words_[runs_[i].begin].key); it != people.end()) scores[i][kPerson] += it->second;
    }
  }

  std::optional<MentionKind> decide(const NameRun& r, const Scores& s) const {
    const auto best = static_cast<std::size_t>(std::max_element(s.begin(), s.begin() + kNothing) - s.begin());
    const double needed = (r.end - r.begin > 1 ? 1.5 : 2) + s[kNothing];
    if (s[best] < needed || ((lexicon().traits(key(r)) & kDemonym) && !(lexicon().traits(key(r)) & kKnownPlace)))
      return std::nullopt;
    return best == kPlace ? MentionKind::place : best == kPerson ? MentionKind::person : MentionKind::organisation;
  }

  const std::vector<NameWord>& words_;
  const std::vector<NameRun>& runs_;
};

}  // namespace

std::vector<std::optional<MentionKind>> name_kinds(const std::vector<NameWord>& words,
                                                   const std::vector<NameRun>& runs) {
  return Judge(words, runs).kinds();
}

}  // namespace tocsin::read
