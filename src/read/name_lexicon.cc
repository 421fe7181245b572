// SPDX-License-Identifier: Apache-2.0
#include "read/name_lexicon.h"

#include <algorithm>
#include <charconv>

#include "core/list.h"
#include "core/names.h"
#include "read/lists.h"
#include "read/name_words.h"

namespace tocsin::read {
namespace {

std::uint32_t head_traits(const ListRow& row) {
  const std::string &kind = row["kind"], &where = row["where"];
  std::uint32_t t = 0;
  if (where == "ar") return kind == "organisation" ? kArabicOrganisation : kArabicPlace;
  if (kind == "organisation") t |= kOrganisationHead;
  if (kind == "place") t |= where == "first" ? kPlaceFirst : kPlaceHead;
  if (kind == "none") t |= kOtherHead;
  if (kind == "modifier") t |= kModifier;
  if (row["flag"] == "of") t |= kTakesOf;
  return t;
}

double number(const std::string& digits) {
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::uint32_t place_traits(const std::string& type) {
  if (type == "country") return kCountry;
  if (type == "region") return kRegionName;
  if (type == "city") return kCity;
  if (type == "town") return kTown;
  if (type == "demonym") return kDemonym;
  return 0;
}

std::uint32_t grammar_traits(const std::string& role) {
  if (role == "particle") return kParticle;
  if (role == "opener") return kOpener;
  if (role == "compass") return kOpener | kCompass;
  if (role == "compound") return kCompound;
  if (role == "opens_place") return kOpensPlace;
  return role == "announces" ? kAnnounces : kEndsName;
}

}  // namespace

void NameLexicon::add(std::string_view names, char between, std::uint32_t traits) {
  for (std::size_t begin = 0; begin <= names.size();) {
    const std::size_t end = std::min(names.find(between, begin), names.size());
    if (end > begin) traits_[names_key(names.substr(begin, end - begin))] |= traits;
    begin = end + 1;
  }
}

NameLexicon::NameLexicon() {
  traits_.reserve(48000);
  const auto rows = [](const char* file) { return builtin_list(file, list(file)); };
  for (const ListRow& r : rows("place_names.tsv")) add(r["names"], '|', place_traits(r["type"]));
  for (const ListRow& r : rows("name_organisations.tsv")) add(r["names"], '|', kKnownOrganisation);
  for (const ListRow& r : rows("name_given.tsv")) add(r["names"], ' ', kGiven);
  for (const ListRow& r : rows("name_titles.tsv")) add(r["title"], '|', kTitle);
  for (const ListRow& r : rows("name_heads.tsv")) add(r["words"], ' ', head_traits(r));
  for (const ListRow& r : rows("name_stop.tsv")) add(r["words"], ' ', kStopWord);
  for (const ListRow& r : rows("name_common.tsv")) add(r["words"], ' ', kCommonWord);
  for (const ListRow& r : rows("name_grammar.tsv")) add(r["words"], ' ', grammar_traits(r["role"]));
  for (const ListRow& r : rows("name_cues.tsv")) {
    Table<std::vector<NameCue>>& side = r["side"] == "before" ? before_ : after_;
    side[names_key(r["cue"])].push_back({*from_string<MentionKind>(r["kind"]), number(r["weight"])});
  }
}

std::uint32_t NameLexicon::traits(std::string_view key) const {
  const auto it = traits_.find(key);
  return it == traits_.end() ? 0 : it->second;
}

const std::vector<NameCue>* NameLexicon::before(std::string_view key) const {
  const auto it = before_.find(key);
  return it == before_.end() ? nullptr : &it->second;
}

const std::vector<NameCue>* NameLexicon::after(std::string_view key) const {
  const auto it = after_.find(key);
  return it == after_.end() ? nullptr : &it->second;
}

const NameLexicon& lexicon() {
  static const NameLexicon made;
  return made;
}

}  // namespace tocsin::read
