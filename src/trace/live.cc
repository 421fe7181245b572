// SPDX-License-Identifier: Apache-2.0
#include "trace/live.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/hash.h"
#include "trace/inside.h"
#include "trace/passages.h"

namespace tocsin::trace {
namespace {

// So that the keys of different texts that are kept are the same ones where they share some.
std::uint32_t mixed(std::uint32_t key) { return (key ^ key >> 16) * 0x85EBCA6Bu; }

std::int64_t whole_mark(std::uint64_t hash) { return static_cast<std::int64_t>(hash | std::uint64_t{1} << 63); }

}  // namespace

struct LiveTracer::Impl {
  Impl() : inside(tracer.inside()), placer(inside.messages, inside.cores, inside.grouping) {}

  std::uint32_t core(std::uint32_t number) const { return inside.messages[number].core; }
  std::uint32_t root(std::uint32_t number) const { return inside.grouping.families().peek(core(number)); }
  bool before(std::uint32_t a, std::uint32_t b) const { return inside.messages.before(a, b); }

  std::vector<std::uint32_t> members(std::uint32_t number) const;  // of its family
  std::vector<Placed> place_all(std::uint32_t number, bool all);

  Crew crew{1};
  Tracer tracer{crew};
  Tracer::Inside inside;
  FamilyPlacer placer;
  Folder folder;
  KeyMaker key_maker;
  Comparer comparer;
  // Of each core its messages, from the last to the first.
  std::vector<std::uint32_t> first_of_core, last_of_core, previous;

