// SPDX-License-Identifier: Apache-2.0
// One parcel to one receiver: by POST, by mail, or as a file in a folder. Sent twice it is the same parcel: it has the same key.
//
//   Handed h = hand_over(receiver, {"dlv-1f0c…", "brief", "application/json", bytes, …}, client);
//   if (!h.sent) …                     h.why has neither secrets nor addresses in it
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/http.h"
#include "tocsin/delivering.h"

namespace tocsin::deliver {

struct Parcel {
  std::string key;
  std::string form;      // as the log names it: "brief", "summary", "digest"
  std::string marking;   // "TLP:AMBER PAP:AMBER"
  std::string subject;   // of a mail; may hold words of an outlet or a post
  std::string bytes;     // JSON, or plain text for mail
  Time time;
};

struct Handed {
  bool sent = false;
  bool hopeless = false;  // trying again as things are is no use
  std::string why = {};
  std::chrono::seconds wait{0};  // it asks not to be tried again sooner
};

Handed hand_over(const Receiver& receiver, const Parcel& parcel, http::Client& client, const std::function<bool()>& stopped = {});

// HMAC-SHA256 over "<timestamp>.<body>", in hex.
std::string signature(std::string_view secret, std::int64_t timestamp, std::string_view body);
// The whole letter. What the subject holds can begin no header of its own, and hides nothing.
std::string letter(const Receiver& receiver, const Parcel& parcel);
// DIR/KEY.json, put in its place when it is whole and on disk.
Handed write_file(const Receiver& receiver, const Parcel& parcel);

}  // namespace tocsin::deliver
