// SPDX-License-Identifier: Apache-2.0
#include "record/gazetteer_file.h"

#include <bit>

#include "core/hash.h"

namespace tocsin::record {
namespace {

constexpr std::string_view kMagic = "TOCSNGAZ";
constexpr std::size_t kShaAt = 24, kCheckedFrom = 56, kHeader = 272, kSections = 13;

template <class Integer>
Integer read(std::string_view bytes, std::size_t at) {
  Integer value{};
  std::memcpy(&value, bytes.data() + at, sizeof(value));
  return value;
}

Status damaged(const std::string& path, const std::string& what) {
  return {Code::usage, path + ": " + what + "; make it again with `make build/gazetteer.bin`"};
}

// The next section of the table, if it lies inside the file.
struct Table {
  std::string_view bytes;
  std::size_t next = 0;
  bool ok = true;

  template <class Record>
  Section<Record> take() {
    const std::size_t entry = kCheckedFrom + 16 * next++;
    const auto offset = read<std::uint64_t>(bytes, entry), count = read<std::uint64_t>(bytes, entry + 8);
    if (offset > bytes.size() || count > (bytes.size() - offset) / sizeof(Record)) {
      ok = false;
      return {};
    }
    return {bytes.data() + offset, count};
  }
};

}  // namespace

std::uint64_t find_hash(const Section<std::uint64_t>& hashes, std::uint64_t hash) {
  std::uint64_t low = 0, high = hashes.size();
  // Hashes are spread evenly, so the top bits say nearly where one lies: a few guesses, then halving.
  for (int guess = 0; guess < 3 && high - low > 64; ++guess) {
    const std::uint64_t first = hashes[low], last = hashes[high - 1];
    if (hash < first || hash > last || first == last) break;
    const double part = static_cast<double>(hash - first) / static_cast<double>(last - first);
    const std::uint64_t span = high - low, at = low + static_cast<std::uint64_t>(part * static_cast<double>(span - 1));
    const std::uint64_t reach = 16 + span / 256;
    const std::uint64_t below = at > low + reach ? at - reach : low, above = at + reach < high ? at + reach : high;
    if (below > low && hashes[below] > hash)
      high = below;
    else
      low = below;
    if (above < high && hashes[above] <= hash)
      low = above;
    else if (above < high && above > low)
      high = above;
  }
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (hashes[middle] < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return low < hashes.size() && hashes[low] == hash ? low : hashes.size();
}

NameIndex::Range NameIndex::find(std::uint64_t hash) const {
  const std::uint64_t at = find_hash(hashes, hash);
  if (at == hashes.size() || at + 1 >= begins.size()) return {};
  const Range range{begins[at], begins[at + 1]};
  return range.begin <= range.end && range.end <= postings.size() ? range : Range{};
}

Result<GazetteerFile> lay_out(std::string_view bytes, const std::string& path) {
  static_assert(std::endian::native == std::endian::little);
  if (bytes.size() < kHeader || bytes.substr(0, kMagic.size()) != kMagic)
    return damaged(path, bytes.substr(0, kMagic.size()) == kMagic ? "gazetteer is cut short" : "not a gazetteer");
  const auto version = read<std::uint32_t>(bytes, 8);
  if (version != kGazetteerVersion)
    return damaged(path, "gazetteer of version " + std::to_string(version) + ", this program reads version " +
                             std::to_string(kGazetteerVersion));
  const auto size = read<std::uint64_t>(bytes, 16);
  if (size != bytes.size())
    return damaged(path, "gazetteer is " + std::string(bytes.size() < size ? "cut short" : "too long") + ": " +
                             std::to_string(bytes.size()) + " bytes, its header says " + std::to_string(size));
  if (read<std::uint32_t>(bytes, 12) != kHeader ||
      sha256_hex(bytes.substr(kCheckedFrom)) != hex(bytes.substr(kShaAt, 32)))
    return damaged(path, "gazetteer was changed: its SHA-256 does not match");

  Table table{bytes};
  GazetteerFile f;
  f.about = table.take<char>();
  f.folds = table.take<FoldRecord>();
  f.rules = table.take<RuleRecord>();
  f.pool = table.take<char>();
  f.places = table.take<PlaceRecord>();
  for (NameIndex* index : {&f.names, &f.transliterations}) {
    index->hashes = table.take<std::uint64_t>();
    index->begins = table.take<std::uint32_t>();
    index->postings = table.take<std::uint32_t>();
  }
  f.country_hashes = table.take<std::uint64_t>();
  f.country_codes = table.take<std::uint16_t>();
  assert(table.next == kSections);
  if (!table.ok) return damaged(path, "gazetteer has a section outside the file");
  for (std::uint64_t i = 0; i < f.rules.size(); ++i) {
    const RuleRecord rule = f.rules[i];
    if (rule.pattern_size > 0) f.rules_by_byte[static_cast<unsigned char>(rule.pattern[0])].push_back(rule);
  }
  return f;
}

}  // namespace tocsin::record
