// SPDX-License-Identifier: Apache-2.0
// How fast it went, and through which channels.
#include <algorithm>

#include "brief/telling.h"
#include "brief/words.h"

namespace tocsin::brief {
namespace {

constexpr std::size_t kChannels = 12;   // told one by one

std::string after(std::int64_t seconds) { return seconds == 0 ? "at once" : "in " + say_duration(seconds); }

std::optional<Passage> words_of(const Spread& s, std::size_t post) {
  return s.posts[post].document ? opening(*s.posts[post].document) : std::nullopt;
}

// "a second channel in 9 min, half of its 9 channels in 2 h 10 min, all 9 in 15 h", with the posts that show it.
void milestones(Say& say, const Spread& s) {
  const std::string all = digits(static_cast<std::int64_t>(s.dated_channels));
  const auto reached = [&](const std::string& what, const Milestone& m) {
    say.plain(what + " " + after(m.seconds));
    if (const auto words = words_of(s, m.post)) say.cite(*words);
  };
  reached("Reached " + std::string(s.dated_channels == 2 ? "its second channel" : "a second channel"), *s.second);
  if (s.half->channels > 2) reached(", half of its " + all + " channels", *s.half);
  if (s.nine_in_ten->channels > std::max<std::size_t>(2, s.half->channels))
    reached(s.nine_in_ten->channels == s.dated_channels ? ", all " + all : ", " + digits(static_cast<std::int64_t>(s.nine_in_ten->channels)) + " of " + all,
            *s.nine_in_ten);
}

}  // namespace

Sentence copies_sentence(Telling& t) {
  const Spread& s = t.story.course;
  Say say(t);
  const std::size_t copies = s.posts.size() - 1;
  if (copies == 1) return say.plain(s.forwards ? "Its one copy says itself that it is a forward." : "Its one copy was found by comparing the words.");
  say.plain("Of its " + count(copies, "copy", "copies") + " " +
            (s.forwards == 0 ? "none says that it is a forward" : s.forwards == 1 ? "1 says itself that it is a forward" : digits(static_cast<std::int64_t>(s.forwards)) + " say themselves that they are forwards") +
            "; " + (s.inferred == 0 ? "none was" : count(s.inferred, "was", "were")) + " found by comparing the words.");
  return say;
}

Sentence speed_sentence(Telling& t) {
  const Spread& s = t.story.course;
  Say told(t);
  if (s.dated_channels > 1) milestones(told, s);
  else if (s.channels.size() == 1) told.plain("All in one channel");
  const std::size_t timed = s.posts.size() - s.undated;
  if (s.busiest && timed > 2) {
    told.plain(told.empty() ? "Fastest hour: " : "; fastest hour: ").plain(count(s.busiest->copies, "copy", "copies") + ", from " + say(s.busiest->from));
    const std::int64_t silence = (s.silence->to - s.silence->from).count();
    if (silence >= 3600) told.plain("; longest silence: " + say_duration(silence) + ", until " + say(s.silence->to));
  }
  if (s.undated) told.plain(told.empty() ? "" : "; ").plain(count(s.undated, "post is", "posts are") + " not dated, and counted but not timed");
  return told.empty() ? told : told.plain(".");
}

Table channel_table(Telling& t) {
  const Spread& s = t.story.course;
  Table out{"The channels, by when it was first seen in each", {"Channel", "First seen (UTC)", "After the earliest", "Posts", "Forwards that say so", "Inferred"}, {3, 4, 5}, {}, {}, false};
  for (std::size_t i = 0; i < std::min(s.channels.size(), kChannels); ++i) {
    const SpreadChannel& c = s.channels[i];
    Say name(t), seen(t);
    name.name(c.name);
    if (c.first) {
      seen.plain(say_short(*s.posts[*c.first].at));
      if (const auto words = words_of(s, *c.first)) seen.cite(*words);
    } else {
      seen.plain("not dated");
    }
    const auto number = [&](std::size_t n) { return Sentence(Say(t).plain(digits(static_cast<std::int64_t>(n)))); };
    out.rows.push_back({name, seen, Say(t).plain(!c.after ? "" : *c.after == 0 ? "earliest seen" : say_duration(*c.after)), number(c.posts), number(c.forwards), number(c.inferred)});
  }
  if (s.channels.size() > kChannels) {
    std::size_t posts = 0;
    for (std::size_t i = kChannels; i < s.channels.size(); ++i) posts += s.channels[i].posts;
    out.more = count(s.channels.size() - kChannels, "more channel", "more channels") + " with " + count(posts, "post", "posts") +
               (s.channels.size() == kChannels + 1 ? " is" : " are") + " not listed here; the JSON form has them all.";
  }
  return out;
}

}  // namespace tocsin::brief
