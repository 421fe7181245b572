// SPDX-License-Identifier: Apache-2.0
#include "trace/placings.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace tocsin::trace {
namespace {

constexpr std::int64_t kUndated = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kMostSources = 16;  // earlier cores that a member is compared with whose source came later

std::uint64_t both(std::uint32_t a, std::uint32_t b) { return static_cast<std::uint64_t>(a) << 32 | b; }

class Placer : public FamilyPlacer {
 public:
  Placer(const Messages& messages, const Cores& cores, const Grouping& grouping,
         std::span<const TranslatedPair> translated)
      : FamilyPlacer(messages, cores, grouping) {
    for (const TranslatedPair& pair : translated) {
      if (pair.a >= messages.size() || pair.b >= messages.size()) continue;
      const std::uint32_t a = messages[static_cast<std::uint32_t>(pair.a)].core;
      const std::uint32_t b = messages[static_cast<std::uint32_t>(pair.b)].core;
      if (a == b) continue;
      translations_.emplace(a, std::pair(b, std::clamp(pair.similarity, 0.0, 1.0)));
      translations_.emplace(b, std::pair(a, std::clamp(pair.similarity, 0.0, 1.0)));
    }
  }

  std::vector<Placing> place() {
    const std::vector<std::uint32_t> roots = roots_of_cores();
    // Members by family: counted, then each put in its place.
    std::vector<std::uint32_t> begins(cores_.size() + 1);
    const auto n = static_cast<std::uint32_t>(messages_.size());
    for (std::uint32_t i = 0; i < n; ++i) ++begins[roots[messages_[i].core] + 1];
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    std::vector<std::uint32_t> members(n);
    for (std::uint32_t i = 0; i < n; ++i) members[begins[roots[messages_[i].core]]++] = i;
    std::vector<Placing> out(n);
    for (std::size_t root = 0, begin = 0; root < cores_.size(); ++root) {
      const std::size_t end = begins[root];
      if (end - begin == 1) {
        out[members[begin]] = {members[begin], members[begin]};
      } else if (end > begin) {
        place_family(std::span(members).subspan(begin, end - begin), out);
      }
      begin = end;
    }
    return out;
  }

 private:
  std::vector<std::uint32_t> roots_of_cores() const {
    std::vector<std::uint32_t> roots(cores_.size());
    for (std::uint32_t core = 0; core < roots.size(); ++core) roots[core] = grouping_.families().peek(core);
    if (translations_.empty()) return roots;
    Sets tied;
    for (std::size_t i = 0; i < roots.size(); ++i) tied.add();
    for (const auto& [core, other] : translations_) tied.join(roots[core], roots[other.first]);
    for (std::uint32_t& root : roots) root = tied.find(root);
    return roots;
  }

  void place_family(std::span<std::uint32_t> members, std::vector<Placing>& out) {
    const auto in_time = [this](std::uint32_t a, std::uint32_t b) { return messages_.before(a, b); };
    if (!std::is_sorted(members.begin(), members.end(), in_time)) std::sort(members.begin(), members.end(), in_time);
    seen_.first = kNone;
    seen_.first_of_bytes.clear();
    seen_.first_in_channel.clear();
    seen_.cores.clear();
    for (const std::uint32_t member : members) out[member] = next(seen_, member);
  }

  Seen seen_;
};

}  // namespace

FamilyPlacer::FamilyPlacer(const Messages& messages, const Cores& cores, const Grouping& grouping)
    : messages_(messages), cores_(cores), grouping_(grouping), first_of_core_(cores.size(), kNone) {}

Placing FamilyPlacer::next(Seen& seen, std::uint32_t member) {
  if (first_of_core_.size() < cores_.size()) first_of_core_.resize(cores_.size() + cores_.size() / 2, kNone);
  if (seen.first == kNone) seen.first = member;
  const Messages::Message& m = messages_[member];
  const Placing out = placing(seen, member);
  seen.first_of_bytes.try_emplace(both(m.core, m.bytes), member);
  if (m.channel != 0) seen.first_in_channel.try_emplace(both(m.core, m.channel), member);
  if (first_of_core_[m.core] == kNone) {
    first_of_core_[m.core] = member;
    seen.cores.push_back(m.core);
  }
  return out;
}

Placing FamilyPlacer::late(Seen& seen, std::uint32_t member) {
  if (messages_.before(member, seen.first)) seen.first = member;
  const Messages::Message& m = messages_[member];
  const auto earliest = [&](std::uint32_t& held) {
    if (messages_.before(member, held)) held = member;
  };
  Placing out = next(seen, member);
  earliest(seen.first_of_bytes[both(m.core, m.bytes)]);
  if (m.channel != 0) earliest(seen.first_in_channel[both(m.core, m.channel)]);
  earliest(first_of_core_[m.core]);
  if (member == seen.first || messages_.before(out.of, member)) return out;
  const bool said = out.relation == Relation::forwarded;
  out = {seen.first, seen.first, said ? Relation::forwarded : Relation::edited, false, 1};
  if (messages_[seen.first].core != m.core) {
    comparer_.set_first(cores_.letters(m.core));
    out.similarity = static_cast<float>(comparer_.compare(cores_.letters(messages_[seen.first].core)).similarity);
  }
  return out;
}

