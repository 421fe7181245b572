// SPDX-License-Identifier: Apache-2.0
// What is told of one case out of a store of many is what is told of it out of all findings, to the byte.
#include "engine/case_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "brief/tables.h"
#include "engine/impl.h"

namespace tocsin {
namespace {

namespace fs = std::filesystem;

class Bytes : public Sink {
 public:
  Status write(std::string_view more) override {
    bytes += more;
    return Status();
  }
  std::string bytes;
};

// Invented posts: threats, of which some name a strike as their motive, copies, condemnations and reports.
class Desk {
 public:
  explicit Desk(unsigned seed) : random_(seed) {}

  std::string posts(int n) {
    for (int i = 0; i < n; ++i) {
      const int kind = threats_.empty() ? 9 : roll(10);
      if (kind < 2) add("channel", at(roll(200)) + " Voice", kind == 0 ? threats_.front() : one());
      else if (kind == 2) add("channel", at(roll(200)) + " Voice", "Shame on those who write “" + one() + "” Nobody here wants this.");
      else threaten(kind < 5);
    }
    for (int i = 0; i < n / 10; ++i) report(i);
    return std::move(out_);
  }

 private:
  int roll(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }
  static std::string at(int n) {
    constexpr const char* kSyllables[] = {"mar", "ru", "beth", "kol", "han", "sav", "rin", "dun", "lor", "pel", "gor", "ven", "tis", "nar", "wes"};
    std::string out = std::string(kSyllables[n % 15]) + kSyllables[n / 15 % 15] + kSyllables[(n + 7) % 13];
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
  }
  const std::string& one() { return threats_[static_cast<std::size_t>(roll(static_cast<int>(threats_.size())))]; }
  std::string place(int n) { return std::string(n % 2 ? "Tell " : "Wadi ") + at(n); }

  void add(const std::string& where, const std::string& name, const std::string& text) {
    const int day = 1 + number_ / 400 % 27, minute = number_ % 1440;
    char time[32];
    std::snprintf(time, sizeof time, "2026-01-%02dT%02d:%02d:00Z", day, minute / 60, minute % 60);
    std::string escaped;
    for (const char c : text) escaped += c == '"' ? "\\\"" : std::string(1, c);
    out_ += "{\"id\":\"" + std::to_string(++number_) + "\",\"" + where + "\":\"" + name + "\",\"published\":\"" + time + "\",\"text\":\"" + escaped + "\"}\n";
  }
  void threaten(bool motive) {
    constexpr const char* kThings[] = {"ferry", "mill", "market", "clinic", "depot", "library", "tram"};
    constexpr const char* kRooms[] = {"office", "hall", "yard", "gate", "store"};
    const int strike = roll(40);
    const std::string why = motive ? "In revenge for the strike on " + place(strike) + " on " + std::to_string(1 + strike % 20) + " January, we" : "We";
    threats_.push_back(why + " will burn down the " + kThings[roll(7)] + " " + kRooms[roll(5)] + " number " + std::to_string(number_) + " in " + place(roll(60)) + " on Friday at " + std::to_string(1 + roll(11)) + ".");
    add("channel", at(roll(200)) + " Voice", threats_.back());
  }
  void report(int i) {
    const int strike = i % 40, killed = 12 + roll(9);
    add("outlet", at(roll(20)) + " Courier",
        "A strike on the market in " + place(strike) + " on " + std::to_string(1 + strike % 20) + " January killed " + std::to_string(killed) + " people and wounded " + std::to_string(killed + 7) +
            " others, the provincial health directorate said. It is unclear whether the strike is linked to the threat.");
    if (i % 7 == 0) add("outlet", at(roll(20)) + " Wire", "The " + at(roll(9)) + " Front issued a threat, a channel wrote. “" + one() + "” it said.");
  }