  // A family of more than kMany, so that not all of it is gone through for each message.
  struct Large {
    FamilyPlacer::Seen seen;
    std::uint32_t last;
    std::size_t size = 0, late = 0;
  };
  std::unordered_map<std::uint32_t, Large> large;  // by root
};

LiveTracer::LiveTracer() : impl_(std::make_unique<Impl>()) {}
LiveTracer::~LiveTracer() = default;
LiveTracer::LiveTracer(LiveTracer&&) noexcept = default;
LiveTracer& LiveTracer::operator=(LiveTracer&&) noexcept = default;

LiveTracer::Added LiveTracer::add(const Entry& entry) {
  Impl& i = *impl_;
  Added out;
  out.number = static_cast<std::uint32_t>(i.tracer.size());
  i.tracer.add({&entry, 1});
  const std::uint32_t core = i.core(out.number);
  i.previous.push_back(kNone);
  if (core < i.last_of_core.size()) {
    out.alone = false;
    out.with = i.first_of_core[core];
    i.previous.back() = std::exchange(i.last_of_core[core], out.number);
    return out;
  }
  i.last_of_core.resize(core + 1, out.number);
  i.first_of_core.resize(core + 1, out.number);
  const std::uint32_t root = i.root(out.number);
  if (root == core) return out;
  out.alone = false;
  out.with = i.first_of_core[root];
  for (const std::uint32_t absorbed : i.inside.grouping.absorbed()) {
    out.tied.push_back(i.first_of_core[absorbed]);
    i.large.erase(absorbed);
  }
  if (!out.tied.empty()) i.large.erase(root);
  return out;
}

bool LiveTracer::tie(std::uint32_t a, std::uint32_t b) {
  Impl& i = *impl_;
  if (i.root(a) == i.root(b)) return false;
  i.large.erase(i.root(a));
  i.large.erase(i.root(b));
  i.inside.grouping.families().join(i.core(a), i.core(b));
  return true;
}

std::size_t LiveTracer::size() const { return impl_->tracer.size(); }

std::vector<std::uint32_t> LiveTracer::family(std::uint32_t number) const { return impl_->members(number); }

std::uint32_t LiveTracer::family_number(std::uint32_t number) const { return impl_->root(number); }

std::uint32_t LiveTracer::same_text(std::uint32_t number) const {
  return impl_->first_of_core[impl_->core(number)];
}

Marks LiveTracer::marks(std::uint32_t number) const {
  Impl& i = *impl_;
  const Messages::Message& m = i.inside.messages[number];
  const Letters letters = i.inside.cores.letters(m.core);
  Marks out;
  if (letters.letters.empty()) {
    if (m.bytes != static_cast<std::uint32_t>(fast_hash(std::string_view()))) out.whole = whole_mark(m.bytes);
    return out;
  }
  out.whole = whole_mark(Cores::hash(letters, {}));
  if (letters.reading_words < kFewestWords) return out;
  std::vector<std::uint32_t> keys;
  for (const Key& key : i.key_maker.keys(letters.letters)) keys.push_back(key.hash);
  std::sort(keys.begin(), keys.end(),
            [](std::uint32_t a, std::uint32_t b) { return mixed(a) != mixed(b) ? mixed(a) < mixed(b) : a < b; });
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  out.keys.assign(keys.begin(), keys.end());
  out.worth_keeping = std::min(keys.size(), std::max(kFewestKept, keys.size() / 4));
  return out;
}

double LiveTracer::likeness(std::uint32_t number, const Entry& other) const {
  Impl& i = *impl_;
  const Messages::Message& m = i.inside.messages[number];
  const Letters held = i.inside.cores.letters(m.core);
  const std::string_view own = trimmed(other.text);
  if (own.empty()) return 0;
  const Framing frame = framing(own, i.inside.channels);
  const Letters letters = i.folder.fold(own.substr(frame.begin, frame.end - frame.begin));
  if (letters.letters.empty() || held.letters.empty())
    return letters.letters.empty() && held.letters.empty() && m.bytes == static_cast<std::uint32_t>(fast_hash(own));
  if (std::ranges::equal(held.letters, letters.letters)) return 1 + static_cast<double>(held.letters.size());
  if (std::min(held.reading_words, letters.reading_words) < kFewestWords) return 0;
  i.comparer.set_first(held);
  const Comparison c = i.comparer.compare(letters);
  return c.copies ? c.matched + c.resemblance : 0;
}

std::vector<Passage> LiveTracer::passages(const Entry& of, const Entry& member) const {
  return passages_in_common(of, member, impl_->inside.channels);
}

std::vector<LiveTracer::Placed> LiveTracer::place(std::uint32_t number, bool all) {
  Impl& i = *impl_;
  const auto held = i.large.find(i.root(number));
  if (held == i.large.end() || all) return i.place_all(number, all);
  Impl::Large& large = held->second;
  ++large.size;
  if (!i.before(number, large.last)) {
    large.last = number;
    return {{number, i.placer.next(large.seen, number)}};
  }
  if (++large.late * 8 > large.size) return i.place_all(number, true);
  const std::uint32_t first = large.seen.first;
  std::vector<Placed> out{{number, i.placer.late(large.seen, number)}};
  if (first != large.seen.first) out.push_back({first, i.placer.late(large.seen, first)});
  return out;
}

std::vector<std::uint32_t> LiveTracer::Impl::members(std::uint32_t number) const {
  std::vector<std::uint32_t> out;
  const std::uint32_t start = core(number);
  std::uint32_t c = start;
  do {
    for (std::uint32_t m = last_of_core[c]; m != kNone; m = previous[m]) out.push_back(m);
    c = inside.grouping.families().next(c);
  } while (c != start);
  return out;
}

std::vector<LiveTracer::Placed> LiveTracer::Impl::place_all(std::uint32_t number, bool all) {
  std::vector<std::uint32_t> members = this->members(number);
  std::sort(members.begin(), members.end(), [this](std::uint32_t a, std::uint32_t b) { return before(a, b); });
  for (const std::uint32_t member : members) placer.forget(member);
  Large now;
  std::vector<Placed> out;
  for (const std::uint32_t member : members) {
    const Placing placing = placer.next(now.seen, member);
    if (all || member == number || !out.empty()) out.push_back({member, placing});
  }
  now.last = members.back();
  now.size = members.size();
  if (now.size > kMany)
    large[root(number)] = std::move(now);
  else
    large.erase(root(number));
  return out;
}

std::vector<LiveTracer::Placed> LiveTracer::settle() {
  Impl& i = *impl_;
  std::vector<std::uint32_t> late;
  for (const auto& [root, large] : i.large)
    if (large.late > 0) late.push_back(large.last);
  std::sort(late.begin(), late.end());
  std::vector<Placed> out;
  for (const std::uint32_t member : late) {
    const std::vector<Placed> family = i.place_all(member, true);
    out.insert(out.end(), family.begin(), family.end());
  }
  return out;
}

}  // namespace tocsin::trace
