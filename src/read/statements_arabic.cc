// SPDX-License-Identifier: Apache-2.0
// How Arabic attributes: verb, subject, إن and the content ("وقال المرصد إن …"), a quotation after a colon, participles that go
// on with whoever spoke last ("مضيفاً"), prepositions before the source ("بحسب المرصد"), and subjects before their verb.
#include <algorithm>
#include <string>
#include <unordered_map>

#include "core/list.h"
#include "read/lists.h"
#include "read/statements_draft.h"

namespace tocsin::read::attribution {
namespace {

struct ArabicCue {
  std::string frames, particle;
  CueClass kind = CueClass::say;
};

const std::unordered_map<std::string, ArabicCue>& cues() {
  static const std::unordered_map<std::string, ArabicCue> kCues = [] {
    std::unordered_map<std::string, ArabicCue> out;
    for (const ListRow& row : builtin_list("statement_cues_ar.tsv", list("statement_cues_ar.tsv"))) {
      const std::string& kind = row["class"];
      out.emplace(folded(row["cue"]), ArabicCue{row["frames"], folded(row["particle"]),
                                                kind == "deny" ? CueClass::deny : kind == "think" ? CueClass::think : CueClass::say});
    }
    return out;
  }();
  return kCues;
}

// venue, time, adjunct, hearer, object, turn, adjective; empty: none of these.
const std::string& small_word(const std::string& low) {
  static const std::unordered_map<std::string, std::string> kWords = [] {
    std::unordered_map<std::string, std::string> out;
    for (const ListRow& row : builtin_list("statement_words_ar.tsv", list("statement_words_ar.tsv"))) out.emplace(folded(row["word"]), row["tag"]);
    return out;
  }();
  static const std::string kNone;
  const auto found = kWords.find(low);
  return found == kWords.end() ? kNone : found->second;
}

bool starts(const std::string& s, std::string_view with) { return s.starts_with(with); }

struct Found {
  const ArabicCue* cue = nullptr;
  bool joined = false;   // with و or ف
};

Found find_cue(const Word& w) {
  auto found = cues().find(w.low);
  if (found != cues().end()) return {&found->second, false};
  if (w.low.size() > 6 && (starts(w.low, "و") || starts(w.low, "ف"))) {
    found = cues().find(w.low.substr(2));
    if (found != cues().end()) return {&found->second, true};
  }
  return {};
}

// إن، أن، أنه، بأن، أنها … (folded: ان)
bool complementizer(const std::string& low) {
  static const char* const kForms[] = {"ان", "انه", "انها", "انهم", "انهن", "انهما", "اننا", "انني", "بان", "بانه", "بانها", "بانهم", "كان"};
  for (const char* form : kForms)
    if (low == form && low != "كان") return true;
  return false;
}

// "للصحفيين"; or the outlet's own name with ل: "للمرساة". Any other لل may be part of a name ("مرصد الباديه للضحايا").
bool hearer(const Words& words, const Word& w) {
  if (small_word(w.low) == "hearer") return true;
  if (!starts(w.low, "لل") || words.outlet.empty()) return false;
  const std::string_view outlet = words.outlet;
  return std::string_view(w.low).substr(4) == (outlet.starts_with("ال") ? outlet.substr(4, outlet.find(' ') - 4) : outlet.substr(0, outlet.find(' ')));
}

bool comma(const Word& w) { return mark(w, "،") || mark(w, ","); }
bool final_mark(const Word& w) { return mark(w, ".") || mark(w, "؟") || mark(w, "!") || mark(w, "?") || mark(w, "…"); }

class Arabic {
 public:
  explicit Arabic(Drafts& drafts) : d_(drafts), w_(drafts.words) {}

  void sentence(Range s) {
    begin_ = s.begin;
    stop_ = s.end;
    while (stop_ > begin_ && final_mark(w_[stop_ - 1]) && w_[stop_ - 1].quote < 0) --stop_;
    if (headline()) return;
    for (std::size_t i = begin_; i < stop_; ++i) {
      if (w_[i].quote >= 0 || d_.cue[i]) continue;
      const Found found = find_cue(w_[i]);
      if (found.cue == nullptr) continue;
      if (d_.taken[i] < 0) {
        attribution(i, found);
      } else {
        nested(i, *found.cue);
      }
    }
  }

