// SPDX-License-Identifier: Apache-2.0
#include "ingest/charset.h"

#include <gtest/gtest.h>

namespace tocsin::ingest {
namespace {

using namespace std::string_literals;

TEST(Charset, Tables) {
  const struct {
    std::string bytes, declared, text, charset;
    bool converted, damaged;
  } cases[] = {
      {"plain", "", "plain", "UTF-8", false, false},
      {"", "", "", "UTF-8", false, false},
      {"caf\xC3\xA9", "windows-1251", "café", "UTF-8", false, false},       // what is UTF-8 is UTF-8
      {"\xEF\xBB\xBFnoon", "", "\xEF\xBB\xBFnoon", "UTF-8", false, false},  // a mark stays: offsets are the file's
      {"caf\xE9", "iso-8859-1", "café", "windows-1252", true, false},
      {"\x93noon\x94", "latin1", "“noon”", "windows-1252", true, false},
      {"caf\xE9 de la gare", "", "café de la gare", "windows-1252", true, false},
      {"\xCF\xE0\xF0\xEE\xEC \xEE\xF2\xF5\xEE\xE4\xE8\xF2", "", "Паром отходит", "windows-1251", true, false},
      {"\xC7\xE1\xDA\xC8\xC7\xD1\xC9 \xDA\xE4\xCF \xC7\xE1\xD9\xE5\xD1", "", "العبارة عند الظهر", "windows-1256", true,
       false},
      {"\xCF\xE0\xF0\xEE\xEC", "\"Windows-1251\" ", "Паром", "windows-1251", true, false},
      {"\xF0\xC1\xD2\xCF\xCD", "koi8-r", "Паром", "koi8-r", true, false},
      {"\xCF\xE0\xF0\xEE\xEC", "no-such-charset", "Паром", "windows-1251", true, false},
      {"\xD0\x9F\xD0\xB0\xD1\x80\xFF", "windows-1251", "Пар\xEF\xBF\xBD", "UTF-8", true,
       true},  // UTF-8 with one bad byte
      {"\xFF\xFEn\0o\0"s, "", "no", "UTF-16LE", true, false},
      {"\xFE\xFF\0n\0o"s, "", "no", "UTF-16BE", true, false},
      {"\xFF\xFE\0\0n\0\0\0"s, "", "n", "UTF-32LE", true, false},
      {"t\0h\0e\0 \0p\0i\0e\0r\0"s, "", "the pier", "UTF-16LE", true, false},
      {"\0t\0h\0e\0 \0p\0i\0e\0r"s, "", "the pier", "UTF-16BE", true, false},
      {"\xFF\xFE\0\xD8n\0"s, "", "\xEF\xBF\xBDn", "UTF-16LE", true, true},  // a lone surrogate
  };
  for (const auto& c : cases) {
    const Decoded got = decode_text(c.bytes, c.declared);
    EXPECT_EQ(got.text(), c.text);
    EXPECT_EQ(got.charset, c.charset) << c.text;
    EXPECT_EQ(got.is_converted, c.converted) << c.text;
    EXPECT_EQ(got.damaged, c.damaged) << c.text;
  }
}

}  // namespace
}  // namespace tocsin::ingest
