// SPDX-License-Identifier: Apache-2.0
// The alerts as a feed (RSS 2.0). Its readers show items again when their guid or text changes, and keep no order: so an
// item says its score, and the feed says whether a person has reviewed it.
#include "brief/escape.h"
#include "brief/forms.h"
#include "brief/svg.h"
#include "brief/telling.h"
#include "brief/words.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

constexpr std::size_t kTitle = 160, kDescription = 1200;   // bytes
// A feed needs an address, and there is none: what Tocsin makes stays where it is made.
constexpr std::string_view kNoAddress = "urn:tocsin:alerts";

// RFC 822 as RSS has it, with four digits of the year: "Tue, 07 Oct 2025 15:42:10 GMT".
std::string rfc822(Time t) {
  using namespace std::chrono;
  constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const sys_days date = floor<days>(t);
  const year_month_day ymd(date);
  const hh_mm_ss time(t - date);
  const auto two = [](auto n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const std::string year = std::to_string(static_cast<int>(ymd.year()));
  return std::string(kDays[weekday(date).c_encoding()]) + ", " + two(static_cast<unsigned>(ymd.day())) + " " + kMonths[static_cast<unsigned>(ymd.month()) - 1] + " " +
         std::string(year.size() < 4 ? 4 - year.size() : 0, '0') + year + " " + two(time.hours().count()) + ":" + two(time.minutes().count()) + ":" + two(time.seconds().count()) + " GMT";
}

std::string element(const char* name, std::string_view text, std::string_view attributes = {}) {
  return "<" + std::string(name) + std::string(attributes) + ">" + xml(text) + "</" + name + ">\n";
}

// Some readers take a title for HTML and some do not: so it holds nothing that could be a tag.
std::string tagless(std::string_view title) {
  std::string out;
  for (const char c : title) out += c == '<' ? "‹" : c == '>' ? "›" : std::string(1, c);
  return out;
}

// The last that came to it: the latest copy, else its one document.
std::optional<Time> changed(const Telling& t) {
  if (t.family && t.family->to) return t.family->to;
  const Document* d = t.index.document(t.threat.document);
  return d && d->published ? d->published : t.as_of;
}

std::string item(Telling& t) {
  const Section head = headline_section(t);
  std::string words;
  for (const Block& b : head.blocks)
    if (const auto* p = std::get_if<Paragraph>(&b); p && p->lead) words += (words.empty() ? "" : " ") + one_line(flat(p->sentence));
  const std::string mark = label(t.story.marking), state = t.story.draft ? "draft" : "reviewed";
  std::string out = "<item>\n" + element("title", "[" + mark + ", " + state + "] " + shortened(tagless(one_line(t.story.title)), kTitle));
  // A description is HTML to its readers, so it is escaped as that first.
  out += element("description", html("Score " + decimal(t.story.score) + " of 100. " + shortened(words, kDescription) + " " + t.story.review + "."));
  if (const auto at = changed(t)) out += element("pubDate", rfc822(*at));
  out += element("guid", t.alert.id, " isPermaLink=\"false\"") + element("category", mark) + element("category", state);
  return out + "</item>\n";
}

}  // namespace

std::string rss_form(const Index& index, const Context& context) {
  std::string items;
  std::size_t shown = 0;
  for (const Alert& a : index.findings().alerts)
    if (const Threat* threat = index.threat(a.threat)) {
      Telling t(index, a, *threat, context);
      items += item(t);
      ++shown;
    }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\">\n<channel>\n";
  out += element("title", "Tocsin alerts, " + label(context.marking)) + element("link", kNoAddress);
  out += element("description", count(shown, "alert", "alerts") + " put together by a program from public posts and reports. A person decides.");
  out += element("language", "en") + element("category", label(context.marking));
  if (context.as_of) out += element("lastBuildDate", rfc822(*context.as_of));
  out += element("generator", "Tocsin" + (context.version.empty() ? "" : " " + context.version));
  return out + items + "</channel>\n</rss>\n";
}

}  // namespace tocsin::brief
