// SPDX-License-Identifier: Apache-2.0
#include "read/claims.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>

#include "core/list.h"
#include "core/names.h"
#include "read/lists.h"
#include "read/read.h"
#include "read/standings.h"
#include "read/statements_clause.h"
#include "text/patterns.h"

namespace tocsin::read {
namespace {

using attribution::Range;
using attribution::Words;

struct Verb {
  std::optional<ClaimStatus> status, negated, turned, unsaid;
};

const std::unordered_map<std::string, Verb>& verbs() {
  static const std::unordered_map<std::string, Verb> kVerbs = [] {
    std::unordered_map<std::string, Verb> out;
    for (const ListRow& row : builtin_list("claim_verbs.tsv", list("claim_verbs.tsv"))) {
      const auto status = [&](const char* column) { return from_string<ClaimStatus>(row[column]); };
      out.emplace(attribution::folded(row["verb"]), Verb{status("status"), status("negated"), status("turned"), status("unsaid")});
    }
    return out;
  }();
  return kVerbs;
}

const text::Grammar& grammar() {
  static const text::Grammar kGrammar(builtin_list("claim_words.tsv", list("claim_words.tsv")),
                                      builtin_list("claim_patterns.tsv", list("claim_patterns.tsv")));
  return kGrammar;
}

const std::vector<std::vector<std::string>>& acts() {
  static const std::vector<std::vector<std::string>> kActs = [] {
    std::vector<std::vector<std::string>> out;
    for (const ListRow& row : builtin_list("claim_acts.tsv", list("claim_acts.tsv"))) {
      std::vector<std::string> words;
      for (const text::Token& t : text::tokens(row["phrase"]))
        if (t.kind != text::TokenKind::space) words.push_back(attribution::folded(slice(row["phrase"], t.span)));
      out.push_back(std::move(words));
    }
    return out;
  }();
  return kActs;
}

bool same(const std::string& word, const std::string& listed) {
  return word == listed || (word.size() == listed.size() + 2 && (word.starts_with("و") || word.starts_with("ف")) && word.substr(2) == listed);
}

class Finder {
 public:
  Finder(const Words& words, Reading& reading) : w_(words), reading_(reading), said_(words.size() + 1, false) {}

  void run() {
    for (const StatementReading& s : reading_.statements) from_statement(s);
    const std::vector<text::Word> plain = text::words(w_.text);
    for (const Span& s : w_.sentences) {
      const Span sentence = w_.bytes(s.begin, s.end);
      for (const text::Match& m : grammar().find(plain, sentence)) from_phrase(m, {s.begin, s.end});
    }
    sort();
    settle_pronouns();
    sort();
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    reading_.claims = std::move(found_);
  }

 private:
  std::size_t word_at(std::uint32_t byte) const {
    const auto at = std::upper_bound(w_.words.begin(), w_.words.end(), byte,
                                     [](std::uint32_t b, const attribution::Word& w) { return b < w.span.end; });
    return static_cast<std::size_t>(at - w_.words.begin());
  }
  Range range(Span s) const { return {word_at(s.begin), word_at(s.end - 1) + 1}; }

  void from_statement(const StatementReading& s) {
    if (!s.cue || s.content.empty()) return;
    const Range cue = range(*s.cue);
    const Verb* verb = nullptr;
    std::optional<ClaimStatus> turned;
    bool negated = false, modal = false;
    for (std::size_t i = cue.begin; i < cue.end && i < w_.size(); ++i) {
      auto found = verbs().find(w_[i].low);
      if (found == verbs().end() && w_[i].arabic && w_[i].low.size() > 4 && (w_[i].low.starts_with("و") || w_[i].low.starts_with("ف"))) found = verbs().find(w_[i].low.substr(2));
      if (found != verbs().end() && found->second.turned) turned = found->second.turned;
      if (found != verbs().end() && (found->second.status || (found->second.unsaid && !s.source))) verb = &found->second;
      negated = negated || w_[i].is(attribution::kNegation);
      modal = modal || w_[i].low == "could" || w_[i].low == "couldn't" || w_[i].low == "would" || w_[i].low == "wouldn't" || w_[i].low == "cannot";
    }
    if (cue.begin > 0 && w_[cue.begin].arabic && (w_[cue.begin - 1].low == "لم" || w_[cue.begin - 1].low == "ولم" || w_[cue.begin - 1].low == "لا" || w_[cue.begin - 1].low == "ولا")) negated = true;
    if (s.source && nobody(range(*s.source))) negated = true;
    ClaimReading claim;
    claim.status_span = s.cue;
    claim.holder = s.source;
    claim.span = cover(s.content.front(), s.content.back());
    if (verb != nullptr) {
      if (negated && !turned && !verb->negated) {
        if (!(s.source && nobody(range(*s.source)))) return;
        claim.status = ClaimStatus::unclear;
      } else {
        const ClaimStatus plain = verb->status ? *verb->status : *verb->unsaid;
        claim.status = turned ? *turned : negated ? modal ? ClaimStatus::unclear : *verb->negated : plain;
      }
      if (s.source && nobody(range(*s.source))) claim.holder.reset();
    } else {
      if (negated || !tells_who(s)) return;
      claim.status = ClaimStatus::attributed;
    }
    // "and the patrol has denied it": what it stands for is the proposition before.
    const Range content = range(claim.span);
    if (content.end - content.begin == 1 && w_[content.begin].is(attribution::kObject | attribution::kPronoun)) {
      pronouns_.push_back(claim);
    } else {
      found_.push_back(claim);
    }
    for (std::size_t i = cue.begin; i < cue.end; ++i) said_[i] = true;
  }

