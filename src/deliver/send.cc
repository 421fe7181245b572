// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "core/hash.h"
#include "core/mail.h"
#include "deliver/send.h"

namespace tocsin::deliver {
namespace {

constexpr std::size_t kMostAnswer = std::size_t{8} << 20;  // nothing in it is read
constexpr std::int64_t kLongestWait = 86'400;

// What a client says begins with the address, which may be a secret.
std::string without_address(const std::string& message) {
  const std::size_t colon = message.find(": ");
  return colon == message.npos ? message : message.substr(colon + 2);
}

// Of Retry-After in seconds; a date is not read.
std::chrono::seconds asked_wait(const http::Response& answer) {
  const std::string& text = answer.header("retry-after");
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size()) return std::chrono::seconds(0);
  return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, kLongestWait));
}

Handed post(const Receiver& receiver, const Parcel& parcel, http::Client& client, const std::function<bool()>& stopped) {
  http::Request request;
  request.url = receiver.url, request.method = "POST", request.body = parcel.bytes;
  request.within = std::chrono::seconds(receiver.within);
  request.most = kMostAnswer;
  request.allow_private = receiver.allow_private;
  request.ca_file = receiver.ca_file;
  request.stopped = stopped;
  const std::int64_t time = parcel.time.time_since_epoch().count();
  request.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", parcel.key}, {"Tocsin-Marking", parcel.marking}, {"Tocsin-Timestamp", std::to_string(time)}};
  if (!receiver.secret.empty()) request.headers.emplace_back("Tocsin-Signature", "v1=" + signature(receiver.secret, time, parcel.bytes));
  const Result<http::Response> answer = client.fetch(request);
  if (!answer.ok()) return {false, answer.status().code() == Code::usage, without_address(answer.status().message())};
  if (answer->status >= 200 && answer->status < 300) return {true};
  return {false, false, "answers " + std::to_string(answer->status), asked_wait(*answer)};
}

Handed mail_it(const Receiver& receiver, const Parcel& parcel, const std::function<bool()>& stopped) {
  mail::Letter out;
  out.server = receiver.server, out.port = receiver.port, out.user = receiver.user, out.password = receiver.password;
  out.tls = receiver.tls == "tls" ? mail::Tls::from_the_start : receiver.tls == "none" ? mail::Tls::none : mail::Tls::starttls;
  out.from = receiver.from, out.to = receiver.to, out.bytes = letter(receiver, parcel);
  out.within = std::chrono::seconds(receiver.within);
  out.allow_private = receiver.allow_private;
  out.ca_file = receiver.ca_file;
  out.stopped = stopped;
  const Status s = mail::send(out);
  return {s.ok(), s.code() == Code::usage, s.message()};
}

}  // namespace

std::string signature(std::string_view secret, std::int64_t timestamp, std::string_view body) {
  return hmac_sha256_hex(secret, std::to_string(timestamp) + "." + std::string(body));
}

Handed hand_over(const Receiver& receiver, const Parcel& parcel, http::Client& client, const std::function<bool()>& stopped) {
  if (receiver.kind == "webhook") return post(receiver, parcel, client, stopped);
  return receiver.kind == "mail" ? mail_it(receiver, parcel, stopped) : write_file(receiver, parcel);
}

}  // namespace tocsin::deliver