  std::mt19937 random_;
  std::vector<std::string> threats_;
  std::string out_;
  int number_ = 0;
};

class Cases : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("tocsin-cases-" + std::to_string(::getpid()) + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  Engine read(int posts, unsigned seed) {
    const fs::path input = folder_ / "posts.ndjson";
    std::ofstream(input) << Desk(seed).posts(posts) << "no JSON at all\n";
    Options options;
    options.model = "none", options.translations = "none", options.now = "2026-02-01T00:00:00Z";
    Result<Engine> engine = Engine::open(options);
    EXPECT_TRUE(engine.ok()) << engine.status().message();
    EXPECT_TRUE(engine->scan({input.string()}).ok());
    return std::move(*engine);
  }
  std::string asked(const std::function<Status(Sink&)>& ask) {
    Bytes out;
    const Status s = ask(out);
    return s.ok() ? out.bytes : "not ok: " + s.message();
  }

  fs::path folder_;
};

TEST_F(Cases, AreToldAsOutOfAllFindingsInEveryForm) {
  Engine engine = read(4000, 1);
  const Alert some = engine.findings()->alerts[40];
  for (const char* decision : {"confirm", "escalate"}) {
    const ReviewRequest request{some.id, decision, "R. Marlow", "seen elsewhere too", {}, {}, {}};
    ASSERT_NE(asked([&](Sink& sink) { return engine.review(request, Format::text, sink); }), "");
  }
  const Findings all = *engine.findings();
  ASSERT_GT(all.alerts.size(), 2000u);
  ASSERT_GT(all.oddities.size(), 0u);
  const brief::Context context{std::nullopt, {}, std::string(version()), {}, {}};
  const brief::Briefs briefs(all, context);
  std::size_t with_incidents = 0, large = 0;
  for (std::size_t i = 0; i < all.alerts.size(); ++i) {
    const Alert& a = all.alerts[i];
    const bool many = a.links.size() > 200;
    if (i % 16 && !many && a.id != some.id) continue;
    with_incidents += a.incidents.size() > 0;
    large += many;
    for (const std::string_view form : kBriefForms) {
      if (form == "pdf") continue;
      const Result<std::string> whole = briefs.brief(a.id, *brief::form_named(form));
      ASSERT_TRUE(whole.ok()) << whole.status().message();
      ASSERT_EQ(asked([&](Sink& sink) { return engine.write_brief(a.id, form, {}, sink); }), *whole) << a.id << " as " << form;
    }
  }
  EXPECT_GT(with_incidents, 20u);
  EXPECT_GT(large, 0u);
}

TEST_F(Cases, RecordsAndListsAreToldAsOutOfAllFindings) {
  Engine engine = read(300, 2);
  const Alert some = engine.findings()->alerts[3];
  ASSERT_NE(asked([&](Sink& sink) { return engine.review({some.id, "dismiss", "R. Marlow", "a quotation", {}, {}, {}}, Format::text, sink); }), "");
  const Findings all = *engine.findings();
  std::vector<Id> ids = brief::record_ids(all);
  std::erase_if(ids, [](const Id& id) { return id.starts_with("doc-"); });  // the log says of a document more than findings do
  for (const Id& id : ids)
    for (const Format format : {Format::text, Format::json})
      ASSERT_EQ(asked([&](Sink& sink) { return engine.write_record(id, format, {}, sink); }), format == Format::json ? brief::one_json(all, id) : brief::one_text(all, id, {}))
          << id;
  for (const char* list : {"alerts", "incidents", "statements", "outlets", "oddities"})
    for (const Format format : {Format::text, Format::json})
      EXPECT_EQ(asked([&](Sink& sink) { return engine.write_list(list, format, {}, sink); }), format == Format::json ? brief::list_json(all, list) : brief::list_text(all, list, {})) << list;
  EXPECT_EQ(asked([&](Sink& sink) { return engine.write_list("incidents", Format::csv, {}, sink); }), brief::figures_csv(all));
  const brief::Context context{std::nullopt, {}, std::string(version()), {}, {}};
  EXPECT_EQ(asked([&](Sink& sink) { return engine.write_list("alerts", Format::rss, {}, sink); }), brief::Briefs(all, context).alerts_rss());
}

TEST_F(Cases, AreNamedByTheirBeginning) {
  Engine engine = read(60, 3);
  const Findings all = *engine.findings();
  const Id id = all.alerts.back().id;
  const auto text = [&](const Id& name) { return asked([&](Sink& sink) { return engine.write_brief(name, "text", {}, sink); }); };
  EXPECT_EQ(text(id.substr(0, id.size() - 2)), text(id));
  EXPECT_EQ(text(id + "0").find("not ok: there is no alert \"" + id + "0\" in this store; did you mean \"" + id + "\"?"), 0u);
  EXPECT_EQ(text("alr-").find("not ok: there is no alert \"alr-\""), 0u);
  ASSERT_FALSE(all.families.empty());
  EXPECT_NE(text(all.families[0].id).find("its spread is written as gexf or graphml"), std::string::npos);
}

}  // namespace
}  // namespace tocsin
