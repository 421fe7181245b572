// SPDX-License-Identifier: Apache-2.0
#include "text/patterns.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <tuple>
#include <unordered_map>

namespace tocsin::text {
namespace {

using Symbol = std::uint32_t;
constexpr std::uint32_t kSteps = 3000;       // for one pattern at one word
constexpr std::size_t kLongestPhrase = 8;    // words

struct Item {
  enum Kind { one, gap, wide_gap, open, close, absent } kind = one;
  std::vector<Symbol> any;      // of these
  bool optional = false;
  std::uint32_t most = 0;       // gaps
  std::string name;
};

struct Pattern {
  std::string rule;
  int line = 0;
  std::vector<Item> items;
};

// The symbols of a sentence: a pattern that needs another is not tried.
struct Present {
  std::vector<char> symbols, checked;   // checked, by pattern: 0 not yet, 1 all there, 2 not

  bool has_all(const Pattern& p, std::uint32_t index) {
    char& known = checked[index];
    if (known == 0) {
      known = 1;
      for (const Item& it : p.items)
        if (it.kind == Item::one && !it.optional && std::none_of(it.any.begin(), it.any.end(), [&](Symbol s) { return symbols[s] != 0; })) known = 2;
    }
    return known == 1;
  }
};

struct Edge {
  Symbol symbol;
  std::uint32_t end;            // words
  std::uint32_t skip = 0;       // bytes of proclitics
  std::string_view value;
};

struct Entry {
  Symbol symbol;
  std::string value;
  std::vector<std::string> rest;   // the words after the first
};

// A mistake in a built-in list is ours: it ends the program.
[[noreturn]] void bad(int line, const std::string& what) {
  std::fprintf(stderr, "pattern in line %d: %s\n", line, what.c_str());
  std::abort();
}

std::vector<std::string> split(std::string_view s, char by) {
  std::vector<std::string> out(1);
  for (const char c : s)
    if (c == by) {
      if (!out.back().empty()) out.emplace_back();
    } else {
      out.back() += c;
    }
  if (out.back().empty()) out.pop_back();
  return out;
}

using Variants = std::vector<std::vector<std::string>>;

// "a ( b | c )? d" → the flat patterns it stands for. `i` ends at the closing bracket, or past the end.
Variants expand(const std::vector<std::string>& items, std::size_t& i, int line) {
  Variants done, now(1);
  for (; i < items.size() && items[i] != ")" && items[i] != ")?"; ++i) {
    if (items[i] == "|") {
      done.insert(done.end(), now.begin(), now.end());
      now.assign(1, {});
    } else if (items[i] == "(") {
      Variants inside = expand(items, ++i, line), more;
      if (i == items.size()) bad(line, "a group without end");
      if (items[i] == ")?") inside.emplace_back();
      for (const auto& v : now)
        for (const auto& c : inside) {
          more.push_back(v);
          more.back().insert(more.back().end(), c.begin(), c.end());
        }
      now = std::move(more);
    } else {
      for (auto& v : now) v.push_back(items[i]);
    }
  }
  done.insert(done.end(), now.begin(), now.end());
  if (done.size() > 256) bad(line, "too many variants");
  return done;
}

constexpr std::array<std::string_view, 5> kProclitics = {"و", "ف", "ب", "ل", "ك"};

// Bytes of the original that hold the first letter and the marks on it.
std::uint32_t letter_length(std::string_view folded) { return folded.size() < 2 ? 0 : 2; }

}  // namespace

struct Grammar::Impl {
  std::unordered_map<std::string, Symbol> symbols;
  std::unordered_map<std::string, Symbol> literals;   // without the "=" of their symbol
  std::unordered_map<std::string, std::vector<Entry>> lexicon;   // by first word
  std::vector<Pattern> patterns;
  std::unordered_map<Symbol, std::vector<std::uint32_t>> by_first;
  Symbol stop, d1, d2, d4, integer, cap, comma, dash;

  std::deque<std::string> lower;   // a symbol's own name, by symbol; empty for literals

  Symbol symbol(const std::string& name) {
    const auto [it, added] = symbols.emplace(name, static_cast<Symbol>(symbols.size()));
    if (added) {
      lower.emplace_back();
      if (name[0] == '=') literals.emplace(name.substr(1), it->second);
      else
        for (const char c : name) lower.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
    }
    return it->second;
  }

  void add_words(const std::vector<ListRow>& rows) {
    for (const ListRow& row : rows) {
      std::vector<std::string> parts;
      for (const Word& w : words(row["word"])) parts.push_back(w.folded);
      if (parts.empty() || parts.size() > kLongestPhrase) bad(row.line, "a phrase of no or too many words");
      Entry entry{symbol(row["class"]), row["value"], {parts.begin() + 1, parts.end()}};
      lexicon[parts[0]].push_back(std::move(entry));
    }
  }

