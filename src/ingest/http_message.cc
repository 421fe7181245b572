// SPDX-License-Identifier: Apache-2.0
#include "ingest/http_message.h"

#include <algorithm>
#include <charconv>

#include "ingest/inflate.h"
#include "ingest/lower.h"
#include "ingest/page_guard.h"

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t kSmallBody = std::size_t{1} << 20;  // may be of any ratio
constexpr std::size_t kMaxRatio = 250;                    // of a larger one, unpacked to packed

std::string_view trimmed(std::string_view s) {
  const std::size_t begin = s.find_first_not_of(" \t\r\n\"");
  return begin == npos ? std::string_view() : s.substr(begin, s.find_last_not_of(" \t\r\n\"") + 1 - begin);
}

// "1a4;x=y\r\n" … "0\r\n\r\n" to the bytes. False: it was not in chunks at all, or broke off.
bool from_chunks(std::string_view body, std::string& out) {
  for (std::size_t at = 0; at < body.size();) {
    std::size_t size = 0;
    const auto [digits_end, error] =
        std::from_chars(body.data() + at, body.data() + std::min(at + 16, body.size()), size, 16);
    const std::size_t line = body.find('\n', at);
    if (error != std::errc() || line == npos) return false;
    const std::string_view rest = trimmed(body.substr(static_cast<std::size_t>(digits_end - body.data()),
                                                      line - static_cast<std::size_t>(digits_end - body.data())));
    if (!rest.empty() && rest[0] != ';') return false;
    if (size == 0) return true;
    out += body.substr(line + 1, size);
    if (size > body.size() - line - 1) return false;
    at = line + 1 + size;
    while (at < body.size() && (body[at] == '\r' || body[at] == '\n')) ++at;
  }
  return false;
}

}  // namespace

HeaderEnd header_end(std::string_view bytes) {
  for (std::size_t line = bytes.find('\n'); line != npos; line = bytes.find('\n', line + 1)) {
    if (bytes.substr(line + 1).starts_with("\r\n")) return {line + 1, line + 3};
    if (bytes.substr(line + 1).starts_with("\n")) return {line + 1, line + 2};
  }
  return {npos, npos};
}

HeaderLines header_lines(std::string_view lines) {
  HeaderLines out;
  std::string* last = nullptr;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const std::size_t colon = line.find(':');
    if (line.starts_with(' ') || line.starts_with('\t')) {
      if (last != nullptr) (*last += ' ') += trimmed(line);
    } else if (colon != npos) {
      const auto [row, fresh] = out.emplace(lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
      last = fresh ? &row->second : nullptr;
    }
  }
  return out;
}

std::string header(const HeaderLines& headers, std::string_view name) {
  const auto row = headers.find(name);
  return row == headers.end() ? std::string() : row->second;
}

MediaType media_type(std::string_view value) {
  const std::string all = lower(value);
  MediaType out{std::string(trimmed(std::string_view(all).substr(0, all.find(';')))), {}};
  if (const std::size_t at = all.find("charset="); at != std::string::npos)
    out.charset = trimmed(std::string_view(all).substr(at + 8, all.find(';', at) - at - 8));
  return out;
}

HttpAnswer http_answer(std::string_view bytes) {
  HttpAnswer out;
  const HeaderEnd end = header_end(bytes);
  const std::size_t space = bytes.substr(0, 16).find(' ');
  if (!bytes.starts_with("HTTP/") || space == npos || end.body == npos) return out;
  std::from_chars(bytes.data() + space + 1, bytes.data() + std::min(space + 4, bytes.size()), out.status);
  const HeaderLines headers = header_lines(bytes.substr(0, end.lines));
  out.content = media_type(header(headers, "content-type"));
  out.body = bytes.substr(end.body);
  if (lower(header(headers, "transfer-encoding")).find("chunked") != std::string::npos) {
    std::string joined;
    const bool whole = from_chunks(out.body, joined);
    if (!whole) out.trouble = joined.empty() ? "its body is not in the chunks it speaks of" : "its chunks break off";
    if (whole || !joined.empty()) out.body = std::move(joined);
  }
  const std::string coding = lower(header(headers, "content-encoding"));
  if (coding.empty() || coding == "identity") return out;
  if (coding != "gzip" && coding != "x-gzip" && coding != "deflate") {
    out.trouble = "its content encoding \"" + coding.substr(0, 32) + "\" is not read";
    out.body.clear();
    return out;
  }
  const std::size_t most = std::max(kSmallBody, std::min(kMaxPage, kMaxRatio * out.body.size()));
  Inflated inflated = inflate(out.body, most);
  if (inflated.whole || !inflated.bytes.empty())
    out.body = std::move(inflated.bytes);
  else
    out.trouble = "its body is not compressed as it says";
  if (!inflated.whole && out.trouble.empty()) out.trouble = "its compressed body breaks off or is too large";
  return out;
}

}  // namespace tocsin::ingest
