// SPDX-License-Identifier: Apache-2.0
// Every document cited, with what is needed to find its bytes again, and what was odd about its file.
#include <map>
#include <set>

#include "brief/telling.h"
#include "brief/words.h"

namespace tocsin::brief {
namespace {

constexpr std::size_t kOddities = 20;

}  // namespace

Section sources_section(Telling& t) {
  Section out{"sources", "Sources", {}};
  Table table{"Every document cited, with the file it was read from", {"Document", "Published", "File", "At byte", "SHA-256 of the file", "Id"}, {3}, {}, {}, false};
  std::set<std::string> files;
  for (const Document* d : t.story.documents) {
    Say who(t);
    who.source_of(*d);
    if (!d->title.empty()) who.plain(": ").name(d->title);
    if (!d->url.empty()) who.plain(", ").code(d->url);
    table.rows.push_back({who, Say(t).plain(d->published ? say_exactly(*d->published) + (d->zone_assumed ? ", time zone assumed" : "") : "not dated"),
                          Say(t).code(d->file), Say(t).plain(digits(static_cast<std::int64_t>(d->at))), Say(t).code(d->sha256), Say(t).code(d->id)});
    files.insert(d->file);
  }
  out.blocks.emplace_back(std::move(table));

  Bullets odd;
  std::map<std::string, std::size_t> left;
  for (const std::string& file : files)
    for (const Oddity* o : t.index.oddities_of(file)) {
      if (odd.items.size() == kOddities) {
        ++left[o->what.substr(0, o->what.find(':'))];
        continue;
      }
      Say s(t);
      s.code(o->file).plain(" at byte " + digits(static_cast<std::int64_t>(o->at)) + (o->record.empty() ? "" : ", ")).name(o->record).plain(": ").name(o->what).plain(" (" + o->action + ")");
      odd.items.push_back(s);
    }
  if (!left.empty()) {
    std::size_t all = 0;
    std::string kinds;
    for (const auto& [kind, n] : left) all += n, kinds += (kinds.empty() ? "" : ", ") + flat(Say(t).name(kind)) + " " + digits(static_cast<std::int64_t>(n));
    odd.more = count(all, "more oddity is", "more oddities are") + " not listed here (" + kinds + ").";
  }
  if (!odd.items.empty()) {
    out.blocks.emplace_back(Heading{Say(t).plain("Oddities of these files")});
    out.blocks.emplace_back(std::move(odd));
  }
  return out;
}

}  // namespace tocsin::brief
