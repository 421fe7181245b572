// SPDX-License-Identifier: Apache-2.0
#include "read/threats_acts.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "core/list.h"
#include "read/lists.h"

namespace tocsin::read {
namespace {

struct EnglishRow {
  Grade grade;
  Role role;
  Pattern rest;       // words after the verb
  bool noun = false;  // its base form is a noun too
  bool base_is_participle = false;
};

struct EnglishForm {
  std::uint32_t row;
  Shape shape;
};

Role role_of(const std::string& name) {
  return name == "suffers"     ? Role::suffers
         : name == "threatens" ? Role::threatens
         : name == "disrupts"  ? Role::disrupts
         : name == "aims"      ? Role::aims
                               : Role::does;
}

// burn → burns, burned, burned, burning. Verbs that go another way name their forms in the list.
std::array<std::string, 5> regular(const std::string& base) {
  const auto ends = [&](std::string_view tail) { return base.ends_with(tail); };
  const bool y =
      ends("y") && base.size() > 2 && std::string_view("aeiou").find(base[base.size() - 2]) == std::string_view::npos;
  const std::string stem = y ? base.substr(0, base.size() - 1) : base;
  const std::string third = y                                                    ? stem + "ies"
                            : ends("s") || ends("sh") || ends("ch") || ends("x") ? base + "es"
                                                                                 : base + "s";
  const std::string past = y ? stem + "ied" : ends("e") ? base + "d" : base + "ed";
  const std::string gerund = ends("e") && !ends("ee") ? base.substr(0, base.size() - 1) + "ing" : base + "ing";
  return {base, third, past, past, gerund};
}

struct EnglishBook {
  std::vector<EnglishRow> rows;
  std::unordered_map<std::string, std::vector<EnglishForm>> forms;

