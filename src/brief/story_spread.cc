// SPDX-License-Identifier: Apache-2.0
// Where it was seen first, who copied it from whom, and who quoted, reported, denied or condemned it.
#include <algorithm>
#include <map>

#include "brief/telling.h"
#include "brief/words.h"
#include "core/names.h"

namespace tocsin::brief {
namespace {

constexpr std::size_t kListed = 40;   // members told one by one
constexpr std::size_t kDrawn = 24;    // members drawn one by one; more are put together by channel
constexpr std::size_t kNamed = 8;     // channels named of those left out

std::string percent(double similarity) {
  return std::to_string(static_cast<int>(std::clamp(similarity, 0.0, 1.0) * 100 + 0.5)) + "%";
}

// Whether the way a copy came is said by the copy itself or inferred from its words.
LinkStatus how_known(const std::map<Id, const Link*>& copies, const Member& m) {
  const auto it = copies.find(m.document);
  if (it != copies.end()) return it->second->status;
  return m.relation == Relation::forwarded ? LinkStatus::stated : LinkStatus::inferred;
}

std::vector<Sentence> member_row(Telling& t, std::size_t number, const Member& m, const std::map<Id, std::size_t>& numbers,
                                 LinkStatus known) {
  const Document* d = t.index.document(m.document);
  std::vector<Sentence> row(7);
  row[0] = Say(t).plain(std::to_string(number));
  if (!d) return row;
  row[1] = Say(t).plain(d->published ? say_short(*d->published) : "not dated");
  row[2] = Say(t).source_of(*d);
  const auto of = numbers.find(m.of);
  Say relation(t);
  relation.plain(say("relation", to_string(m.relation)));
  if (of != numbers.end()) relation.plain(" of no. " + std::to_string(of->second));
  if (!d->forwarded_from.empty()) relation.plain("; says it is from ").name(d->forwarded_from);
  if (d->forwarded_published) relation.plain("; says that the original is of " + say(*d->forwarded_published));
  if (d->edited) relation.plain(" (edited " + say(*d->edited) + ")");
  row[3] = relation;
  row[4] = Say(t).plain(m.relation == Relation::first ? "" : percent(m.similarity));
  row[5] = Say(t).plain(m.relation == Relation::first ? "" : say("status", to_string(known)));
  Say words(t);
  if (const auto start = opening(*d)) words.quote(*start, 90);
  row[6] = words;
  return row;
}

// "9,960 more: exact copy 9,000, edited copy 960; in channels …".
std::string left_out(const Telling& t) {
  std::map<std::string, std::size_t> relations, channels;
  for (std::size_t i = kListed; i < t.family->members.size(); ++i) {
    ++relations[say("relation", to_string(t.family->members[i].relation))];
    if (const Document* d = t.index.document(t.family->members[i].document)) ++channels[source_name(*d)];
  }
  const auto most = [](const std::map<std::string, std::size_t>& counts) {
    std::vector<std::pair<std::string, std::size_t>> order(counts.begin(), counts.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::string out;
    for (std::size_t i = 0; i < std::min(order.size(), kNamed); ++i)
      out += (i ? ", " : "") + order[i].first + " " + digits(static_cast<std::int64_t>(order[i].second));
    if (order.size() > kNamed) out += " and " + count(order.size() - kNamed, "more", "more");
    return out;
  };
  return count(t.family->members.size() - kListed, "more copy is", "more copies are") + " not listed here (" + most(relations) +
         "; " + most(channels) + "); the JSON form has them all.";
}

void draw(Telling& t, const std::map<Id, std::size_t>& numbers, const std::map<Id, const Link*>& copies) {
  const std::vector<Member>& members = t.family->members;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Member& m = members[i];
    const Document* d = t.index.document(m.document);
    SpreadNode node;
    node.number = i + 1;
    if (d) node.at = d->published;
    node.channel = t.story.course.posts[i].channel;
    node.relation = say("relation", to_string(m.relation));
    const auto of = numbers.find(m.of);
    if (of != numbers.end()) node.of = of->second - 1;
    node.stated = how_known(copies, m) == LinkStatus::stated;
    t.story.spread.push_back(std::move(node));
  }
}

// Those who repeat its words without making the threat theirs.
Bullets quoters(Telling& t) {
  std::vector<std::pair<const Document*, const Link*>> found;
  for (const Link* l : t.links)
    if (l->relation == LinkRelation::quotes)
      if (const Document* d = t.index.document(l->from)) found.emplace_back(d, l);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    if (a.first->published.has_value() != b.first->published.has_value()) return a.first->published.has_value();
    return a.first->published != b.first->published ? a.first->published < b.first->published : a.first->id < b.first->id;
  });
  Bullets out;
  const Document* previous = nullptr;
  for (const auto& [d, l] : found) {
    if (d == previous) continue;
    previous = d;
    if (out.items.size() == kListed) {
      out.more = count(found.size() - kListed, "more is", "more are") + " not listed here; the JSON form has them all.";
      break;
    }
    Stance stance = Stance::quoted;
    for (const Threat* other : t.index.threats_in(d->id))
      if (other->stance != Stance::own) stance = other->stance;
    Say s(t);
    s.document(*d).plain(": " + say("spoken", to_string(stance)));
    std::vector<Passage> own, others;
    for (const Passage& p : l->spans) (p.document == d->id ? own : others).push_back(p);
    if (!own.empty()) s.plain(": ").quote(t.in_context(own.front()));
    if (!others.empty()) s.plain("; they stand in the post").cite(others);
    if (l->status != LinkStatus::stated) s.plain(" (" + say("status", to_string(l->status)) + ")");
    out.items.push_back(s);
  }
  return out;
}

