// SPDX-License-Identifier: Apache-2.0
#include "ingest/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace tocsin::ingest {
namespace {

Inflated inflate_as(std::string_view compressed, std::size_t most, int window) {
  Inflated out;
  z_stream stream{};
  if (inflateInit2(&stream, window) != Z_OK) return out;
  std::array<char, 1 << 15> piece;
  std::size_t given = 0;
  int state = Z_OK;
  while (state == Z_OK && out.bytes.size() < most) {
    if (stream.avail_in == 0) {
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data() + given));
      stream.avail_in = static_cast<uInt>(std::min<std::size_t>(compressed.size() - given, 1u << 20));
      given += stream.avail_in;
    }
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    state = ::inflate(&stream, Z_NO_FLUSH);
    out.bytes.append(piece.data(), piece.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  out.whole = state == Z_STREAM_END;
  return out;
}

}  // namespace

Inflated inflate(std::string_view compressed, std::size_t most) {
  constexpr int kGzipOrZlib = 15 + 32, kBare = -15;
  Inflated out = inflate_as(compressed, most, kGzipOrZlib);
  return out.whole || !out.bytes.empty() ? out : inflate_as(compressed, most, kBare);
}

}  // namespace tocsin::ingest
