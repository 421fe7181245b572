// SPDX-License-Identifier: Apache-2.0
// The field `spread` of a brief as JSON: docs/formats.md.
#include "brief/forms.h"
#include "core/clock.h"
#include "core/json_writer.h"

namespace tocsin::brief {

void spread_json(json::Writer& w, const Spread& s) {
  if (s.posts.empty()) {
    w.null();
    return;
  }
  const auto number = [&](const char* key, std::size_t n) { w.key(key).value(std::uint64_t{n}); };
  const auto post = [&](std::size_t i) {
    w.key("document").value(s.posts[i].member->document).key("published").value(format_time(*s.posts[i].at));
  };
  w.begin_object().key("family").value(s.family->id);
  number("posts", s.posts.size());
  number("undated", s.undated);
  number("forwards", s.forwards);
  number("inferred", s.inferred);
  w.key("earliest_seen");
  if (s.first) {
    w.begin_object();
    post(*s.first);
    w.end_object();
  } else {
    w.null();
  }
  number("dated_channels", s.dated_channels);
  w.key("reached").begin_object();
  const std::pair<const char*, const std::optional<Milestone>*> milestones[] = {{"second", &s.second}, {"half", &s.half}, {"nine_in_ten", &s.nine_in_ten}};
  for (const auto& [key, milestone] : milestones) {
    w.key(key);
    if (!*milestone) {
      w.null();
      continue;
    }
    w.begin_object();
    number("channels", (*milestone)->channels);
    w.key("seconds").value((*milestone)->seconds);
    post((*milestone)->post);
    w.end_object();
  }
  w.end_object().key("copies_per_hour").begin_object();
  number("first_hour", s.first_hour);
  w.key("first_day").value(static_cast<double>(s.first_day) / 24);
  w.key("fastest");
  if (s.busiest) {
    w.begin_object();
    number("copies", s.busiest->copies);
    w.key("from").value(format_time(s.busiest->from)).end_object();
  } else {
    w.null();
  }
  w.end_object().key("longest_silence");
  if (s.silence) {
    w.begin_object().key("seconds").value(std::int64_t{(s.silence->to - s.silence->from).count()});
    w.key("from").value(format_time(s.silence->from)).key("to").value(format_time(s.silence->to)).end_object();
  } else {
    w.null();
  }
  w.key("channels").begin_array();
  for (const SpreadChannel& c : s.channels) {
    w.begin_object().key("channel").value(c.name);
    number("posts", c.posts);
    number("undated", c.undated);
    number("forwards", c.forwards);
    number("inferred", c.inferred);
    w.key("first_seen").text_or_null(c.first ? format_time(*s.posts[*c.first].at) : std::string());
    w.key("document").text_or_null(c.first ? s.posts[*c.first].member->document : std::string());
    w.key("seconds_after").optional(c.after).end_object();
  }
  w.end_array().key("edges").begin_array();
  for (const SpreadEdge& e : s.edges) {
    w.begin_object().key("document").value(s.posts[e.from].member->document).key("of").value(s.posts[e.to].member->document);
    w.key("kind").value(to_string(e.kind)).key("names_source").value(e.names_source).key("lag_seconds").optional(e.lag);
    if (e.original) w.key("forwarded_published").value(format_time(*e.original));
    w.end_object();
  }
  w.end_array().end_object();
}

}  // namespace tocsin::brief