  Item item(std::string text, int line) {
    Item out;
    if (text == "[" || text == "]") {
      out.kind = text == "[" ? Item::open : Item::close;
      return out;
    }
    if (text.starts_with("..") || text.starts_with("~")) {
      out.kind = text[0] == '.' ? Item::gap : Item::wide_gap;
      out.most = static_cast<std::uint32_t>(std::strtoul(text.c_str() + (text[0] == '.' ? 2 : 1), nullptr, 10));
      if (out.most == 0 || out.most > 30) bad(line, "a gap of no or too many words");
      return out;
    }
    if (text.starts_with("!")) {
      out.kind = Item::absent;
      text.erase(0, 1);
    }
    if (text.ends_with("?") && text.size() > 1) {
      out.optional = true;
      text.pop_back();
    }
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos && equals > 0) {
      out.name = text.substr(0, equals);
      text.erase(0, equals + 1);
    }
    for (const std::string& one : split(text, '|')) {
      const bool cls = one[0] >= 'A' && one[0] <= 'Z';
      out.any.push_back(symbol(cls ? one : "=" + folded_word(one)));
    }
    if (out.any.empty()) bad(line, "an empty item");
    return out;
  }

  void add_pattern(const ListRow& row) {
    std::size_t at = 0;
    for (const auto& variant : expand(split(row["pattern"], ' '), at, row.line)) {
      Pattern p{row["rule"], row.line, {}};
      for (const std::string& text : variant) p.items.push_back(item(text, row.line));
      const auto index = static_cast<std::uint32_t>(patterns.size());
      bool any = false;
      for (const Item& it : p.items) {
        if (it.kind == Item::open || it.kind == Item::close || it.kind == Item::absent) continue;
        if (it.kind != Item::one) bad(row.line, "a gap at the start");
        for (const Symbol s : it.any)
          if (auto& list = by_first[s]; list.empty() || list.back() != index) list.push_back(index);
        any = true;
        if (!it.optional) break;
      }
      if (!any) bad(row.line, "nothing to match");
      patterns.push_back(std::move(p));
    }
  }

  void look_up(const std::vector<Word>& text, std::uint32_t at, const std::string& first, std::uint32_t skip,
               std::vector<Edge>& out) const {
    const auto it = lexicon.find(first);
    if (it == lexicon.end()) return;
    for (const Entry& e : it->second) {
      if (at + 1 + e.rest.size() > text.size()) continue;
      bool same = true;
      for (std::size_t k = 0; same && k < e.rest.size(); ++k) same = text[at + 1 + k].folded == e.rest[k];
      if (same) out.push_back({e.symbol, at + 1 + static_cast<std::uint32_t>(e.rest.size()), skip, e.value});
    }
  }

  void look_up(const std::vector<Word>& text, std::uint32_t at, std::vector<Edge>& out) const {
    const std::string& word = text[at].folded;
    look_up(text, at, word, 0, out);
    if (word.size() < 6) return;
    for (const std::string_view p : kProclitics) {
      if (!word.starts_with(p)) continue;
      const std::uint32_t skip = letter_length(word);
      const std::size_t before = out.size();
      const std::string bare = word.substr(skip);
      look_up(text, at, bare, skip, out);
      if (p == "ل" && bare.starts_with("ل")) look_up(text, at, "ا" + bare, 0, out);             // لل… = ل + ال…
      if ((p == "و" || p == "ف") && out.size() == before && bare.size() >= 6)
        for (const std::string_view q : {"ب", "ل", "ك"})
          if (bare.starts_with(q)) look_up(text, at, bare.substr(2), skip + 2, out);
    }
  }
};

namespace {

// The edges over one sentence.
struct Lattice {
  std::uint32_t begin, end;
  std::vector<std::vector<Edge>> edges;
  std::vector<Symbol> literal;
  std::vector<bool> stop, mark, comma;
  const std::vector<Edge>& at(std::uint32_t i) const { return edges[i - begin]; }
};

struct Try {
  const Lattice& lattice;
  const std::vector<Word>& text;
  const Pattern& pattern;
  const std::deque<std::string>& lower;
  std::uint32_t steps = 0;
  std::uint32_t from, to, skip = 0;
  bool opened = false, closed = false;
  std::vector<Capture> captures;

  void capture(const Item& it, std::uint32_t at, const Edge& e) {
    const std::string_view name = it.name.empty() ? std::string_view(lower[e.symbol]) : std::string_view(it.name);
    if (!name.empty())
      captures.push_back({name, at, e.end, {text[at].span.begin + e.skip, text[e.end - 1].span.end}, e.value});
  }

