// SPDX-License-Identifier: Apache-2.0
// QuotationIndex (trace.h): the messages' fingerprints in one table, and for each quotation of an article the messages
// that share some, compared letter by letter.
#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

#include "trace/comparison.h"
#include "trace/cores.h"
#include "trace/framing.h"
#include "trace/key_table.h"
#include "trace/quoted_words.h"
#include "trace/trace.h"

namespace tocsin::trace {
namespace {

constexpr double kLeastShare = .75,
                 kLeastShortShare = .9;         // of the quotation's letters, in order, in the message; a short
constexpr std::size_t kShort = 30, kLong = 80;  // quotation (letters) needs more, between them linear
constexpr std::uint32_t kFarApart = 24;         // letters left out in the message: then two passages
constexpr std::uint32_t kLeastPassage = 10;     // letters
constexpr std::size_t kMostCompared = 32;
constexpr std::uint64_t kMostWork = std::uint64_t{1} << 26;  // letters of messages compared for one article
constexpr std::size_t kQuotedWindow = 8;  // runs of a window: five words of seventeen letters share a fingerprint

double share_needed(std::size_t letters) {
  const double t = std::clamp((static_cast<double>(letters) - kShort) / (kLong - kShort), 0.0, 1.0);
  return kLeastShortShare + (kLeastShare - kLeastShortShare) * t;
}

// Runs of one quotation that lie together in the message.
struct Piece {
  std::uint32_t first_begin, first_end, second_begin, second_end;
};

std::vector<Piece> pieces(const std::vector<Run>& runs) {
  std::vector<Piece> out;
  for (const Run& run : runs) {
    if (!out.empty() && run.second - out.back().second_end <= kFarApart) {
      out.back().first_end = run.first + run.length;
      out.back().second_end = run.second + run.length;
    } else {
      out.push_back({run.first, run.first + run.length, run.second, run.second + run.length});
    }
  }
  return out;
}

}  // namespace

struct QuotationIndex::Impl {
  explicit Impl(const std::vector<Entry>& messages) : entries(messages) {
    for (const Entry& entry : entries)
      if (!entry.channel.empty()) channels.insert(entry.channel);
    std::vector<std::uint32_t> order(entries.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return earlier(a, b); });
    for (const std::uint32_t message : order) take(message);
  }

  bool earlier(std::uint32_t a, std::uint32_t b) const {
    const Entry &x = entries[a], &y = entries[b];
    return std::tuple(!x.published, x.published.value_or(Time{}), x.id, x.text) <
           std::tuple(!y.published, y.published.value_or(Time{}), y.id, y.text);
  }

  // The fingerprints by which quotations find it; none: it says nothing that an earlier message does not say.
  std::span<const Key> take(std::uint32_t message) {
    const std::string_view text = entries[message].text;
    const Framing frame = framing(text, channels);
    const Letters letters = folder.fold(text.substr(frame.begin, frame.end - frame.begin));
    if (letters.reading_words < kFewestWords) return {};
    const std::uint64_t hash = Cores::hash(letters, {});
    std::uint32_t core = cores.find(hash, letters);
    if (core != kNone) {
      if (!earlier(message, first_message[core])) return {};
      first_message[core] = message;
      return key_maker.keys(letters.letters, kQuotedWindow);
    }
    core = cores.add(hash, letters);
    first_message.push_back(message);
    const std::span<const Key> keys = key_maker.keys(letters.letters, kQuotedWindow);
    table.reserve(keys.size());
    for (const Key& key : keys)
      table.insert(key.hash, core, [&](std::uint32_t other) { return other == core; });
    return keys;
  }

  bool core_earlier(std::uint32_t a, std::uint32_t b) const { return earlier(first_message[a], first_message[b]); }

  void note(const Entry& article) {
    Folder own;
    for (const Span quoted : quoted_words(article.text)) {
      const Letters quotation = own.fold(slice(article.text, quoted));
      for (const Key& key : key_maker.keys(quotation.letters, kQuotedWindow)) {
        std::vector<Id>& quoting = quoting_by[key.hash];
        if (quoting.empty() || quoting.back() != article.id) quoting.emplace_back(article.id);
      }
    }
  }

  std::vector<Id> add(const Entry& message) {
    entries.push_back(message);
    std::set<Id> out;
    for (const Key& key : take(static_cast<std::uint32_t>(entries.size() - 1)))
      if (const auto it = quoting_by.find(key.hash); it != quoting_by.end()) out.insert(it->second.begin(), it->second.end());
    return {out.begin(), out.end()};
  }

