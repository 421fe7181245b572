// SPDX-License-Identifier: Apache-2.0
// Arabic verb forms: prefixes for time and person, a stem of the list, endings for number, pronouns for the object.
#include <array>
#include <string_view>
#include <unordered_map>

#include "core/list.h"
#include "read/lists.h"
#include "read/threats_acts.h"

namespace tocsin::read {
namespace {

struct Stem {
  std::uint32_t row;
  Grade grade;
  Role role;
};

struct Stems {
  std::unordered_map<std::string, Stem> imperfect, past, imperative, noun;

  Stems() {
    std::uint32_t n = 0;
    for (const ListRow& row : builtin_list("threat_acts_ar.tsv", list("threat_acts_ar.tsv"))) {
      const std::string& g = row["grade"];
      const std::string& r = row["role"];
      const Stem stem{n++, grade_of(g),
                      r == "suffers"     ? Role::suffers
                      : r == "threatens" ? Role::threatens
                      : r == "disrupts"  ? Role::disrupts
                                         : Role::does};
      add(row["imperfect"], stem, imperfect);
      add(row["past"], stem, past);
      add(row["imperative"], stem, imperative);
      add(row["noun"], stem, noun);
    }
  }

  static void add(const std::string& field, const Stem& stem, std::unordered_map<std::string, Stem>& map) {
    for (const PatternWord& w : pattern(field.empty() ? "-" : field))
      for (const std::string& s : w.exact)
        if (s != "-") map.emplace(s, stem);
  }
};

const Stems& stems() {
  static const Stems kStems;
  return kStems;
}

constexpr std::array<std::string_view, 9> kObjects{"هما", "هم", "هن", "كم", "ها", "نا", "ني", "ه", "ك"};
constexpr std::array<std::string_view, 6> kImperfectEnds{"ون", "وا", "ين", "و", "ن", "ي"};
constexpr std::array<std::string_view, 8> kPastEnds{"وا", "تم", "نا", "و", "ت", "ا", "ن", "تموا"};
constexpr std::array<std::string_view, 4> kImperativeEnds{"وا", "و", "ي", "ا"};

struct Ending {
  bool fits = false, plural = false, object = false, object_people = false;
};

// What follows a stem: an ending, then perhaps an object.
template <class Ends>
Ending ending(std::string_view tail, const Ends& ends, bool objects) {
  const auto plain = [&](std::string_view s) {
    if (s.empty()) return true;
    for (std::string_view e : ends)
      if (s == e) return true;
    return false;
  };
  const auto many = [](std::string_view s) { return !s.empty() && s.starts_with("و"); };
  if (plain(tail)) return {true, many(tail), false, false};
  if (objects)
    for (std::string_view o : kObjects)
      if (tail.ends_with(o) && plain(tail.substr(0, tail.size() - o.size())))
        return {true, many(tail.substr(0, tail.size() - o.size())), true,
                o == "هم" || o == "كم" || o == "ك" || o == "هن"};
  return {};
}

// Stems of `map` at the start of `s`, longest first; `fits` judges the tail.
template <class Fits>
const Stem* longest(std::string_view s, const std::unordered_map<std::string, Stem>& map, Fits fits) {
  for (std::size_t n = s.size(); n >= 4; n -= 2) {
    if (n > 24) continue;
    const auto it = map.find(std::string(s.substr(0, n)));
    if (it != map.end() && fits(s.substr(n))) return &it->second;
    if (n < 6) break;
  }
  return nullptr;
}

void take(const Stem& stem, Shape shape, const Ending& e, ArabicVerb& verb) {
  verb.row = stem.row;
  verb.grade = stem.grade;
  verb.role = stem.role;
  verb.shape = shape;
  verb.plural = e.plural;
  verb.object = e.object;
  verb.object_people = e.object_people;
}

bool imperfect(std::string_view s, ArabicVerb& verb) {
  constexpr std::array<std::pair<std::string_view, char>, 4> kPersons{{{"ن", 'n'}, {"ا", 'a'}, {"ت", 't'}, {"ي", 'y'}}};
  constexpr std::array<std::string_view, 7> kFronts{"", "س", "ح", "ه", "ب", "م", "ل"};
  for (std::string_view front : kFronts) {
    if (!s.starts_with(front)) continue;
    const std::string_view rest = s.substr(front.size());
    for (const auto& [letter, person] : kPersons) {
      if (!rest.starts_with(letter) || (front == "م" && person != 'n')) continue;
      Ending e;
      const Stem* stem = longest(rest.substr(2), stems().imperfect, [&](std::string_view tail) {
        e = ending(tail, kImperfectEnds, true);
        return e.fits;
      });
      if (stem == nullptr) continue;
      take(*stem, Shape::base, e, verb);
      verb.person = person;
      verb.future = front == "س" || front == "ح" || front == "ه";
      verb.wish = front == "ل";
      return true;
    }
  }
  return false;
}

}  // namespace

std::optional<ArabicVerb> arabic_verb(const Word& word) {
  if (word.forms.empty() || word.text.size() > 60) return std::nullopt;
  for (const Form& f : word.forms) {
    ArabicVerb verb;
    verb.dropped = f.dropped;
    const bool whole = f.dropped == 0 || (f.dropped == 2 && (word.text.starts_with("و") || word.text.starts_with("ف")));
    Ending e;
    if (whole) {
      const Stem* order = longest(f.text, stems().imperative, [&](std::string_view tail) {
        e = ending(tail, kImperativeEnds, true);
        return e.fits;
      });
      Ending p;
      const Stem* past = longest(f.text, stems().past, [&](std::string_view tail) {
        p = ending(tail, kPastEnds, true);
        return p.fits;
      });
      const Stem* exact_noun = nullptr;
      if (const auto it = stems().noun.find(f.text); it != stems().noun.end()) exact_noun = &it->second;
      if (exact_noun != nullptr) {
        take(*exact_noun, Shape::noun, {}, verb);
        return verb;
      }
      if (order != nullptr && (past == nullptr || order->row != past->row || e.plural)) {
        take(*order, past == nullptr ? Shape::third : Shape::past, e, verb);
        verb.also_imperative = true;
        if (past == nullptr && imperfect(f.text, verb)) verb.also_imperative = true;  // اضرب: I strike, or strike!
        return verb;
      }
      if (past != nullptr) {
        take(*past, Shape::past, p, verb);
        return verb;
      }
      if (imperfect(f.text, verb)) return verb;
    }
    constexpr std::array<std::string_view, 0> kNone{};
    const Stem* noun = longest(f.text, stems().noun, [&](std::string_view tail) {
      e = ending(tail, kNone, true);
      return e.fits;
    });
    if (noun != nullptr) {
      take(*noun, Shape::noun, e, verb);
      return verb;
    }
  }
  return std::nullopt;
}

}  // namespace tocsin::read
