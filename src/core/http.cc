// SPDX-License-Identifier: Apache-2.0
#include "core/http.h"
#include "core/mail.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <memory>
#include <optional>
#include <set>

namespace tocsin::http {
namespace {

constexpr char kAgent[] = "tocsin/" TOCSIN_VERSION;
constexpr std::size_t kMostHeaders = std::size_t{256} << 10;  // bytes
constexpr std::size_t kRatioFrom = std::size_t{1} << 20;

using Clock = std::chrono::steady_clock;

struct Block {
  std::uint32_t address;
  int bits;
};
// RFC 6890 and its kin: not for the open network.
constexpr std::array<Block, 15> kPrivate4 = {{{0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},  {0xA9FE0000, 16},
                                              {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24}, {0xC0586300, 24}, {0xC0A80000, 16},
                                              {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 4},  {0xF0000000, 4}}};

bool private4(std::uint32_t address) {
  return std::any_of(kPrivate4.begin(), kPrivate4.end(), [&](const Block& b) { return (address >> (32 - b.bits)) == (b.address >> (32 - b.bits)); });
}

std::uint32_t four(const unsigned char* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

// Addresses are given out below 2000::/3. What carries an older address inside is judged by that.
bool private6(const unsigned char* b) {
  constexpr unsigned char kMapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  constexpr unsigned char kTranslated[12] = {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};
  if (std::memcmp(b, kMapped, 12) == 0 || std::memcmp(b, kTranslated, 12) == 0) return private4(four(b + 12));
  if (b[0] == 0x20 && b[1] == 0x02) return private4(four(b + 2));
  const std::uint32_t head = four(b);
  return (b[0] & 0xE0) != 0x20 || head == 0x20010000 || head == 0x20010DB8;
}

bool private_address(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, address, sizeof in);
    return private4(ntohl(in.sin_addr.s_addr));
  }
  if (address->sa_family != AF_INET6) return true;
  sockaddr_in6 in{};
  std::memcpy(&in, address, sizeof in);
  return private6(in.sin6_addr.s6_addr);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

bool has_controls(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

class Url {
 public:
  Url() : handle_(curl_url(), curl_url_cleanup) {}
  // An address, or one that is meant from the address that is set.
  bool set(const std::string& text) { return !has_controls(text) && curl_url_set(handle_.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK; }
  std::string part(CURLUPart part, unsigned flags = 0) const {
    char* text = nullptr;
    if (curl_url_get(handle_.get(), part, &text, flags) != CURLUE_OK) return {};
    const std::string out(text);
    curl_free(text);
    return out;
  }
  void drop_fragment() { curl_url_set(handle_.get(), CURLUPART_FRAGMENT, nullptr, 0); }
  std::string text() const { return part(CURLUPART_URL); }
  bool web() const { return part(CURLUPART_SCHEME) == "http" || part(CURLUPART_SCHEME) == "https"; }
  std::string origin() const {
    return part(CURLUPART_SCHEME) + "://" + lower(part(CURLUPART_HOST)) + ":" + part(CURLUPART_PORT, CURLU_DEFAULT_PORT);
  }

 private:
  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> handle_;
};

// One exchange while it goes on.
struct Exchange {
  const Request& request;
  CURL* curl = nullptr;
  Response response = {};
  std::size_t header_bytes = 0;
  std::string refused_address = {};
  std::string broken_limit = {};
  bool stopped = false;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t n, void* user) {
  auto& e = *static_cast<Exchange*>(user);
  if (e.response.body.size() + n > e.request.most) {
    e.broken_limit = "the answer is larger than " + std::to_string(e.request.most >> 10) + " KiB";
    return 0;
  }
  e.response.body.append(bytes, n);
  curl_off_t packed = 0;
  curl_easy_getinfo(e.curl, CURLINFO_SIZE_DOWNLOAD_T, &packed);
  if (e.response.body.size() > kRatioFrom && e.response.body.size() / std::max<std::size_t>(1, static_cast<std::size_t>(packed)) > e.request.ratio) {
    e.broken_limit = "the answer unpacks to more than " + std::to_string(e.request.ratio) + " times its size";
    return 0;
  }
  return n;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t n, void* user) {
  auto& e = *static_cast<Exchange*>(user);
  e.header_bytes += n;
  if (e.header_bytes > kMostHeaders) {
    e.broken_limit = "the answer has too many headers";
    return 0;
  }
  const std::string_view line(bytes, n);
  if (line.starts_with("HTTP/")) e.response.headers.clear();
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos) e.response.headers[lower(trimmed(line.substr(0, colon)))] = trimmed(line.substr(colon + 1));
  return n;
}

// The address that is connected to, whatever the name said a moment ago.
curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* to) {
  auto& e = *static_cast<Exchange*>(user);
  if (!e.request.allow_private && private_address(&to->addr)) {
    e.refused_address = "private";
    return CURL_SOCKET_BAD;
  }
  return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

int ask_whether_stopped(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& e = *static_cast<Exchange*>(user);
  e.stopped = e.request.stopped && e.request.stopped();
  return e.stopped ? 1 : 0;
}

Status refused(const std::string& url, const std::string& why) { return {Code::usage, url + ": " + why}; }
Status failed(const std::string& url, const std::string& why) { return {Code::no_input, url + ": " + why}; }

std::string why_failed(CURLcode code, const Exchange& e, const char* particulars) {
  switch (code) {
    case CURLE_PARTIAL_FILE:
      return "the answer breaks off";
    case CURLE_OPERATION_TIMEDOUT:
      return "no whole answer within the time limit";
    case CURLE_COULDNT_RESOLVE_HOST:
      return "there is no such host, or no network";
    case CURLE_COULDNT_CONNECT:
      return "nobody answers there";
    case CURLE_PEER_FAILED_VERIFICATION:
      return std::string("the server cannot show who it is (") + particulars + ")";
    default:
      return e.stopped ? "stopped" : *particulars ? particulars : curl_easy_strerror(code);
  }
}

// Headers of a secret are for whom they were given only.
bool secret(std::string_view name) { return name == "authorization" || name == "cookie" || name == "proxy-authorization"; }

Result<Response> exchange(const Request& request, const std::string& url, bool elsewhere, std::chrono::milliseconds left) {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle(curl_easy_init(), curl_easy_cleanup);
  CURL* curl = handle.get();
  if (curl == nullptr) return failed(url, "no memory for a connection");
  Exchange e{request, curl};
  char particulars[CURL_ERROR_SIZE] = "";
  curl_slist* list = curl_slist_append(nullptr, "Expect:");
  for (const auto& [name, value] : request.headers)
    if (!elsewhere || !secret(lower(name))) list = curl_slist_append(list, (name + (value.empty() ? ";" : ": " + value)).c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(list, curl_slist_free_all);

  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  if (!request.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, request.ca_file.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");  // a proxy would hide the address that is connected to
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, kAgent);
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(request.connects_within, left).count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, particulars);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &e);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &e);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &e);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, ask_whether_stopped);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &e);
  if (request.method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  if (request.method != "GET" && request.method != "HEAD") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
  const CURLcode code = curl_easy_perform(curl);
  if (!e.broken_limit.empty()) return failed(url, e.broken_limit);
  if (code != CURLE_OK && !e.refused_address.empty())
    return refused(url, "leads to an address of this machine or of a private network; allow it by name if that is meant");
  if (code != CURLE_OK) return failed(url, why_failed(code, e, particulars));
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  e.response.status = static_cast<int>(status);
  e.response.url = url;
  return std::move(e.response);
}

