// SPDX-License-Identifier: Apache-2.0
#include "ingest/telegram_html.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "ingest/delivery.h"
#include "ingest/markup.h"
#include "ingest/platform_media.h"

namespace tocsin::ingest {
namespace {

constexpr std::string_view kUnsupported = "This message is not supported";

std::string trimmed(const std::string& s) {
  const std::size_t first = s.find_first_not_of(" \n\r\t");
  return first == std::string::npos ? std::string() : s.substr(first, s.find_last_not_of(" \n\r\t") + 1 - first);
}

// "07.10.2025 18:58:31 UTC+03:00" as RFC 3339; anything else as it is. Versions before 4.3 name no offset.
std::string rfc3339(std::string_view title) {
  constexpr std::string_view kForm = "00.00.0000 00:00:00";
  if (title.size() < kForm.size()) return std::string(title);
  for (std::size_t i = 0; i < kForm.size(); ++i)
    if (kForm[i] == '0' ? std::isdigit(static_cast<unsigned char>(title[i])) == 0 : title[i] != kForm[i])
      return std::string(title);
  const auto part = [&](std::size_t from, std::size_t n) { return std::string(title.substr(from, n)); };
  std::string_view zone = title.substr(kForm.size());
  if (zone.starts_with(" UTC")) zone.remove_prefix(4);
  return part(6, 4) + "-" + part(3, 2) + "-" + part(0, 2) + "T" + part(11, 8) + std::string(zone);
}

// "Somebody via @bot" without the bot.
std::string without_bot(const std::string& name) {
  const std::size_t via = name.rfind(" via @");
  return via == std::string::npos ? name : name.substr(0, via);
}

struct Message {
  std::size_t begin = 0;
  std::string id, date, details;
  std::string author, source;  // as written; empty: see the one above
  std::string source_date;     // of what was forwarded; a joined one has none of its own
  std::string text, poll;
  std::vector<std::string> skipped;
  bool service = false, joined = false, forwarded = false;
};

bool begins_message(const Tag& tag) {
  return tag.name == "div" && has_class(attribute(tag.attributes, "class"), "message") &&
         attribute(tag.attributes, "id").starts_with("message");
}

// Collects the messages of a page and hands each on when it has ended.
class Page {
 public:
  Page(std::string_view bytes, Intake& intake) : bytes_(bytes), intake_(intake), delivery_(intake) {}

  Status run() {
    while (const auto tag = next_tag(bytes_, at_)) {
      if (capture_ != nullptr) append_decoded(bytes_.substr(at_, tag->begin - at_), *capture_);
      at_ = tag->end;
      if (capture_ != nullptr && tag->name == "br") *capture_ += '\n';
      if (tag->closing)
        close(*tag);
      else
        open(*tag);
      if (private_) {
        intake_.oddity(
            Odd::private_chat, 0, "chat",
            "a chat of an all-chats export in HTML, which does not tell what is public; export it by itself or "
            "in JSON, or give --include-private --purpose TEXT");
        return {};
      }
      if (ended_) {
        Message message = std::move(*ended_);
        ended_.reset();
        if (Status status = deliver(message); !status.ok()) return status;
      }
    }
    return finish();
  }

 private:
  void capture(std::string& into) {
    capture_ = &into;
    capture_depth_ = depth_;
  }

  void open(const Tag& tag) {
    const std::string_view classes = attribute(tag.attributes, "class");
    if (begins_message(tag)) {
      begin(tag, classes);
    } else if (depth_ == 0) {
      open_before(tag, classes);
    } else {
      if (tag.name == "div") ++depth_;
      open_inside(tag, classes);
    }
  }

  // The page's head: the chat's name, and whether the page is one of many.
  void open_before(const Tag& tag, std::string_view classes) {
    if (tag.name == "a" && has_class(classes, "content") && has_class(classes, "block_link")) of_many_ = true;
    if (tag.name != "div") return;
    if (has_class(classes, "history")) enter_history();
    if (!history_ && channel_.empty() && has_class(classes, "text") && has_class(classes, "bold")) capture(channel_);
  }

  void enter_history() {
    history_ = true;
    private_ = of_many_ && !reads_private(intake_.options());
  }

  void begin(const Tag& tag, std::string_view classes) {
    enter_history();
    capture_ = nullptr;
    if (depth_ > 0) {
      intake_.oddity(Odd::repaired, current_.begin, "message " + current_.id.substr(0, 40),
                     "the end of the message is missing; it was read up to the next one");
      ended_ = std::move(current_);
    }
    current_ = Message();
    current_.begin = tag.begin;
    current_.id = attribute(tag.attributes, "id").substr(7);
    current_.service = has_class(classes, "service");
    current_.joined = has_class(classes, "joined");
    depth_ = 1;
    forward_depth_ = 0;
  }

