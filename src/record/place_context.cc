// SPDX-License-Identifier: Apache-2.0
#include "record/place_context.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/list.h"
#include "core/utf8.h"
#include "record/lists.h"
#include "text/text.h"

namespace tocsin::record {
namespace {

constexpr std::uint32_t kReach = 120;  // bytes looked at on each side
constexpr std::size_t kSteps = 9;      // tokens

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

bool may_be_name(std::string_view word) {
  return !word.empty() && !(word[0] >= 'a' && word[0] <= 'z') && !(word[0] >= '0' && word[0] <= '9');
}

std::string_view without_possessive(std::string_view word) {
  for (const std::string_view end : {"'s", "'S", "\xE2\x80\x99s", "\xE2\x80\x99S"})
    if (word.size() > end.size() && word.substr(word.size() - end.size()) == end)
      return word.substr(0, word.size() - end.size());
  return word;
}

// "بسوريا", "لسوريا", "وسوريا": the country without the letter written before it.
std::string_view country_of(std::string_view phrase, const Gazetteer& gazetteer) {
  if (!may_be_name(phrase)) return {};
  const std::string_view iso = gazetteer.country(phrase);
  if (!iso.empty() || phrase.size() < 8) return iso;
  for (const std::string_view prefix : {"ب", "ل", "و"})
    if (phrase.substr(0, prefix.size()) == prefix) return gazetteer.country(phrase.substr(prefix.size()));
  return {};
}

// The other country that has a large region of this country's name ("Georgia"); empty: none.
std::string namesake(std::string_view phrase, std::string_view iso, const Gazetteer& gazetteer) {
  for (const GazetteerPlace& p : gazetteer.find(phrase))
    if (p.kind == PlaceKind::region && p.country != iso && p.population >= 1000000) return std::string(p.country);
  return {};
}

Holder country_holder(std::string_view phrase, std::string_view iso, const Gazetteer& gazetteer) {
  return {std::string(gazetteer.country_place(iso).name), std::string(iso), namesake(phrase, iso, gazetteer), false,
          false};
}

struct Window {
  std::uint32_t begin = 0;
  std::vector<text::Token> tokens;  // spans in the document
};

Window window(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  while (!utf8::boundary(text, begin)) ++begin;
  while (end > begin && !utf8::boundary(text, end)) --end;
  Window w{begin, text::tokens(text.substr(begin, end - begin))};
  for (text::Token& t : w.tokens) t.span = {t.span.begin + begin, t.span.end + begin};
  return w;
}

class HolderFinder {
 public:
  HolderFinder(const Document& document, const Reading& reading, const Gazetteer* gazetteer)
      : text_(document.text), reading_(reading), gazetteer_(gazetteer) {}

  std::optional<Holder> after(Span mention) const {
    const std::uint32_t end = static_cast<std::uint32_t>(std::min<std::size_t>(text_.size(), mention.end + kReach));
    const Window w = window(text_, mention.end, end);
    bool comma = false;
    for (std::size_t i = 0; i < w.tokens.size() && i < kSteps; ++i) {
      const std::string_view word = slice(text_, w.tokens[i].span);
      if (word == "," || word == "،" || word == "(") {
        if (comma && word != "(") return std::nullopt;
        comma = true;
        continue;
      }
      if (word == "'s" || word == "-" || w.tokens[i].kind == text::TokenKind::number) continue;
      if (std::optional<Holder> h = at(w.tokens, i, mention)) return h;
      const unsigned role = role_of(word);
      if (role & kHere) return Holder{"", "", "", false, true};
      if (!(role & kFiller)) return std::nullopt;
    }
    return std::nullopt;
  }