std::optional<Status> wrong(const Request& request) {
  Url url;
  if (!url.set(request.url) || !url.web()) return refused(request.url, "no http or https address");
  if (!url.part(CURLUPART_USER).empty()) return refused(url.origin(), "the address names a user; it would be printed with it");
  for (const auto& [name, value] : request.headers)
    if (name.empty() || has_controls(name) || has_controls(value) || name.find(':') != std::string::npos)
      return refused(request.url, "a header that is none: " + name.substr(0, name.find_first_of("\r\n:")));
  if (request.method.empty() || !std::all_of(request.method.begin(), request.method.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
    return refused(request.url, "a method that is none");
  return std::nullopt;
}

bool redirects(const Request& request, const Response& response) {
  if (request.method != "GET" && request.method != "HEAD") return false;
  const int s = response.status;
  return (s == 301 || s == 302 || s == 303 || s == 307 || s == 308) && !response.header("location").empty();
}

}  // namespace

const std::string& Response::header(std::string_view name) const {
  static const std::string kNone;
  const auto it = headers.find(std::string(name));
  return it == headers.end() ? kNone : it->second;
}

Result<Response> CurlClient::fetch(const Request& request) {
  static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (kReady != CURLE_OK) return failed(request.url, "libcurl cannot be used");
  if (const std::optional<Status> s = wrong(request)) return *s;
  const Clock::time_point end = Clock::now() + request.within;
  Url at;
  at.set(request.url);
  at.drop_fragment();
  const std::string home = at.origin();
  std::set<std::string> seen;
  for (int redirected = 0;; ++redirected) {
    const std::string url = at.text();
    if (!seen.insert(url).second) return refused(request.url, "is redirected in a circle, by " + url);
    if (redirected > request.redirects) return refused(request.url, "is redirected more than " + std::to_string(request.redirects) + " times");
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0) return failed(request.url, "no whole answer within the time limit");
    Result<Response> response = exchange(request, url, at.origin() != home, left);
    if (!response.ok() || !redirects(request, *response)) return response;
    if (!at.set(response->header("location")) || !at.web() || !at.part(CURLUPART_USER).empty())
      return refused(request.url, "is redirected to what is no http or https address");
    at.drop_fragment();
  }
}