// What the timeline draws, in words; of the posts only the first and the last.
Bullets in_order(Telling& t) {
  Bullets out;
  const TimelineItem* last_post = nullptr;
  for (const TimelineItem& i : t.story.timeline)
    if (i.lane == TimelineItem::Lane::post) last_post = &i;
  for (const TimelineItem& i : t.story.timeline) {
    if (i.lane == TimelineItem::Lane::post && !i.first && &i != last_post) continue;
    if (out.items.size() == kListed) {
      out.more = "More are not listed here; the JSON form has them all.";
      break;
    }
    Say s(t);
    s.plain(i.when + ": ");
    if (i.lane == TimelineItem::Lane::threatened) s.plain("the time that the threat sets");
    else s.name(i.label);
    if (i.lane == TimelineItem::Lane::post) s.plain(i.first ? ", earliest seen" : ", the last copy read");
    if (i.lane == TimelineItem::Lane::article) s.plain(", article");
    out.items.push_back(i.at ? s.cite(*i.at) : s);
  }
  return out;
}

}  // namespace

Section spread_section(Telling& t) {
  Section out{"spread", "How it spread", {}};
  if (t.family && !t.family->members.empty()) {
    const std::vector<Member>& members = t.family->members;
    Say s(t);
    if (const Document* first = t.index.document(t.family->first)) {
      s.plain("Earliest seen: ").document(*first);
      if (const auto words = opening(*first)) s.cite(*words);
      s.plain(". That is the earliest in what was read; where it was first written is not known.");
      if (!first->forwarded_from.empty()) s.plain(" It says itself that it is from ").name(first->forwarded_from).plain(".");
      if (first->forwarded_published) s.plain(" It says that the original was posted " + say(*first->forwarded_published) + ", which was not read.");
    }
    out.blocks.emplace_back(Paragraph{s, false});

    std::map<Id, std::size_t> numbers;
    for (std::size_t i = 0; i < members.size(); ++i) numbers.emplace(members[i].document, i + 1);
    std::map<Id, const Link*> copies;
    for (const Link* l : t.links)
      if (l->relation == LinkRelation::copies) copies.emplace(l->from, l);
    t.story.course = spread(*t.family, t.index);
    if (members.size() > 1) {
      out.blocks.emplace_back(Paragraph{copies_sentence(t), false});
      const Sentence speed = speed_sentence(t);
      if (!speed.pieces.empty()) out.blocks.emplace_back(Paragraph{speed, false});
    }
    if (members.size() > kDrawn) {
      out.blocks.emplace_back(Picture{Drawing::channels, 0});
      out.blocks.emplace_back(channel_table(t));
    } else if (members.size() > 1) {
      draw(t, numbers, copies);
      out.blocks.emplace_back(Picture{Drawing::spread, 0});
    }
    Table table{"Posts that are copies of each other, in the order of their time",
                {"No.", "Posted (UTC)", "Where", "Relation", "Alike", "Known how", "Opening words"}, {0, 4}, {}, {}, false};
    for (std::size_t i = 0; i < std::min(members.size(), kListed); ++i)
      table.rows.push_back(member_row(t, i + 1, members[i], numbers, how_known(copies, members[i])));
    if (members.size() > kListed) table.more = left_out(t);
    out.blocks.emplace_back(std::move(table));
  } else {
    out.blocks.emplace_back(Paragraph{Say(t).plain("No copy of it was read."), false});
  }
  Bullets others = quoters(t);
  if (!others.items.empty()) {
    out.blocks.emplace_back(Heading{Say(t).plain("Who quotes, reports, denies or condemns it")});
    out.blocks.emplace_back(std::move(others));
  }
  timeline_of(t);
  if (t.story.timeline.size() > 1) {
    out.blocks.emplace_back(Heading{Say(t).plain("In time")});
    out.blocks.emplace_back(Picture{Drawing::timeline, 0});
    out.blocks.emplace_back(in_order(t));
  }
  return out;
}

}  // namespace tocsin::brief
