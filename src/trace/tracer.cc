// SPDX-License-Identifier: Apache-2.0
// Tracer (trace.h): block after block, each in steps that all threads share but for two short ones.
//
//   fold     all     cut off headers, fold to letters; of letters not held yet: keys and grams
//   number   one     which core each message has; new cores are kept
//   seek     all     new cores among those of earlier blocks
//   join     one     new cores among those of this block; families
//   index    all     keys of new cores into the table, each thread its parts of it
#include <algorithm>
#include <deque>

#include "core/crew.h"
#include "core/hash.h"
#include "trace/framing.h"
#include "trace/placings.h"
#include "trace/seeker.h"
#include "trace/trace.h"

namespace tocsin::trace {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\v\f";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::uint32_t name_hash(std::string_view name) {  // 0: no name
  return name.empty() ? 0 : static_cast<std::uint32_t>(fast_hash(name)) | 1;
}

// A message of the block at hand.
struct Folded {
  std::uint64_t hash = 0;
  std::uint32_t core = kNone;
  bool header = false, blank = false;
  std::uint32_t reading_words = 0;
  // Where the worker that folded it put its letters, words' codes and keys.
  unsigned worker = 0;
  std::size_t letters = 0, letters_end = 0, words_end = 0, keys = 0, keys_end = 0;
  Grams grams;
};

struct Worker {
  Worker(const Cores& cores, const Grouping& grouping) : seeker(cores, grouping) {}
  Folder folder;
  KeyMaker key_maker;
  Seeker seeker;
  std::vector<std::uint8_t> bytes;
  std::vector<Key> keys;
  std::vector<Found> found;
};

}  // namespace

struct Tracer::Impl {
  explicit Impl(unsigned threads) : crew(threads) {
    for (unsigned i = 0; i < crew.size(); ++i) workers.emplace_back(cores, grouping);
  }

  void add_block(std::span<const Entry> entries);
  void fold(std::span<const Entry> entries);
  void number(std::span<const Entry> entries);
  void seek();
  void seek_piece(std::size_t piece, std::uint32_t before, unsigned worker);
  void join();
  void index();

  Letters letters(const Folded& f) const {
    const std::uint8_t* const bytes = workers[f.worker].bytes.data();
    return {{bytes + f.letters, bytes + f.letters_end}, {bytes + f.letters_end, bytes + f.words_end}, f.reading_words};
  }
  std::span<const Key> keys(const Folded& f) const {
    const Key* const keys = workers[f.worker].keys.data();
    return {keys + f.keys, keys + f.keys_end};
  }

  Crew crew;
  Cores cores;
  Grouping grouping{cores};
  KeyTable table;
  Messages messages;
  std::deque<std::string> channel_names;
  Channels channels;

  // Of the block at hand.
  std::deque<Worker> workers;
  std::vector<Folded> block;
  struct Fresh {  // a core that is new
    std::uint32_t core, position;
    unsigned worker = 0;
    std::size_t found = 0, found_end = 0;
    std::uint32_t family = 0;
  };
  std::vector<Fresh> fresh;
  std::vector<Found> both;
  // Keys to be put into the table, by the pieces in which `seek` shared out the cores and by groups of the table's
  // parts, so that each group can be filled in order by one thread.
  static constexpr std::size_t kPiece = 64, kGroups = 8;
  struct NewKey {
    std::uint32_t key, fresh;
  };
  std::vector<std::array<std::vector<NewKey>, kGroups>> pieces;
};

void Tracer::Impl::add_block(std::span<const Entry> entries) {
  for (const Entry& entry : entries) {
    if (entry.channel.empty() || channels.contains(entry.channel)) continue;
    channels.insert(channel_names.emplace_back(entry.channel));
  }
  block.assign(entries.size(), {});
  for (Worker& worker : workers) worker.bytes.clear(), worker.keys.clear(), worker.found.clear();
  fold(entries);
  number(entries);
  seek();
  join();
  index();
}

void Tracer::Impl::fold(std::span<const Entry> entries) {
  crew.each(entries.size(), 32, [&](std::size_t begin, std::size_t end, unsigned at) {
    Worker& worker = workers[at];
    for (std::size_t i = begin; i < end; ++i) {
      Folded& f = block[i];
      const std::string_view own = trimmed(entries[i].text);
      f.blank = own.empty();
      if (f.blank) continue;
      const Framing frame = framing(own, channels);
      f.header = frame.forwarded;
      const Letters l = worker.folder.fold(own.substr(frame.begin, frame.end - frame.begin));
      f.hash = Cores::hash(l, own);
      f.core = cores.find(f.hash, l);
      if (f.core != kNone) continue;
      f.worker = at;
      f.reading_words = l.reading_words;
      f.letters = worker.bytes.size();
      worker.bytes.insert(worker.bytes.end(), l.letters.begin(), l.letters.end());
      f.letters_end = worker.bytes.size();
      worker.bytes.insert(worker.bytes.end(), l.words.begin(), l.words.end());
      f.words_end = worker.bytes.size();
      if (l.reading_words < kFewestWords) continue;
      const std::span<const Key> keys = worker.key_maker.keys(l.letters);
      f.keys = worker.keys.size();
      worker.keys.insert(worker.keys.end(), keys.begin(), keys.end());
      f.keys_end = worker.keys.size();
      f.grams = grams(l.letters);
    }
  });
}