bool is_private_address(std::string_view address) {
  const std::string text(address);
  in_addr four_bytes{};
  in6_addr six{};
  if (inet_pton(AF_INET, text.c_str(), &four_bytes) == 1) return private4(ntohl(four_bytes.s_addr));
  return inet_pton(AF_INET6, text.c_str(), &six) != 1 || private6(six.s6_addr);
}

std::string origin_of(std::string_view url) {
  Url parsed;
  if (!parsed.set(std::string(url)) || !parsed.web()) return {};
  const std::string port = parsed.part(CURLUPART_PORT);
  return parsed.part(CURLUPART_SCHEME) + "://" + lower(parsed.part(CURLUPART_HOST)) + (port.empty() ? "" : ":" + port);
}

}  // namespace tocsin::http

namespace tocsin::mail {
namespace {

// A letter on its way.
struct Sending {
  const Letter& letter;
  std::size_t at = 0;
  std::string last_answer = {};
  bool goodbye = false;  // the server answered QUIT
  bool refused_address = false;
};

std::size_t give(char* buffer, std::size_t size, std::size_t n, void* user) {
  auto& s = *static_cast<Sending*>(user);
  const std::size_t part = std::min(size * n, s.letter.bytes.size() - s.at);
  std::memcpy(buffer, s.letter.bytes.data() + s.at, part);
  s.at += part;
  return part;
}

std::size_t take_answer(char* bytes, std::size_t, std::size_t n, void* user) {
  auto& s = *static_cast<Sending*>(user);
  const std::string_view line = http::trimmed({bytes, std::min<std::size_t>(n, 200)});
  s.goodbye = s.goodbye || line.starts_with("221");
  if (line.starts_with("4") || line.starts_with("5")) s.last_answer = line.substr(0, 3);  // what it says may hold anything
  return n;
}

curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* to) {
  auto& s = *static_cast<Sending*>(user);
  s.refused_address = !s.letter.allow_private && http::private_address(&to->addr);
  return s.refused_address ? CURL_SOCKET_BAD : ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

int ask_whether_stopped(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const Letter& letter = static_cast<Sending*>(user)->letter;
  return letter.stopped && letter.stopped() ? 1 : 0;
}

std::string why_failed(CURLcode code, const Sending& s) {
  const std::string answer = s.last_answer.empty() ? std::string() : " (" + s.last_answer + ")";
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return "the mail server did not take it within the time limit";
    case CURLE_COULDNT_RESOLVE_HOST:
      return "there is no such mail server, or no network";
    case CURLE_COULDNT_CONNECT:
      return "no mail server answers there";
    case CURLE_LOGIN_DENIED:
      return "the mail server does not take the user and password" + answer;
    case CURLE_USE_SSL_FAILED:
      return "the mail server offers no encryption (STARTTLS)";
    case CURLE_PEER_FAILED_VERIFICATION:
      return "the mail server cannot show who it is";
    case CURLE_ABORTED_BY_CALLBACK:
      return "stopped";
    default:
      return "the mail server broke off or refused it" + answer;
  }
}

Status wrong(const Letter& letter) {
  const auto refuse = [](const std::string& why) { return Status(Code::usage, why); };
  const bool bare = !letter.server.empty() && letter.server.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]") == std::string::npos;
  if (!bare || letter.port < 1 || letter.port > 65535) return refuse("no name or port of a mail server");
  if (letter.tls == Tls::none && !letter.allow_private) return refuse("mail without encryption goes to servers of one's own network only");
  if (!is_address(letter.from)) return refuse("no sender's address");
  if (letter.to.empty() || !std::all_of(letter.to.begin(), letter.to.end(), is_address)) return refuse("no receiver's address");
  return Status();
}

}  // namespace

