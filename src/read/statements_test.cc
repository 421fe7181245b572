// SPDX-License-Identifier: Apache-2.0
// Tables of texts and the statements in them: "source > cue > content + content". All names are invented.
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "core/names.h"
#include "core/utf8.h"
#include "read/read.h"

namespace tocsin::read {
namespace {

Document article(std::string text, std::string outlet = {}) {
  Document d;
  d.id = "doc-1";
  d.kind = DocumentKind::article;
  d.outlet = std::move(outlet);
  d.text = std::move(text);
  return d;
}

Reading reading_of(const Document& d) {
  Reading r;
  r.document = d.id;
  read_statements(d, r);
  return r;
}

std::string text_of(const Document& d, const std::optional<Span>& s) { return s ? std::string(slice(d.text, *s)) : "-"; }

std::string shown(const Document& d, const StatementReading& s) {
  std::string out = text_of(d, s.source) + " > " + text_of(d, s.cue) + " > ";
  for (std::size_t i = 0; i < s.content.size(); ++i) out += (i ? " + " : "") + std::string(slice(d.text, s.content[i]));
  return out;
}

struct Case {
  const char* text;
  std::vector<const char*> expected;
};

void check(const std::vector<Case>& cases, const char* outlet = "") {
  for (const Case& c : cases) {
    const Document d = article(c.text, outlet);
    std::vector<std::string> found;
    for (const StatementReading& s : reading_of(d).statements) found.push_back(shown(d, s));
    EXPECT_EQ(found, std::vector<std::string>(c.expected.begin(), c.expected.end())) << c.text;
  }
}

TEST(Statements, ContentAroundWhoSaysIt) {
  check({
      {"On top of that, bakers say, the fees will rise.", {"bakers > say > On top of that + the fees will rise"}},
      {"Recently, she said, the pier was shut.", {"she > said > Recently + the pier was shut"}},
      {"(The pier was shut, Mr. Tarn said.)", {"Mr. Tarn > said > The pier was shut"}},
      {"Cost estimates, he added, were old.", {"he > added > Cost estimates + were old"}},
      {"The guild has a plan for all boats in the state, said Lamis Oran, head of the guild.", {"Lamis Oran, head of the guild > said > The guild has a plan for all boats in the state"}},
      {"Asked on Monday whether boats would sail, Ms. Oran smiled.", {"- > Asked > whether boats would sail"}},
      {"Asked by the Courier whether boats would sail, she smiled.", {"the Courier > Asked > whether boats would sail"}},
      {"In the guild's view, boats are safe.", {"the guild > 's view > boats are safe"}},
      {"In her words, boats are safe.", {"her > words > boats are safe"}},
      {"In the harbour, boats are safe.", {}},
  });
}

TEST(Statements, PeopleToldByTheirShare) {
  check({
      {"One in five say that boats are late.", {"One in five > say > that boats are late"}},
      {"Almost half said boats were late.", {"half > said > boats were late"}},
      {"Many say they are late.", {"Many > say > they are late"}},
  });
}

TEST(Statements, VerbsThatGoAsFarAsSaying) {
  check({
      {"The letter goes on to say: “The pier is shut for good.”", {"The letter > goes on to say: > “The pier is shut for good.”"}},
      {"He went out of his way to say that the pier was safe.", {"He > went out of his way to say > that the pier was safe"}},
      {"Tarn and Salem have all said that the pier was safe.", {"Tarn and Salem > have all said > that the pier was safe"}},
      {"Ivo Tarn had a short answer: “The pier will never be shut.”", {"Ivo Tarn > had a short answer: > “The pier will never be shut.”"}},
      {"Ivo Tarn agreed. “The pier is safe for now.”", {"Ivo Tarn > agreed > “The pier is safe for now.”"}},
      {"The Orchard Front claimed responsibility for the blast at the pier.", {"The Orchard Front > claimed responsibility for > the blast at the pier"}},
  });
}

TEST(Statements, WhoMayBeTheSubject) {
  check({
      {"Of the guards, 39 have said they want rest.", {"39 > have said > they want rest"}},
      {"Those surveyed say the pier should stay.", {"Those surveyed > say > the pier should stay"}},
      {"Many of you have noted the change.", {"Many of you > have noted > the change"}},
      {"Reports given by guards indicate that boats are safe.", {"Reports given by guards > indicate > that boats are safe"}},
      {"It fell after guards determined that the pier was safe.", {"guards > determined > that the pier was safe"}},
      {"He met Ivo Tarn this year, who endorsed the plan.", {"who > endorsed > the plan"}},
      {"The Tide Liberation Front [TLF] said it had left.", {"The Tide Liberation Front [TLF] > said > it had left"}},
      {"The “Silent Tide” brigade said it had left.", {"The “Silent Tide” brigade > said > it had left"}},
      {"It came from credit reports the council keeps.", {}},
      {"Two hours after a short tweet the council fell silent.", {}},
  });
}

TEST(Statements, AnAsideEndsWhatWasSaid) {
  check({
      {"The mayor acknowledged the delay even as he defended the council.", {"The mayor > acknowledged > the delay", "he > defended > the council"}},
      {"She thought, “Why now?” adding, “Nobody asked me.”", {"She > thought > “Why now?”", "She > adding > “Nobody asked me.”"}},
      {"“It was bad,” said Ivo Tarn, referring to the pier. “Nobody will forget that night.”",
       {"Ivo Tarn > said > “It was bad,” + “Nobody will forget that night.”", "Ivo Tarn > referring to > the pier"}},
      {"As reported by the Courier, the pier was shut.", {"the Courier > As reported by > the pier was shut"}},
      {"Asked Tuesday about the pier, Ivo Tarn said nothing new would come.", {"- > Asked > about the pier", "Ivo Tarn > said > nothing new would come"}},
      {"The pier is widely seen as a risk.", {"- > is widely seen as > The pier + a risk"}},
  });
}

TEST(Statements, WhereOneStatementEndsAndTheNextBegins) {
  check({
      {"The mayor has mocked a reporter, referred to bakers as thieves.", {"The mayor > has mocked > a reporter", "The mayor > referred to > bakers as thieves"}},
      {"Guilds that have endorsed him have left.", {"Guilds > have endorsed > him"}},
      {"The plan was praised on Friday by the mayor.", {"the mayor > was praised > The plan"}},
      {"After the Ferry Guild refused to sail, Gov. Tarn (R) blamed the weather.", {"the Ferry Guild > refused > to sail", "Gov. Tarn (R) > blamed > the weather"}},
      {"He was asked to release the letters.", {"- > was asked > to release the letters"}},
      {"''He told me, 'I am sorry,''' said Mr. Oran.", {"Mr. Oran > said > ''He told me, 'I am sorry,'''"}},
  });
}

TEST(Statements, TranscriptsByTheirLabels) {
  check({
      {"Bir Tamun (Domestic Service) -- [Text] [Begin recording] [Ilan Dorr] The pier is safe. [words indistinct] Boats sail. [End recording] Rain fell.",
       {"Ilan Dorr > - > The pier is safe. [words indistinct] Boats sail."}},
      {"Rain fell. [Reporter] Is the pier safe, sir? [Dorr, in progress] It is safe. Boats sail. [Oran] It is not safe at all.",
       {"Dorr > - > It is safe. Boats sail.", "Oran > - > It is not safe at all."}},
      {"Rain fell on the pier. [Meridian Press]\nBoats sail. [Harbour Courier]\nBread is short.", {}},
      {"Rain fell.\nTARN: The pier is safe. Boats sail.\nSALEM: No, it is not. It is shut.", {"TARN > : > The pier is safe. Boats sail.", "SALEM > : > No, it is not. It is shut."}},
  });
}

TEST(Statements, SourceBeforeItsContent) {
  check({
      {"The harbour master said that the pier was shut.", {"The harbour master > said > that the pier was shut"}},
      {"Nadia Salem said the pier was shut.", {"Nadia Salem > said > the pier was shut"}},
      {"On Monday the ferry office announced that boats would sail.", {"the ferry office > announced > that boats would sail"}},
      {"The ferry office on Monday said that boats would sail.", {"The ferry office > said > that boats would sail"}},
      {"Ivo Tarn, the mayor of Quayhill, has said that the school is open.", {"Ivo Tarn, the mayor of Quayhill > has said > that the school is open"}},
      {"He told reporters on Tuesday that the bridge would close.", {"He > told > that the bridge would close"}},
      {"The council denied that any boat was lost.", {"The council > denied > that any boat was lost"}},
      {"The council called for calm.", {"The council > called for > calm"}},
      {"The mayor called the plan “reckless”.", {"The mayor > called > the plan “reckless”"}},
      {"Residents want to leave the island.", {"Residents > want > to leave the island"}},
      {"Ivo Tarn believes the pier is safe.", {"Ivo Tarn > believes > the pier is safe"}},
      {"The fishermen asked whether the boats would sail.", {"The fishermen > asked > whether the boats would sail"}},
      {"The report shows that tides are rising.", {"The report > shows > that tides are rising"}},
      {"Mr. Tarn said the pier was shut.", {"Mr. Tarn > said > the pier was shut"}},
      {"Dr. Salem's claim that the water is clean was read aloud.", {"Dr. Salem > claim > that the water is clean was read aloud"}},
  });
}

TEST(Statements, HiddenSourcesAndSourcesBeforeAComma) {
  check({
      {"It was reported that two boats burned.", {"- > was reported > that two boats burned"}},
      {"It was learned in the harbour today that the ferry was late.", {"- > was learned > that the ferry was late"}},
      {"It is believed that the crew is safe.", {"- > is believed > that the crew is safe"}},
      {"According to Itamar House, the envoys acted well.", {"Itamar House > According to > the envoys acted well"}},
      {"According to harbour police, five sailors suffered various wounds.", {"harbour police > According to > five sailors suffered various wounds"}},
      {"Regarding the pier, the mayor said it was shut.", {"the mayor > said > it was shut"}},
  });
}

TEST(Statements, InCapitalsNamesAndSpeakersLookLikeOthers) {
  check({
      {"TARN SAID: WE LACK THE BOATS FOR SUCH A TRIP THIS YEAR.", {"TARN > SAID: > WE LACK THE BOATS FOR SUCH A TRIP THIS YEAR"}},
      {"THE PACT WAS SIGNED BY THE UNITED STATES AND 71 STATES OF THE COAST IN THE SPRING.", {}},
  });
}

TEST(Statements, ContentBeforeItsSource) {
  check({
      {"The pier was shut, said Lamis Oran, who studies tides.", {"Lamis Oran, who studies tides > said > The pier was shut"}},
      {"The pier was shut, Lamis Oran said on Monday.", {"Lamis Oran > said > The pier was shut"}},
      {"“The pier is shut,” she said.", {"she > said > “The pier is shut,”"}},
      {"\"The pier is shut,\" said the harbour master.", {"the harbour master > said > \"The pier is shut,\""}},
      {"\"Why?\" she asked.", {"she > asked > \"Why?\""}},
      {"“The pier is shut,” he told reporters in Quayhill on Tuesday. “It stays shut.”",
       {"he > told > “The pier is shut,” + “It stays shut.”"}},
      {"“The pier,” he said, “is shut.”", {"he > said > “The pier,” + “is shut.”"}},
      {"The boats, he said, would sail at noon.", {"he > said > The boats + would sail at noon"}},
      {"All boats were safe, according to the coast guard.", {"the coast guard > according to > All boats were safe"}},
      {"According to the coast guard, all boats were safe.", {"the coast guard > According to > all boats were safe"}},
      {"Said the baker: “We open at six.”", {"the baker > Said > “We open at six.”"}},
      {"The pier was “a danger to everyone,” he said.", {"he > said > The pier was “a danger to everyone,”"}},
  });
}

TEST(Statements, GoOnAcrossSentencesAndTurns) {
  check({
      {"Ivo Tarn said the pier was shut, adding that boats would wait.",
       {"Ivo Tarn > said > the pier was shut", "Ivo Tarn > adding > that boats would wait"}},
      {"Ivo Tarn said the pier was shut and the council said it was open.",
       {"Ivo Tarn > said > the pier was shut", "the council > said > it was open"}},
      {"The mayor spoke quietly: the pier was shut. She added: “We wait.”", {"She > added: > “We wait.”"}},
      {"“We wait,” the mayor said.\n\n“We shall wait until noon, whatever comes.”", {"the mayor > said > “We wait,” + “We shall wait until noon, whatever comes.”"}},
      {"“We wait,” the mayor said. “Go home,” the baker said.",
       {"the mayor > said > “We wait,”", "the baker > said > “Go home,”"}},
      {"The mayor said: “We wait.\n\n“We wait until noon.”", {"The mayor > said: > “We wait. + “We wait until noon.”"}},
      {"The mayor said the baker had said that bread was short.",
       {"The mayor > said > the baker had said that bread was short", "the baker > had said > that bread was short"}},
  });
}

TEST(Statements, CuesOfSeveralWords) {
  check({
      {"Ivo Tarn has repeatedly tried to explain why the pier shut.", {"Ivo Tarn > has repeatedly tried to explain > why the pier shut"}},
      {"The guild kept asking whether boats would sail.", {"The guild > kept asking > whether boats would sail"}},
      {"Residents are more likely to say that the pier is safe.", {"Residents > are more likely to say > that the pier is safe"}},
      {"The council voiced grave doubts about the pier.", {"The council > voiced grave doubts about > the pier"}},
      {"She made the claim that boats were lost.", {"She > made the claim > that boats were lost"}},
      {"The baker spoke gently of her sister.", {"The baker > spoke gently of > her sister"}},
      {"The fishermen remain angry about the fees.", {"The fishermen > remain angry about > the fees"}},
      {"Ivo Tarn had last month denied that boats were lost.", {"Ivo Tarn > had last month denied > that boats were lost"}},
      {"The fees led the guild to say that boats would stay.", {"the guild > to say > that boats would stay"}},
      {"The guild sees the pier as a danger.", {"The guild > sees > the pier as a danger"}},
      {"The guild sees the pier.", {}},
      {"The bakers and the guild both warned that bread was short.", {"The bakers and the guild > both warned > that bread was short"}},
      {"The plan drew a so-called fleet.", {}},
  });
}

TEST(Statements, SourcesThatArePronounsOrStandFarOff) {
  check({
      {"Nadia Salem, who said that the pier was safe, left.", {"who > said > that the pier was safe"}},
      {"Nadia Salem, who said the pier was safe, told the guild that boats would sail.",
       {"Nadia Salem, who said the pier was safe > told > that boats would sail", "who > said > the pier was safe"}},
      {"Noting that the tide was high, Ivo Tarn left.", {"Ivo Tarn > Noting > that the tide was high"}},
      {"While Ivo Tarn said the pier was safe, the council left.", {"Ivo Tarn > said > the pier was safe"}},
      {"Groups backing the plan met.", {"Groups > backing > the plan met"}},
      {"Ivo Tarn opened a stall and praised the bakers.", {"Ivo Tarn > praised > the bakers"}},
  });
}

TEST(Statements, ContentThatStandsApart) {
  check({
      {"The boats are expected to sail at noon.", {"- > are expected > The boats + to sail at noon"}},
      {"Ivo Tarn was asked whether boats would sail.", {"- > was asked > whether boats would sail"}},
      {"If the tide holds, she said, boats will sail.", {"she > said > If the tide holds + boats will sail"}},
      {"As Ivo Tarn noted, boats will sail.", {"Ivo Tarn > noted > boats will sail"}},
      {"Bread is short amid speculation that boats are late.", {"- > speculation > that boats are late"}},
      {"Her doubts about the pier are no secret.", {"Her > doubts about > the pier"}},
  });
}

TEST(Statements, HeadlinesHaveVerbsInCapitals) {
  check({
      {"Ivo Tarn Denies Report Of Lost Boats In Quayhill\n\nThe pier was shut.", {"Ivo Tarn > Denies > Report Of Lost Boats In Quayhill"}},
      {"Council Says Quayhill Pier Will Close\n\nThe pier was shut.", {"Council > Says > Quayhill Pier Will Close"}},
  });
}

TEST(Statements, NestedInWhatOthersSay) {
  check({
      {"The envoy said that the ministry denied that boats were lost.",
       {"The envoy > said > that the ministry denied that boats were lost", "the ministry > denied > that boats were lost"}},
      {"وقال الوزير إن المجلس نفى أن تكون السفينة قد غرقت.",
       {"الوزير > وقال > إن المجلس نفى أن تكون السفينة قد غرقت", "المجلس > نفى > أن تكون السفينة قد غرقت"}},
  });
}

TEST(Statements, AllInCapitals) {
  check({
      {"THE HARBOUR MASTER SAID THAT THE PIER WAS SHUT AFTER THE STORM.", {"THE HARBOUR MASTER > SAID > THAT THE PIER WAS SHUT AFTER THE STORM"}},
      {"ACCORDING TO THE COAST GUARD, ALL THE BOATS WERE SAFE.", {"THE COAST GUARD > ACCORDING TO > ALL THE BOATS WERE SAFE"}},
      {"\"THE PIER IS SHUT,\" SAID IVO TARN, THE MAYOR OF QUAYHILL.", {"IVO TARN, THE MAYOR OF QUAYHILL > SAID > \"THE PIER IS SHUT,\""}},
      {"THE COUNCIL DENIED THAT ANY BOAT HAD BEEN LOST.", {"THE COUNCIL > DENIED > THAT ANY BOAT HAD BEEN LOST"}},
  });
}

TEST(Statements, LeaveOutTheDateline) {
  check({
      {"QUAYHILL, Northland (Quay Press) - The pier was shut, the coast guard said.", {"the coast guard > said > The pier was shut"}},
      {"QUAYHILL, 3 JAN 90 -- THE MAYOR SAID THAT THE PIER WAS SHUT.", {"THE MAYOR > SAID > THAT THE PIER WAS SHUT"}},
      {"QUAYHILL — Ivo Tarn said the pier was shut.", {"Ivo Tarn > said > the pier was shut"}},
      {"QUAYHILL, Jan. 3 — The pier was shut, Ivo Tarn said.", {"Ivo Tarn > said > The pier was shut"}},
      {"QUAYHILL (QP) — According to the coast guard, all boats were safe.", {"the coast guard > According to > all boats were safe"}},
      // No dateline: an aside, and a name that what follows describes.
      {"Boats — all of them — were safe, the coast guard said.", {"the coast guard > said > Boats — all of them — were safe"}},
      {"Well-known boats were safe, the coast guard said.", {"the coast guard > said > Well-known boats were safe"}},
  });
}

TEST(Statements, NothingIsAscribed) {
  check({
      {"The ferry left at noon.", {}},
      {"A nationwide “walk-in” took place at two schools.", {}},
      {"The sign was painted blue and the claims office closed at five.", {}},
      {"It is said.", {}},
      {"You said it.", {}},
      {"Tickets cost 14 dinars.", {}},
      {"The statement was long.", {}},
      {"Reports filled the shelf.", {}},
      {"He said nothing", {}},
      {"غادرت العبارة الميناء ظهرا.", {}},
      {"", {}},
  });
}

TEST(Statements, InArabic) {
  check({
      {"وقال المرصد إن ثلاثة قوارب غادرت الميناء.", {"المرصد > وقال > إن ثلاثة قوارب غادرت الميناء"}},
      {"قالت مديرة الميناء هالة زيتوني إن الرحلات مستمرة.", {"مديرة الميناء هالة زيتوني > قالت > إن الرحلات مستمرة"}},
      {"وأكدت نادية سالم، المتحدثة باسم المجلس، في بيان يوم الثلاثاء أن المدرسة مفتوحة.",
       {"نادية سالم، المتحدثة باسم المجلس > وأكدت > أن المدرسة مفتوحة"}},
      {"وجاء في البيان: «الجسر مغلق».", {"البيان > وجاء في > «الجسر مغلق»"}},
      {"قال سمير: «لا نعلم». وأضاف: «ننتظر».", {"سمير > قال > «لا نعلم»", "سمير > وأضاف > «ننتظر»"}},
      {"وقال المجلس إن الجسر مغلق، مضيفا أن القوارب تنتظر.", {"المجلس > وقال > إن الجسر مغلق", "المجلس > مضيفا > أن القوارب تنتظر"}},
      {"نفت الدورية مسؤوليتها عن الحادث.", {"الدورية > نفت > مسؤوليتها عن الحادث"}},
      {"ونفى القائد سالم طارق، الناطق باسم الدورية، مسؤولية الدورية عن الحادث.",
       {"القائد سالم طارق، الناطق باسم الدورية > ونفى > مسؤولية الدورية عن الحادث"}},
      {"بحسب مرصد الساحل، غادرت ثلاثة قوارب.", {"مرصد الساحل > بحسب > غادرت ثلاثة قوارب"}},
      {"غادرت ثلاثة قوارب وفقا لمرصد الساحل.", {"لمرصد الساحل > وفقا > غادرت ثلاثة قوارب"}},
      {"وكان اللواء قد أعلن في 14 سبتمبر أنه لا يعترض.", {"اللواء > أعلن > أنه لا يعترض"}},
      {"وقالت المديرية إن الماء نظيف، في حين قال المرصد إنه ملوث.",
       {"المديرية > وقالت > إن الماء نظيف", "المرصد > قال > إنه ملوث"}},
      {"نقلت الوكالة عن سمير حداد قوله إن الجسر مغلق.", {"سمير حداد > قوله > إن الجسر مغلق"}},
      {"واتهم رئيس النقابة الشركة بإخفاء الأمر.", {"رئيس النقابة > واتهم > الشركة بإخفاء الأمر"}},
      {"«لن نغادر»، قال سمير حداد.", {"سمير حداد > قال > «لن نغادر»"}},
      {"وأشار العمدة إلى أن السوق مفتوح.", {"العمدة > وأشار > أن السوق مفتوح"}},
      {"دعا العمدة إلى الهدوء.", {"العمدة > دعا > الهدوء"}},
  });
}

TEST(Statements, TellToWhomAndWhoTheSourceIs) {
  const struct {
    const char* text;
    const char* told_to;
    const char* role;
    const char* affiliation;
  } kCases[] = {
      {"Basil Armin, the observatory's coordinator, told the Harbour Gazette that it was over.", "the Harbour Gazette", "coordinator", "observatory"},
      {"“It is over,” Joram Tell, a lecturer in media studies at the Coast College in Quayhill, told Sand and Shore.", "Sand and Shore",
       "lecturer in media studies", "Coast College"},
      {"It is over, said Lamis Oran, who studies tides at the Reed Institute in Quayhill.", "-", "who studies tides", "Reed Institute"},
      {"Rafe Oster, a spokesman for the patrol, said it was over.", "-", "spokesman", "patrol"},
      {"“It is over,” the directorate's head, Munir Tabb, said in a statement sent to the agency.", "the agency", "head", "directorate"},
      {"It is over, a harbour police officer, Inspector Dora Mell, said on Monday.", "-", "officer", "harbour police"},
      {"Mayor Ghassan Rif said it was over.", "-", "Mayor", "-"},
      {"Harbour master Hala Zayt said it was over.", "-", "Harbour master", "-"},
      {"Hala Zayt, the harbour master, 47, said it was over.", "-", "harbour master", "-"},
      {"A doctor at the Quayhill clinic said it was over.", "-", "doctor", "Quayhill clinic"},
      {"“It is over,” she said in an interview with the Gazette.", "the Gazette", "-", "-"},
      {"She asked the mayor about the pier.", "the mayor", "-", "-"},
      {"He told them that it was over.", "them", "-", "-"},
      {"The ferry said it was over.", "-", "-", "-"},
      {"Ivo Tarn, the guild's treasurer, warned residents on Monday that it was over.", "residents", "treasurer", "guild"},
      {"ودعت النقابة الحكومة إلى فتح الميناء.", "الحكومة", "-", "-"},
      {"وطلب القاضي من الشرطة تسليم الوثائق.", "الشرطة", "-", "-"},
      {"وقال سمير، الناطق باسم المجلس، للصحفيين إن الأمر انتهى.", "للصحفيين", "الناطق", "المجلس"},
      {"وقال مدير الصحة في البلدة سمير حداد للضفة إن الأمر انتهى.", "للضفة", "مدير الصحة", "-"},
  };
  for (const auto& c : kCases) {
    const Document d = article(c.text, "الضفة");
    const Reading r = reading_of(d);
    ASSERT_EQ(r.statements.size(), 1u) << c.text;
    EXPECT_EQ(text_of(d, r.statements[0].told_to), c.told_to) << c.text;
    EXPECT_EQ(text_of(d, r.statements[0].role), c.role) << c.text;
    EXPECT_EQ(text_of(d, r.statements[0].affiliation), c.affiliation) << c.text;
  }
}

TEST(Statements, NoRoleInsideAnOrganisationsName) {
  const struct {
    const char* text;
    const char* role;
    const char* affiliation;
  } kCases[] = {
      {"It is over, the Reed Rights Monitor said.", "-", "-"},
      {"It is over, the Reed Rights Monitor director said.", "director", "Reed Rights Monitor"},
      {"Lamis Oran, a monitor at the Reed Rights Monitor, said it was over.", "monitor", "Reed Rights Monitor"},
  };
  for (const auto& c : kCases) {
    const Document d = article(c.text);
    Reading r;
    const std::size_t name = d.text.find("Reed Rights Monitor");
    r.mentions.push_back({MentionKind::organisation, {static_cast<std::uint32_t>(name), static_cast<std::uint32_t>(name + 19)}, {}, {}, {}});
    read_statements(d, r);
    ASSERT_EQ(r.statements.size(), 1u) << c.text;
    EXPECT_EQ(text_of(d, r.statements[0].role), c.role) << c.text;
    EXPECT_EQ(text_of(d, r.statements[0].affiliation), c.affiliation) << c.text;
  }
}

TEST(Statements, Manner) {
  const struct {
    const char* text;
    Manner manner;
  } kCases[] = {
      {"She said the pier was shut.", Manner::indirect},
      {"“The pier is shut,” she said.", Manner::direct},
      {"She said the pier was “shut for good”.", Manner::mixed},
      {"“The pier is shut,” she said. “Go home.”", Manner::direct},
      {"“Shut for good,” she said of the pier.", Manner::direct},
      {"The pier was “shut for good,” she said.", Manner::mixed},
      {"وقالت: «الجسر مغلق».", Manner::direct},
      {"وقالت المديرة إن الجسر «مغلق تماما».", Manner::mixed},
  };
  for (const auto& c : kCases) {
    const Document d = article(std::string("The mayor said it was late. ") + c.text);
    const Reading r = reading_of(d);
    ASSERT_EQ(r.statements.size(), 2u) << c.text;
    EXPECT_EQ(to_string(r.statements[1].manner), to_string(c.manner)) << c.text;
  }
}

// Whatever comes, spans lie in the text, on characters, and each statement has content inside its span.
TEST(Statements, KeepTheirShapeOnAnyText) {
  std::mt19937 random(11);
  const char* const kPieces[] = {"said ", "that ", "“", "”", "\"", "Ivo Tarn ", ", ", ". ", "the mayor ", "told ", "reporters ", "according to ", "وقال ", "المرصد ",
                                 "إن ", ": ", "«", "»", "\n", "\n\n", "claims ", "by ", "'s ", "(", ")", "was ", "and ", "who ", "denied ", "\xf0\x9f", "In ", "Monday ", "called for ", "asked whether ", "قوله ", "عن ", "قد ", "قناة معروفة ", "an established channel ", "standing disputed ", "It is unclear ", "A: "};
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (int n = static_cast<int>(random() % 30); n > 0; --n) text += kPieces[random() % std::size(kPieces)];
    const Document d = article(text);
    Reading r = reading_of(d);
    read_claims(d, r);
    for (const StatementReading& s : r.statements) {
      ASSERT_FALSE(s.content.empty()) << text;
      for (const auto& o : {s.source, s.cue, s.told_to, s.role, s.affiliation})
        if (o) {
          ASSERT_LT(o->begin, o->end) << text;
          ASSERT_LE(o->end, text.size()) << text;
        }
      for (const Span& c : s.content) {
        ASSERT_LT(c.begin, c.end) << text;
        ASSERT_TRUE(inside(c, s.span)) << text;
      }
      ASSERT_LE(s.span.end, text.size());
    }
    for (const ClaimReading& c : r.claims) ASSERT_LT(c.span.begin, c.span.end) << text;
  }
}

// Twice the text takes about twice the time, also where nothing ends.
TEST(Statements, TakeTimeLinearInTheText) {
  for (const char* piece : {"the mayor said ", "“", "and he said, ", "(the ", "said that the plan, ", "وقال المرصد ، ", "\" ' “ ", "a, b, c and "}) {
    double seconds[2];
    for (int twice = 0; twice < 2; ++twice) {
      std::string text;
      while (text.size() < (twice ? 120'000u : 30'000u)) text += piece;
      const Document d = article(text);
      const auto start = std::chrono::steady_clock::now();
      Reading r = reading_of(d);
      read_claims(d, r);
      seconds[twice] = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    EXPECT_LT(seconds[1], 12 * seconds[0] + 0.5) << piece;
  }
}

}  // namespace
}  // namespace tocsin::read
