// SPDX-License-Identifier: Apache-2.0
#include "read/translations.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "read/gloss.h"
#include "read/neighbours.h"

namespace tocsin::read {
namespace {

// The least cosine of a translation, and the least margin over the nearest others.
constexpr double kLeast = 0.87, kMargin = 0.065;
// With this many ideas, names or numbers in common less is asked for: unrelated messages that have them are rare.
constexpr std::size_t kShared = 3;
constexpr double kLeastWhenShared = 0.84, kMarginWhenShared = 0.03;
// With so much in common no margin is: a translation has variants, and they are as near as it is.
constexpr double kAlike = 0.55, kLeastWhenAlike = 0.8;
// The margin is over the mean of this many; where there are fewer, over what unrelated texts usually have.
constexpr std::size_t kOthers = 2;
constexpr double kUnrelated = 0.84;
// Neighbours as near to each other as this are copies in one language, and do not count as others.
constexpr double kCopies = 0.96;
constexpr std::size_t kLookedAt = 24;  // nearest of another language, for each message
// Short texts have too many neighbours that say nearly the same: words of the longer and of the shorter one.
constexpr std::size_t kWords = 5, kWordsOfShorter = 3;
constexpr std::size_t kMostTimesLonger = 3;

// To three decimals: what lies below is rounding of the encoder's.
double rounded(float cosine) { return std::round(static_cast<double>(cosine) * 1000) / 1000; }

bool comparable(const Gloss& a, const Gloss& b) {
  const auto [least, most] = std::minmax(a.words, b.words);
  return most >= kWords && least >= kWordsOfShorter && most <= kMostTimesLonger * least && !contradict(a, b);
}

class Finder {
 public:
  Finder(std::span<const Message> messages, const Matrix& rows) : messages_(messages), rows_(rows) {
    std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> seen;
    std::map<std::string_view, std::vector<std::uint32_t>> of_language;
    glosses_.resize(messages.size());
    for (std::uint32_t i = 0; i < messages.size(); ++i) {
      const Message& m = messages[i];
      if (m.lang.empty() || m.lang == "und" || !seen.try_emplace({m.lang, m.text}, i).second) continue;
      glosses_[i] = gloss(m.text, m.lang);
      of_language[m.lang].push_back(i);
    }
    for (auto& [lang, members] : of_language) {
      // By what they say, not by where they stand: the graph of neighbours is then the same for any order.
      std::sort(members.begin(), members.end(), [&](auto a, auto b) { return messages[a].text < messages[b].text; });
      indexes_.emplace(lang, Neighbours(rows, members));
      members_.insert(members_.end(), members.begin(), members.end());
    }
  }

  std::vector<Translation> all() const {
    std::vector<Translation> out;
    for (const std::uint32_t i : members_) {
      for (const auto& [lang, index] : indexes_) {
        if (lang == messages_[i].lang) continue;
        const Nearest there = nearest(i, index);
        const bool one_is = sure(i, there);
        for (const Neighbour& n : there.all)
          if ((one_is && copies(n.row, there.all.front().row)) ||
              (rounded(n.cosine) >= kLeastWhenAlike && alike(glosses_[i], glosses_[n.row]) >= kAlike))
            out.push_back({std::min(i, n.row), std::max(i, n.row), rounded(n.cosine)});
      }
    }
    const auto pair = [](const Translation& t) { return std::pair(t.a, t.b); };
    std::sort(out.begin(), out.end(), [&](const auto& x, const auto& y) { return pair(x) < pair(y); });
    out.erase(std::unique(out.begin(), out.end(), [&](const auto& x, const auto& y) { return pair(x) == pair(y); }),
              out.end());  // most are found from both sides
    return out;
  }

 private:
  struct Nearest {
    std::vector<Neighbour> all;  // that can be compared, nearest first
    double others = 0;           // mean cosine of the nearest that are no copies of the first
  };

  bool copies(std::uint32_t a, std::uint32_t b) const {
    return a == b || cosine(rows_.row(a), rows_.row(b)) >= kCopies;
  }

  Nearest nearest(std::uint32_t i, const Neighbours& index) const {
    Nearest out;
    double sum = 0;
    std::size_t counted = 0;
    for (const Neighbour& n : index.nearest(rows_.row(i), kLookedAt)) {
      if (!comparable(glosses_[i], glosses_[n.row])) continue;
      out.all.push_back(n);
      if (counted == kOthers || copies(n.row, out.all.front().row)) continue;
      sum += rounded(n.cosine);
      ++counted;
    }
    out.others = (sum + static_cast<double>(kOthers - counted) * kUnrelated) / kOthers;
    return out;
  }

  // Each is the other's nearest, save for copies, by a margin over what else there is.
  bool sure(std::uint32_t i, const Nearest& there) const {
    if (there.all.empty()) return false;
    const Neighbour& first = there.all.front();
    const bool sharing = shared(glosses_[i], glosses_[first.row]) >= kShared;
    if (rounded(first.cosine) < (sharing ? kLeastWhenShared : kLeast)) return false;
    const Nearest back = nearest(first.row, indexes_.at(messages_[i].lang));
    if (back.all.empty() || !copies(i, back.all.front().row)) return false;
    const double margin = rounded(first.cosine) - std::max({kUnrelated, there.others, back.others});
    return margin >= (sharing ? kMarginWhenShared : kMargin);
  }

  std::span<const Message> messages_;
  const Matrix& rows_;
  std::vector<Gloss> glosses_;
  std::map<std::string_view, Neighbours> indexes_;
  std::vector<std::uint32_t> members_;
};

}  // namespace

std::vector<Translation> translations(std::span<const Message> messages, const Matrix& rows) {
  return Finder(messages, rows).all();
}

}  // namespace tocsin::read