 private:
  // Skips the cue's particle; npos when a particle that has to be there is missing.
  std::size_t past_particle(std::size_t at, const ArabicCue& cue) const {
    if (cue.particle.empty() || at >= stop_) return at;
    return w_[at].low == cue.particle ? at + 1 : at;
  }

  // "مجلس البلدة: الجسر مغلق", as headlines have it; at the beginning of a text.
  bool headline() {
    std::size_t colon = begin_;
    while (colon < stop_ && colon - begin_ < 6 && !w_[colon].is(kMark | kNumber) && find_cue(w_[colon]).cue == nullptr && small_word(w_[colon].low).empty()) ++colon;
    if (begin_ != 0 || colon == begin_ || colon + 3 >= stop_ || !mark(w_[colon], ":")) return false;
    Draft draft;
    draft.source = Range{begin_, colon};
    draft.cue = Range{colon, colon + 1};
    draft.sentence = w_[colon].sentence;
    draft.content.push_back({colon + 1, stop_});
    keep(std::move(draft));
    return true;
  }

  // "قال الوزير إن [المجلس نفى أن …]": what somebody is said to say.
  void nested(std::size_t i, const ArabicCue& cue) {
    if (cue.frames.find('c') == std::string::npos || cue.kind == CueClass::think || i + 2 >= stop_) return;
    Draft draft;
    draft.nested = true;
    draft.kind = cue.kind;
    draft.sentence = w_[i].sentence;
    draft.cue = Range{i, i + 1};
    std::size_t at = i + 1;
    if (!complementizer(w_[at].low)) at = phrase_end(at);
    const Range before = at == i + 1 ? subject_left(i, true) : Range{};
    draft.source = at > i + 1 ? Range{i + 1, at} : before;
    if (draft.source->empty() || at + 1 >= stop_ || !complementizer(w_[at].low) || d_.taken[draft.source->begin] != d_.taken[i]) return;
    draft.content.push_back({at, clause_stop(at)});
    d_.add(std::move(draft));
  }

  // Where the noun phrase that begins at `at` ends: nouns that govern the next until one with its article, then its adjectives and names.
  std::size_t phrase_end(std::size_t at) const {
    std::size_t i = at;
    const auto breaks = [&](std::size_t k) {
      const Word& w = w_[k];
      return w.is(kMark) || w.quote >= 0 || complementizer(w.low) || w.low == "في" || w.low == "علي" || w.low == "من" || w.low == "الي" || w.low == "عن" ||
             w.low == "مع" || hearer(w_, w) || (k > at && small_word(w.low) == "object");
    };
    while (i < stop_ && i - at < 8 && !breaks(i)) {
      const bool definite = starts(w_[i].low, "ال");
      ++i;
      if (definite) break;
    }
    while (i < stop_ && i - at < 12 && !breaks(i)) {
      const std::string& low = w_[i].low;
      const bool adjective = starts(low, "ال") && (low.ends_with("ي") || low.ends_with("يه") || small_word(low) == "adjective");
      if (!adjective && !(d_.named[i] && !starts(low, "ال"))) break;
      ++i;
    }
    return i;
  }