Status send(const Letter& letter) {
  if (const Status s = wrong(letter); !s.ok()) return s;
  static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (kReady != CURLE_OK) return {Code::no_input, "libcurl cannot be used"};
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle(curl_easy_init(), curl_easy_cleanup);
  CURL* curl = handle.get();
  if (curl == nullptr) return {Code::no_input, "no memory for a connection"};
  Sending s{letter};
  curl_slist* list = nullptr;
  for (const std::string& to : letter.to) list = curl_slist_append(list, ("<" + to + ">").c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> to(list, curl_slist_free_all);
  const std::string domain = letter.from.substr(letter.from.find('@') + 1);  // for EHLO
  const std::string url = (letter.tls == Tls::from_the_start ? "smtps://" : "smtp://") + letter.server + ":" + std::to_string(letter.port) + "/" + domain;

  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  if (!letter.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, letter.ca_file.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(letter.tls == Tls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  if (!letter.user.empty()) curl_easy_setopt(curl, CURLOPT_USERNAME, letter.user.c_str());
  if (!letter.user.empty()) curl_easy_setopt(curl, CURLOPT_PASSWORD, letter.password.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + letter.from + ">").c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl, CURLOPT_READDATA, &s);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_answer);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &s);
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);  // QUIT is said, and its answer heard, before perform returns
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(letter.connects_within, letter.within).count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(letter.within.count()));
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &s);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, ask_whether_stopped);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &s);
  const CURLcode code = curl_easy_perform(curl);
  handle.reset();
  if (s.refused_address) return {Code::usage, "the mail server has an address of this machine or of a private network; allow it by allow_private if that is meant"};
  if (code != CURLE_OK) return {Code::no_input, why_failed(code, s)};
  if (!s.goodbye) return {Code::no_input, "the mail server took it and broke off; it may be lost"};
  return Status();
}

bool is_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != text.npos && at > 0 && at + 1 < text.size() && text.size() <= 254 && text.find('@', at + 1) == text.npos &&
         text.find_first_of(" \t<>\"(),:;[]\\") == text.npos && !http::has_controls(text);
}

}  // namespace tocsin::mail