  bool run(std::size_t k, std::uint32_t at) {
    if (++steps > kSteps) return false;
    if (k == pattern.items.size()) {
      if (!closed) to = at;
      return true;
    }
    const Item& it = pattern.items[k];
    if (it.kind == Item::open) {
      opened = true;
      from = at;
      skip = 0;
      return run(k + 1, at);
    }
    if (it.kind == Item::close) {
      const bool was = closed;
      closed = true;
      to = at;
      if (run(k + 1, at)) return true;
      closed = was;
      return false;
    }
    if (it.kind == Item::absent) {
      if (at < lattice.end) {
        for (const Symbol s : it.any) {
          if (s == lattice.literal[at - lattice.begin]) return false;
          for (const Edge& e : lattice.at(at))
            if (e.symbol == s) return false;
        }
      }
      return run(k + 1, at);
    }
    if (it.kind != Item::one) return gap(k, at);
    if (at < lattice.end) {
      const std::size_t kept = captures.size();
      const auto [was_from, was_to, was_skip, was_opened] = std::tuple(from, to, skip, opened);
      const auto follow = [&](const Edge& e) {
        const bool first = opened ? from == at : k == 0 || at == from;
        if (first) skip = e.skip;
        capture(it, at, e);
        if (run(k + 1, e.end)) return true;
        captures.resize(kept);
        std::tie(from, to, skip, opened) = std::tuple(was_from, was_to, was_skip, was_opened);
        return false;
      };
      for (const Symbol s : it.any) {
        if (s == lattice.literal[at - lattice.begin] && follow({s, at + 1, 0, {}})) return true;
        for (const Edge& e : lattice.at(at))
          if (e.symbol == s && follow(e)) return true;
      }
    }
    return it.optional && run(k + 1, at);
  }

  bool gap(std::size_t k, std::uint32_t at) {
    const Item& it = pattern.items[k];
    for (std::uint32_t n = 0;; ++n) {
      if (run(k + 1, at + n)) return true;
      if (n == it.most || at + n >= lattice.end) return false;
      const std::uint32_t i = at + n - lattice.begin;
      const bool blocked = it.kind == Item::gap ? lattice.mark[i] || lattice.stop[i] : lattice.mark[i] && !lattice.comma[i];
      if (blocked) return false;
    }
  }
};

}  // namespace

Grammar::Grammar(const std::vector<ListRow>& word_rows, const std::vector<ListRow>& patterns) : impl_(std::make_unique<Impl>()) {
  Impl& m = *impl_;
  m.stop = m.symbol("STOP");
  m.d1 = m.symbol("D1");
  m.d2 = m.symbol("D2");
  m.d4 = m.symbol("D4");
  m.integer = m.symbol("INT");
  m.cap = m.symbol("CAP");
  m.comma = m.symbol("COMMA");
  m.dash = m.symbol("DASH");
  m.add_words(word_rows);
  for (const ListRow& row : patterns) m.add_pattern(row);
}
Grammar::Grammar(Grammar&&) noexcept = default;
Grammar::~Grammar() = default;

std::vector<Grammar::Found> Grammar::look_up(const std::vector<Word>& text, std::uint32_t at) const {
  std::vector<Edge> edges;
  if (at < text.size()) impl_->look_up(text, at, edges);
  std::vector<Found> out;
  for (const Edge& e : edges)
    for (const auto& [name, symbol] : impl_->symbols)
      if (symbol == e.symbol) out.push_back({name, e.value, e.end - at, e.skip});
  return out;
}