  bool nobody(Range r) const {
    return !r.empty() && r.begin < w_.size() && (w_[r.begin].low == "no" || w_[r.begin].low == "nobody" || w_[r.begin].low == "none" || w_[r.begin].low == "neither");
  }

  bool tells_who(const StatementReading& s) const {
    for (const Span& c : s.content) {
      const Range r = range(c);
      for (std::size_t i = r.begin; i < r.end; ++i)
        for (const auto& phrase : acts()) {
          std::size_t k = 0;
          while (k < phrase.size() && i + k < r.end && same(w_[i + k].low, phrase[k])) ++k;
          if (k == phrase.size()) return true;
        }
    }
    return false;
  }

  std::vector<StatementReading>::const_iterator first_after(std::uint32_t byte) const {
    return std::upper_bound(reading_.statements.cbegin(), reading_.statements.cend(), byte,
                            [](std::uint32_t at, const StatementReading& s) { return at < s.span.begin; });
  }

  // The statement whose content holds the phrase; none: the document says it itself.
  const StatementReading* holder_of(Span phrase, Span* piece) const {
    const StatementReading* best = nullptr;
    auto it = first_after(phrase.begin);
    for (int n = 0; n < 16 && it != reading_.statements.begin(); ++n) {
      --it;
      for (const Span& c : it->content)
        if (inside(phrase, c)) {
          if (best == nullptr || length(it->span) < length(best->span)) {
            best = &*it;
            *piece = c;
          }
        }
    }
    return best;
  }

  void from_phrase(const text::Match& m, Range sentence) {
    const std::string rule(m.rule);
    const std::size_t dot = rule.find('.');
    const std::optional<ClaimStatus> status = from_string<ClaimStatus>(rule.substr(0, dot));
    if (!status || dot == std::string::npos) return;
    const Range phrase = range(m.span);
    // A statement has said it already ("has not confirmed").
    for (std::size_t i = phrase.begin; i < phrase.end; ++i)
      if (said_[i]) return;
    ClaimReading claim;
    claim.status = *status;
    claim.status_span = m.span;
    Span piece{};
    const StatementReading* speaker = holder_of(m.span, &piece);
    if (speaker != nullptr) claim.holder = speaker->source;
    std::size_t high = sentence.end;
    while (high > sentence.begin && w_[high - 1].is(attribution::kMark) && w_[high - 1].quote < 0) --high;
    if (speaker != nullptr) high = std::min(high, range(piece).end);
    Range r;
    if (rule.substr(dot + 1) == "after") {
      r.begin = phrase.end;
      while (r.begin < high && (w_[r.begin].is(attribution::kMark) || w_[r.begin].is(attribution::kAdverb)) && w_[r.begin].low != "so") ++r.begin;
      r.end = attribution::clause_end(w_, r.begin, high, false);
      for (std::size_t i = r.begin; i < r.end && w_[r.begin].arabic; ++i)   // Arabic strings its clauses with commas
        if (w_[i].low == "،") r.end = i;
      if (r.begin < r.end && (w_[r.begin].low == "that" || w_[r.begin].low == "of" || w_[r.begin].low == "for" || w_[r.begin].low == "عن" || w_[r.begin].low == "بشان" || w_[r.begin].low == "حول") && r.end - r.begin > 1) ++r.begin;
    } else {
      r = subject(phrase.begin, sentence.begin, claim);
      // "The report, which could not be verified, …"
      while (r.end > r.begin && (w_[r.end - 1].low == "which" || w_[r.end - 1].low == ",")) --r.end;
      if (rule.substr(dot + 1) == "around") r.end = attribution::clause_end(w_, phrase.end, high, false);
    }
    while (r.end > r.begin && w_[r.end - 1].is(attribution::kMark) && w_[r.end - 1].low == ",") --r.end;
    if (r.empty()) return;
    claim.span = w_.bytes(r.begin, r.end);
    found_.push_back(std::move(claim));
  }

