// SPDX-License-Identifier: Apache-2.0
// Tracer (trace.h): block after block, each in steps that all threads share but for two short ones.
//
//   fold     all     cut off headers, fold to letters; by who has nothing else to do, while the block before is at hand
//   key      all     of letters not held yet: keys and grams
//   number   one     which core each message has; new cores are kept
//   seek     all     new cores among those of earlier blocks
//   join     one     new cores among those of this block; families
//   index    all     keys of new cores into the table, each thread its parts of it
#include <algorithm>
#include <deque>

#include "core/hash.h"
#include "trace/consonant_index.h"
#include "trace/framing.h"
#include "trace/inside.h"
#include "trace/placings.h"
#include "trace/seeker.h"
#include "trace/trace.h"

namespace tocsin::trace {
namespace {

std::uint32_t name_hash(std::string_view name) {  // 0: no name
  return name.empty() ? 0 : static_cast<std::uint32_t>(fast_hash(name)) | 1;
}

// A message of the block at hand.
struct Folded {
  std::uint64_t hash = 0;        // of its letters
  std::uint32_t bytes_hash = 0;  // of its text, white space around it aside
  std::uint32_t core = kNone;
  bool header = false, blank = false;
  std::uint32_t reading_words = 0;
  std::uint32_t digits_in_words = 0;
  std::string_view own;  // its own words
  Writing writing = Writing::neither;
  // Where the workers that folded it, and made its keys, put its letters, words' codes and keys.
  unsigned folder = 0, key_maker = 0;
  std::size_t letters = 0, letters_end = 0, words_end = 0, keys = 0, keys_end = 0;
  Grams grams;
};

struct Worker {
  Worker(const Cores& cores, const Grouping& grouping) : seeker(cores, grouping) {}
  Folder folder;
  KeyMaker key_maker;
  Seeker seeker;
  std::vector<std::uint8_t> bytes, next_bytes;  // letters and words' codes, of this block and the next
  std::vector<Key> keys;
  std::vector<Found> found;
};

}  // namespace

struct Tracer::Impl {
  explicit Impl(Crew& shared) : crew(shared) {
    for (unsigned i = 0; i < crew.size(); ++i) workers.emplace_back(cores, grouping);
  }

  void add(std::span<const Entry> entries);
  void fold_later(std::span<const Entry> entries);
  void fold(const Entry& entry, unsigned worker, Folded& out);
  void key();
  void number(std::span<const Entry> entries);
  void seek();
  void seek_piece(std::size_t piece, unsigned worker);
  void join();
  void index();

  Letters letters(const Folded& f) const {
    const std::uint8_t* const bytes = workers[f.folder].bytes.data();
    return {{bytes + f.letters, bytes + f.letters_end}, {bytes + f.letters_end, bytes + f.words_end}, f.reading_words};
  }
  std::span<Key> keys(const Folded& f) {
    Key* const keys = workers[f.key_maker].keys.data();
    return {keys + f.keys, keys + f.keys_end};
  }

  Crew& crew;
  Cores cores;
  Grouping grouping{cores};
  KeyTable table;
  ConsonantIndex consonants{cores};
  Messages messages;
  std::deque<std::string> channel_names;
  Channels channels;

