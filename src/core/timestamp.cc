// SPDX-License-Identifier: Apache-2.0
#include "core/timestamp.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ts.h>

#include <memory>

#include "core/hash.h"

namespace tocsin {
namespace {

template <class T, void (*kFree)(T*)>
struct Freer {
  void operator()(T* p) const { kFree(p); }
};
template <class T, void (*kFree)(T*)>
using Owned = std::unique_ptr<T, Freer<T, kFree>>;

using Request = Owned<TS_REQ, TS_REQ_free>;
using Imprint = Owned<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free>;
using Algorithm = Owned<X509_ALGOR, X509_ALGOR_free>;
using Reply = Owned<TS_RESP, TS_RESP_free>;
using Context = Owned<TS_VERIFY_CTX, TS_VERIFY_CTX_free>;

constexpr std::size_t kSha256 = 32;

std::string bytes_of(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

Status bad(const std::string& why) {
  std::string reason = why;
  if (const unsigned long error = ERR_peek_last_error()) reason += std::string(": ") + ERR_reason_error_string(error);
  ERR_clear_error();
  return Status(Code::not_found, reason);
}

// Every certificate of a PEM file into a store that trusts them.
X509_STORE* trusted(std::string_view pem) {
  X509_STORE* store = X509_STORE_new();
  BIO* in = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  int n = 0;
  while (X509* certificate = PEM_read_bio_X509(in, nullptr, nullptr, nullptr)) {
    n += X509_STORE_add_cert(store, certificate);
    X509_free(certificate);
  }
  ERR_clear_error();  // the end of the file is told as an error
  BIO_free(in);
  if (n > 0) return store;
  X509_STORE_free(store);
  return nullptr;
}

Status verify(TS_RESP* reply, const std::string& digest, std::string_view authorities) {
  Context context(TS_VERIFY_CTX_new());
  X509_STORE* store = trusted(authorities);
  if (store == nullptr) return Status(Code::usage, "no certificate is in the file of authorities; it must be PEM");
  TS_VERIFY_CTX_set_flags(context.get(), TS_VFY_SIGNATURE | TS_VFY_VERSION | TS_VFY_IMPRINT);
  TS_VERIFY_CTX_set_store(context.get(), store);  // owned by the context from here
  auto* copy = static_cast<unsigned char*>(OPENSSL_memdup(digest.data(), digest.size()));
  TS_VERIFY_CTX_set_imprint(context.get(), copy, static_cast<long>(digest.size()));
  return TS_RESP_verify_response(context.get(), reply) == 1 ? Status() : bad("the time-stamp's signature does not hold");
}

}  // namespace

std::string timestamp_request(std::string_view sha256) {
  const std::string digest = bytes_of(sha256);
  Request request(TS_REQ_new());
  Imprint imprint(TS_MSG_IMPRINT_new());
  Algorithm algorithm(X509_ALGOR_new());
  X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
  TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get());
  TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char*>(const_cast<char*>(digest.data())), static_cast<int>(digest.size()));
  TS_REQ_set_version(request.get(), 1);
  TS_REQ_set_msg_imprint(request.get(), imprint.get());
  TS_REQ_set_cert_req(request.get(), 1);
  unsigned char* der = nullptr;
  const int n = i2d_TS_REQ(request.get(), &der);
  std::string out(reinterpret_cast<char*>(der), n > 0 ? static_cast<std::size_t>(n) : 0);
  OPENSSL_free(der);
  return out;
}

Result<Timestamp> read_timestamp(std::string_view bytes, std::string_view authorities) {
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  const Reply reply(d2i_TS_RESP(nullptr, &at, static_cast<long>(bytes.size())));
  if (!reply) return bad("this is no reply of a time-stamp authority (RFC 3161)");
  TS_TST_INFO* info = TS_RESP_get_tst_info(reply.get());
  if (info == nullptr) return Status(Code::not_found, "the authority did not grant the time-stamp");
  TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(info);
  const ASN1_OCTET_STRING* digest = TS_MSG_IMPRINT_get_msg(imprint);
  if (OBJ_obj2nid(TS_MSG_IMPRINT_get_algo(imprint)->algorithm) != NID_sha256 || ASN1_STRING_length(digest) != kSha256)
    return Status(Code::not_found, "the time-stamp is not over a SHA-256");
  std::tm time{};
  if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &time) != 1) return bad("the time-stamp has no time");
  Timestamp out;
  out.sha256 = hex({reinterpret_cast<const char*>(ASN1_STRING_get0_data(digest)), kSha256});
  out.time = Time(std::chrono::seconds(timegm(&time)));
  if (authorities.empty()) return out;
  const Status held = verify(reply.get(), bytes_of(out.sha256), authorities);
  if (!held.ok()) return held;
  out.verified = true;
  return out;
}

}  // namespace tocsin
