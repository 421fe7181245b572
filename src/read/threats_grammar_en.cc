// SPDX-License-Identifier: Apache-2.0
// English: from an act leftwards over its auxiliaries to its subject, and over "to" to the word it hangs on.
#include <algorithm>

#include "read/threats_acts.h"

namespace tocsin::read {
namespace {

constexpr int kReach = 16;  // words

struct Walk {
  const Words& words;
  Act& act;
  std::int64_t begin = 0;
  std::int64_t at = 0;
  bool infinitive = false;  // a "to" was passed and waits for its governor
  bool chained = false;     // "come and strike": what governs stands before the first verb
  bool chain_seen = false;
  bool past_be = false, perfect = false, have = false, be = false, did = false;
  bool after_time = false;  // "on the third night": the words before a time belong to it

  const Word& word() const { return words.words[static_cast<std::size_t>(at)]; }
};

void set_mood(Act& act, Mood mood) {
  if (act.mood == Mood::none) act.mood = mood;
}

void subject(Walk& w, Who who, std::int64_t from, std::int64_t to) {
  w.act.who = who;
  w.act.subject_begin = static_cast<std::uint32_t>(from);
  w.act.subject_end = static_cast<std::uint32_t>(to);
}

// A noun phrase that ends at w.at, leftwards. Its head is its last word.
void noun_subject(Walk& w) {
  const std::int64_t last = w.at;
  std::int64_t first = last;
  bool ours = false, anyone = false, nobody = false;
  for (int n = 0; first >= w.begin && n < 9; ++n, --first) {
    const Word& word = w.words.words[static_cast<std::size_t>(first)];
    const std::uint64_t c = classes(word);
    if (word.kind == text::TokenKind::mark && word.text != "-") break;
    if (noun(word) == Noun::time && n > 0 && (c & kDeterminer) == 0 && !word.capital) break;
    if ((c & kWhen) != 0 && n > 0) break;
    if ((c & kOur) != 0) {
      ours = c & kFirst ? true : ours;
      --first;
      break;
    }
    if ((c & kAnyone) != 0) {
      anyone = true;
      --first;
      break;
    }
    if ((c & kNobody) != 0) {
      nobody = true;
      --first;
      break;
    }
    if ((c & kDeterminer) != 0) {
      --first;
      if (first >= w.begin && w.words.words[static_cast<std::size_t>(first)].text == "of" && n < 6) continue;
      break;
    }
    if (word.text == "of" && n > 0) continue;
    if ((c & (kPreposition | kConjunction | kAnd | kRelative | kBe | kHave | kFuture | kSay | kObjectPronoun)) != 0)
      break;
  }
  ++first;
  const Word& head = w.words.words[static_cast<std::size_t>(last)];
  Noun kind = noun(head);
  for (std::int64_t i = first; i <= last && kind != Noun::group; ++i)  // "the men of the Lantern Company"
    if (noun(w.words.words[static_cast<std::size_t>(i)]) == Noun::group) kind = Noun::group;
  w.act.ours = ours;
  subject(w,
          nobody                                       ? Who::nobody
          : anyone                                     ? Who::anyone
          : kind == Noun::group                        ? Who::group
          : kind == Noun::people                       ? (ours ? Who::group : Who::they)
          : kind == Noun::place || kind == Noun::thing ? Who::thing
                                                       : (ours ? Who::group : Who::they),
          first, last + 1);
}

bool governor(Walk& w, std::uint64_t c) {
  Act& act = w.act;
  const auto at = static_cast<std::uint32_t>(w.at);
  if (w.word().text == "time") {  // "it is time to strike"
    set_mood(act, Mood::call);
    act.who = Who::we;
    w.at = w.begin;
  } else if (c & kThreaten) {
    set_mood(act, Mood::threatened);
    act.governor = at;
  } else if (c & kCall) {
    set_mood(act, Mood::call);
    act.governor = at;
  } else if (c & kHope) {
    set_mood(act, Mood::wish);
  } else if (c & (kRefuse | kStop)) {
    act.negated = !act.negated;
    set_mood(act, Mood::present);
  } else if (c & kAffirming) {
    set_mood(act, Mood::future);
  } else if (c & (kWouldGo | kDesire)) {
    set_mood(act, Mood::future);
  } else if (c & (kDuty | kDeserve)) {
    set_mood(act, Mood::duty);
  } else if (c & kBegan) {
    set_mood(act, Mood::present);
  } else {
    return false;
  }
  act.group = at;
  w.infinitive = false;
  return true;
}

// Sets who and returns true where the word is a subject.
bool pronoun(Walk& w, std::uint64_t c) {
  const auto one = [&](Who who) {
    subject(w, who, w.at, w.at + 1);
    return true;
  };
  if (c & kNobody) {
    w.act.negated = true;
    return one(Who::nobody);
  }
  if (c & kOur) return false;
  if (c & kFirst) return one(w.word().text == "i" ? Who::i : Who::we);
  if (c & kSecond) return one(Who::you);
  if (c & kRelative) return one(Who::relative);
  if (w.word().text == "one" && w.at > w.begin && w.words.words[static_cast<std::size_t>(w.at - 1)].text == "no") {
    w.act.negated = true;
    return one(Who::nobody);
  }
  if (c & kThird) return one(w.word().text == "it" ? Who::thing : Who::they);
  if (c & kAnyone) return one(Who::anyone);
  return false;
}

void imperative(Walk& w) {
  if (w.act.shape != Shape::base || w.act.mood != Mood::none || w.infinitive) return;
  if (!w.chained) {
    w.act.mood = Mood::order;
    return;
  }
  std::int64_t start = w.begin;
  for (std::int64_t i = w.begin; i < static_cast<std::int64_t>(w.act.begin); ++i)
    if (w.words.words[static_cast<std::size_t>(i)].text == ":") start = i + 1;
  for (std::int64_t i = start; i < static_cast<std::int64_t>(w.act.begin); ++i) {  // "Go to the mill and burn it"
    const Word& first = w.words.words[static_cast<std::size_t>(i)];
    const std::uint64_t c = classes(first);
    if ((c & kMotion) != 0 || act_verb(first)) {
      w.act.mood = Mood::order;
      return;
    }
    if (first.kind == text::TokenKind::word && (c & (kAdverb | kManner | kWhen)) == 0 && i > start + 3) return;
  }
}

}  // namespace

void read_english_grammar(const Words& words, Act& act) {
  Walk w{words, act};
  w.begin = words.sentence_begin(act.begin);
  w.at = static_cast<std::int64_t>(act.begin) - 1;
  const bool needs_helper = act.shape == Shape::past || act.shape == Shape::participle;
  bool stopped = false;
  for (int n = 0; w.at >= w.begin && n < kReach && !stopped; ++n, --w.at) {
    const Word& word = w.word();
    const std::uint64_t c = classes(word);
    if (word.kind == text::TokenKind::mark) {
      if (word.text == "-" || (word.text == "," && (w.chained || (act.mood != Mood::none && act.mood != Mood::present &&
                                                                  act.who == Who::none && !w.infinitive && n < 3)))) {
        if (word.text == "," && !w.chained) w.chained = true;  // "We, the Lantern Company, will strike"
        continue;
      }
      break;
    }
    const bool time =
        !w.infinitive && ((c & kWhen) != 0 || noun(word) == Noun::time || word.kind == text::TokenKind::number);
    if (time && (c & (kFirst | kSecond)) == 0) {
      w.after_time = true;
      continue;
    }
    if (w.after_time && (c & (kDeterminer | kPreposition)) != 0 && (c & kTo) == 0) {
      if (c & kPreposition) w.after_time = false;
      continue;
    }
    w.after_time = false;
    if (act.shape == Shape::noun || (act.shape == Shape::gerund && !w.be && act.mood == Mood::none)) {
      if ((c & kBe) != 0 && act.shape == Shape::gerund) {
        w.be = true;
        act.mood = Mood::present;
        act.group = static_cast<std::uint32_t>(w.at);
        continue;
      }
      if (act.who == Who::none && n < 7 && governor(w, c)) continue;
      if (act.mood == Mood::none) {
        if (n > 6 || (c & (kFirst | kSecond | kThird | kBe | kHave | kFuture)) != 0) break;
        continue;
      }
    }
    if (w.infinitive) {
      if (n < 11 && governor(w, c)) continue;
      if ((c & kHave) != 0) {
        set_mood(act, Mood::duty);
        w.infinitive = false;
        continue;
      }
      if ((c & kBe) != 0) {
        set_mood(act, Mood::duty);
        w.infinitive = false;
        act.group = static_cast<std::uint32_t>(w.at);
        continue;
      }
      if ((c & kMotion) != 0) {
        set_mood(act, Mood::future);  // "we have come to burn"
        w.infinitive = false;
        continue;
      }
      if (c & kNegation) act.negated = !act.negated;
      continue;
    }
    if (c & kTo) {
      const Word& next = words.words[static_cast<std::size_t>(w.at) + 1];
      if (w.chained && ((classes(next) & (kDeterminer | kOur)) != 0 || next.capital || noun(next) == Noun::place))
        continue;
      w.infinitive = true;
      continue;
    }
    if ((c & kNegation) != 0 && (c & kNobody) == 0) {
      act.negated = !act.negated;
      act.group = static_cast<std::uint32_t>(w.at);
      continue;
    }
    if ((c & kFuture) != 0) {
      set_mood(act, Mood::future);
      act.group = static_cast<std::uint32_t>(w.at);
      w.chained = false;
      continue;
    }
    if ((c & kDuty) != 0) {
      set_mood(act, Mood::duty);
      act.group = static_cast<std::uint32_t>(w.at);
      w.chained = false;
      continue;
    }
    if ((c & kDesire) != 0 && act.shape == Shape::base && act.mood == Mood::none && word.text == "wanna") {  // wanna
      set_mood(act, Mood::future);
      act.group = static_cast<std::uint32_t>(w.at);
      continue;
    }
    if ((c & kMay) != 0) {
      const bool first =
          w.at == w.begin || words.words[static_cast<std::size_t>(w.at - 1)].kind == text::TokenKind::mark;
      set_mood(act, first || act.who != Who::none ? Mood::wish : Mood::hypothetical);
      act.group = static_cast<std::uint32_t>(w.at);
      continue;
    }
    if ((c & kCan) != 0) {
      if (act.mood == Mood::none) act.mood = Mood::hypothetical;
      if (w.have) act.mood = Mood::past;
      continue;
    }
    if ((c & kBe) != 0) {
      w.be = true;
      if (word.text == "was" || word.text == "were") w.past_be = true;
      if (needs_helper || (act.base_is_participle && w.at + 1 == static_cast<std::int64_t>(act.begin)))
        act.passive = true;
      if (act.shape == Shape::base && !act.base_is_participle && w.at + 1 == static_cast<std::int64_t>(act.begin)) {
        act.shape = Shape::noun;  // "this will be murder"
        act.mood = Mood::nominal;
        return;
      }
      if (act.mood == Mood::none || act.group == static_cast<std::uint32_t>(w.at) + 1)
        act.group = static_cast<std::uint32_t>(w.at);
      continue;
    }
    if ((c & kHave) != 0) {
      w.have = true;
      continue;
    }
    if ((c & kDid) != 0) {
      w.did = true;
      continue;
    }
    if ((c & kDo) != 0) continue;
    if ((c & kLet) != 0) {
      const bool us = word.text == "lets" || (static_cast<std::size_t>(w.at) + 1 < words.words.size() &&
                                              (words.words[static_cast<std::size_t>(w.at) + 1].text == "us" ||
                                               words.words[static_cast<std::size_t>(w.at) + 1].text == "'s"));
      act.mood = us ? Mood::call : Mood::wish;
      if (us) act.who = Who::we;
      act.group = static_cast<std::uint32_t>(w.at);
      stopped = true;
      continue;
    }
    if ((c & (kAffirming | kRefuse | kStop)) != 0 && act.shape != Shape::noun && act.mood == Mood::none) {
      governor(w, c);
      continue;
    }
    if ((c & kAnd) != 0) {
      w.chained = true;
      w.chain_seen = true;
      continue;
    }
    if ((word.text == "all" || word.text == "both" || word.text == "each") && w.at > w.begin &&
        (classes(words.words[static_cast<std::size_t>(w.at) - 1]) &
         (kThird | kFirst | kSecond | kDuty | kFuture | kBe | kCan | kMay)) != 0)
      continue;  // "they should all be shot"
    if (pronoun(w, c)) {
      stopped = true;
      continue;
    }
    if ((c & (kAdverb | kManner)) != 0) continue;
    if (word.text == "us" || word.text == "'s") continue;
    if ((c & kObjectPronoun) != 0) continue;
    if (w.chained) {
      if (((c & kMotion) != 0) && act.mood == Mood::none && act.shape == Shape::base) continue;
      continue;
    }
    if ((c & (kConjunction | kPreposition)) != 0) break;
    if (act.shape == Shape::gerund && !w.be) break;
    noun_subject(w);
    if (act.subject_begin > w.begin && (act.shape == Shape::base) && act.mood == Mood::none && act.who != Who::nobody) {
      std::uint32_t before = act.subject_begin - 1;
      while (before > w.begin && (classes(words.words[before]) & (kWhen | kDeterminer)) != 0 &&
             words.words[before].kind == text::TokenKind::word)
        --before;
      const Word& lead = words.words[before];
      const std::uint64_t k = classes(lead);
      if ((k & kPreposition) != 0 && (k & kTo) == 0 && lead.text != "of") {  // "at first light set fire to …"
        w.at = before;
        act.who = Who::none;
        act.subject_begin = act.subject_end = 0;
        continue;
      }
    }
    for (int more = 0; more < 3 && act.subject_begin > w.begin + 1 && act.mood != Mood::none;
         ++more) {  // "the bridge at Fennel Cross shall fall"
      const Word& lead = words.words[act.subject_begin - 1];
      const Word& head = words.words[act.subject_begin - 2];
      if ((classes(lead) & kPreposition) == 0 || head.kind != text::TokenKind::word ||
          (classes(head) & (kPreposition | kConjunction | kBe | kSay | kRelative | kFuture | kObjectPronoun | kTo)) !=
              0 ||
          noun(head) == Noun::time || (noun(head) == Noun::none && more > 0))
        break;
      w.at = static_cast<std::int64_t>(act.subject_begin) - 2;
      noun_subject(w);
    }
    if (act.who == Who::nobody) act.negated = true;
    stopped = true;
    w.at = act.subject_begin;  // looked at below
  }
  if (act.who == Who::none) imperative(w);
  if (w.did || (w.past_be && act.mood != Mood::wish) ||
      (w.have && (act.mood == Mood::none || act.mood == Mood::hypothetical)))
    act.mood = w.have && act.mood == Mood::duty ? Mood::duty : Mood::past;
  if (act.mood == Mood::none) {
    if (needs_helper && !act.passive) {
      act.mood = Mood::past;
    } else if (act.shape == Shape::noun) {
      act.mood = Mood::nominal;
    } else if (act.who != Who::none && !w.infinitive && act.shape != Shape::gerund) {
      act.mood = Mood::present;
    } else if (act.shape == Shape::gerund) {
      act.mood = Mood::nominal;
    }
  }
  // "I hope (that) they burn", "may our fighters strike", "I wish someone would …", "let the town burn"
  if (act.who != Who::none && act.mood != Mood::past) {
    std::int64_t before = static_cast<std::int64_t>(act.subject_begin) - 1;
    for (int n = 0; before >= w.begin && n < 3; ++n, --before) {
      const std::uint64_t c = classes(words.words[static_cast<std::size_t>(before)]);
      if (words.words[static_cast<std::size_t>(before)].kind == text::TokenKind::mark) break;
      const bool if_only = words.words[static_cast<std::size_t>(before)].text == "only" && before > w.begin &&
                           words.words[static_cast<std::size_t>(before) - 1].text == "if";
      if (if_only || (c & (kHope | kMay)) != 0 || ((c & kLet) != 0 && act.who != Who::we)) {
        act.mood = Mood::wish;
        act.group = std::min(act.group, static_cast<std::uint32_t>(before));
        break;
      }
      if ((c & kRelative) == 0 && (c & (kAdverb | kManner)) == 0) break;
    }
  }
  if (act.mood == Mood::present && act.who == Who::we && act.subject_begin > 0 && act.subject_begin > w.begin) {
    const std::string& before = words.words[act.subject_begin - 1].text;  // "we will not rest until we burn"
    for (std::int64_t i = w.begin;
         (before == "until" || before == "till") && i < static_cast<std::int64_t>(act.subject_begin); ++i)
      if ((classes(words.words[static_cast<std::size_t>(i)]) & kAffirming) != 0) act.mood = Mood::future;
  }
  if (w.chain_seen && act.group < act.begin) {
    for (std::uint32_t i = act.group; i < act.begin; ++i)
      if ((classes(words.words[i]) & kAnd) != 0) act.group = act.begin;
  }
}

}  // namespace tocsin::read