  std::vector<std::uint32_t> candidates(const Letters& quotation) const {
    KeyMaker maker;
    const std::span<const Key> keys = maker.keys(quotation.letters, kQuotedWindow);
    std::map<std::uint32_t, std::size_t> hits;
    for (const Key& key : keys) table.find(key.hash, [&](std::uint32_t core) { ++hits[core]; });
    std::vector<std::pair<std::size_t, std::uint32_t>> ranked;
    for (const auto& [core, n] : hits)
      if (n * 3 >= keys.size()) ranked.emplace_back(n, core);  // who holds the words has most of their fingerprints
    std::sort(ranked.begin(), ranked.end(),
              [&](auto& a, auto& b) { return a.first != b.first ? a.first > b.first : core_earlier(a.second, b.second); });
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < std::min(ranked.size(), kMostCompared); ++i) out.push_back(ranked[i].second);
    return out;
  }

  struct Found {
    std::uint32_t core;
    double share;
    std::vector<Piece> pieces;
  };

  // The messages that hold `quotation`, best first; those over the limits left out.
  std::vector<Found> holders(const Letters& quotation, std::uint64_t& work) const {
    std::vector<Found> found;
    CommonRuns common;
    common.set_first(quotation.letters);
    for (const std::uint32_t core : candidates(quotation)) {
      work += cores.letters(core).letters.size();
      if (work > kMostWork) break;
      const std::vector<Run> runs = in_order(common.find(cores.letters(core).letters));
      std::size_t held = 0;
      for (const Run& run : runs) held += run.length;
      const double share = static_cast<double>(held) / static_cast<double>(quotation.letters.size());
      if (share >= share_needed(quotation.letters.size())) found.push_back({core, share, pieces(runs)});
    }
    std::sort(found.begin(), found.end(), [&](const Found& a, const Found& b) {
      return a.share != b.share ? a.share > b.share : core_earlier(a.core, b.core);
    });
    if (found.size() > kMostMessages) found.resize(kMostMessages);
    return found;
  }

  void find(const Entry& article, Span quoted, std::uint64_t& work, std::vector<Quotation>& out) const {
    Folder quoted_folder, message_folder;
    std::vector<Folder::Origin> origins, message_origins;
    const Letters quotation = quoted_folder.fold(slice(article.text, quoted), origins);
    if (quotation.reading_words < kFewestWords) return;
    for (const Found& found : holders(quotation, work)) {
      const Entry& message = entries[first_message[found.core]];
      const Framing frame = framing(message.text, channels);
      message_folder.fold(message.text.substr(frame.begin, frame.end - frame.begin), message_origins);
      for (const Piece& piece : found.pieces) {
        if (piece.second_end - piece.second_begin < kLeastPassage || piece.second_end > message_origins.size())
          continue;
        const Span here = bytes_of(origins, piece.first_begin, piece.first_end - piece.first_begin);
        const Span there = bytes_of(message_origins, piece.second_begin, piece.second_end - piece.second_begin);
        const auto at = static_cast<std::uint32_t>(frame.begin);
        out.push_back({{std::string(article.id), {quoted.begin + here.begin, quoted.begin + here.end}},
                       {std::string(message.id), {at + there.begin, at + there.end}},
                       found.share});
      }
    }
  }

  std::vector<Entry> entries;
  Channels channels;
  Cores cores;
  std::vector<std::uint32_t> first_message;  // of each core, the earliest
  Folder folder;
  KeyMaker key_maker;
  KeyTable table;
  std::unordered_map<std::uint32_t, std::vector<Id>> quoting_by;  // articles that were noted, by fingerprints of what they quote
};

QuotationIndex::QuotationIndex(const std::vector<Entry>& messages) : impl_(std::make_unique<Impl>(messages)) {}
QuotationIndex::~QuotationIndex() = default;
QuotationIndex::QuotationIndex(QuotationIndex&&) noexcept = default;
QuotationIndex& QuotationIndex::operator=(QuotationIndex&&) noexcept = default;

bool QuotationIndex::knows_channel(std::string_view channel) const { return channel.empty() || impl_->channels.contains(channel); }
void QuotationIndex::note(const Entry& article) { impl_->note(article); }
std::vector<Id> QuotationIndex::add(const Entry& message) { return impl_->add(message); }

std::vector<Quotation> QuotationIndex::find(const Entry& article) const {
  std::vector<Quotation> out;
  std::uint64_t work = 0;
  std::map<Id, std::uint32_t> reach;  // by message: where the last of its passages in the article ends
  for (const Span quoted : quoted_words(article.text)) {
    std::vector<Quotation> found;
    impl_->find(article, quoted, work, found);
    // Spans come outer before inner: a quotation within a quotation may have been found in the message already.
    std::erase_if(found, [&](const Quotation& q) {
      const auto known = reach.find(q.message.document);
      return known != reach.end() && q.article.span.end <= known->second;
    });
    for (Quotation& q : found) {
      std::uint32_t& end = reach[q.message.document];
      end = std::max(end, q.article.span.end);
      out.push_back(std::move(q));
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Quotation& a, const Quotation& b) {
    if (a.article.span != b.article.span) return a.article.span < b.article.span;
    return a.similarity > b.similarity;
  });
  return out;
}

std::vector<Quotation> quotations(const Entry& article, const std::vector<Entry>& messages) {
  return QuotationIndex(messages).find(article);
}

}  // namespace tocsin::trace