void FamilyPlacer::forget(std::uint32_t member) {
  const std::uint32_t core = messages_[member].core;
  if (core < first_of_core_.size()) first_of_core_[core] = kNone;
}

Placing FamilyPlacer::placing(const Seen& seen, std::uint32_t member) {
  const Messages::Message& m = messages_[member];
  Placing out{seen.first, member};
  if (member == seen.first) return out;
  out.of = seen.first;
  out.relation = Relation::edited;
  bool decided = true;
  if (const auto same = seen.first_of_bytes.find(both(m.core, m.bytes)); same != seen.first_of_bytes.end()) {
    out.of = same->second;
    out.relation = Relation::exact;
  } else if (first_of_core_[m.core] != kNone) {
    out.of = first_of_core_[m.core];
  } else if (const Source source = source_of(seen, m.core); source.core != kNone) {
    // Words of its own language say more of where it was copied from than a translation does.
    out.of = first_of_core_[source.core];
    out.similarity = source.similarity;
    if (source.excerpt) out.relation = Relation::excerpt;
  } else {
    decided = false;
  }
  if (!decided) translated(m.core, out);
  // A forward says where it comes from: of copies that are equal, the one in that channel.
  if (m.forwarded_from != 0 && out.similarity == 1 && out.relation != Relation::translated) {
    const auto named = seen.first_in_channel.find(both(messages_[out.of].core, m.forwarded_from));
    if (named != seen.first_in_channel.end()) out.of = named->second;
  }
  out.excerpt = out.relation == Relation::excerpt;
  if (m.forwarded_from != 0 || m.header) out.relation = Relation::forwarded;
  return out;
}

// The one found when it came; where that is later in time than it, the likest of a few that are earlier.
Source FamilyPlacer::source_of(const Seen& seen, std::uint32_t core) {
  const Source found = grouping_.source(core);
  if (found.core != kNone && first_of_core_[found.core] != kNone) return found;
  Source best;
  if (seen.cores.empty()) return best;
  double most = -1;
  comparer_.set_first(cores_.letters(core));
  const auto consider = [&](std::uint32_t other) {
    const Comparison c = comparer_.compare(cores_.letters(other));
    if (!c.copies || c.resemblance <= most) return;
    most = c.resemblance;
    best = {other, static_cast<float>(c.similarity), c.excerpt};
  };
  std::size_t compared = 0;
  for (const std::uint32_t other : seen.cores)  // those that were found to be copies of it
    if (grouping_.source(other).core == core && compared++ < kMostSources) consider(other);
  for (std::size_t i = 0; i < std::min(seen.cores.size(), kMostSources); ++i) consider(seen.cores[i]);
  return best;
}

// The earlier text it is surest to be a translation of; of equals the earliest. If there is none, it is a member
// through others: an edit of the first, as far as can be told.
void FamilyPlacer::translated(std::uint32_t core, Placing& out) const {
  double best = -1;
  const auto [begin, end] = translations_.equal_range(core);
  for (auto it = begin; it != end; ++it) {
    const std::uint32_t partner = first_of_core_[it->second.first];
    if (partner == kNone) continue;
    const double sure = it->second.second;
    if (sure < best || (sure == best && !messages_.before(partner, out.of))) continue;
    best = sure;
    out.of = partner;
  }
  out.similarity = static_cast<float>(std::max(best, 0.0));
  if (best >= 0) out.relation = Relation::translated;
}

void Messages::add(std::string_view id, std::optional<Time> published, const Message& message) {
  messages_.push_back(message);
  times_.push_back(published ? published->time_since_epoch().count() : kUndated);
  std::uint8_t* const bytes = bytes_.take(id.size());
  std::copy(id.begin(), id.end(), bytes);
  ids_.push_back({bytes, static_cast<std::uint32_t>(id.size())});
}

std::string_view Messages::id(std::uint32_t number) const {
  const Name& name = ids_[number];
  return {reinterpret_cast<const char*>(name.bytes), name.length};
}

bool Messages::before(std::uint32_t a, std::uint32_t b) const {
  if (times_[a] != times_[b]) return times_[a] < times_[b];
  if (const int order = id(a).compare(id(b)); order != 0) return order < 0;
  return a < b;
}

std::vector<Placing> place(const Messages& messages, const Cores& cores, const Grouping& grouping,
                           std::span<const TranslatedPair> translated) {
  return Placer(messages, cores, grouping, translated).place();
}

}  // namespace tocsin::trace
