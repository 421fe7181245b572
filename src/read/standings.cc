// SPDX-License-Identifier: Apache-2.0
#include "read/standings.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>

#include "core/list.h"
#include "core/names.h"
#include "read/lists.h"
#include "read/statements_clause.h"

namespace tocsin::read {
namespace {

using namespace attribution;

const std::unordered_map<std::string, std::vector<std::string>>& classes() {
  static const std::unordered_map<std::string, std::vector<std::string>> kClasses = [] {
    std::unordered_map<std::string, std::vector<std::string>> out;
    for (const ListRow& row : builtin_list("standing_words.tsv", list("standing_words.tsv"))) out[folded(row["word"])].push_back(row["class"]);
    return out;
  }();
  return kClasses;
}

bool has_class(const std::string& low, std::string_view name) {
  const auto found = classes().find(low);
  if (found == classes().end()) return false;
  return std::find(found->second.begin(), found->second.end(), name) != found->second.end();
}

bool be(const Word& w) {
  return w.low == "is" || w.low == "was" || w.low == "are" || w.low == "were" || w.low == "been" || w.low == "be" || w.low == "remains" ||
         w.low == "remained" || w.low == "'s" || w.low == "isn't" || w.low == "wasn't";
}
bool article(const Word& w) { return w.low == "a" || w.low == "an" || w.low == "the"; }
bool comma(const Word& w) { return mark(w, ",") || mark(w, "،"); }

class Finder {
 public:
  Finder(const Words& words, Reading& reading) : w_(words), reading_(reading) {}

  void run() {
    for (const Span& s : w_.sentences) {
      low_ = s.begin;
      high_ = s.end;
      for (std::size_t i = low_; i < high_; ++i) {
        std::size_t words = 1;
        const std::optional<Standing> standing = standing_at(i, words);
        if (has_class(w_[i].low, "quality")) quality(i);
        if (!standing) continue;
        if (w_[i].arabic) {
          arabic(i, *standing);
        } else {
          english(i, words, *standing);
        }
        i += words - 1;
      }
    }
    std::sort(reading_.standings.begin(), reading_.standings.end(), [](const StandingReading& a, const StandingReading& b) {
      return std::tie(a.outlet, a.standing_span, a.standing) < std::tie(b.outlet, b.standing_span, b.standing);
    });
    reading_.standings.erase(std::unique(reading_.standings.begin(), reading_.standings.end()), reading_.standings.end());
  }

 private:
  // "little-known" is three words.
  std::optional<Standing> standing_at(std::size_t i, std::size_t& words) const {
    if (i + 2 < w_.size() && mark(w_[i + 1], "-")) {
      const std::string joined = w_[i].low + "-" + w_[i + 2].low;
      for (const Standing s : {Standing::established, Standing::known, Standing::unknown, Standing::disputed})
        if (has_class(joined, to_string(s))) {
          words = 3;
          return s;
        }
    }
    for (const Standing s : {Standing::established, Standing::known, Standing::unknown, Standing::disputed})
      if (has_class(w_[i].low, to_string(s))) return s;
    return std::nullopt;
  }

  void add(Range outlet, Range phrase, Standing standing, std::optional<Range> owner) {
    if (outlet.empty() || phrase.empty()) return;
    StandingReading r;
    r.outlet = w_.bytes(outlet.begin, outlet.end);
    r.standing_span = w_.bytes(phrase.begin, phrase.end);
    r.standing = standing;
    if (owner && !owner->empty()) r.belongs_to = w_.bytes(owner->begin, owner->end);
    r.statement = vouching(r.standing_span);
    reading_.standings.push_back(r);
  }

  // The innermost statement whose content says it.
  std::optional<std::size_t> vouching(Span phrase) const {
    const auto& list = reading_.statements;
    std::size_t at = static_cast<std::size_t>(
        std::upper_bound(list.begin(), list.end(), phrase.begin, [](std::uint32_t b, const StatementReading& s) { return b < s.span.begin; }) - list.begin());
    std::optional<std::size_t> best;
    for (int n = 0; n < 16 && at > 0; ++n) {
      --at;
      const StatementReading& s = list[at];
      for (const Span& c : s.content)
        if (overlap(c, phrase) && (!best || length(s.span) < length(list[*best].span))) best = at;
    }
    return best;
  }