  void attribution(std::size_t i, const Found& found) {
    const ArabicCue& cue = *found.cue;
    const auto has = [&](char f) { return cue.frames.find(f) != std::string::npos; };
    Draft draft;
    draft.kind = cue.kind;
    draft.sentence = w_[i].sentence;
    draft.cue = Range{i, i + 1};
    if (has('s')) return preposition(i, cue, draft);
    std::size_t at = i + 1;
    if (has('p') && starts(w_[i].low, "قول")) {   // "نقلت الوكاله عن سمير قوله ان"
      std::size_t from = i;
      while (from > begin_ && i - from < 20 && w_[from].low != "عن") --from;
      if (w_[from].low != "عن" || from + 1 >= i) return;
      draft.source = Range{from + 1, i};
      return content(draft, at, false, true);
    }
    if (has('b')) {  // "وهو ما نفاه الجيش": what was said before
      if (last_ < 0 || d_.list[static_cast<std::size_t>(last_)].sentence != w_[i].sentence) return;
      draft.source = Range{at, phrase_end(at)};
      draft.content = d_.list[static_cast<std::size_t>(last_)].content;
      draft.nested = true;
      return keep(std::move(draft));
    }
    if (has('p')) {
      if (last_ < 0) return;
      draft.source = d_.list[static_cast<std::size_t>(last_)].source;
      if (w_[i].sentence != d_.list[static_cast<std::size_t>(last_)].sentence) return;
      at = past_particle(at, cue);
      return content(draft, at, has('n'), true);
    }
    if (has('i')) {  // "وجاء في البيان: «…»"
      if (at + 1 >= stop_ || w_[at].low != cue.particle) return;
      draft.cue->end = at + 1;
      const std::size_t end = subject_end(at + 1, false);
      draft.source = Range{at + 1, end};
      if (draft.source->empty()) return;
      return content(draft, end, false, false);
    }
    // Subject after the verb.
    bool before_verb = false;
    std::size_t end = subject_end(at, has('n') || !cue.particle.empty(), cue.particle);
    const std::size_t phrase = phrase_end(at);
    const bool whom = has('o') && phrase > at && phrase < end && !comma(w_[phrase]);
    if (whom) {   // "دعت النقابة الحكومة إلى", "أبلغ الرئيس النواب أن"
      draft.told_to = Range{phrase, end};
    } else if (has('n') && phrase > at && phrase < end && !comma_in({phrase, end}) && !(has('c') && complementizer(w_[end < stop_ ? end : phrase].low))) {
      end = phrase;
    }
    if (whom) {
      draft.source = Range{at, phrase};
    } else if (end > at) {
      draft.source = Range{at, end};
      // "وكانت البلديه قد اعلنت اغلاق الجسر": the subject stands before, and this is the object.
      const Range before = i > begin_ && w_[i - 1].low == "قد" ? subject_left(i) : Range{};
      if (!before.empty()) {
        draft.source = before;
        draft.content.push_back({at, clause_stop(at)});
        if (!complementizer(w_[end < stop_ ? end : at].low)) return keep(std::move(draft));
        draft.content.clear();
      }
    } else {
      const Range before = subject_left(i);
      if (!before.empty()) {
        draft.source = before;
        before_verb = cue.particle.empty();
      } else if (last_ >= 0 && w_[i].sentence <= d_.list[static_cast<std::size_t>(last_)].sentence + 2) {
        draft.source = d_.list[static_cast<std::size_t>(last_)].source;   // "وأضاف"
      }
    }
    if (draft.source && (w_[draft.source->begin].low == "اي" || w_[draft.source->begin].low == "احد")) return;   // nobody
    at = adjuncts(end, draft);
    if (has('h') && at + 1 < stop_ && w_[at].low == cue.particle) {   // "طلب القاضي من الشرطة تسليم …"
      const std::size_t told = phrase_end(at + 1);
      if (told <= at + 1 || told >= stop_) return;
      draft.told_to = Range{at + 1, told};
      return content(draft, told, true, false);
    }
    const std::size_t past = past_particle(at, cue);
    // Without its particle the verb is another word: "عبر" is "across" too.
    const bool joined = (cue.particle == "ب" || cue.particle == "ل") && past < stop_ && starts(w_[past].low, cue.particle);
    const bool governs = !cue.particle.empty() && (past > at || joined);
    content(draft, past, before_verb || has('n') || governs, false);
  }