  std::optional<Holder> before(Span mention) const {
    const std::uint32_t begin = mention.begin > kReach ? mention.begin - kReach : 0;
    const Window w = window(text_, begin, mention.begin);
    for (std::size_t steps = 0, i = w.tokens.size(); i > 0 && steps < kSteps; ++steps, --i) {
      const std::string_view word = slice(text_, w.tokens[i - 1].span);
      if (word == "-") continue;
      for (std::size_t n = std::min<std::size_t>(3, i); n > 0 && gazetteer_ != nullptr; --n) {
        const Span phrase = cover(w.tokens[i - n].span, w.tokens[i - 1].span);
        const std::string_view words = without_possessive(slice(text_, phrase));
        if (const std::string_view iso = country_of(words, *gazetteer_); !iso.empty() && role_of(words) == 0)
          return country_holder(words, iso, *gazetteer_);
      }
      if (w.tokens[i - 1].kind == text::TokenKind::mark) return std::nullopt;
      if (!(role_of(word) & kFiller)) return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  // A country's word, or a place mention that is a region or country, starting at token i.
  std::optional<Holder> at(const std::vector<text::Token>& tokens, std::size_t i, Span mention) const {
    for (std::size_t n = std::min<std::size_t>(4, tokens.size() - i); n > 0 && gazetteer_ != nullptr; --n) {
      const std::string_view words = without_possessive(slice(text_, cover(tokens[i].span, tokens[i + n - 1].span)));
      if (const std::string_view iso = country_of(words, *gazetteer_); !iso.empty())
        return country_holder(words, iso, *gazetteer_);
    }
    const auto it = std::find_if(reading_.mentions.begin(), reading_.mentions.end(), [&](const Mention& m) {
      return m.kind == MentionKind::place && m.span != mention && m.span.begin >= tokens[i].span.begin &&
             m.span.begin <= tokens[i].span.begin + 4 && m.span.begin < tokens[i].span.end;
    });
    if (it == reading_.mentions.end()) return std::nullopt;
    const std::string_view name = slice(text_, it->span);
    if (gazetteer_ == nullptr) return Holder{std::string(name), "", "", true, false};
    for (const GazetteerPlace& p : gazetteer_->find(name))
      if (p.kind == PlaceKind::region) return Holder{std::string(name), std::string(p.country), "", true, false};
    const std::size_t last = name.find_last_of(" \n");
    if (last != std::string_view::npos && (role_of(name.substr(last + 1)) & (kDivision | kKindWord)))
      return Holder{std::string(name), it->place ? it->place->country : std::string(), "", true, false};
    return std::nullopt;
  }

  std::string_view text_;
  const Reading& reading_;
  const Gazetteer* gazetteer_;
};

}  // namespace

unsigned role_of(std::string_view word) {
  static const auto roles = [] {
    std::unordered_map<std::string, unsigned> out;
    for (const ListRow& row : builtin_list("place_context.tsv", list("place_context.tsv"))) {
      const std::string &words = row["words"], &name = row["role"];
      const Role role = name == "here" ? kHere : name == "division" ? kDivision : name == "kind" ? kKindWord : kFiller;
      for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        out[words.substr(begin, end - begin)] |= role;
        begin = end + 1;
      }
    }
    return out;
  }();
  const auto it = roles.find(lower(word));
  return it == roles.end() ? 0 : it->second;
}

std::optional<Holder> holder_of(const Document& document, const Reading& reading, Span mention,
                                const Gazetteer* gazetteer) {
  const HolderFinder finder(document, reading, gazetteer);
  if (std::optional<Holder> h = finder.after(mention)) return h;
  return finder.before(mention);
}

std::map<std::string, double, std::less<>> countries_of(const Document& document, const Gazetteer& gazetteer) {
  std::map<std::string, double, std::less<>> out;
  const auto count = [&](std::string_view text, double weight) {
    const std::vector<text::Token> tokens = text::tokens(text);
    for (std::size_t i = 0; i < tokens.size();) {
      std::size_t used = 0;
      for (std::size_t n = std::min<std::size_t>(2, tokens.size() - i); n > 0 && used == 0; --n) {
        if (tokens[i].kind != text::TokenKind::word) break;
        const Span phrase = cover(tokens[i].span, tokens[i + n - 1].span);
        if (length(phrase) > 64) continue;
        const std::string_view iso = country_of(without_possessive(slice(text, phrase)), gazetteer);
        if (iso.empty()) continue;
        // What comes first in a report (a dateline, a headline) says most.
        const auto it = out.try_emplace(std::string(iso), 0).first;
        const bool doubtful = !namesake(slice(text, phrase), iso, gazetteer).empty();
        it->second += weight * (phrase.begin < 120 ? 1.5 : 1) * (doubtful ? 0.2 : 1);
        used = n;
      }
      i += std::max<std::size_t>(used, 1);
    }
  };
  count(document.text, 1);
  count(document.title, 1.5);
  count(document.outlet, 1);
  count(document.channel, 1);
  return out;
}

}  // namespace tocsin::record
