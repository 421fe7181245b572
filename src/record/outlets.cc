// SPDX-License-Identifier: Apache-2.0
#include "record/outlets.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "core/hash.h"
#include "core/list.h"
#include "record/lists.h"
#include "record/names.h"
#include "text/patterns.h"
#include "text/text.h"

namespace tocsin::record {
namespace {

using text::Word;

bool is(const Word& w, std::string_view cls) {
  static const std::unordered_map<std::string, std::string> kWords = [] {
    std::unordered_map<std::string, std::string> out;
    for (const ListRow& row : builtin_list("outlet_words.tsv", list("outlet_words.tsv"))) out.emplace(text::folded_word(row["word"]), row["class"]);
    return out;
  }();
  const auto found = kWords.find(w.folded);
  return found != kWords.end() && found->second == cls;
}

std::string folded_name(std::string_view name) {
  std::string out;
  for (const Word& w : text::words(name)) {
    if (w.kind == text::TokenKind::mark || (out.empty() && w.folded == "the")) continue;
    if (!out.empty()) out += ' ';
    out += w.folded;
  }
  return out;
}

std::string trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return std::string(s);
}

bool opens(const Word& w) { return w.folded == "«" || w.folded == "“" || w.folded == "\"" || w.folded == "‘" || w.folded == "'"; }

class Finder {
 public:
  Finder(const Document& document, const Reading& reading, const std::vector<Statement>& statements)
      : document_(document), reading_(reading), statements_(statements), names_(document, reading), words_(text::words(document.text)) {}

  std::vector<Outlet> run() {
    own();
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (is(words_[i], "kind")) named(name_after(i + 1));
      if (is(words_[i], "issue")) issued(i);
    }
    std::sort(seen_.begin(), seen_.end());
    standings();
    std::vector<Outlet> out;
    for (auto& [id, outlet] : outlets_) {
      std::sort(outlet.aliases.begin(), outlet.aliases.end());
      outlet.aliases.erase(std::unique(outlet.aliases.begin(), outlet.aliases.end()), outlet.aliases.end());
      std::erase(outlet.aliases, outlet.name);
      std::sort(outlet.vouched_by.begin(), outlet.vouched_by.end());
      outlet.vouched_by.erase(std::unique(outlet.vouched_by.begin(), outlet.vouched_by.end()), outlet.vouched_by.end());
      std::sort(outlet.spans.begin(), outlet.spans.end());
      outlet.spans.erase(std::unique(outlet.spans.begin(), outlet.spans.end()), outlet.spans.end());
      out.push_back(std::move(outlet));
    }
    return out;
  }

 private:
  Outlet& get(std::string_view name) {
    const Id id = outlet_id(name);
    const auto [it, added] = outlets_.try_emplace(id);
    if (added) {
      it->second.id = id;
      it->second.name = trimmed(name);
    }
    return it->second;
  }

