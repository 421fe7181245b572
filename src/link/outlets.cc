// SPDX-License-Identifier: Apache-2.0
#include "link/outlets.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "link/words.h"
#include "text/name_key.h"
#include "text/text.h"

namespace tocsin::link {
namespace {

// "Tamarisk Voice | صوت الأثل" is known by the whole and by each side.
std::vector<std::string> parts(const std::string& name) {
  std::vector<std::string> out = {name};
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    const bool dash = name.compare(i, 3, "–") == 0 || name.compare(i, 3, "—") == 0;
    if (i < name.size() && !dash && std::string_view("|/()[]").find(name[i]) == std::string_view::npos) continue;
    std::string part = name.substr(begin, i - begin);
    while (!part.empty() && part.front() == ' ') part.erase(part.begin());
    while (!part.empty() && part.back() == ' ') part.pop_back();
    if (part.size() > 3 && part != name) out.push_back(part);
    begin = i + (dash ? 3 : 1);
    if (dash) i += 2;
  }
  return out;
}

Standing together(Standing a, Standing b) {
  if (a == b || b == Standing::unknown) return a;
  if (a == Standing::unknown) return b;
  if (a == Standing::disputed || b == Standing::disputed) return Standing::disputed;
  return std::min(a, b);  // established before known
}

template <class T>
void add_new(std::vector<T>& into, const std::vector<T>& more) {
  for (const T& x : more)
    if (std::find(into.begin(), into.end(), x) == into.end()) into.push_back(x);
}

std::string joined(const std::string& name, unsigned folds) {
  std::string out;
  for (const char c : text::normalise(name, folds).bytes)
    if (c != ' ') out += c;
  return out;
}

// As it is spelled, whatever its case, marks, spaces and signs.
std::string spelling(const std::string& name) {
  return joined(name, text::kNfkc | text::kCase | text::kInvisible | text::kArabic | text::kMarks | text::kPunctuation | text::kSpace);
}

// As the eye takes it: lookalike letters, and signs that stand for letters, made one.
std::string skeleton(const std::string& name) { return joined(name, text::kFoldForTrace); }

// "Tamarisk V0ice" is no spelling of "Tamarisk Voice".
bool disguised(const std::string& name, const std::string& known) { return spelling(name) != spelling(known) && skeleton(name) == skeleton(known); }

// The words of a name without those that say nothing of whose it is: "official", "backup", "2".
std::string without_fillers(const std::string& name) {
  static const WordSet kFillers("outlet_fillers.tsv");
  const std::string folded = text::normalise(name, text::kFoldForRead | text::kPunctuation | text::kSpace).bytes;
  std::string out;
  for (const text::Token& t : text::tokens(folded)) {
    const std::string_view word = slice(folded, t.span);
    if (t.kind != text::TokenKind::number && !kFillers.in(word)) out += word;
  }
  return out;
}

// One letter put in, left out, changed, or two that changed places.
bool one_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 2) return false;  // a letter has at most two bytes in these scripts
  std::size_t head = 0, tail = 0;
  while (head < a.size() && a[head] == b[head]) ++head;
  while (tail < a.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  const std::size_t x = a.size() - head - tail, y = b.size() - head - tail;
  if (x <= 1 && y <= 1) return true;
  if (y > 2) return false;
  const bool swapped = x == 2 && a[head] == b[head + 1] && a[head + 1] == b[head];
  return swapped || (static_cast<unsigned char>(b[head]) & 0x80) != 0;  // or one letter of two bytes
}

constexpr std::size_t kLongEnough = 8;  // bytes of a name that one slip may be told from another name

// A name as it is compared with others.
struct Look {
  explicit Look(const std::string& n) : name(n), bones(skeleton(n)), core(without_fillers(n)) {}
  std::string name, bones, core;
};

bool resembles(const Look& a, const Look& known) {
  if (a.name == known.name || a.bones.empty() || known.bones.empty()) return false;
  if (a.bones == known.bones) return true;
  if (std::min(a.bones.size(), known.bones.size()) >= kLongEnough && one_slip(a.bones, known.bones)) return true;
  return a.core.size() >= kLongEnough && a.core == known.core;
}

// The same name, as far as letters that look alike are not what makes it so.
bool spelled_alike(const Outlet& outlet, const std::string& name) {
  std::vector<std::string> names = parts(outlet.name);
  for (const std::string& alias : outlet.aliases) add_new(names, parts(alias));
  return std::any_of(names.begin(), names.end(), [&](const std::string& n) { return spelling(n) == spelling(name); });
}

}  // namespace

std::string bare_name(const Document& document, const Outlet& outlet) {
  if (outlet.standing != Standing::unknown || !outlet.vouched_by.empty() || !outlet.spans.empty()) return {};
  std::string out = document.channel + '\n' + outlet.id + '\n' + outlet.name;
  for (const std::string& alias : outlet.aliases) out += '\n' + alias;
  return out;
}