std::vector<Match> Grammar::all(const std::vector<Word>& text, Span sentence, const std::vector<Given>& given) const {
  const Impl& m = *impl_;
  const auto first_in = std::lower_bound(text.begin(), text.end(), sentence.begin, [](const Word& w, std::uint32_t b) { return w.span.begin < b; });
  Lattice lattice{};
  lattice.begin = static_cast<std::uint32_t>(first_in - text.begin());
  lattice.end = lattice.begin;
  while (lattice.end < text.size() && text[lattice.end].span.end <= sentence.end) ++lattice.end;
  const std::uint32_t n = lattice.end - lattice.begin;
  lattice.edges.resize(n);
  lattice.literal.assign(n, ~0u);
  lattice.stop.assign(n, false);
  lattice.mark.assign(n, false);
  lattice.comma.assign(n, false);

  // What is not in the list but is told by shape; digits of another script are folded already.
  std::vector<std::string> digits(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    const Word& w = text[lattice.begin + i];
    const std::uint32_t at = lattice.begin + i;
    auto& out = lattice.edges[i];
    if (const auto it = m.literals.find(w.folded); it != m.literals.end()) lattice.literal[i] = it->second;
    m.look_up(text, at, out);
    std::erase_if(out, [&](const Edge& e) { return e.end > lattice.end; });
    for (const Edge& e : out) lattice.stop[i] = lattice.stop[i] || (e.symbol == m.stop && e.end == at + 1);
    lattice.comma[i] = w.folded == "," || w.folded == "،";
    lattice.mark[i] = w.kind == TokenKind::mark && w.folded != "'" && w.folded != "-" && w.folded != "\"" && w.folded != "“" && w.folded != "”" &&
                      w.folded != "«" && w.folded != "»";
    if (lattice.comma[i]) out.push_back({m.comma, at + 1, 0, {}});
    if (w.folded == "-" || w.folded == "–" || w.folded == "—" || w.folded == "‑") out.push_back({m.dash, at + 1, 0, {}});
    if (w.capital) out.push_back({m.cap, at + 1, 0, {}});
    if (w.kind == TokenKind::number) {
      bool whole = true;
      for (const char c : w.folded) {
        if (c >= '0' && c <= '9') digits[i] += c;
        else if (c != ',') whole = false;
      }
      if (whole && digits[i].size() <= 15) {
        const std::size_t size = w.folded.size();
        if (size <= 2) out.push_back({m.d1, at + 1, 0, digits[i]});
        if (size == 2) out.push_back({m.d2, at + 1, 0, digits[i]});
        if (size == 4) out.push_back({m.d4, at + 1, 0, digits[i]});
        out.push_back({m.integer, at + 1, 0, digits[i]});
      }
    }
  }
  for (const Given& g : given) {
    if (g.begin < lattice.begin || g.end > lattice.end || g.begin >= g.end) continue;
    const auto it = m.symbols.find(g.name);
    if (it != m.symbols.end()) lattice.edges[g.begin - lattice.begin].push_back({it->second, g.end, 0, g.value});
  }
  for (auto& edges : lattice.edges)
    std::stable_sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.end > b.end; });

  Present present{std::vector<char>(m.symbols.size()), std::vector<char>(m.patterns.size())};
  for (std::uint32_t i = 0; i < n; ++i) {
    if (lattice.literal[i] != ~0u) present.symbols[lattice.literal[i]] = 1;
    for (const Edge& e : lattice.edges[i]) present.symbols[e.symbol] = 1;
  }

  std::vector<Match> out;
  std::vector<std::uint32_t> candidates;
  for (std::uint32_t at = lattice.begin; at < lattice.end; ++at) {
    candidates.clear();
    const auto add = [&](Symbol s) {
      if (const auto it = m.by_first.find(s); it != m.by_first.end())
        candidates.insert(candidates.end(), it->second.begin(), it->second.end());
    };
    add(lattice.literal[at - lattice.begin]);
    for (const Edge& e : lattice.at(at)) add(e.symbol);
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    for (const std::uint32_t p : candidates) {
      if (!present.has_all(m.patterns[p], p)) continue;
      Try attempt{lattice, text, m.patterns[p], m.lower, 0, at, at, 0, false, false, {}};
      if (!attempt.run(0, at) || attempt.to <= attempt.from) continue;
      Match match;
      match.rule = m.patterns[p].rule;
      match.line = m.patterns[p].line;
      match.begin = attempt.from;
      match.end = attempt.to;
      match.span = {text[attempt.from].span.begin + attempt.skip, text[attempt.to - 1].span.end};
      match.captures = std::move(attempt.captures);
      // Values of digits live in this call only: point them at the words instead, which outlive it.
      for (Capture& c : match.captures)
        if (c.end == c.begin + 1 && c.begin >= lattice.begin && c.value.data() == digits[c.begin - lattice.begin].data())
          c.value = text[c.begin].folded;
      out.push_back(std::move(match));
    }
  }
  return out;
}

std::vector<Match> Grammar::find(const std::vector<Word>& text, Span sentence, const std::vector<Given>& given) const {
  std::vector<Match> found = all(text, sentence, given);
  std::stable_sort(found.begin(), found.end(), [](const Match& a, const Match& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    if (a.end != b.end) return a.end > b.end;
    return a.line < b.line;
  });
  std::vector<Match> out;
  for (Match& m : found)
    if (out.empty() || m.begin >= out.back().end) out.push_back(std::move(m));
  return out;
}

const Capture* Match::find(std::string_view name) const {
  for (const Capture& c : captures)
    if (c.name == name) return &c;
  return nullptr;
}

std::string_view Match::value(std::string_view name) const {
  const Capture* c = find(name);
  return c ? c->value : std::string_view{};
}

}  // namespace tocsin::text
