// SPDX-License-Identifier: Apache-2.0
#include "deliver/send.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace tocsin::deliver {
namespace {

struct Answering : http::Client {
  Result<http::Response> answer = http::Response{};
  http::Request asked;
  Result<http::Response> fetch(const http::Request& request) override {
    asked = request;
    return answer;
  }
};

Receiver webhook() {
  Receiver r;
  r.name = "desk", r.kind = "webhook", r.url = "https://desk.example/hooks/s3cr3t-path", r.secret = "kettle";
  return r;
}
Parcel parcel() { return {"dlv-1f0c", "summary", "TLP:AMBER PAP:AMBER", "", "{\"a\":1}\n", Time(std::chrono::seconds(1'700'000'000))}; }

std::string header(const http::Request& r, const std::string& name) {
  for (const auto& [n, value] : r.headers)
    if (n == name) return value;
  return {};
}

TEST(Signature, IsHmacSha256OverTimeAndBody) {
  // Made with another program: printf '%s' '1700000000.what do …' | openssl dgst -sha256 -hmac Jefe
  EXPECT_EQ(signature("Jefe", 1'700'000'000, "what do ya want for nothing?"), "1cdd0650c8be1cb0974b1788d458b1e781206cfef59b85faafc582d2e182c57e");
}

TEST(Webhook, CarriesKeyTimeAndSignature) {
  Answering client;
  client.answer = http::Response{.status = 202};
  EXPECT_TRUE(hand_over(webhook(), parcel(), client).sent);
  EXPECT_EQ(client.asked.method, "POST");
  EXPECT_EQ(client.asked.body, parcel().bytes);
  EXPECT_EQ(header(client.asked, "Idempotency-Key"), "dlv-1f0c");
  EXPECT_EQ(header(client.asked, "Tocsin-Timestamp"), "1700000000");
  EXPECT_EQ(header(client.asked, "Tocsin-Signature"), "v1=" + signature("kettle", 1'700'000'000, parcel().bytes));
  EXPECT_EQ(header(client.asked, "Tocsin-Marking"), "TLP:AMBER PAP:AMBER");
  EXPECT_FALSE(client.asked.allow_private);
}

TEST(Webhook, OnlyASuccessIsOneAndNothingTellsSecrets) {
  Answering client;
  for (int status : {301, 400, 404, 429, 500, 503}) {
    client.answer = http::Response{.status = status};
    const Handed h = hand_over(webhook(), parcel(), client);
    EXPECT_FALSE(h.sent) << status;
    EXPECT_FALSE(h.hopeless) << status;
    EXPECT_EQ(h.why, "answers " + std::to_string(status));
  }
  http::Response busy{.status = 429};
  busy.headers["retry-after"] = "900";
  client.answer = busy;
  EXPECT_EQ(hand_over(webhook(), parcel(), client).wait.count(), 900);
  for (const char* odd : {"-5", "soon", "Tue, 10 Mar 2026 12:00:00 GMT", ""}) {
    busy.headers["retry-after"] = odd;
    client.answer = busy;
    EXPECT_EQ(hand_over(webhook(), parcel(), client).wait.count(), 0) << odd;
  }
  client.answer = Status(Code::no_input, webhook().url + ": nobody answers there");
  EXPECT_EQ(hand_over(webhook(), parcel(), client).why, "nobody answers there");
  client.answer = Status(Code::usage, webhook().url + ": leads to an address of this machine");
  const Handed h = hand_over(webhook(), parcel(), client);
  EXPECT_TRUE(h.hopeless);
  EXPECT_EQ(h.why.find("s3cr3t"), std::string::npos);
}

Receiver mailbox() {
  Receiver r;
  r.name = "editors", r.kind = "mail", r.server = "mail.desk.example", r.from = "tocsin@desk.example", r.to = {"a@desk.example", "b@desk.example"};
  return r;
}

TEST(Letter, NothingHostileBeginsAHeader) {
  Parcel p = parcel();
  p.subject = "81, confirmed: x (Voice\r\nBcc: thief@evil.example\r\n\r\n<b>\u202Eevil\u0007 =?utf-8?Q?y?= @somebody)";
  p.bytes = "line one\nFrom here = it is 100%\n.\n" + std::string(200, 'a') + "\n\u0635\u0648\u062a \n";
  const std::string out = letter(mailbox(), p);
  const std::size_t end = out.find("\r\n\r\n");
  ASSERT_NE(end, out.npos);
  std::set<std::string> names;
  std::size_t at = 0;
  while (at < end) {
    const std::size_t stop = out.find("\r\n", at);
    const std::string line = out.substr(at, stop - at);
    EXPECT_LE(line.size(), 100u);
    if (line[0] != ' ') names.insert(line.substr(0, line.find(':')));
    at = stop + 2;
  }
  EXPECT_EQ(names, (std::set<std::string>{"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Tocsin-Key", "X-Tocsin-Marking", "MIME-Version",
                                          "Content-Type", "Content-Transfer-Encoding"}));
  EXPECT_EQ(out.find("thief@evil"), out.npos);
  EXPECT_EQ(out.find("@somebody"), out.npos);
  EXPECT_NE(out.find("Date: Tue, 14 Nov 2023 22:13:20 +0000"), out.npos);
  EXPECT_NE(out.find("Message-ID: <dlv-1f0c@desk.example>"), out.npos);
  std::size_t bare = 0;
  for (std::size_t i = 0; i < out.size(); ++i) bare += (out[i] == '\n') != (i > 0 && out[i - 1] == '\r' && out[i] == '\n');
  EXPECT_EQ(bare, 0u) << "every line ends with CR LF";
  EXPECT_NE(out.find("\r\nFrom here =3D it is 100%\r\n"), out.npos);
  EXPECT_NE(out.find("\r\n=2E\r\n"), out.npos);
}

TEST(Folder, APartOfAFileIsNeverSeen) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "deliver_folder_test" / "in";
  std::filesystem::remove_all(folder.parent_path());
  Receiver r;
  r.name = "archive", r.kind = "file", r.folder = folder.string();
  ASSERT_TRUE(write_file(r, parcel()).sent);
  ASSERT_TRUE(write_file(r, parcel()).sent) << "twice is the same file";
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename());
  EXPECT_EQ(names, std::vector<std::string>{"dlv-1f0c.json"});
  std::ifstream in(folder / "dlv-1f0c.json");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), parcel().bytes);
  r.folder = (folder / "dlv-1f0c.json" / "below").string();
  const Handed h = write_file(r, parcel());
  EXPECT_FALSE(h.sent);
  EXPECT_NE(h.why.find("folder"), std::string::npos);
}

}  // namespace
}  // namespace tocsin::deliver
