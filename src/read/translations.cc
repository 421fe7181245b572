// SPDX-License-Identifier: Apache-2.0
#include "read/translations.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "read/gloss.h"
#include "read/neighbours.h"

namespace tocsin::read {
namespace {

// The least cosine of a translation, and the least margin over the nearest others. With kShared ideas, names or numbers
// in common less is asked for: unrelated messages that have them are rare.
constexpr double kLeast = 0.87, kMargin = 0.065, kMarginWhenShared = 0.03;
constexpr std::size_t kShared = 3;
// The margin is over the mean of this many; where there are fewer, over what unrelated texts usually have.
constexpr std::size_t kOthers = 2;
constexpr double kUnrelated = 0.82;
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
        const std::optional<Best> there = best(i, index);
        if (!there || rounded(there->cosine) < kLeast) continue;
        const std::optional<Best> back = best(there->row, indexes_.at(messages_[i].lang));
        if (!back || back->row != i || there->row < i) continue;  // each pair is met from both sides
        const bool sharing = shared(glosses_[i], glosses_[there->row]) >= kShared;
        const double margin = rounded(there->cosine) - std::max({kUnrelated, there->others, back->others});
        if (margin >= (sharing ? kMarginWhenShared : kMargin))
          out.push_back({i, there->row, rounded(there->cosine)});
      }
    }
    std::sort(out.begin(), out.end(), [](const auto& x, const auto& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
    return out;
  }

 private:
  struct Best {
    std::uint32_t row = 0;
    float cosine = 0;
    double others = 0;  // mean cosine of the nearest that are no copies of the best
  };

  std::optional<Best> best(std::uint32_t i, const Neighbours& index) const {
    std::optional<Best> out;
    double sum = 0;
    std::size_t counted = 0;
    for (const Neighbour& n : index.nearest(rows_.row(i), kLookedAt)) {
      if (!comparable(glosses_[i], glosses_[n.row])) continue;
      if (!out) {
        out = Best{n.row, n.cosine, 0};
      } else if (cosine(rows_.row(out->row), rows_.row(n.row)) < kCopies) {
        sum += rounded(n.cosine);
        if (++counted == kOthers) break;
      }
    }
    if (out) out->others = (sum + static_cast<double>(kOthers - counted) * kUnrelated) / kOthers;
    return out;
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