  // "[an] established (media) outlet (of the brigade)"
  void english(std::size_t i, std::size_t words, Standing standing) {
    std::size_t outlet = i + words;
    std::optional<Range> owner;
    while (outlet < high_ && outlet - i < 8 && !has_class(w_[outlet].low, "outlet")) {
      const Word& w = w_[outlet];
      if (w.is(kPreposition | kCoordinator | kAuxiliary | kVerb | kRelative) || (w.is(kMark) && !mark(w, "-"))) return;
      if (w.low == "pro" && outlet + 2 < high_ && mark(w_[outlet + 1], "-")) {  // "pro-brigade"
        owner = Range{outlet + 2, outlet + 3};
      }
      ++outlet;
    }
    if (outlet >= high_ || outlet - i >= 8) return;
    std::size_t end = outlet + 1;
    if (end < high_ && has_class(w_[end].low, "outlet")) ++end;
    std::size_t after = end;
    if (after + 1 < high_ && (w_[after].low == "linked" || w_[after].low == "affiliated" || w_[after].low == "close" || w_[after].low == "belonging" ||
                              w_[after].low == "run" || w_[after].low == "associated" || w_[after].low == "loyal"))
      ++after;
    const bool linked = after > end;
    if (after < high_ && (w_[after].low == "of" || w_[after].low == "for" || (linked && (w_[after].low == "to" || w_[after].low == "with" || w_[after].low == "by")))) {
      const Range np = noun_phrase(w_, after + 1, high_);
      if (!np.empty()) owner = np;
    }
    std::size_t left = i;
    bool negated = false;
    while (left > low_ && (article(w_[left - 1]) || w_[left - 1].is(kAdverb) || w_[left - 1].low == "previously" || w_[left - 1].low == "one" || w_[left - 1].low == "not")) {
      negated = negated || w_[left - 1].low == "not" || w_[left - 1].low == "never";
      --left;
      if (left + 1 < i && w_[left].is(kCoordinator)) break;
    }
    // "regarded as the group's official outlet": whose it is, no subject with "is".
    if (left == i && left > low_ + 1 && w_[left - 1].is(kPossessive) && w_[left - 1].low.front() == '\'' && !w_[left - 2].is(kPronoun | kRelative)) {
      const std::size_t owner_end = left - 1;
      std::size_t begin = owner_end;
      while (begin > low_ && owner_end - begin < 6 && !article(w_[begin]) && !be(w_[begin - 1]) && !has_class(w_[begin - 1].low, "view") &&
             !w_[begin - 1].is(kMark | kPreposition | kVerb | kAuxiliary | kRelative | kCoordinator | kSubordinator))
        --begin;
      if (begin < owner_end) {
        if (!owner) owner = Range{begin, owner_end};
        left = begin;
      }
    }
    if (left > low_ && (w_[left - 1].low == "as" || w_[left - 1].low == "be")) {
      --left;
      if (left > low_ && w_[left].low == "be" && w_[left - 1].low == "to") --left;
    }
    const bool viewed = left > low_ && has_class(w_[left - 1].low, "view");
    if (viewed) --left;
    std::size_t group = verb_group(w_, low_, left);
    bool copula = false;
    for (std::size_t k = group; k < left; ++k) {
      copula = copula || be(w_[k]);
      negated = negated || w_[k].is(kNegation);
    }
    if (negated) standing = standing == Standing::unknown || standing == Standing::disputed ? Standing::known : Standing::unknown;
    if (copula) {
      const std::optional<Subject> subject = subject_before(w_, low_, group);
      if (subject) add(subject->range, {viewed ? left : i, end}, standing, owner);
      return;
    }
    if (viewed) return;
    // "the little-known channel Salt Mirror"
    if (end < high_ && (w_[end].capital || opens_quote(w_, end))) {
      std::size_t name = end;
      if (opens_quote(w_, end)) {
        const int q = w_[end].quote;
        while (name < high_ && w_[name].quote == q) ++name;
        add({end + 1, name - 1}, {i, end}, standing, owner);
        return;
      }
      while (name < high_ && (w_[name].capital || (mark(w_[name], "-") && name + 1 < high_ && w_[name + 1].capital))) ++name;
      add({end, name}, {i, end}, standing, owner);
      return;
    }
    // "Salt Mirror, a little-known channel"
    std::size_t det = i;
    while (det > low_ && i - det < 4 && !comma(w_[det - 1])) --det;
    if (det > low_ + 1 && comma(w_[det - 1]) && (article(w_[det]) || det == i || w_[det].is(kAdverb))) {
      std::size_t head_end = det - 1;
      if (closes_quote(w_, head_end - 1)) --head_end;
      std::size_t head = head_end;
      while (head > low_ && (w_[head - 1].capital || (w_.capitals && !w_[head - 1].is(kPreposition | kMark | kVerb | kAuxiliary | kCoordinator)))) --head;
      if (head > low_ && article(w_[head - 1]) && head < head_end) --head;
      if (head < head_end) return add({head, head_end}, {i, end}, standing, owner);
      return;
    }
    // "called Salt Mirror an established outlet"
    if (left > low_ && left < i) {
      std::size_t object = left;
      while (object > low_ && left - object < 8 && !has_class(w_[object - 1].low, "view") && !w_[object - 1].is(kMark)) --object;
      if (object > low_ && has_class(w_[object - 1].low, "view") && object < left) add({object, left}, {i, end}, standing, owner);
    }
  }

