// SPDX-License-Identifier: Apache-2.0
#include "core/hash.h"

#define OPENSSL_SUPPRESS_DEPRECATED  // content_id says why
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <sodium.h>
#include <xxhash.h>

#include <cassert>
#include <charconv>

namespace tocsin {
namespace {

void put_digits(const unsigned char* bytes, std::size_t n, char* out) {
  static constexpr char kDigits[] = "0123456789abcdef";
  for (std::size_t i = 0; i < n; ++i) out[2 * i] = kDigits[bytes[i] >> 4], out[2 * i + 1] = kDigits[bytes[i] & 15];
}

std::string digits(const unsigned char* bytes, std::size_t n) {
  std::string out(2 * n, '0');
  put_digits(bytes, n, out.data());
  return out;
}

// Looked up once: each look of its own takes as long as hashing some hundred bytes.
const EVP_MD* sha256() {
  static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return kSha256;
}

}  // namespace

std::string hex(std::string_view bytes) { return digits(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()); }

struct Sha256::Impl {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~Impl() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : impl_(std::make_unique<Impl>()) { EVP_DigestInit_ex(impl_->context, sha256(), nullptr); }
Sha256::~Sha256() = default;
void Sha256::update(std::string_view bytes) { EVP_DigestUpdate(impl_->context, bytes.data(), bytes.size()); }
std::string Sha256::hex() {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(impl_->context, digest, &size);
  return digits(digest, size);
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.hex();
}

std::string hmac_sha256_hex(std::string_view key, std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest, &size);
  return digits(digest, size);
}

std::uint64_t fast_hash(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string pseudonym(std::string_view key, std::string_view handle) {
  assert(key.size() == crypto_generichash_KEYBYTES);
  unsigned char out[16];
  crypto_generichash(out, sizeof out, reinterpret_cast<const unsigned char*>(handle.data()), handle.size(),
                     reinterpret_cast<const unsigned char*>(key.data()), key.size());
  return digits(out, sizeof out);
}

std::string random_bytes(std::size_t n) {
  [[maybe_unused]] const int ready = sodium_init();
  assert(ready >= 0);
  std::string out(n, '\0');
  randombytes_buf(out.data(), n);
  return out;
}

// By the functions that EVP calls in the end: an id is of some hundred bytes, and EVP takes as long as those to begin.
std::string content_id(std::string_view prefix, std::initializer_list<std::string_view> parts) {
  static thread_local std::string bytes;
  bytes.clear();
  for (const std::string_view part : parts) {
    char length[24];
    char* end = std::to_chars(length, length + sizeof length, part.size()).ptr;
    *end++ = ':';
    bytes.append(length, end).append(part);
  }
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256_Final(digest, &context);
  constexpr std::size_t kBytes = 8;
  std::string out;
  out.reserve(prefix.size() + 1 + 2 * kBytes);
  out.append(prefix).append("-").resize(prefix.size() + 1 + 2 * kBytes);
  put_digits(digest, kBytes, out.data() + prefix.size() + 1);
  return out;
}

std::string uuid_v5(std::string_view space, std::string_view name) {
  std::string bytes;
  int high = -1;   // the first digit of a pair
  for (const char c : space) {
    if (c == '-') continue;
    const int digit = c <= '9' ? c - '0' : c - 'a' + 10;
    if (high < 0) high = digit;
    else bytes += static_cast<char>(high * 16 + digit), high = -1;
  }
  bytes += name;
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha1(), nullptr);
  digest[6] = static_cast<unsigned char>((digest[6] & 0x0F) | 0x50);
  digest[8] = static_cast<unsigned char>((digest[8] & 0x3F) | 0x80);
  std::string out = digits(digest, 16);
  for (const std::size_t at : {20, 16, 12, 8}) out.insert(at, 1, '-');
  return out;
}

}  // namespace tocsin
