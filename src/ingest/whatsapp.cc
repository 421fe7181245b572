// SPDX-License-Identifier: Apache-2.0
#include "ingest/whatsapp.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "core/list.h"
#include "core/utf8.h"
#include "ingest/chat_dates.h"
#include "ingest/delivery.h"
#include "ingest/lists.h"

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t kLongestName = 120;
constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::array<std::string_view, 3> kDirectionMarks = {"\u200E", "\u200F", "\u202A"};
constexpr std::array<std::string_view, 2> kEdited = {"<This message was edited>",
                                                     "<Diese Nachricht wurde bearbeitet.>"};

struct Line {
  std::string text, how, kind;
};

const std::vector<Line>& lines() {
  static const std::vector<Line> kLines = [] {
    std::vector<Line> out;
    for (const ListRow& row : builtin_list("whatsapp_lines.tsv", list("whatsapp_lines.tsv")))
      out.push_back({row["text"], row["how"], row["kind"]});
    return out;
  }();
  return kLines;
}

std::string_view without_marks(std::string_view s) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view mark : kDirectionMarks)
      if (s.starts_with(mark)) s.remove_prefix(mark.size()), again = true;
  }
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r' || s.back() == '\n')) s.remove_suffix(1);
  return s;
}

// What stands in place of a message; empty: the line is a message.
std::string_view kind_of_line(std::string_view line) {
  line = without_marks(line);
  for (const Line& known : lines())
    if (known.how == "whole"    ? line == known.text
        : known.how == "begins" ? line.starts_with(known.text)
                                : line.ends_with(known.text))
      return known.kind;
  const bool bracketed = line.size() > 2 && line.size() < 80 && line.front() == '<' && line.back() == '>';
  return bracketed && line.find_first_of("<>", 1) == line.size() - 1 ? "file" : "";
}

// Where a line begins that begins a message.
struct Begin {
  std::size_t at;
  ChatStamp stamp;
};

// The next one at or after `from`, the beginning of a line.
std::optional<Begin> next_begin(std::string_view bytes, std::size_t from) {
  while (from < bytes.size()) {
    if (const auto stamp = chat_stamp(bytes.substr(from, std::min(bytes.find('\n', from), bytes.size()) - from)))
      return Begin{from, *stamp};
    const std::size_t end = bytes.find('\n', from);
    if (end == npos) break;
    from = end + 1;
  }
  return std::nullopt;
}

std::size_t after_line(std::string_view bytes, std::size_t at) {
  const std::size_t end = bytes.find('\n', at);
  return end == npos ? bytes.size() : end + 1;
}

// The name before ": "; npos: a notice of the system, which may quote what has a colon.
std::size_t end_of_name(std::string_view said) {
  const std::string_view line = said.substr(0, said.find('\n'));
  const std::size_t colon = line.find(':');
  if (colon == npos || colon == 0 || colon > kLongestName) return npos;
  if (colon + 1 < line.size() && (line[colon + 1] == '/' || std::isdigit(static_cast<unsigned char>(line[colon + 1]))))
    return npos;  // an address, a time
  return line.substr(0, colon).find_first_of("\"") == npos && line.substr(0, colon).find("“") == npos ? colon : npos;
}

// `created group "Pier Watch"`: the only notice that names the chat.
std::string group_named(std::string_view notice) {
  for (const auto& [open, close] : {std::pair{std::string_view("\""), std::string_view("\"")},
                                    std::pair{std::string_view("“"), std::string_view("”")}}) {
    const std::size_t created = notice.find(" created group ");
    const std::size_t begin = created == npos ? npos : notice.find(open, created);
    if (begin == npos) continue;
    const std::size_t end = notice.find(close, begin + open.size());
    if (end != npos) return std::string(notice.substr(begin + open.size(), end - begin - open.size()));
  }
  return {};
}

class Chat {
 public:
  Chat(std::string_view bytes, Intake& intake) : bytes_(bytes), intake_(intake), delivery_(intake) {}