  // The article's outlet with the short forms it uses of itself, or the message's channel with the names joined in it.
  void own() {
    if (!document_.outlet.empty()) {
      Outlet& outlet = get(document_.outlet);
      const std::string full = " " + folded_name(document_.outlet) + " ";
      for (const Statement& s : statements_) {
        if (!s.told_to || s.told_to->name.empty()) continue;
        const std::string name = folded_name(s.told_to->name);
        if (name.empty() || full.find(" " + name + " ") == std::string::npos) continue;
        const auto first = text::words(s.told_to->name);
        if (first.empty() || (first[0].folded == "the" && first.size() > 1 && !first[1].capital)) continue;   // "the agency"
        if (" " + name + " " != full) outlet.aliases.push_back(s.told_to->name);
        outlet.spans.insert(outlet.spans.end(), s.told_to->spans.begin(), s.told_to->spans.end());
      }
    }
    if (document_.channel.empty()) return;
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= document_.channel.size();) {
      std::size_t end = document_.channel.find('|', begin);
      if (end == std::string::npos) end = document_.channel.size();
      std::string part = trimmed(std::string_view(document_.channel).substr(begin, end - begin));
      if (!part.empty()) parts.push_back(std::move(part));
      begin = end + 1;
    }
    if (parts.empty()) parts.push_back(document_.channel);
    Outlet& outlet = get(parts.front());
    outlet.aliases.insert(outlet.aliases.end(), parts.begin(), parts.end());
    if (parts.size() > 1) outlet.aliases.push_back(document_.channel);
  }

  const Mention* mention_at(Span span, MentionKind kind) const {
    for (auto it = std::lower_bound(reading_.mentions.begin(), reading_.mentions.end(), span.begin,
                                    [](const Mention& m, std::uint32_t b) { return m.span.end <= b; });
         it != reading_.mentions.end() && it->span.begin < span.end; ++it)
      if (it->kind == kind) return &*it;
    return nullptr;
  }

  // A name that begins at word i: in quotation marks, or a run of capitals.
  std::optional<Span> name_after(std::size_t i) const {
    if (i + 1 < words_.size() && opens(words_[i])) {
      std::size_t end = i + 1;
      while (end < words_.size() && end - i <= 6 && words_[end].kind != text::TokenKind::mark) ++end;
      if (end > i + 1 && end < words_.size() && words_[end].kind == text::TokenKind::mark && words_[end].folded != ".")
        return Span{words_[i + 1].span.begin, words_[end - 1].span.end};
      return std::nullopt;
    }
    if (i < words_.size() && words_[i].folded == "the" && i + 1 < words_.size() && words_[i + 1].capital) ++i;
    std::size_t end = i;
    while (end < words_.size() && end - i < 6 &&
           (words_[end].capital || (end > i && words_[end].folded == "and" && end + 1 < words_.size() && words_[end + 1].capital)))
      ++end;
    if (end == i || is(words_[i], "platform") || is(words_[i], "time")) return std::nullopt;
    const Span span{words_[i].span.begin, words_[end - 1].span.end};
    if (mention_at(span, MentionKind::time) != nullptr || text::all_capitals(document_.text)) return std::nullopt;
    const Mention* place = mention_at(span, MentionKind::place);
    if (place != nullptr && place->span.begin <= span.begin && place->span.end >= span.end) return std::nullopt;
    return span;
  }

  void issued(std::size_t i) {
    for (std::size_t k = i + 1; k + 1 < words_.size() && k < i + 8; ++k) {
      if (words_[k].kind == text::TokenKind::mark) return;
      if (!is(words_[k], "on")) continue;
      const std::optional<Span> name = name_after(k + 1);
      if (name && mention_at(*name, MentionKind::place) == nullptr && (words_[k].folded != "by" || mention_at(*name, MentionKind::person) == nullptr)) {
        // "by" and "in" need a name the reader took for an organisation: "in Parliament" is no outlet.
        if (words_[k].folded == "on" || mention_at(*name, MentionKind::organisation) != nullptr) named(name);
        return;
      }
    }
  }

  void named(std::optional<Span> name) {
    if (!name) return;
    Outlet& outlet = get(slice(document_.text, *name));
    outlet.spans.push_back({document_.id, *name});
    alias_after(*name, outlet);
    seen_.emplace_back(name->begin, *name);
  }

  // "Tamarisk Voice (صوت الأثل)", "Saltline News Agency (SNA)"
  void alias_after(Span name, Outlet& outlet) const {
    const std::string_view rest = std::string_view(document_.text).substr(name.end, 80);
    if (!rest.starts_with(" (")) return;
    const std::size_t end = rest.find(')');
    if (end == std::string_view::npos || end < 4) return;
    const std::string alias = trimmed(rest.substr(2, end - 2));
    const bool other_script = text::script(alias) != text::script(slice(document_.text, name));
    const bool short_form = alias.size() <= 6 && alias.find(' ') == std::string::npos && alias[0] >= 'A' && alias[0] <= 'Z';
    if (other_script || short_form) outlet.aliases.push_back(alias);
  }

  void standings() {
    std::map<Id, Standing> stated;
    for (const StandingReading& r : reading_.standings) {
      std::optional<Span> name = r.outlet;
      const auto words = text::words(slice(document_.text, r.outlet));
      const bool generic = words.empty() || ((is(words.back(), "kind") || is(words.front(), "kind") || words.front().folded == "its") && words.size() <= 2 &&
                                             !words.back().capital);
      if (generic) {   // "the channel": the one named last
        auto it = std::upper_bound(seen_.begin(), seen_.end(), std::pair(r.outlet.begin, Span{}));
        if (it == seen_.begin()) continue;
        name = std::prev(it)->second;
      } else if (!words.empty() && is(words.front(), "kind")) {   // "قناة «صوت الأثل»"
        if (words.size() > 1) name = Span{r.outlet.begin + words[1].span.begin, r.outlet.end};
        while (length(*name) > 4 && opens(text::words(slice(document_.text, *name)).front())) {
          const auto inner = text::words(slice(document_.text, *name));
          std::uint32_t end = inner.back().span.end;
          for (const Word& w : inner)
            if (w.span.begin > 0 && w.kind == text::TokenKind::mark) {
              end = w.span.begin;
              break;
            }
          name = Span{name->begin + inner.front().span.end, name->begin + end};
        }
      }
      const Name full = names_.resolve(*name);
      Outlet& outlet = get(full.name.empty() ? std::string(slice(document_.text, *name)) : full.name);
      outlet.spans.push_back({document_.id, r.outlet});
      outlet.spans.push_back({document_.id, r.standing_span});
      if (r.statement && *r.statement < statements_.size()) outlet.vouched_by.push_back(statements_[*r.statement].id);
      const auto [it, first] = stated.emplace(outlet.id, r.standing);
      if (!first && it->second != r.standing) it->second = Standing::disputed;
      outlet.standing = it->second;
    }
  }

  const Document& document_;
  const Reading& reading_;
  const std::vector<Statement>& statements_;
  const Names names_;
  const std::vector<Word> words_;
  std::map<Id, Outlet> outlets_;
  std::vector<std::pair<std::uint32_t, Span>> seen_;   // where outlets are named
};

}  // namespace

Id outlet_id(std::string_view name) { return content_id("out", {folded_name(name)}); }

std::vector<Outlet> record_outlets(const Document& document, const Reading& reading, const std::vector<Statement>& statements) {
  return Finder(document, reading, statements).run();
}

}  // namespace tocsin::record
