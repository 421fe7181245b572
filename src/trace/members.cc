// SPDX-License-Identifier: Apache-2.0
#include "trace/members.h"

#include <algorithm>
#include <set>
#include <string>

namespace tocsin::trace {
namespace {

constexpr std::size_t kMostSources = 64;  // earlier texts that a member is compared with, from the earliest on
constexpr std::size_t kMostSpans = 64;
constexpr std::uint32_t kBridge = 3;  // letters between two runs that count as one passage

}  // namespace

Family FamilyMaker::make(const std::vector<std::uint32_t>& ranks) {
  cores_.clear();
  first_of_text_.clear();
  first_of_core_.clear();
  sources_.clear();
  first_in_channel_.clear();
  first_ = ranks.front();

  Family family;
  family.id = family.first = std::string(corpus_.entry(first_).id);
  std::set<std::string_view> channels;
  for (const std::uint32_t rank : ranks) {
    const Entry& entry = corpus_.entry(rank);
    family.members.push_back(member(rank));
    if (!entry.channel.empty()) channels.insert(entry.channel);
    if (entry.published) {
      family.from = family.from ? std::min(*family.from, *entry.published) : *entry.published;
      family.to = family.to ? std::max(*family.to, *entry.published) : *entry.published;
    }
    const std::uint32_t text = corpus_.text_of(rank), core = corpus_.texts()[text].core;
    first_of_text_.try_emplace(text, rank);
    if (core == kNone) continue;
    if (first_of_core_.try_emplace(core, rank).second) cores_.push_back(core);
    if (!entry.channel.empty()) first_in_channel_.try_emplace({core, entry.channel}, rank);
  }
  family.channels.assign(channels.begin(), channels.end());
  return family;
}

Member FamilyMaker::member(std::uint32_t rank) {
  const Entry& entry = corpus_.entry(rank);
  const std::uint32_t text = corpus_.text_of(rank);
  const Corpus::Text& own = corpus_.texts()[text];
  Member out;
  out.document = std::string(entry.id);
  if (rank == first_) return out;

  std::uint32_t of = first_;
  out.relation = Relation::edited;
  bool decided = false;
  if (const auto same = first_of_text_.find(text); same != first_of_text_.end()) {
    of = same->second;
    out.relation = Relation::exact;
    decided = true;
  }
  // Words of its own language say more of where it was copied from than a translation does.
  if (!decided && own.core != kNone) {
    if (const auto same = first_of_core_.find(own.core); same != first_of_core_.end()) {
      of = same->second;
      decided = true;
    } else if (const Source found = source(own.core); found.core != kNone) {
      of = first_of_core_.at(found.core);
      out.similarity = found.similarity;
      if (found.excerpt) out.relation = Relation::excerpt;
      decided = found.copies;
    } else {
      out.similarity = 0;
    }
  }
  if (!decided) translated(text, out, of);
  // A forward says where it comes from: of copies that are equal, the one in that channel.
  if (!entry.forwarded_from.empty() && out.similarity == 1 && out.relation != Relation::translated) {
    const auto named = first_in_channel_.find({corpus_.texts()[corpus_.text_of(of)].core, entry.forwarded_from});
    if (named != first_in_channel_.end()) of = named->second;
  }
  out.of = std::string(corpus_.entry(of).id);
  if (out.relation == Relation::excerpt) add_spans(out, of, rank);
  if (!entry.forwarded_from.empty() || own.header) out.relation = Relation::forwarded;
  return out;
}

// The earlier text it is surest to be a translation of, if there is one; of equals the earliest.
void FamilyMaker::translated(std::uint32_t text, Member& out, std::uint32_t& of) const {
  double best = -1;
  const auto [begin, end] = translations_.equal_range(text);
  for (auto it = begin; it != end; ++it) {
    const auto partner = first_of_text_.find(it->second.first);
    if (partner == first_of_text_.end()) continue;
    const double sure = it->second.second;
    if (sure < best || (sure == best && partner->second > of)) continue;
    best = sure;
    of = partner->second;
  }
  if (best < 0) return;
  out.relation = Relation::translated;
  out.similarity = best;
}

// The earlier core it is most similar to; of equals the earliest.
FamilyMaker::Source FamilyMaker::source(std::uint32_t core) {
  Source& best = sources_[core];
  if (cores_.empty()) return best;
  comparer_.set_first(corpus_.letters(core));
  const auto consider = [&](std::uint32_t other) {
    const Comparison c = comparer_.compare(corpus_.letters(other));
    // Members of a family that are no copies of each other are its members through others.
    if (best.core != kNone && std::pair(c.copies, c.resemblance) <= std::pair(best.copies, best.resemblance)) return;
    best = {other, c.copies, c.excerpt, c.resemblance, c.similarity};
  };
  const std::size_t most = std::min(cores_.size(), kMostSources);
  for (std::size_t i = 0; i < most; ++i) consider(cores_[i]);
  if (const std::uint32_t nearest = grouping_.nearest[core]; nearest != kNone && first_of_core_.contains(nearest))
    consider(nearest);
  return best;
}

void FamilyMaker::add_spans(Member& member, std::uint32_t of_rank, std::uint32_t rank) {
  const auto fold = [&](std::uint32_t r, Folder& folder, std::vector<Folder::Origin>& origins) {
    const std::string_view text = corpus_.entry(r).text;
    const Framing frame = framing(text, corpus_.channels());
    const Letters letters = folder.fold(text.substr(frame.begin, frame.end - frame.begin), &origins);
    for (Folder::Origin& o : origins)
      o.begin += static_cast<std::uint32_t>(frame.begin), o.end += static_cast<std::uint32_t>(frame.begin);
    return letters;
  };
  Folder of_folder, folder;
  std::vector<Folder::Origin> of_origins, origins;
  const Letters of_letters = fold(of_rank, of_folder, of_origins), letters = fold(rank, folder, origins);
  CommonRuns common;
  common.set_first(letters.letters);
  std::vector<Run> passages;
  for (const Run& run : in_order(common.find(of_letters.letters))) {
    if (!passages.empty()) {
      Run& last = passages.back();
      if (run.first - last.first - last.length <= kBridge && run.second - last.second - last.length <= kBridge) {
        last.length = std::max(run.first + run.length - last.first, run.second + run.length - last.second);
        last.length = std::min({last.length, static_cast<std::uint32_t>(origins.size()) - last.first,
                                static_cast<std::uint32_t>(of_origins.size()) - last.second});
        continue;
      }
    }
    passages.push_back(run);
  }
  for (const Run& run : passages) {
    if (member.spans.size() >= 2 * kMostSpans) break;
    const std::size_t last = run.length - 1;
    member.spans.push_back({member.of, {of_origins[run.second].begin, of_origins[run.second + last].end}});
    member.spans.push_back({member.document, {origins[run.first].begin, origins[run.first + last].end}});
  }
}

}  // namespace tocsin::trace