  Status run() {
    find_messages();
    if (begins_.empty()) return {};
    std::vector<ChatStamp> stamps;
    for (const Begin& begin : begins_) stamps.push_back(begin.stamp);
    const DateOrderReading order = date_order(stamps);
    order_ = order.order;
    if (!order.sure)
      intake_.oddity(Odd::odd_date, begins_.front().at, "chat",
                     "the dates of this chat can be read day first and month first; read day first");
    for (std::size_t i = 0; i < begins_.size(); ++i) {
      const std::size_t end = i + 1 < begins_.size() ? begins_[i + 1].at : bytes_.size();
      if (Status status = take(begins_[i], end, i + 1); !status.ok()) return status;
    }
    return {};
  }

 private:
  void find_messages() {
    for (auto next = next_begin(bytes_, bytes_.starts_with(kMark) ? kMark.size() : 0); next;
         next = next_begin(bytes_, after_line(bytes_, next->at)))
      begins_.push_back(*next);
    for (const Begin& begin : begins_) {
      const std::string_view said = said_at(begin, after_line(bytes_, begin.at));
      if (end_of_name(said) == npos && channel_.empty()) channel_ = group_named(said);
    }
    if (channel_.empty()) channel_ = "WhatsApp chat";
  }

  std::string_view said_at(const Begin& begin, std::size_t end) const {
    const std::size_t from = begin.at + begin.stamp.rest;
    return without_marks(bytes_.substr(from, end - from));
  }

  Status take(const Begin& begin, std::size_t end, std::size_t number) {
    const std::string_view said = said_at(begin, end);
    const std::size_t name = end_of_name(said);
    if (name == npos) {
      intake_.skipped("service_message");
      return {};
    }
    FieldReading out;
    Document& d = out.document;
    d.at = begin.at;
    d.text = text_of(said.substr(name + 1), out);
    out.readable = !d.text.empty();
    if (!out.readable && out.skipped.empty()) out.skipped.emplace_back("empty_message");
    if (out.readable) {
      d.source_id = "at-" + std::to_string(begin.at);
      out.numbered = true;
      set_times(out, time_of(begin.stamp), {}, intake_.options().timezone);
      d.channel = channel_;
      std::string_view author = without_marks(said.substr(0, name));
      if (author.starts_with("~")) author.remove_prefix(1);
      d.author = intake_.author(without_spaces(author));
    }
    return delivery_.take(std::move(out), "message " + std::to_string(number));
  }

  std::string time_of(const ChatStamp& stamp) const {
    const std::string time = local_time(stamp, order_);
    return time.empty() ? "no date" : time;
  }

  static std::string_view without_spaces(std::string_view name) {
    for (bool again = true; again;) {
      again = false;
      for (const std::string_view space :
           {std::string_view(" "), std::string_view("\u202F"), std::string_view("\u00A0")})
        if (name.starts_with(space)) name.remove_prefix(space.size()), again = true;
    }
    return name;
  }

  // Line by line, without those that stand in place of something else.
  static std::string text_of(std::string_view said, FieldReading& out) {
    std::string text;
    for (std::size_t from = 0; from < said.size();) {
      const std::size_t end = std::min(said.find('\n', from), said.size());
      std::string_view line = said.substr(from, end - from);
      if (from == 0) line = without_spaces(line);
      from = end + 1;
      if (line.ends_with('\r')) line.remove_suffix(1);
      for (const std::string_view edited : kEdited)
        if (line.ends_with(edited)) line = without_marks(line.substr(0, line.size() - edited.size()));
      if (const std::string_view kind = kind_of_line(line); !kind.empty()) {
        out.skipped.emplace_back(kind);
        continue;
      }
      if (!text.empty()) text += '\n';
      text += text.empty() ? without_marks(line) : line;
    }
    while (text.ends_with('\n')) text.pop_back();
    return text;
  }

  std::string_view bytes_;
  Intake& intake_;
  Delivery delivery_;
  std::vector<Begin> begins_;
  std::string channel_;
  DateOrder order_ = DateOrder::day_first;
};

}  // namespace

Status whatsapp(std::string_view bytes, Intake& intake) {
  if (!reads_private(intake.options())) {
    intake.oddity(Odd::private_chat, 0, "chat",
                  "a WhatsApp chat is private by nature; it is read with --include-private --purpose TEXT only");
    return {};
  }
  return Chat(bytes, intake).run();
}

std::size_t whatsapp_end(std::string_view bytes, std::size_t at) {
  const auto next = next_begin(bytes, after_line(bytes, at));
  std::size_t end = next ? next->at : bytes.size();
  while (end > at && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) --end;
  return end;
}

}  // namespace tocsin::ingest