  // "بحسب المرصد", "وفقاً للمديرية": the content is the clause around it.
  void preposition(std::size_t i, const ArabicCue& cue, Draft draft) {
    std::size_t at = i + 1;
    if (!cue.particle.empty() && at < stop_ && w_[at].low == cue.particle) ++at;
    draft.cue->end = at;
    std::size_t end = at;
    while (end < stop_ && end - at < 14 && !w_[end].is(kMark) && !complementizer(w_[end].low) && find_cue(w_[end]).cue == nullptr) ++end;
    // An appositive that begins with a role or who: "بحسب فلان، الناطق باسم …"
    if (end == at) return;
    if (w_[at].low == "ما" || w_[at].low == "قول") ++at;
    draft.source = Range{at, end};
    if (draft.source->empty()) return;
    if (i == begin_ || (i > begin_ && w_[i - 1].is(kMark) && i - begin_ < 2)) {
      std::size_t begin = end;
      while (begin < stop_ && (comma(w_[begin]) || mark(w_[begin], ":"))) ++begin;
      draft.content.push_back({begin, clause_stop(begin)});
    } else {
      std::size_t begin = i;
      while (begin > begin_ && d_.taken[begin - 1] < 0 && !mark(w_[begin - 1], "؛")) --begin;
      std::size_t content_end = i;
      while (content_end > begin && comma(w_[content_end - 1])) --content_end;
      while (begin < content_end && w_[begin].is(kMark) && w_[begin].quote < 0) ++begin;
      draft.content.push_back({begin, content_end});
    }
    keep(std::move(draft));
  }

  // Where the subject that begins at `at` ends: before إن, a colon, a quotation, a hearer, an adjunct, an object.
  std::size_t subject_end(std::size_t at, bool object, const std::string& particle = {}) const {
    std::size_t i = at;
    std::size_t first_comma = stop_;
    while (i < stop_ && i - at < kReach) {
      const Word& w = w_[i];
      if (complementizer(w.low) || mark(w, ":") || mark(w, "؛")) break;
      if (opens_quote(w_, i) && !(i > at && w_[i - 1].arabic && !mark(w_[i - 1], ":") && quoted_name(i))) break;
      const std::string& tag = small_word(w.low);
      if (hearer(w_, w)) break;
      if (tag == "adjunct" || tag == "time") break;
      if (object && tag == "object") break;
      if (object && !particle.empty() && i > at && w.low == particle) break;
      if (object && particle == "ب" && i > at && starts(w.low, "ب") && w.low.size() > 6) break;
      if ((w.low == "في" || w.low == "علي" || w.low == "مع") && i + 1 < stop_) {
        const std::string& next = small_word(w_[i + 1].low);
        if (next == "venue" || next == "time" || w_[i + 1].is(kNumber)) break;
      }
      if (comma(w) && first_comma == stop_) first_comma = i;
      if (i > at && find_cue(w).cue != nullptr && i > first_comma) break;
      if (w.low == "وان") break;
      ++i;
    }
    while (i > at && comma(w_[i - 1])) --i;
    if (object && i == stop_) {
      // No boundary found: after the appositives comes the object.
      for (std::size_t k = i; k > at; --k)
        if (comma(w_[k - 1])) return k - 1;
      return phrase_end(at);
    }
    return i;
  }

  bool comma_in(Range r) const {
    for (std::size_t i = r.begin; i < r.end; ++i)
      if (comma(w_[i])) return true;
    return false;
  }

  bool quoted_name(std::size_t i) const {
    const Span inner = w_.quotes[static_cast<std::size_t>(w_[i].quote)].inner;
    return inner.end - inner.begin < 48;
  }