void Tracer::Impl::number(std::span<const Entry> entries) {
  fresh.clear();
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    Folded& f = block[i];
    const Entry& entry = entries[i];
    if (f.blank) {
      f.core = cores.add_blank();
      grouping.add();
    } else if (f.core == kNone) {
      const Letters l = letters(f);
      f.core = cores.find(f.hash, l);
      if (f.core == kNone) {
        f.core = cores.add(f.hash, l);
        grouping.add();
        if (f.keys_end > f.keys) {
          cores.set_grams(f.core, f.grams);
          fresh.push_back({f.core, i});
        }
      }
    }
    messages.add(entry.id, entry.published,
                 {f.core, static_cast<std::uint32_t>(fast_hash(trimmed(entry.text))), name_hash(entry.channel),
                  name_hash(entry.forwarded_from), f.header});
  }
}

void Tracer::Impl::seek() {
  if (fresh.empty()) return;
  const std::uint32_t before = fresh.front().core;
  pieces.resize(std::max(pieces.size(), (fresh.size() + kPiece - 1) / kPiece));
  crew.each((fresh.size() + kPiece - 1) / kPiece, 1, [&](std::size_t first, std::size_t last, unsigned at) {
    for (std::size_t piece = first; piece < last; ++piece) seek_piece(piece, before, at);
  });
}

void Tracer::Impl::seek_piece(std::size_t piece, std::uint32_t before, unsigned at) {
    const KeyTable* const tables[] = {&table};
    const std::size_t begin = piece * kPiece, end = std::min(fresh.size(), begin + kPiece);
    for (auto& group : pieces[piece]) group.clear();
    constexpr std::size_t kAhead = 4;
    Worker& worker = workers[at];
    const auto prefetch = [&](std::size_t i) {
      if (i >= end) return;
      for (const Key& key : keys(block[fresh[i].position])) table.prefetch(key.hash);
    };
    for (std::size_t i = begin; i < begin + kAhead; ++i) prefetch(i);
    for (std::size_t i = begin; i < end; ++i) {
      prefetch(i + kAhead);
      Fresh& f = fresh[i];
      const Folded& folded = block[f.position];
      const std::span<const Found> found =
          worker.seeker.seek(cores.letters(f.core), keys(folded), folded.grams, tables, before);
      f.worker = at;
      f.found = worker.found.size();
      worker.found.insert(worker.found.end(), found.begin(), found.end());
      f.found_end = worker.found.size();
      for (const Key& key : keys(folded))
        pieces[piece][KeyTable::part(key.hash) * kGroups / KeyTable::kParts].push_back(
            {key.hash, static_cast<std::uint32_t>(i)});
    }
}

void Tracer::Impl::join() {
  KeyTable near;  // keys of this block
  const KeyTable* const tables[] = {&near};
  for (const Fresh& f : fresh) {
    const Folded& folded = block[f.position];
    const auto begin = workers[f.worker].found.begin();
    both.assign(begin + static_cast<std::ptrdiff_t>(f.found), begin + static_cast<std::ptrdiff_t>(f.found_end));
    const std::span<const Found> found =
        workers[0].seeker.seek(cores.letters(f.core), keys(folded), folded.grams, tables, f.core);
    both.insert(both.end(), found.begin(), found.end());
    grouping.join(f.core, both);
    const std::uint32_t family = grouping.families().find(f.core);
    for (const Key& key : keys(folded))
      near.insert(key.hash, f.core, [&](std::uint32_t other) {
        return family != f.core && grouping.families().find(other) == family;
      });
  }
  for (Fresh& f : fresh) f.family = grouping.families().find(f.core);
}

void Tracer::Impl::index() {
  crew.each(kGroups, 1, [&](std::size_t begin, std::size_t end, unsigned) {
    for (std::size_t group = begin; group < end; ++group)
      for (std::size_t piece = 0; piece * kPiece < fresh.size(); ++piece) {
        const std::vector<NewKey>& entries = pieces[piece][group];
        constexpr std::size_t kAhead = 8;
        for (std::size_t i = 0; i < entries.size(); ++i) {
          if (i + kAhead < entries.size()) table.prefetch(entries[i + kAhead].key);
          const Fresh& f = fresh[entries[i].fresh];
          // A family's first: no other is found through it, so none need be asked.
          table.insert(entries[i].key, f.core, [&](std::uint32_t other) {
            return f.family != f.core && grouping.families().peek(other) == f.family;
          });
        }
      }
  });
}

Tracer::Tracer(unsigned threads) : impl_(std::make_unique<Impl>(threads)) {}
Tracer::~Tracer() = default;
Tracer::Tracer(Tracer&&) noexcept = default;
Tracer& Tracer::operator=(Tracer&&) noexcept = default;

void Tracer::add(std::span<const Entry> entries) {
  for (; !entries.empty(); entries = entries.subspan(std::min(entries.size(), kBlock)))
    impl_->add_block(entries.first(std::min(entries.size(), kBlock)));
}

std::size_t Tracer::size() const { return impl_->messages.size(); }
std::string_view Tracer::id(std::uint32_t number) const { return impl_->messages.id(number); }

std::vector<Placing> Tracer::placings(std::span<const TranslatedPair> translated) const {
  return place(impl_->messages, impl_->cores, impl_->grouping, translated);
}

}  // namespace tocsin::trace
