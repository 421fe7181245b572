// SPDX-License-Identifier: Apache-2.0
#include "record/numbers.h"

#include <algorithm>

#include "core/list.h"
#include "core/names.h"
#include "record/lists.h"
#include "record/record.h"
#include "text/patterns.h"

namespace tocsin::record {
namespace {

using text::Word;
constexpr std::int64_t kLimit = 1'000'000'000'000;

const text::Grammar& grammar() {
  static const text::Grammar kGrammar(builtin_list("number_words.tsv", list("number_words.tsv")), {});
  return kGrammar;
}

std::int64_t to_int(std::string_view s) {
  std::int64_t n = 0;
  for (const char c : s)
    if (c >= '0' && c <= '9') n = std::min(kLimit, n * 10 + (c - '0'));
  return n;
}

// Of two numbers up to the limit; more than the limit is the limit.
std::int64_t product(std::int64_t a, std::int64_t b) { return b > 0 && a > kLimit / b ? kLimit : a * b; }

struct Cardinal {
  std::uint32_t next = 0;  // the word after it; equal to the start: none
  std::int64_t value = 0;
  std::string_view vague;
};

const text::Grammar::Found* find(const std::vector<text::Grammar::Found>& all, std::string_view cls) {
  const text::Grammar::Found* best = nullptr;
  for (const auto& f : all)
    if (f.name == cls && (!best || f.words > best->words)) best = &f;
  return best;
}

// Digits with a decimal point are taken with their scale ("1.2 million"); alone they are no count.
Cardinal cardinal(const std::vector<Word>& words, std::uint32_t at) {
  Cardinal out{at, 0, {}};
  std::int64_t total = 0, current = 0;
  bool any = false;
  std::uint32_t i = at;
  while (i < words.size()) {
    if (words[i].kind == text::TokenKind::number) {
      if (any) break;
      const std::string& digits = words[i].folded;
      const std::size_t point = digits.find('.');
      current = to_int(std::string_view(digits).substr(0, point));
      any = true;
      ++i;
      if (point != std::string::npos) {
        const auto found = grammar().look_up(words, i);
        const auto* scale = i < words.size() ? find(found, "SCALE") : nullptr;
        if (!scale || to_int(scale->value) < 1000) return {at, 0, {}};
        std::int64_t part = to_int(scale->value);
        current = product(current, part);
        for (std::size_t k = point + 1; k < digits.size() && part >= 10; ++k)
          current = std::min(kLimit, current + (digits[k] - '0') * (part /= 10));
        ++i;
      }
      continue;
    }
    const auto found = grammar().look_up(words, i);
    for (const char* cls : {"VAGUE", "SOME"})
      if (const auto* f = find(found, cls); f && !any) return {i + f->words, 0, f->value};
    if (const auto* f = find(found, "DUAL"); f && !any) return {i + f->words, 2, {}};
    if (const auto* f = find(found, "SCALE")) {
      total = std::min(kLimit, total + product(current == 0 ? 1 : current, to_int(f->value)));
      current = 0;
      any = true;
      i += f->words;
    } else if (const auto* h = find(found, "HUNDRED") ? find(found, "HUNDRED") : find(found, "DOZEN")) {
      current = product(current == 0 ? 1 : current, to_int(h->value));
      any = true;
      i += h->words;
    } else {
      const text::Grammar::Found* simple = nullptr;
      for (const char* cls : {"HALFDOZEN", "CENT", "TEEN", "TEN", "UNIT"})
        if (const auto* g = find(found, cls); g && (!simple || g->words > simple->words)) simple = g;
      if (simple) {
        current += to_int(simple->value);
        any = true;
        i += simple->words;
      } else if (any && (words[i].folded == "-" || words[i].folded == "and") && i + 1 < words.size() &&
                 words[i + 1].kind == text::TokenKind::word && i > at &&
                 !find(grammar().look_up(words, i + 1), "QUAL")) {
        const auto next = grammar().look_up(words, i + 1);
        const bool number = find(next, "UNIT") || find(next, "TEEN") || find(next, "TEN") || find(next, "HUNDRED") ||
                            find(next, "SCALE");
        const auto before = grammar().look_up(words, i - 1);
        const bool joins = words[i].folded == "-" ? find(before, "TEN") && find(next, "UNIT")
                                                  : find(before, "HUNDRED") || find(before, "SCALE");
        if (!number || !joins) break;
        ++i;
      } else if (!any && find(found, "NIL")) {
        return {i + find(found, "NIL")->words, 0, {}};
      } else if (!any && find(found, "ARTICLE")) {
        ++i;
      } else {
        break;
      }
    }
    if (total > kLimit) break;
  }
  if (!any) return out;
  return {i, std::min(kLimit, total + current), {}};
}

}  // namespace

std::optional<NumberValue> resolve_number(std::string_view number_words) {
  const std::vector<Word> words = text::words(number_words.substr(0, 400));
  std::optional<Qualifier> qualifier;
  std::uint32_t i = 0;
  bool between = false;
  Cardinal first;
  for (; i < words.size(); ++i) {
    first = cardinal(words, i);
    const auto found = grammar().look_up(words, i);
    if (find(found, "MULT")) return std::nullopt;
    // "some 300": about; "some" alone: several.
    if (const auto* q = find(found, "QUAL"); q && (first.next == i || q->words > 1 || cardinal(words, i + q->words).next > i + q->words)) {
      if (!qualifier) qualifier = from_string<Qualifier>(q->value);
      i += q->words - 1;
      continue;
    }
    if (find(found, "BETWEEN")) {
      between = true;
      continue;
    }
    if (first.next > i) break;
  }
  if (i >= words.size() || first.next <= i) return std::nullopt;

  NumberValue out;
  if (!first.vague.empty()) {
    // "dozens 12": the qualifier and the least number.
    const std::size_t space = first.vague.find(' ');
    out.qualifier = *from_string<Qualifier>(first.vague.substr(0, space));
    out.min = to_int(first.vague.substr(space + 1));
    return out;
  }
  // A second number makes a range.
  std::uint32_t j = first.next;
  if (j < words.size()) {
    const auto found = grammar().look_up(words, j);
    const bool joined = find(found, "TO") || (between && words[j].folded == "and");
    const Cardinal second = cardinal(words, joined || words[j].folded == "و" ? j + 1 : j);
    if (second.next > j && second.vague.empty() && second.value > first.value)
      return NumberValue{first.value, second.value, Qualifier::between};
    if (const auto* post = find(found, "POST"); post && !qualifier) qualifier = from_string<Qualifier>(post->value);
  }
  out.qualifier = qualifier.value_or(Qualifier::exactly);
  if (out.qualifier != Qualifier::up_to) out.min = first.value;
  if (out.qualifier != Qualifier::at_least) out.max = first.value;
  return out;
}

std::optional<Multiple> resolve_multiple(std::string_view number_words) {
  const std::vector<Word> words = text::words(number_words.substr(0, 400));
  Multiple out;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    const auto found = grammar().look_up(words, i);
    if (const auto* q = find(found, "QUAL")) {
      out.qualifier = from_string<Qualifier>(q->value).value_or(Qualifier::exactly);
      i += q->words - 1;
    } else if (const auto* m = find(found, "MULT")) {
      out.times = to_int(m->value.substr(0, m->value.find('/')));
      if (m->value.find('/') != std::string_view::npos) out.of = to_int(m->value.substr(m->value.find('/') + 1));
      return out;
    }
  }
  return std::nullopt;
}

NumberValue multiplied(const NumberValue& whole, const Multiple& by) {
  const auto reckon = [&](std::optional<std::int64_t> n) -> std::optional<std::int64_t> {
    return n ? std::optional(product(*n, by.times) / by.of) : std::nullopt;
  };
  NumberValue out{reckon(whole.min), reckon(whole.max), whole.qualifier};
  if (by.qualifier == Qualifier::exactly) return out;
  out.qualifier = by.qualifier;
  if (by.qualifier == Qualifier::at_least) out.max.reset();
  if (by.qualifier == Qualifier::up_to) out.min.reset();
  return out;
}

void resolve_numbers(const Document& document, Reading& reading) {
  for (Mention& m : reading.mentions)
    if (m.kind == MentionKind::number) m.number = resolve_number(slice(document.text, m.span));
}

}  // namespace tocsin::record