  // "الدورية تنفي", "وكان اللواء قد أعلن": what stands before the verb in its clause.
  Range subject_left(std::size_t verb, bool inside = false) const {
    std::size_t end = verb;
    if (end > begin_ && w_[end - 1].low == "قد") --end;
    if (end > begin_ && (w_[end - 1].low == "لا" || w_[end - 1].low == "لم" || w_[end - 1].low == "لن")) --end;
    std::size_t begin = end;
    while (begin > begin_ && end - begin < 12) {
      const Word& w = w_[begin - 1];
      if (w.is(kMark) || complementizer(w.low) || w.quote >= 0 || (d_.taken[begin - 1] >= 0 && !inside) || find_cue(w).cue != nullptr) break;
      if (w.low == "كان" || w.low == "وكان" || w.low == "كانت" || w.low == "وكانت") break;
      --begin;
    }
    while (begin < end && (w_[begin].low == "و" || w_[begin].low == "لكن" || w_[begin].low == "كما" || small_word(w_[begin].low) == "turn" ||
                           w_[begin].low == "في" || small_word(w_[begin].low) == "time" || w_[begin].low == "حين" || w_[begin].low == "ثم"))
      ++begin;
    if (begin < end && (w_[begin].low == "من" || w_[begin].low == "ما" || w_[begin].low == "الذي" || w_[begin].low == "التي")) return {};
    return {begin, end};
  }

  // Hearer, time and place of saying, before the content.
  std::size_t adjuncts(std::size_t at, Draft& draft) const {
    for (int n = 0; n < 6 && at < stop_; ++n) {
      const Word& w = w_[at];
      const std::string& tag = small_word(w.low);
      if (comma(w) && at + 1 < stop_ && n < 5) {
        const std::string& next = small_word(w_[at + 1].low);
        const bool place = w_[at + 1].low == "في" && at + 2 < stop_ && !small_word(w_[at + 2].low).empty();
        if (!place && !hearer(w_, w_[at + 1]) && next != "time" && next != "adjunct" && !complementizer(w_[at + 1].low) && !opens_quote(w_, at + 1)) break;
        ++at;
        continue;
      }
      if (hearer(w_, w)) {
        std::size_t end = at + 1;
        while (end < stop_ && end - at < 6 && !w_[end].is(kMark) && !complementizer(w_[end].low) && small_word(w_[end].low).empty() && w_[end].low != "في" &&
               w_[end].low != "علي" && w_[end].low != "عن" && w_[end].low != "من" && w_[end].low != "الي")
          ++end;
        draft.told_to = Range{at, end};
        at = end;
        continue;
      }
      if (tag == "time" || tag == "adjunct" || w.low == "في" || w.low == "علي" || w.low == "مع" || w.low == "من") {
        if (tag.empty() && !(at + 1 < stop_ && complementizer_ahead(at))) break;
        ++at;
        while (at < stop_ && !w_[at].is(kMark) && !complementizer(w_[at].low) && !hearer(w_, w_[at]) && w_[at].low != "الي" && w_[at].low != "عن") {
          if (w_[at].low == "مع" && at + 1 < stop_ && !draft.told_to) {
            std::size_t end = at + 1;
            while (end < stop_ && !w_[end].is(kMark) && !complementizer(w_[end].low) && small_word(w_[end].low).empty()) ++end;
            draft.told_to = Range{at + 1, end};
            at = end;
            continue;
          }
          ++at;
        }
        continue;
      }
      break;
    }
    return at;
  }

  bool complementizer_ahead(std::size_t at) const {
    for (std::size_t i = at; i < stop_ && i < at + 20; ++i)
      if (complementizer(w_[i].low) || mark(w_[i], ":") || opens_quote(w_, i)) return true;
    return false;
  }

  void content(Draft& draft, std::size_t at, bool object, bool participle) {
    if (at >= stop_ && !(at < w_.size() && opens_quote(w_, at))) {
      if (!object && said_before(draft)) keep(std::move(draft));
      return;
    }
    std::size_t quote = at;
    if (mark(w_[quote], ":") || comma(w_[quote])) ++quote;
    // A quotation is content after a colon or comma, or right after who says it; else it is a name in quotes.
    const bool at_once = quote == at && (at == draft.cue->end || (draft.source && at == draft.source->end) || (draft.told_to && at == draft.told_to->end));
    if (quote < w_.size() && opens_quote(w_, quote) && (quote > at || at_once) && w_[quote].sentence <= w_[at].sentence + 1) {
      for (const Range& r : d_.whole_quotation(w_[quote].quote))
        if (d_.free(r)) draft.content.push_back(r);
      return keep(std::move(draft));
    }
    if (!draft.source && !participle) return;
    if (!object && said_before(draft)) return keep(std::move(draft));
    if (at >= stop_) return;
    if (mark(w_[at], ":") || (object && comma(w_[at]))) ++at;
    if (at >= stop_) return;
    if (complementizer(w_[at].low) || (object && !w_[at].is(kMark)) || (participle && !w_[at].is(kMark)) || mark(w_[at - 1], ":")) {
      draft.content.push_back({at, clause_stop(at)});
      return keep(std::move(draft));
    }
  }