  EnglishBook() {
    for (const ListRow& row : builtin_list("threat_acts_en.tsv", list("threat_acts_en.tsv"))) {
      const auto at = static_cast<std::uint32_t>(rows.size());
      const std::string& g = row["grade"];
      rows.push_back({grade_of(g), role_of(row["role"]), {}, false});
      if (!row["rest"].empty())
        rows.back().rest = pattern(row["rest"].starts_with("...") ? "_ " + row["rest"] : row["rest"]);
      if (row["rest"].starts_with("...")) rows.back().rest.erase(rows.back().rest.begin());
      std::array<std::string, 5> shapes = regular(row["verb"]);
      if (!row["forms"].empty()) {  // third past participle gerund; "-" keeps the regular one
        const Pattern p = pattern(row["forms"]);
        for (std::size_t i = 0; i < p.size() && i < 4; ++i)
          if (!p[i].exact.empty() && p[i].exact[0] != "-") shapes[i + 1] = p[i].exact[0];
      }
      rows[at].base_is_participle = shapes[0] == shapes[3];
      constexpr std::array<Shape, 5> kShapes{Shape::base, Shape::third, Shape::past, Shape::participle, Shape::gerund};
      for (std::size_t i = 0; i < 5; ++i) {
        auto& known = forms[shapes[i]];
        if (std::none_of(known.begin(), known.end(), [&](const EnglishForm& f) { return f.row == at; }))
          known.push_back({at, kShapes[i]});
      }
      if (!row["noun"].empty()) {
        for (const PatternWord& w : pattern(row["noun"])) {
          for (const std::string& s : w.exact) {
            if (s == row["verb"]) {
              rows[at].noun = true;
            } else if (auto& known = forms[s];
                       std::none_of(known.begin(), known.end(), [&](auto& f) { return f.row == at; })) {
              known.push_back({at, Shape::noun});
            }
          }
        }
      }
    }
  }
};

bool noun_like(const Words& words, const Act& act, bool homograph) {
  if (!homograph || (act.shape != Shape::base && act.shape != Shape::third)) return false;
  const std::uint32_t begin = words.sentence_begin(act.begin), end = words.sentence_end(act.begin);
  const Word* before = act.begin > begin ? &words.words[act.begin - 1] : nullptr;
  const Word* after = act.end < end ? &words.words[act.end] : nullptr;
  const std::uint64_t b = before != nullptr ? classes(*before) : 0, a = after != nullptr ? classes(*after) : 0;
  if (before != nullptr && ((b & (kDeterminer | kOur)) != 0 || before->text == "'s" ||
                            ((b & kPreposition) != 0 && (b & kTo) == 0) || before->kind == text::TokenKind::number))
    return true;
  if (before != nullptr &&
      (b & (kFirst | kSecond | kThird | kAnyone | kFuture | kDuty | kMay | kCan | kDo | kDid | kNegation | kTo | kAnd |
            kLet | kObjectPronoun | kObjectFirst | kAdverb | kManner)) != 0)
    return false;
  if (before == nullptr ||
      (b & (kFirst | kSecond | kThird | kAnyone | kFuture | kDuty | kMay | kCan | kDo | kDid | kTo)) == 0)
    if (after != nullptr && (a & (kBe | kHave | kFuture | kDuty | kCan)) != 0 && act.end < end)
      return true;  // "our next target is"
  const bool object_next =
      after != nullptr && ((a & (kDeterminer | kOur | kObjectPronoun | kAnyone | kWhen)) != 0 || after->capital ||
                           noun(*after) == Noun::place || noun(*after) == Noun::people);
  const bool free_start = before == nullptr || before->kind == text::TokenKind::mark;
  if (free_start) {
    if (after == nullptr) return false;
    if (after->kind == text::TokenKind::word && !object_next && (a & (kPreposition | kAdverb)) == 0)
      return true;  // "Bomb found"
    return (a & (kBe | kHave | kFuture | kDuty | kCan)) != 0 ||
           ((a & kPreposition) != 0 && act.shape == Shape::third) ||
           ((a & kPreposition) != 0 && words.words[end - 1].text != "!" && after->text != "at" &&
            after->text != "with");
  }
  return !object_next && (a & kPreposition) == 0
             ? b == 0 && !(noun(*before) == Noun::group || noun(*before) == Noun::people || noun(*before) == Noun::time)
             : b == 0 && !object_next && noun(*before) != Noun::group && noun(*before) != Noun::people &&
                   noun(*before) != Noun::time;
}

// Nothing follows that the act could be done to.
bool bare(const Words& words, const Act& act) {
  if (act.gap_end > act.gap_begin) return false;
  const std::uint32_t end = words.sentence_end(act.begin);
  if (act.end >= end) return true;
  const Word& next = words.words[act.end];
  const std::uint64_t c = classes(next);
  if ((c & kDeterminer) != 0 && act.end + 1 < end && noun(words.words[act.end + 1]) == Noun::time) return true;
  return next.kind == text::TokenKind::mark ||
         (c & (kWhen | kPreposition | kConjunction | kAnd | kAdverb | kManner)) != 0 || noun(next) == Noun::time;
}

std::optional<Act> english_act(const Words& words, std::uint32_t i, const EnglishBook& book) {
  const auto it = book.forms.find(words.words[i].text);
  if (it == book.forms.end()) return std::nullopt;
  std::optional<Act> best;
  bool homograph = false;
  for (const EnglishForm& form : it->second) {
    const EnglishRow& row = book.rows[form.row];
    Act act;
    act.begin = i;
    act.end = i + 1;
    if (!row.rest.empty()) {
      if (i + 1 >= words.sentence_end(i)) continue;
      const auto hit = match(words, i + 1, row.rest);
      if (!hit || hit->end > words.sentence_end(i)) continue;
      act.end = hit->end;
      act.gap_begin = hit->gap_begin;
      act.gap_end = hit->gap_end;
      bool mark = false;
      for (std::uint32_t k = i; k < hit->end; ++k) mark = mark || words.words[k].kind == text::TokenKind::mark;
      if (mark) continue;
    }
    act.grade = row.grade;
    act.role = row.role;
    act.shape = form.shape;
    act.base_is_participle = form.shape == Shape::base && row.base_is_participle;
    if (!best || act.end > best->end) {
      best = act;
      homograph = row.noun;
    } else if (act.end == best->end && act.role == Role::suffers && best->role == Role::does) {
      best->may_suffer = true;
    }
  }
  if (!best) return std::nullopt;
  if (noun_like(words, *best, homograph)) best->shape = Shape::noun;
  return best;
}

}  // namespace

Grade grade_of(std::string_view name) {
  return name == "strong" ? Grade::strong : name == "loose" ? Grade::loose : name == "mid" ? Grade::mid : Grade::weak;
}

namespace {

const EnglishBook& english() {
  static const EnglishBook kBook;
  return kBook;
}

}  // namespace

std::vector<std::string> english_act_forms() {
  std::vector<std::string> out;
  for (const auto& [form, rows] : english().forms)
    if (std::any_of(rows.begin(), rows.end(),
                    [](const EnglishForm& f) { return english().rows[f.row].grade != Grade::weak; }))
      out.push_back(form);
  std::sort(out.begin(), out.end());
  return out;
}

bool act_verb(const Word& word) {
  const auto it = english().forms.find(word.text);
  return it != english().forms.end() &&
         std::any_of(it->second.begin(), it->second.end(), [](const EnglishForm& f) { return f.shape == Shape::base; });
}

std::vector<Act> find_acts(const Words& words) {
  const EnglishBook& kEnglish = english();
  std::vector<Act> out;
  for (std::uint32_t i = 0; i < words.words.size(); ++i) {
    const Word& word = words.words[i];
    if (word.kind != text::TokenKind::word) continue;
    std::optional<Act> act;
    if (word.arabic) {
      const auto verb = arabic_verb(word);
      if (!verb) continue;
      act.emplace();
      act->arabic = true;
      act->begin = i;
      act->end = i + 1;
      act->dropped = verb->dropped;
      act->grade = verb->grade;
      act->role = verb->role;
      act->shape = verb->shape;
      act->object_suffix = verb->object;
      act->object_people = verb->object_people;
      act->group = i;
      read_arabic_grammar(words, *act);
    } else {
      act = english_act(words, i, kEnglish);
      if (!act) continue;
      act->group = i;
      read_english_grammar(words, *act);
      if (act->may_suffer && !act->passive && bare(words, *act) && act->who != Who::we && act->who != Who::i &&
          act->who != Who::none && act->mood != Mood::call)
        act->role = Role::suffers;
    }
    act->question =
        words.words[words.sentence_end(i) - 1].text == "?" || words.words[words.sentence_end(i) - 1].text == "؟";
    const std::uint32_t first = words.sentence_begin(i), last = std::min(words.sentence_end(i), first + 40);
    bool dated = false, past = false;
    for (std::uint32_t k = first; k < last; ++k) {
      const std::string& t = words.words[k].text;
      dated = dated || noun(words.words[k]) == Noun::time || t == "tonight" || t == "tomorrow" || t == "غدا" ||
              t == "الليله";
      past = past || t == "yesterday" || t == "last" || t == "ago" || t == "امس" || t == "الماضي" || t == "الماضيه";
    }
    act->dated = dated && !past;
    out.push_back(*act);
    i = std::max(i, (act->gap_end > act->gap_begin ? act->begin : act->end - 1));
  }
  return out;
}

}  // namespace tocsin::read