  // "the channel's standing disputed", "the authenticity of Salt Mirror is in doubt", "disputed the channel's authenticity"
  void quality(std::size_t i) {
    if (w_[i].arabic) return;
    Range outlet;
    std::size_t end = i + 1;
    if (i > low_ && (w_[i - 1].low == "'s" || w_[i - 1].low == "'")) {
      std::size_t begin = i - 1;
      while (begin > low_ && i - begin < 8 && !w_[begin - 1].is(kMark | kVerb | kPreposition) && !has_class(w_[begin - 1].low, "view") &&
             !has_class(w_[begin - 1].low, "disputed") && !article(w_[begin]))
        --begin;
      outlet = {begin, i - 1};
    } else if (end + 1 < high_ && w_[end].low == "of") {
      outlet = noun_phrase(w_, end + 1, high_);
      end = outlet.end;
    } else if (i > low_ && (w_[i - 1].low == "its" || w_[i - 1].low == "their")) {
      outlet = {i - 1, i};
    }
    if (outlet.empty()) return;
    bool named = false;   // an outlet, not any thing: named, or called one
    for (std::size_t k = outlet.begin; k < outlet.end; ++k) named = named || w_[k].capital || has_class(w_[k].low, "outlet") || outlet.end - outlet.begin == 1;
    if (!named) return;
    std::size_t k = end;
    while (k < high_ && k - end < 5 && (be(w_[k]) || w_[k].is(kAdverb | kAuxiliary) || w_[k].low == "as" || w_[k].low == "in")) ++k;
    if (k < high_ && (has_class(w_[k].low, "disputed") || w_[k].low == "doubt" || w_[k].low == "dispute")) return add(outlet, {i, k + 1}, Standing::disputed, std::nullopt);
    if (outlet.begin > low_ && outlet.begin < i) {
      const std::string& before = w_[outlet.begin - 1].low;
      if (before == "disputed" || before == "questioned" || before == "disputes" || before == "contested" || before == "questions")
        add(outlet, {outlet.begin - 1, end}, Standing::disputed, std::nullopt);
    }
  }

  // "قناة … غير معروفة", "تعد قناة «…» منبرا اعلاميا معروفا للواء"
  void arabic(std::size_t i, Standing standing) {
    std::size_t first = i;
    if (i > low_ && w_[i - 1].low == "غير") {
      standing = standing == Standing::known || standing == Standing::established ? Standing::unknown : Standing::known;
      --first;
    }
    std::size_t outlet = first;
    while (outlet > low_ && first - outlet < 4 && !w_[outlet - 1].is(kMark) && !has_class(w_[outlet].low, "outlet")) --outlet;
    if (outlet == first || !has_class(w_[outlet].low, "outlet")) {
      if (!(outlet > low_ && has_class(w_[outlet - 1].low, "outlet"))) return;
      --outlet;
    }
    std::optional<Range> owner;
    std::size_t end = i + 1;
    if (end < high_ && (w_[end].low.starts_with("ل") || w_[end].low == "باسم" || w_[end].low.starts_with("بال"))) {
      std::size_t stop = end + 1;
      while (stop < high_ && !w_[stop].is(kMark) && stop - end < 4 && !w_[stop].low.starts_with("ب") && w_[stop].low != "في" && w_[stop].low != "على") ++stop;
      owner = Range{end, stop};
    }
    const Range phrase{outlet, end};
    // Before it: "قناة «س»، وهي قناة مجهولة" or "تعد قناة س منبرا معروفا".
    std::size_t k = outlet;
    while (k > low_ && outlet - k < 16) {
      --k;
      const bool joined = w_[k].low.size() > 6 && w_[k].low.starts_with("و");
      if ((has_class(w_[k].low, "view") || (joined && has_class(w_[k].low.substr(2), "view"))) && k + 1 < outlet) return add({k + 1, outlet}, phrase, standing, owner);
      if ((w_[k].low == "وهي" || w_[k].low == "وهو" || (comma(w_[k]) && k + 1 == outlet)) && k > low_) {
        std::size_t name_end = comma(w_[k]) ? k : k - (comma(w_[k - 1]) ? 1 : 0);
        std::size_t name = name_end;
        while (name > low_ && name_end - name < 6 && !w_[name - 1].is(kMark) && w_[name - 1].low != "علي" && w_[name - 1].low != "في") --name;
        if (name_end > low_ && closes_quote(w_, name_end - 1)) {
          name = name_end;
          const int q = w_[name_end - 1].quote;
          while (name > low_ && w_[name - 1].quote == q) --name;
          ++name;
          --name_end;
        }
        return add({name, name_end}, phrase, standing, owner);
      }
    }
    // After it: "القناة المعروفة «س»".
    if (end < high_ && opens_quote(w_, end)) {
      const int q = w_[end].quote;
      std::size_t stop = end;
      while (stop < high_ && w_[stop].quote == q) ++stop;
      add({end + 1, stop - 1}, {outlet, end}, standing, std::nullopt);
    }
  }

  const Words& w_;
  Reading& reading_;
  std::size_t low_ = 0, high_ = 0;
};

}  // namespace

void read_standings(const Words& words, Reading& reading) { Finder(words, reading).run(); }

}  // namespace tocsin::read
