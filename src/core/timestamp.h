// SPDX-License-Identifier: Apache-2.0
// Time-stamps of a trusted third party (RFC 3161): what to ask it, and whether what it answered is about this hash. The
// engine sends nothing: a person takes the request to the authority and brings the answer back.
//
//   write("head.tsq", timestamp_request(head));        curl -H 'Content-Type: application/timestamp-query' …
//   Result<Timestamp> t = read_timestamp(read("head.tsr"), read("authority.pem"));
//   t->sha256 == head, t->time
#pragma once

#include <string>
#include <string_view>

#include "tocsin/records.h"
#include "tocsin/status.h"

namespace tocsin {

// DER, for the SHA-256 given as 64 hex digits; asks for the authority's certificate.
std::string timestamp_request(std::string_view sha256);

struct Timestamp {
  std::string sha256;     // what was stamped
  Time time;              // when, by the authority's clock
  bool verified = false;  // its signature, against the certificates given
};

// `reply` as the authority sent it (DER). `authorities`: trusted certificates (PEM); empty: the signature is not looked at.
// Not ok where it is no granted reply over a SHA-256, or its signature does not hold.
Result<Timestamp> read_timestamp(std::string_view reply, std::string_view authorities);

}  // namespace tocsin