MergedOutlets merge_outlets(const std::vector<const Findings*>& documents) {
  MergedOutlets out;
  std::vector<Outlet> merged;
  std::map<std::string, std::size_t> by_key;
  std::vector<bool> posts;  // whether a channel goes by one of its names
  std::set<std::string> bare;
  for (const Findings* findings : documents) {
    const std::vector<std::string> channel = findings->documents.empty() ? std::vector<std::string>() : parts(findings->documents.front().channel);
    for (const Outlet& outlet : findings->outlets) {
      if (!findings->documents.empty())
        if (std::string name = bare_name(findings->documents.front(), outlet); !name.empty() && !bare.insert(std::move(name)).second) continue;
      std::vector<std::string> names = parts(outlet.name);
      for (const std::string& alias : outlet.aliases) add_new(names, parts(alias));
      const bool own = std::find(channel.begin(), channel.end(), outlet.name) != channel.end();
      // A text may spell a name in many ways; two channels of like names are two, and lookalike letters are a disguise.
      const auto may_be = [&](const std::string& name, std::size_t known) {
        return spelled_alike(merged[known], name) || (!(own && posts[known]) && !disguised(name, merged[known].name));
      };
      std::size_t at = merged.size();
      for (const std::string& name : names)
        if (const auto it = by_key.find(text::name_key(name)); it != by_key.end() && may_be(name, it->second)) at = std::min(at, it->second);
      if (at == merged.size()) {
        merged.push_back(outlet);
        posts.push_back(own);
      } else {
        posts[at] = posts[at] || own;
        Outlet& known = merged[at];
        if (outlet.name != known.name) add_new(known.aliases, {outlet.name});
        add_new(known.aliases, outlet.aliases);
        add_new(known.vouched_by, outlet.vouched_by);
        add_new(known.spans, outlet.spans);
        known.standing = together(known.standing, outlet.standing);
      }
      out.merged_into[outlet.id] = merged[at].id;
      for (const std::string& name : names) by_key.emplace(text::name_key(name), at);
    }
  }
  for (const auto& [key, at] : by_key) out.by_key[key] = merged[at].id;
  std::sort(merged.begin(), merged.end(), [](const Outlet& a, const Outlet& b) { return a.id < b.id; });
  for (Outlet& outlet : merged) {
    std::erase(outlet.aliases, outlet.name);
    std::sort(outlet.aliases.begin(), outlet.aliases.end());
    std::sort(outlet.vouched_by.begin(), outlet.vouched_by.end());
  }
  out.outlets = std::move(merged);
  return out;
}

void apply_register(MergedOutlets& merged, const std::vector<RegisterLine>& lines) {
  std::map<Id, Outlet*> by_id;
  for (Outlet& o : merged.outlets) by_id[o.id] = &o;
  std::vector<std::pair<Look, Id>> known;  // names of outlets whose standing is known, and whose they are
  for (const RegisterLine& line : lines) {
    std::vector<std::string> names = parts(line.name);
    for (const std::string& alias : line.aliases) add_new(names, parts(alias));
    std::set<Id> meant;
    for (const std::string& name : names)
      if (const auto it = merged.by_key.find(text::name_key(name)); it != merged.by_key.end() && spelled_alike(*by_id.at(it->second), name)) meant.insert(it->second);
    for (const Id& id : meant) by_id.at(id)->listed.push_back(line);
    if (line.standing != Standing::unknown)
      for (const std::string& name : names) known.emplace_back(Look(name), meant.empty() ? Id() : *meant.begin());
  }
  for (Outlet& o : merged.outlets) {
    std::sort(o.listed.begin(), o.listed.end(), [](const RegisterLine& a, const RegisterLine& b) { return std::tie(a.date, a.source) < std::tie(b.date, b.source); });
    if (!o.listed.empty()) o.standing = o.listed.back().standing;
    if (o.standing != Standing::unknown)
      for (const std::string& name : parts(o.name)) known.emplace_back(Look(name), o.id);
  }
  for (Outlet& o : merged.outlets) {
    if (o.standing != Standing::unknown || known.empty()) continue;
    const Look look(o.name);
    for (const auto& [name, whose] : known)
      if (whose != o.id && resembles(look, name)) add_new(o.resembles, {name.name});
    std::sort(o.resembles.begin(), o.resembles.end());
  }
}

std::vector<std::string> outlet_keys(const std::string& name) {
  std::vector<std::string> out;
  if (name.empty()) return out;
  for (const std::string& part : parts(name)) out.push_back(text::name_key(part));
  return out;
}

Id outlet_of(const MergedOutlets& outlets, const std::string& name) {
  for (const std::string& key : outlet_keys(name))
    if (const auto it = outlets.by_key.find(key); it != outlets.by_key.end()) return it->second;
  return {};
}

}  // namespace tocsin::link
