// SPDX-License-Identifier: Apache-2.0
#include "core/mail.h"

#include <gtest/gtest.h>

namespace tocsin::mail {
namespace {

Letter letter() {
  return {.server = "127.0.0.1", .port = 9, .tls = Tls::none, .from = "a@desk.example", .to = {"b@desk.example"}, .bytes = "Subject: x\r\n\r\nx\r\n", .allow_private = true};
}

TEST(Mail, WhatIsNoAddress) {
  for (const char* good : {"duty@desk.example", "a.b+c@d.example", "نوبة@desk.example"}) EXPECT_TRUE(is_address(good)) << good;
  for (const char* bad : {"", "duty", "@desk.example", "duty@", "a@b@c", "a b@c", "a@b\r\nBcc: c@d", "<a@b>", "a@b,c@d", "\"a\"@b", "a@[127.0.0.1]"})
    EXPECT_FALSE(is_address(bad)) << bad;
}

TEST(Mail, WhatCannotBeSentIsRefusedAtOnce) {
  Letter l = letter();
  EXPECT_EQ(send(l).code(), Code::no_input);
  EXPECT_NE(send(l).message().find("no mail server answers"), std::string::npos) << send(l).message();
  l.allow_private = false;
  EXPECT_EQ(send(l).code(), Code::usage) << "nothing in the clear";
  l.tls = Tls::starttls;
  EXPECT_EQ(send(l).code(), Code::usage);
  EXPECT_NE(send(l).message().find("private network"), std::string::npos);
  for (const char* server : {"", "a/b", "user@host", "host name", "h\r\nx"}) {
    l = letter(), l.server = server;
    EXPECT_EQ(send(l).code(), Code::usage) << server;
  }
  l = letter(), l.to.clear();
  EXPECT_EQ(send(l).code(), Code::usage);
  l = letter(), l.from = "a@b\r\nRCPT TO:<x@y>";
  EXPECT_EQ(send(l).code(), Code::usage);
}

}  // namespace
}  // namespace tocsin::mail