  // "«…»، قال سامر": the quotation right before the verb.
  bool said_before(Draft& draft) const {
    std::size_t end = draft.cue->begin;
    if (end > 0 && comma(w_[end - 1]) && w_[end - 1].quote < 0) --end;
    if (end == 0 || !closes_quote(w_, end - 1) || !draft.source) return false;
    for (const Range& r : d_.whole_quotation(w_[end - 1].quote))
      if (d_.free(r)) draft.content.push_back(r);
    return !draft.content.empty();
  }

  // Where the clause that begins at `at` ends: before a new speaker.
  std::size_t clause_stop(std::size_t at) const {
    std::size_t i = at;
    while (i < stop_) {
      const Word& w = w_[i];
      if (w.quote < 0 && i > at) {
        if (mark(w, "؛")) break;
        const std::size_t next = comma(w) ? i + 1 : i;
        if (next < stop_ && w_[next].quote < 0) {
          const Found found = find_cue(w_[next]);
          const bool speaks = found.cue != nullptr && (found.joined || next > i);
          if (speaks && (found.joined || found.cue->frames.find('p') != std::string::npos || found.cue->frames.find('s') != std::string::npos)) break;
          // "، في حين قال مرصد …", "، ومن غير الواضح …"
          if (next > i) {
            for (std::size_t k = next; k < stop_ && k < next + 3; ++k) {
              const bool turn = small_word(w_[k].low) == "turn" || w_[k].low == "حين" || w_[k].low == "في" || w_[k].low == "بينما";
              if (!turn) {
                if (k > next && find_cue(w_[k]).cue != nullptr) return i;
                break;
              }
            }
            if (w_[next].low == "ومن" && next + 1 < stop_ && w_[next + 1].low == "غير") return i;
            if ((w_[next].low == "وهو" || w_[next].low == "وهي" || w_[next].low == "الامر") && next + 1 < stop_ && (w_[next + 1].low == "ما" || w_[next + 1].low == "الذي")) return i;
          }
        }
      }
      ++i;
    }
    while (i > at && comma(w_[i - 1]) && w_[i - 1].quote < 0) --i;
    if (i > at && w_[i - 1].quote >= 0) i = std::max(i, d_.quote_words[static_cast<std::size_t>(w_[i - 1].quote)].end);
    return i;
  }

  void keep(Draft draft) {
    const std::size_t before = d_.list.size();
    if (draft.source && draft.source->empty()) draft.source.reset();
    d_.add(std::move(draft));
    if (d_.list.size() > before && d_.list.back().source) last_ = static_cast<int>(before);
  }

  Drafts& d_;
  const Words& w_;
  std::size_t begin_ = 0, stop_ = 0;
  int last_ = -1;
};

}  // namespace

bool mostly_arabic(const Words& words, Range sentence) {
  std::size_t arabic = 0, other = 0;
  for (std::size_t i = sentence.begin; i < sentence.end; ++i)
    if (!words[i].is(kMark | kNumber)) ++(words[i].arabic ? arabic : other);
  return arabic > other;
}

void find_arabic(Drafts& drafts) {
  Arabic arabic(drafts);
  for (const Span& s : drafts.words.sentences) {
    if (mostly_arabic(drafts.words, {s.begin, s.end})) arabic.sentence({s.begin, s.end});
  }
}

}  // namespace tocsin::read::attribution
