// SPDX-License-Identifier: Apache-2.0
// Tables: "status | proposition | words that say so | holder", and "standing | outlet | words | whose".
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/names.h"
#include "read/read.h"

namespace tocsin::read {
namespace {

struct Read {
  Document document;
  Reading reading;

  explicit Read(std::string text) {
    document.id = "doc-1";
    document.kind = DocumentKind::article;
    document.outlet = "الضفة";
    document.text = std::move(text);
    read_statements(document, reading);
    read_claims(document, reading);
  }
  std::string text(const std::optional<Span>& s) const { return s ? std::string(slice(document.text, *s)) : "-"; }
};

struct Case {
  const char* text;
  std::vector<const char*> expected;
};

TEST(Claims, StatusPropositionWordsAndHolder) {
  const Case kCases[] = {
      {"It is unclear whether the two are linked.", {"unclear | whether the two are linked | It is unclear | -"}},
      {"It was not immediately clear who had painted the pier.", {"unclear | who had painted the pier | It was not immediately clear | -"}},
      {"It is not clear whether the two are linked, Inspector Dora Mell said on Monday.",
       {"unclear | whether the two are linked | It is not clear | Inspector Dora Mell"}},
      {"Who painted the pier remains unclear.", {"unclear | Who painted the pier | remains unclear | -"}},
      {"It could not be independently verified who wrote it.", {"unclear | who wrote it | It could not be independently verified | -"}},
      {"The Gazette could not independently verify the account.", {"unclear | the account | could not independently verify | -"}},
      {"The patrol denied responsibility.", {"denied | responsibility | denied | The patrol"}},
      {"The patrol denies that it sank the boat.", {"denied | that it sank the boat | denies | The patrol"}},
      {"The mayor rejected the allegation.", {"denied | the allegation | rejected | The mayor"}},
      {"The patrol did not deny that it was there.", {"unclear | that it was there | did not deny | The patrol"}},
      {"The mayor confirmed that the pier was shut.", {"confirmed | that the pier was shut | confirmed | The mayor"}},
      {"The mayor has not confirmed that the pier was shut.", {"never_confirmed | that the pier was shut | has not confirmed | The mayor"}},
      {"The mayor would not confirm that the pier was shut.", {"unclear | that the pier was shut | would not confirm | The mayor"}},
      {"The council disputed the count.", {"disputed | the count | disputed | The council"}},
      {"A claim by the Reed Guild that the patrol sank the boat was never confirmed.",
       {"never_confirmed | the patrol sank the boat | was never confirmed | the Reed Guild"}},
      {"A claim by the Reed Guild that the patrol sank the boat was never confirmed, and the patrol has denied it.",
       {"never_confirmed | the patrol sank the boat | was never confirmed | the Reed Guild", "denied | the patrol sank the boat | has denied | the patrol"}},
      {"The guild spoke of more than 60 boats; that number was never confirmed.", {"never_confirmed | that number | was never confirmed | The guild"}},
      {"The count has not been confirmed.", {"never_confirmed | The count | has not been confirmed | -"}},
      {"There were unconfirmed reports of a second boat.", {"never_confirmed | a second boat | unconfirmed reports | -"}},
      {"The guild claimed that the patrol sank the boat.", {"attributed | that the patrol sank the boat | claimed | The guild"}},
      {"The guild says that the patrol carried out the raid.", {"attributed | that the patrol carried out the raid | says | The guild"}},
      {"No one has claimed the raid.", {"unclear | the raid | No one has claimed | -"}},
      {"IT IS UNCLEAR WHETHER THE TWO BOATS ARE LINKED.", {"unclear | WHETHER THE TWO BOATS ARE LINKED | IT IS UNCLEAR | -"}},
      {"ومن غير الواضح هل يتصل بالحادث.", {"unclear | هل يتصل بالحادث | غير الواضح | -"}},
      {"ولم يتسن للضفة التحقق من صحة البيان.", {"unclear | صحة البيان | لم يتسن للضفة التحقق من | -"}},
      {"نفت الدورية مسؤوليتها عن الحادث.", {"denied | مسؤوليتها عن الحادث | نفت | الدورية"}},
      {"The mayor declined to confirm the count.", {"unclear | the count | declined to confirm | The mayor"}},
      {"The council has yet to confirm the count.", {"never_confirmed | the count | has yet to confirm | The council"}},
      {"The mayor neither confirmed nor denied that the pier was shut.", {"unclear | that the pier was shut | neither confirmed nor denied | The mayor"}},
      {"The patrol is believed to have sunk the boat.", {"attributed | The patrol is believed to have sunk the boat | is believed | -"}},
      {"Two men reportedly painted the pier.", {"attributed | Two men reportedly painted the pier | reportedly | -"}},
      {"The count, which could not be verified, was read aloud.", {"unclear | The count | could not be verified | -"}},
      {"Reports that the pier had burnt turned out to be false.", {"denied | the pier had burnt | turned out to be false | -"}},
      {"The envoy said the council denied that the pier was shut.", {"denied | that the pier was shut | denied | the council"}},
      {"ولم تؤكد الشرطة عدد القوارب.", {"never_confirmed | عدد القوارب | تؤكد | الشرطة"}},
      {"وأكد المجلس غرق قاربين.", {"confirmed | غرق قاربين | وأكد | المجلس"}},
      {"ولم تعلن أي جهة مسؤوليتها عن الحادث.", {"unclear | مسؤوليتها عن الحادث | لم تعلن أي جهة | -"}},
      {"وشكك خبراء في صحة الرواية.", {"disputed | صحة الرواية | وشكك | خبراء"}},
      {"أنباء غير مؤكدة عن غرق قارب.", {"never_confirmed | غرق قارب | أنباء غير مؤكدة | -"}},
      // None of these tells the status of anything.
      {"The pier is shut.", {}},
      {"The water was clear and the well-known ferry sailed.", {}},
      {"She said the pier was shut.", {}},
      {"The clerk confirmed.", {}},
      {"An unclear sign hung over the door.", {}},
  };
  for (const Case& c : kCases) {
    const Read r(c.text);
    std::vector<std::string> found;
    for (const ClaimReading& x : r.reading.claims)
      found.push_back(std::string(to_string(x.status)) + " | " + r.text(x.span) + " | " + r.text(x.status_span) + " | " + r.text(x.holder));
    EXPECT_EQ(found, std::vector<std::string>(c.expected.begin(), c.expected.end())) << c.text;
  }
}

TEST(Standings, OutletStandingWordsOwnerAndVoucher) {
  const Case kCases[] = {
      {"Salt Mirror is considered an established media outlet of the guild, said Lamis Oran, who studies tides.",
       {"established | Salt Mirror | considered an established media outlet | the guild | Lamis Oran, who studies tides"}},
      {"The post stood on Salt Mirror, a little-known channel linked to the guild.", {"unknown | Salt Mirror | little-known channel | the guild | -"}},
      {"He called the channel's standing disputed.", {"disputed | the channel | standing disputed | - | He"}},
      {"The authenticity of Salt Mirror is disputed.", {"disputed | Salt Mirror | authenticity of Salt Mirror is disputed | - | -"}},
      {"The known pro-Guild outlet Salt Mirror posted it.", {"known | Salt Mirror | known pro-Guild outlet | Guild | -"}},
      {"Salt Mirror is not an established outlet.", {"unknown | Salt Mirror | established outlet | - | -"}},
      {"The guild on Tuesday spoke on its channel, Salt Mirror, which is regarded as the guild's official outlet, according to Lamis Oran.",
       {"established | Salt Mirror | regarded as the guild's official outlet | the guild | Lamis Oran"}},
      {"Salt Mirror is the guild's official outlet.", {"established | Salt Mirror | official outlet | the guild | -"}},
      {"The channel is an official arm of the guild.", {"established | The channel | official arm | the guild | -"}},
      {"وتعد قناة «مرآة الملح» منبرا معروفا للنقابة.", {"known | قناة «مرآة الملح» | منبرا معروفا | للنقابة | -"}},
      {"نشرت «مرآة الملح»، وهي قناة غير معروفة، البيان.", {"unknown | مرآة الملح | قناة غير معروفة | - | -"}},
      // Not about outlets, or nothing about their standing.
      {"Quayhill is an established harbour.", {}},
      {"The channel between the islands is deep.", {}},
      {"A new pier was opened.", {}},
      {"The outlet pipe is known to leak.", {}},
  };
  for (const Case& c : kCases) {
    const Read r(c.text);
    std::vector<std::string> found;
    for (const StandingReading& x : r.reading.standings)
      found.push_back(std::string(to_string(x.standing)) + " | " + r.text(x.outlet) + " | " + r.text(x.standing_span) + " | " + r.text(x.belongs_to) + " | " +
                      (x.statement ? r.text(r.reading.statements[*x.statement].source) : "-"));
    EXPECT_EQ(found, std::vector<std::string>(c.expected.begin(), c.expected.end())) << c.text;
  }
}

}  // namespace
}  // namespace tocsin::read
