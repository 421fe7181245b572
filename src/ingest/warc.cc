// SPDX-License-Identifier: Apache-2.0
#include "ingest/warc.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "ingest/detect.h"
#include "ingest/feed.h"
#include "ingest/html.h"
#include "ingest/http_message.h"

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t kLongestHead = std::size_t{1} << 20;
constexpr std::string_view kMark = "WARC/";

enum class Extent { whole, cut, broken };

struct Record {
  HeaderLines headers;
  std::string_view block;
  std::size_t end = 0;  // of the block
  Extent extent = Extent::whole;
};

// The next line that begins as a record does, at or after `at`.
std::size_t next_record(std::string_view bytes, std::size_t at) {
  for (std::size_t mark = bytes.find(kMark, at); mark != npos; mark = bytes.find(kMark, mark + 1))
    if ((mark == 0 || bytes[mark - 1] == '\n') && mark + 5 < bytes.size() &&
        std::isdigit(static_cast<unsigned char>(bytes[mark + 5])))
      return mark;
  return npos;
}

Record record_at(std::string_view bytes, std::size_t at) {
  Record out;
  const std::string_view rest = bytes.substr(at);
  const std::size_t next = next_record(bytes, at + 1);
  const HeaderEnd head = header_end(rest.substr(0, std::min(kLongestHead, next - at)));
  if (head.body == npos) {
    out.extent = rest.size() < kLongestHead && next == npos ? Extent::cut : Extent::broken;
    return out;
  }
  out.headers = header_lines(rest.substr(0, head.lines));
  const std::string length = header(out.headers, "content-length");
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), size);
  if (length.empty() || error != std::errc() || end != length.data() + length.size()) {
    out.extent = Extent::broken;
    return out;
  }
  out.block = rest.substr(head.body, std::min<std::uint64_t>(size, rest.size()));
  out.end = at + head.body + out.block.size();
  if (out.block.size() < size) {
    out.extent = next == npos ? Extent::cut : Extent::broken;
    return out;
  }
  const std::size_t after = bytes.find_first_not_of("\r\n", out.end);
  if (after != npos && !kMark.starts_with(bytes.substr(after, kMark.size()))) out.extent = Extent::broken;
  return out;
}

// "<https://…>", as WARC 1.0 wrote it.
std::string without_brackets(std::string url) {
  return url.starts_with('<') && url.ends_with('>') ? url.substr(1, url.size() - 2) : url;
}

class Reader {
 public:
  Reader(std::string_view bytes, Intake& intake) : bytes_(bytes), intake_(intake) {}

  Status run() {
    std::uint64_t number = 0;
    for (std::size_t at = next_record(bytes_, 0); at != npos;) {
      const Record record = record_at(bytes_, at);
      intake_.pin(at, "record " + std::to_string(++number));
      Status status = take(record);
      intake_.unpin();
      if (!status.ok()) return status;
      if (record.extent == Extent::cut) break;
      at = next_record(bytes_, record.extent == Extent::whole ? record.end : at + 1);
    }
    return {};
  }

 private:
  Status take(const Record& record) {
    if (record.extent == Extent::cut) {
      odd(Odd::truncated, "the file ends inside this record; everything before it was read");
      return {};
    }
    if (record.extent == Extent::broken) {
      odd(Odd::broken, "its length is not what it says; what follows is read from the next record on");
      return {};
    }
    const std::string type = header(record.headers, "warc-type");
    const MediaType media = media_type(header(record.headers, "content-type"));
    const std::string url = without_brackets(header(record.headers, "warc-target-uri"));
    if (!header(record.headers, "warc-segment-number").empty()) {
      intake_.skipped("web_part");
    } else if (type == "response" && media.type == "application/http") {
      return answer(http_answer(record.block), url);
    } else if (type == "resource" || type == "response") {
      return content(record.block, media, url);
    } else if (type == "revisit" || type == "request" || type == "conversion") {
      intake_.skipped("web_" + type);
    } else {
      intake_.skipped("web_metadata");
    }
    return {};
  }

  Status answer(const HttpAnswer& answer, const std::string& url) {
    if (answer.status != 200) {
      intake_.skipped("web_status");
      return {};
    }
    if (!answer.trouble.empty())
      odd(answer.body.empty() ? Odd::unreadable : Odd::damaged, "of a server's answer: " + answer.trouble);
    return content(answer.body, answer.content, url);
  }

  // By what it is, where the server does not say that it is something else.
  Status content(std::string_view body, const MediaType& media, const std::string& url) {
    ArticleFacts facts;
    facts.url = url;
    const bool says_html = media.type.find("html") != npos;
    const bool may_be = says_html || media.type.empty() || media.type.ends_with("xml") || media.type == "text/plain" ||
                        media.type == "application/octet-stream";
    const Format format = may_be ? sniff(body, body).format : Format::other;
    if (format == Format::feed) return feed(body, facts, intake_);
    if (format == Format::html || (says_html && format == Format::plain)) return html(body, facts, intake_, media.charset);
    intake_.skipped("web_file");
    return {};
  }

  void odd(Odd kind, std::string_view what) { intake_.oddity(kind, 0, "", what); }

  std::string_view bytes_;
  Intake& intake_;
};

}  // namespace

Status warc(std::string_view bytes, Intake& intake) { return Reader(bytes, intake).run(); }

std::string_view warc_record(std::string_view bytes, std::size_t at) {
  if (at >= bytes.size() || !bytes.substr(at).starts_with(kMark)) return {};
  return bytes.substr(at, record_at(bytes, at).end - at);
}

}  // namespace tocsin::ingest
