// SPDX-License-Identifier: Apache-2.0
// Arabic: person and time stand in the verb itself; particles before it change them, its subject may follow it.
#include <algorithm>

#include "read/threats_acts.h"

namespace tocsin::read {
namespace {

constexpr int kReach = 7;  // words before the act

Who person(const ArabicVerb& verb) {
  switch (verb.person) {
    case 'n':
      return Who::we;
    case 'a':
      return Who::i;
    case 't':
      return verb.plural ? Who::you : Who::thing;
    case 'y':
      return Who::they;
    default:
      return Who::none;
  }
}

void hang(Act& act, Mood mood, std::uint32_t at) {
  act.mood = mood;
  act.governor = at;
  act.group = std::min(act.group, at);
}

// The subject of a third-person verb behind it: "سيضرب لواء الفنار المحطة".
void following_subject(const Words& words, Act& act) {
  const std::uint32_t end = std::min(words.sentence_end(act.begin), act.end + 3);
  for (std::uint32_t i = act.end; i < end; ++i) {
    const Word& word = words.words[i];
    if (word.kind == text::TokenKind::mark) return;
    const std::uint64_t c = classes(word);
    if (c & kNobody) {
      act.who = act.negated ? Who::nobody : Who::anyone;
      return;
    }
    if (noun(word) == Noun::group) {
      act.who = Who::group;
      act.ours = word.text.ends_with("نا");
      act.subject_begin = i;
      act.subject_end = i + 1;
      return;
    }
    if (c & (kPreposition | kConjunction)) return;
  }
}

// The subject before the verb: "لواء الفنار سيضرب", "رجالنا سيضربون".
void leading_subject(const Words& words, Act& act) {
  const std::uint32_t begin = words.sentence_begin(act.begin);
  for (std::uint32_t i = act.begin, n = 0; i > begin && n < 6; ++n) {
    const Word& word = words.words[--i];
    if (word.kind == text::TokenKind::mark) return;
    if (noun(word) == Noun::group) {
      act.who = Who::group;
      act.ours = word.text.ends_with("نا");
      act.subject_begin = i;
      act.subject_end = act.begin;
      return;
    }
    if (classes(word) & (kRelative | kConjunction | kSay)) return;
  }
}

// "ستضرب العاصفة الرصيف", "العاصفة ستضرب الرصيف": somebody else does it. "ستضرب المحطة": it is done to the station.
bool other_subject(const Words& words, const Act& act) {
  const std::uint32_t end = words.sentence_end(act.begin);
  const auto name = [&](std::uint32_t i) {
    return i < end && words.words[i].arabic &&
           (classes(words.words[i]) & (kPreposition | kConjunction | kWhen | kNegation | kAdverb | kRelative)) == 0 &&
           noun(words.words[i]) != Noun::time && words.words[i].forms[0].text.substr(0, 2) != "ب";
  };
  const auto definite = [&](std::uint32_t i) { return name(i) && words.words[i].text.starts_with("ال"); };
  if (!name(act.end)) return false;
  if (noun(words.words[act.end]) != Noun::place && definite(act.end + (definite(act.end) ? 0 : 1)))
    return true;  // its subject follows
  if (definite(act.end) && name(act.end + 1) && noun(words.words[act.end + 1]) == Noun::place) return true;
  return act.begin > words.sentence_begin(act.begin) && definite(act.begin - 1);
}

// "سيُضرب الرصيف": the vowel says it, or the place that stands where the subject would.
bool passive(const Words& words, const Act& act) {
  const std::string_view text = slice(words.document->text, words.words[act.begin].span);
  if (text.find("يُ") != std::string_view::npos) return true;
  return act.mood == Mood::future && !act.object_suffix && act.end < words.sentence_end(act.begin) &&
         noun(words.words[act.end]) == Noun::place && !other_subject(words, act);
}

}  // namespace

void read_arabic_grammar(const Words& words, Act& act) {
  const auto verb = arabic_verb(words.words[act.begin]);
  if (!verb) return;
  const std::uint32_t begin = words.sentence_begin(act.begin);
  act.who = person(*verb);
  if (verb->future) act.mood = Mood::future;
  if (verb->wish) act.mood = verb->person == 'n' ? Mood::call : verb->person == 'a' ? Mood::future : Mood::wish;
  const bool infinite = act.shape == Shape::noun;
  if (infinite && act.begin == begin && act.grade == Grade::strong && act.end < words.sentence_end(act.begin) &&
      words.words[act.begin].text.starts_with("ال") && words.words[act.end].text.starts_with("ل")) {
    act.mood = Mood::order;  // "الموت للجابي"
    return;
  }
  bool hoped = false, relative = false, negated_here = false;
  for (std::uint32_t i = act.begin, n = 0; i > begin && n < kReach; ++n) {
    const Word& word = words.words[--i];
    if (word.kind == text::TokenKind::mark) break;
    const std::uint64_t c = classes(word);
    const bool near = i + 2 >= act.begin;
    if (c & kFuture && near && act.mood == Mood::none) {
      act.mood = Mood::future;
      act.group = i;
    } else if (c & kNegation && near) {
      negated_here = true;
      act.group = i;
      if (c & kDid) act.mood = Mood::past;  // لم
    } else if (c & kDid && near && verb->shape == Shape::past) {
      act.mood = Mood::past;
    } else if (c & kDid && n < 3 && verb->shape != Shape::past) {
      act.mood = Mood::past;  // كانوا يضربون
    } else if (c & kRelative && near) {
      relative = true;
      break;
    } else if (c & kLet) {
      hang(act,
           act.who == Who::we || act.shape == Shape::third ? Mood::call
           : act.role == Role::suffers                     ? Mood::wish
                                                           : act.mood,
           i);
      if (act.mood == Mood::none) act.mood = Mood::present;
      break;
    } else if (c & kDuty) {
      hang(act, Mood::duty, i);
      for (std::uint32_t k = i, m = 0; k > begin && m < 2; ++m)
        negated_here = negated_here || (classes(words.words[--k]) & kNegation) != 0;
      break;
    } else if (c & kHope) {
      hang(act, Mood::wish, i);
      hoped = true;
      break;
    } else if (c & (kThreaten | kCall | kRefuse | kStop) && (infinite || n < 5)) {
      if (c & (kRefuse | kStop)) {
        act.negated = !act.negated;
        if (act.mood == Mood::none) act.mood = Mood::present;
        act.group = i;
      } else {
        hang(act, c & kThreaten ? Mood::threatened : Mood::call, i);
      }
      for (std::uint32_t k = i, m = 0; k > begin && m < 2; ++m) {
        const std::uint64_t b = classes(words.words[--k]);
        if (words.words[k].kind == text::TokenKind::mark) break;
        if (b & (kNegation | kNobody)) act.negated = !act.negated;
      }
      break;
    } else if (c & kAffirming) {
      act.mood = Mood::future;
      act.who = Who::we;
      negated_here = false;
      act.group = i;
      break;
    } else if (c & (kDesire | kWouldGo) && (infinite || n < 4)) {
      hang(act, Mood::future, i);
      if (c & kFirst) act.who = Who::we;
      for (std::uint32_t k = i, m = 0; k > begin && m < 2; ++m)
        negated_here = negated_here || (classes(words.words[--k]) & kNegation) != 0;
      break;
    } else if (word.text == "علي" && n > 0 && n < 5 && words.words[act.begin - 1].text == "ان") {
      hang(act, Mood::duty, i);  // "على الجميع أن يضربوا"
      break;
    } else if (c & kSay) {
      break;
    } else if (c & kAnyone && act.who == Who::none) {
      act.who = Who::anyone;
    }
  }
  if (verb->shape == Shape::base && act.begin > begin && words.words[act.begin - 1].text == "الا" &&
      (act.mood == Mood::wish || act.mood == Mood::duty))
    negated_here = true;  // "أتمنى ألا يهاجم"
  if (negated_here) act.negated = !act.negated;
  if (relative) {
    act.who = Who::relative;
    if (act.mood == Mood::none) act.mood = verb->shape == Shape::past ? Mood::past : Mood::present;
  }
  const Word* before = act.begin > begin ? &words.words[act.begin - 1] : nullptr;
  const bool called = act.begin > begin + 1 && words.words[act.begin - 2].text == "يا";  // "يا شباب ولعوا"
  const bool free_start = before == nullptr || called || before->kind == text::TokenKind::mark ||
                          (classes(*before) & (kSecond | kMotion | kWhen | kLet | kAnd)) != 0 ||
                          noun(*before) == Noun::time || (act.dropped == 2 && act.begin > begin);
  if (verb->also_imperative && !relative && act.mood == Mood::none && free_start &&
      (verb->plural || verb->shape == Shape::third || verb->person == 'a')) {
    bool past = false;
    for (std::uint32_t i = begin; i < std::min(words.sentence_end(act.begin), begin + 40); ++i)
      past = past || words.words[i].text == "امس" || words.words[i].text == "البارحه" ||
             words.words[i].text.starts_with("الماضي");
    if (!past) {
      act.mood = Mood::order;
      act.who = Who::none;
      act.shape = Shape::base;
    }
  }
  if (act.mood == Mood::none && verb->shape == Shape::past) act.mood = Mood::past;
  if (!relative && (verb->person == 'y' || (verb->person == 't' && !verb->plural) || verb->shape == Shape::past)) {
    following_subject(words, act);
    if (act.who != Who::group && act.who != Who::nobody && !hoped) leading_subject(words, act);
  }
  if (act.who == Who::thing && act.role == Role::does && !act.object_suffix && other_subject(words, act))
    act.who = Who::they;
  if (verb->person == 'y' && !verb->plural && act.who == Who::they && act.role == Role::does && passive(words, act))
    act.who = Who::thing;
  if (act.mood == Mood::none) act.mood = infinite ? Mood::nominal : Mood::present;
  if (act.shape == Shape::third) act.shape = Shape::base;
}

}  // namespace tocsin::read