  // Of the block at hand.
  std::deque<Worker> workers;
  std::vector<Folded> block, next_block;
  struct Fresh {  // a core that is new
    std::uint32_t core, position;
    unsigned worker = 0;
    std::size_t found = 0, found_end = 0;
    std::uint32_t family = 0;
  };
  std::vector<Fresh> fresh;
  std::vector<Found> both;
  FirstTable near;  // keys of the cores that are new
  std::vector<std::uint32_t> holders;
  // Keys to be put into the table, by the pieces in which `seek` shared out the cores and by groups of the table's
  // parts, so that each group can be filled in order by one thread.
  static constexpr std::size_t kPiece = 16, kGroups = 8;
  struct NewKey {
    std::uint32_t key, fresh;
  };
  std::vector<std::array<std::vector<NewKey>, kGroups>> pieces;
};

void Tracer::Impl::fold_later(std::span<const Entry> entries) {
  for (const Entry& entry : entries) {
    if (entry.channel.empty() || channels.contains(entry.channel)) continue;
    channels.insert(channel_names.emplace_back(entry.channel));
  }
  next_block.assign(entries.size(), {});
  for (Worker& worker : workers) worker.next_bytes.clear();
  crew.later(entries.size(), 32, [this, entries](std::size_t begin, std::size_t end, unsigned at) {
    for (std::size_t i = begin; i < end; ++i) fold(entries[i], at, next_block[i]);
  });
}

void Tracer::Impl::fold(const Entry& entry, unsigned at, Folded& out) {
  Worker& worker = workers[at];
  const std::string_view own = trimmed(entry.text);
  out.bytes_hash = static_cast<std::uint32_t>(fast_hash(own));
  out.blank = own.empty();
  if (out.blank) return;
  const Framing frame = framing(own, channels);
  out.header = frame.forwarded;
  out.own = own.substr(frame.begin, frame.end - frame.begin);
  const Letters l = worker.folder.fold(out.own);
  out.digits_in_words = worker.folder.digits_in_words();
  out.hash = Cores::hash(l, own);
  out.folder = at;
  out.reading_words = l.reading_words;
  std::vector<std::uint8_t>& bytes = worker.next_bytes;
  out.letters = bytes.size();
  bytes.insert(bytes.end(), l.letters.begin(), l.letters.end());
  out.letters_end = bytes.size();
  bytes.insert(bytes.end(), l.words.begin(), l.words.end());
  out.words_end = bytes.size();
}

void Tracer::Impl::add(std::span<const Entry> entries) {
  const auto next = [&] { return entries.first(std::min(entries.size(), kBlock)); };
  fold_later(next());
  while (!entries.empty()) {
    crew.finish();
    block.swap(next_block);
    for (Worker& worker : workers) {
      worker.bytes.swap(worker.next_bytes);
      worker.keys.clear();
      worker.found.clear();
    }
    const std::span<const Entry> folded = next();
    entries = entries.subspan(folded.size());
    if (!entries.empty()) fold_later(next());
    key();
    number(folded);
    seek();
    join();
    index();
  }
}

void Tracer::Impl::key() {
  constexpr std::size_t kBatch = 16;  // looked up together, so that memory has time to answer
  crew.each(block.size(), 2 * kBatch, [&](std::size_t begin, std::size_t end, unsigned at) {
    Worker& worker = workers[at];
    for (; begin < end; begin = std::min(end, begin + kBatch)) {
      const std::size_t batch_end = std::min(end, begin + kBatch);
      for (std::size_t i = begin; i < batch_end; ++i) cores.prefetch(block[i].hash);
      for (std::size_t i = begin; i < batch_end; ++i) {
        Folded& f = block[i];
        if (f.blank) continue;
        const Letters l = letters(f);
        f.core = cores.find(f.hash, l);
        if (f.core != kNone || l.reading_words < kFewestWords) continue;
        const std::span<const Key> keys = worker.key_maker.keys(l.letters);
        f.key_maker = at;
        f.keys = worker.keys.size();
        worker.keys.insert(worker.keys.end(), keys.begin(), keys.end());
        f.keys_end = worker.keys.size();
        for (const Key& key : keys) table.prefetch(key.hash);  // a block's lines stay in the cache until they are asked
        f.grams = grams(l.letters);
        f.writing = writing(f.own, f.digits_in_words);
      }
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
                 {f.core, f.bytes_hash, name_hash(entry.channel),
                  name_hash(entry.forwarded_from), f.header});
  }
}

void Tracer::Impl::seek() {
  if (fresh.empty()) return;
  pieces.resize(std::max(pieces.size(), (fresh.size() + kPiece - 1) / kPiece));
  crew.each((fresh.size() + kPiece - 1) / kPiece, 1, [&](std::size_t first, std::size_t last, unsigned at) {
    for (std::size_t piece = first; piece < last; ++piece) seek_piece(piece, at);
  });
}

void Tracer::Impl::seek_piece(std::size_t piece, unsigned at) {
    const std::size_t begin = piece * kPiece, end = std::min(fresh.size(), begin + kPiece);
    for (auto& group : pieces[piece]) group.clear();
    Worker& worker = workers[at];
    constexpr std::size_t kAhead = 2;
    for (std::size_t i = begin; i < end; ++i) {
      if (i + kAhead < end)
        for (const Key& key : keys(block[fresh[i + kAhead].position])) table.prefetch(key.hash);
      Fresh& f = fresh[i];
      const Folded& folded = block[f.position];
      const std::span<const Found> found =
          worker.seeker.seek(cores.letters(f.core), keys(folded), folded.grams, table);
      f.worker = at;
      f.found = worker.found.size();
      worker.found.insert(worker.found.end(), found.begin(), found.end());
      f.found_end = worker.found.size();
      for (const Key& key : keys(folded))
        if (!key.crowded)
          pieces[piece][KeyTable::part(key.hash) * kGroups / KeyTable::kParts].push_back(
            {key.hash, static_cast<std::uint32_t>(i)});
    }
}

void Tracer::Impl::join() {
  if (fresh.empty()) return;
  const std::uint32_t first = fresh.front().core;
  for (const Fresh& f : fresh) {
    const Folded& folded = block[f.position];
    const std::span<const Key> own = keys(folded);
    holders.resize(own.size());
    bool any = false;
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (own[i].crowded) {
        holders[i] = FirstTable::kNobody;
        continue;
      }
      holders[i] = near.find_or_set(own[i].hash, f.core, first);
      if (holders[i] == f.core) holders[i] = FirstTable::kNobody;  // the run stands twice in it
      any |= holders[i] != FirstTable::kNobody;
    }
    const auto begin = workers[f.worker].found.begin();
    both.assign(begin + static_cast<std::ptrdiff_t>(f.found), begin + static_cast<std::ptrdiff_t>(f.found_end));
    if (any) {
      const std::span<const Found> found =
          workers[0].seeker.seek_among(cores.letters(f.core), own, folded.grams, holders);
      both.insert(both.end(), found.begin(), found.end());
    }
    if (folded.writing != Writing::neither) consonants.add(f.core, folded.writing, folded.own, both);
    grouping.join(f.core, both);
  }
  for (Fresh& f : fresh) f.family = grouping.families().find(f.core);
}

void Tracer::Impl::index() {
  std::size_t keys = 0;
  for (std::size_t piece = 0; piece * kPiece < fresh.size(); ++piece)
    for (const std::vector<NewKey>& group : pieces[piece]) keys += group.size();
  table.reserve(keys);
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

Tracer::Tracer(Crew& crew) : impl_(std::make_unique<Impl>(crew)) {}
Tracer::~Tracer() = default;
Tracer::Tracer(Tracer&&) noexcept = default;
Tracer& Tracer::operator=(Tracer&&) noexcept = default;

void Tracer::add(std::span<const Entry> entries) {
  if (!entries.empty()) impl_->add(entries);
}

std::size_t Tracer::size() const { return impl_->messages.size(); }
std::string_view Tracer::id(std::uint32_t number) const { return impl_->messages.id(number); }

Tracer::Inside Tracer::inside() { return {impl_->messages, impl_->cores, impl_->grouping, impl_->channels}; }

std::vector<Placing> Tracer::placings(std::span<const TranslatedPair> translated) const {
  return place(impl_->messages, impl_->cores, impl_->grouping, translated);
}

}  // namespace tocsin::trace