  // The clause before the phrase: "A claim by the brigade that … was never confirmed".
  Range subject(std::size_t phrase, std::size_t low, ClaimReading& claim) const {
    std::size_t begin = phrase;
    int parenthesis = 0;
    while (begin > low && phrase - begin < attribution::kReach) {
      const attribution::Word& w = w_[begin - 1];
      if (w.low == ")") ++parenthesis;
      if (w.low == "(") --parenthesis;
      if (parenthesis <= 0 && w.is(attribution::kMark) && (w.low == ";" || w.low == ":" || w.quote >= 0 || w.low == "–" || w.low == "—")) break;
      if (w.low == "," && begin < phrase && w_[begin].is(attribution::kCoordinator)) break;
      --begin;
    }
    while (begin < phrase && (w_[begin].is(attribution::kCoordinator) || w_[begin].low == ",")) ++begin;
    Range r{begin, phrase};
    for (std::size_t i = r.begin; i < r.end; ++i) {
      const bool noun = w_[i].low == "claim" || w_[i].low == "claims" || w_[i].low == "report" || w_[i].low == "reports" || w_[i].low == "allegation" ||
                        w_[i].low == "allegations" || w_[i].low == "statement" || w_[i].low == "account" || w_[i].low == "assertion" || w_[i].low == "accusation" ||
                        w_[i].low == "number" || w_[i].low == "figure";
      if (!noun) continue;
      if (i + 2 < r.end && w_[i + 1].low == "by") {
        const Range np = attribution::noun_phrase(w_, i + 2, r.end);
        if (!np.empty()) claim.holder = w_.bytes(np.begin, np.end);
        if (np.end < r.end && w_[np.end].low == "that" && np.end + 1 < r.end) r.begin = np.end + 1;
      } else if (i > r.begin && w_[i - 1].low == "'s" && i >= r.begin + 2) {
        claim.holder = w_.bytes(r.begin, i - 1);
        if (i + 2 < r.end && w_[i + 1].low == "that") r.begin = i + 2;
      } else if (i + 2 < r.end && w_[i + 1].low == "that") {
        r.begin = i + 2;
      }
      // "…; that number was never confirmed": whose it is stands right before.
      if (!claim.holder && i == r.begin + 1 && w_[r.begin].is(attribution::kDet)) {
        const std::uint32_t at = w_[r.begin].span.begin;
        auto it = first_after(at);
        for (int n = 0; n < 16 && it != reading_.statements.begin(); ++n) {
          --it;
          if (!it->source || it->span.end > at) continue;
          if (word_at(it->span.begin) >= low) claim.holder = it->source;
          break;
        }
      }
      break;
    }
    return r;
  }

  // Claims whose content is only "it": they are about the proposition before them in the same or the last sentence.
  void settle_pronouns() {
    for (ClaimReading& claim : pronouns_) {
      const auto after = std::lower_bound(found_.begin(), found_.end(), claim.status_span->begin,
                                          [](const ClaimReading& c, std::uint32_t at) { return c.span.begin < at; });
      if (after == found_.begin()) continue;
      const Span before = std::prev(after)->span;
      if (w_[word_at(before.begin)].sentence + 1 >= w_[word_at(claim.span.begin)].sentence) claim.span = before;
    }
    found_.insert(found_.end(), pronouns_.begin(), pronouns_.end());
  }

  void sort() {
    std::sort(found_.begin(), found_.end(), [](const ClaimReading& a, const ClaimReading& b) {
      return std::tie(a.span, a.status_span, a.status) < std::tie(b.span, b.status_span, b.status);
    });
  }

  const Words& w_;
  Reading& reading_;
  std::vector<ClaimReading> found_, pronouns_;
  std::vector<bool> said_;   // words that a statement's cue has given a status by
};

}  // namespace

void read_claims(const Document& document, Reading& reading) {
  const Words words = attribution::words_of(document.text, document.outlet);
  Finder finder(words, reading);
  finder.run();
  read_standings(words, reading);
}

}  // namespace tocsin::read
