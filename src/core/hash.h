// SPDX-License-Identifier: Apache-2.0
// Hashes: SHA-256 for custody (OpenSSL), keyed BLAKE2b for pseudonyms (libsodium), xxHash for speed inside a run.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace tocsin {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void update(std::string_view bytes);
  std::string hex();  // ends it; 64 lower-case digits

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

std::string hex(std::string_view bytes);  // two lower-case digits for each
std::string sha256_hex(std::string_view bytes);
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);  // RFC 2104
std::uint64_t fast_hash(std::string_view bytes, std::uint64_t seed = 0);  // XXH3, 64 bits; not for ids

// 32 hex digits; the same key and handle give the same pseudonym. The key must be 32 bytes.
std::string pseudonym(std::string_view key, std::string_view handle);
std::string random_bytes(std::size_t n);  // for keys only

// "thr-" and 16 hex digits of SHA-256 over the parts, each with its length before it.
std::string content_id(std::string_view prefix, std::initializer_list<std::string_view> parts);

// A UUID made from a name (RFC 9562, version 5) in the space of another UUID; lower case, with hyphens.
std::string uuid_v5(std::string_view space, std::string_view name);

}  // namespace tocsin