  void open_inside(const Tag& tag, std::string_view classes) {
    if (capture_ != nullptr && tag.name == "span" && has_class(classes, "details")) {
      capture_ = nullptr;  // the date of what was forwarded, the votes of an answer
      if (forward_depth_ > 0 && has_class(classes, "date") && current_.source_date.empty())
        append_decoded(attribute(tag.attributes, "title"), current_.source_date);
    } else if (capture_ != nullptr || classes.empty()) {
      return;
    } else if (has_class(classes, "date")) {
      if (current_.date.empty()) append_decoded(attribute(tag.attributes, "title"), current_.date);
    } else if (has_class(classes, "from_name")) {
      capture(forward_depth_ > 0 ? current_.source : current_.author);
    } else if (has_class(classes, "forwarded") && has_class(classes, "body")) {
      current_.forwarded = true;
      forward_depth_ = depth_;
    } else if (tag.name == "div" && has_class(classes, "text")) {
      capture(current_.text);
    } else if (has_class(classes, "question") || has_class(classes, "answer")) {
      current_.poll += current_.poll.empty() ? "" : "\n";
      capture(current_.poll);
    } else if (current_.service && has_class(classes, "details")) {
      capture(current_.details);
    } else if (const std::string_view kind = media_of_classes(classes); !kind.empty()) {
      current_.skipped.emplace_back(kind);
    }
  }

  void close(const Tag& tag) {
    if (tag.name != "div") return;
    if (depth_ == 0) {
      capture_ = nullptr;
      return;
    }
    if (capture_ != nullptr && depth_ == capture_depth_) capture_ = nullptr;
    if (--depth_ < forward_depth_) forward_depth_ = 0;
    if (depth_ > 0) return;
    ended_ = std::move(current_);
    current_ = Message();
  }

  Status deliver(Message& message) {
    if (message.id.starts_with('-')) return {};  // a day's heading
    if (message.service) {
      intake_.skipped(trimmed(message.details).starts_with(kUnsupported) ? "unsupported_message" : "service_message");
      return {};
    }
    if (!message.joined || !message.author.empty()) author_ = without_bot(trimmed(message.author));
    if (message.forwarded && !message.source.empty()) source_ = without_bot(trimmed(message.source));
    return delivery_.take(reading(message), "message " + message.id.substr(0, 40));
  }

  FieldReading reading(Message& message) {
    FieldReading out;
    Document& d = out.document;
    d.at = message.begin;
    out.skipped = std::move(message.skipped);
    d.text = trimmed(message.text);
    if (d.text.empty()) d.text = poll_text(message.poll);
    out.readable = !d.text.empty();
    if (!out.readable) {
      if (out.skipped.empty()) out.skipped.emplace_back("empty_message");
      return out;
    }
    set_id(out, std::move(message.id));
    set_times(out, rfc3339(message.date), {}, intake_.options().timezone);
    d.channel = trimmed(channel_);
    if (author_ != d.channel && author_ != "Deleted Account") d.author = intake_.author(author_);
    if (message.forwarded) d.forwarded_from = source_;
    if (message.forwarded) set_forward_date(out, rfc3339(message.source_date), intake_.options().timezone);
    return out;
  }

  // Its lines, and the dashes before the answers gone.
  static std::string poll_text(const std::string& poll) {
    std::string out;
    for (std::size_t from = 0; from < poll.size();) {
      const std::size_t end = std::min(poll.find('\n', from), poll.size());
      std::string line = trimmed(poll.substr(from, end - from));
      if (line.starts_with("- ")) line.erase(0, 2);
      if (!line.empty()) out += (out.empty() ? "" : "\n") + line;
      from = end + 1;
    }
    return out;
  }

  Status finish() {
    if (!history_) {
      intake_.skipped("export_page");  // contacts, sessions, lists of chats: never read
      return {};
    }
    if (depth_ > 0)
      intake_.oddity(Odd::truncated, current_.begin, "message " + current_.id.substr(0, 40),
                     "the file ends inside this message; everything before it was read");
    else if (bytes_.substr(bytes_.size() - std::min<std::size_t>(bytes_.size(), 200)).find("</html>") ==
             std::string_view::npos)
      intake_.oddity(Odd::truncated, bytes_.size(), "page",
                     "the page has no end; export the chat again if messages are missing");
    return {};
  }

  std::string_view bytes_;
  Intake& intake_;
  Delivery delivery_;
  std::size_t at_ = 0;
  int depth_ = 0, capture_depth_ = 0, forward_depth_ = 0;  // of <div> inside the message
  std::string* capture_ = nullptr;                         // where text goes; none: it is left out
  std::string channel_, author_, source_;
  Message current_;
  std::optional<Message> ended_;  // to be handed on
  bool history_ = false, of_many_ = false, private_ = false;
};

}  // namespace

Status telegram_html(std::string_view bytes, Intake& intake) { return Page(bytes, intake).run(); }

std::size_t telegram_html_end(std::string_view bytes, std::size_t at) {
  int depth = 0;
  while (const auto tag = next_tag(bytes, at)) {
    if (depth > 0 && !tag->closing && begins_message(*tag)) return tag->begin;
    at = tag->end;
    if (tag->name != "div") continue;
    depth += tag->closing ? -1 : 1;
    if (depth <= 0) return at;
  }
  return bytes.size();
}

}  // namespace tocsin::ingest
