// SPDX-License-Identifier: Apache-2.0
// What is wrong with rules and receivers, told where it stands.
#include "deliver/rules.h"

#include <algorithm>

#include "core/clock.h"
#include "core/mail.h"
#include "deliver/kinds.h"
#include "tocsin/suggest.h"

namespace tocsin::deliver {
namespace {

const std::vector<std::string> kTlp = {"red", "amber+strict", "amber", "green", "clear"}, kPap = {"red", "amber", "green", "clear"};
const std::vector<std::string> kStates = {"draft", "confirmed", "escalated"};
const std::vector<std::string> kKinds = {"webhook", "mail", "file"}, kForms = {"brief", "summary"}, kTls = {"starttls", "tls", "none"};

std::string place(const Located& at, std::string_view key) {
  const auto it = at.find(key);
  return it != at.end() ? it->second : at.contains("") ? at.at("") : std::string("rules");
}

Status wrong(const Located& at, std::string_view key, const std::string& why) {
  return {Code::usage, place(at, key) + ": \"" + std::string(key) + "\": " + why};
}

Status none_of(const Located& at, std::string_view key, const std::string& what, const std::string& given, const std::vector<std::string>& known) {
  const std::string near = closest(given, known);
  return wrong(at, key, "there is no " + what + " \"" + given + "\"" + (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
}

Status one_of(const Located& at, std::string_view key, const std::string& given, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), given) != known.end()) return Status();
  std::string all;
  for (const std::string& k : known) all += (all.empty() ? "" : &k == &known.back() ? " or " : ", ") + k;
  return wrong(at, key, "\"" + given + "\" is none of " + all);
}

bool is_language(const std::string& code) {
  return (code.size() == 2 || code.size() == 3) && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// A list that is there and empty matches nothing.
Status filled(const Rule& r, std::string_view key, const std::vector<std::string>& list) {
  return r.at.contains(key) && list.empty() ? wrong(r.at, key, "an empty list: the rule would never fire") : Status();
}

Status check_receiver(const Receiver& r) {
  if (r.name.empty()) return wrong(r.at, "name", "a receiver has a name");
  Status s = one_of(r.at, "kind", r.kind, kKinds);
  if (s.ok()) s = one_of(r.at, "form", r.form, kForms);
  if (s.ok()) s = one_of(r.at, "tlp", r.tlp, kTlp);
  if (s.ok()) s = one_of(r.at, "pap", r.pap, kPap);
  if (!s.ok()) return s;
  if (r.within < 1 || r.within > 300) return wrong(r.at, "within", "1s to 5m, not " + std::to_string(r.within) + "s");
  if (r.attempts < 1 || r.attempts > 100) return wrong(r.at, "attempts", "1 to 100, not " + std::to_string(r.attempts));
  if (r.kind == "webhook") {
    const bool plain = r.url.starts_with("http://");
    if (!plain && !r.url.starts_with("https://")) return wrong(r.at, "url", "a webhook has an address that begins with https://");
    if (plain && !r.allow_private) return wrong(r.at, "url", "what leaves goes by https://; http:// only within one's own network (allow_private = true)");
    if (r.url.substr(0, r.url.find('/', 8)).find('@') != r.url.npos) return wrong(r.at, "url", "the address names a user; say secret_env or secret_file instead");
  } else if (r.kind == "mail") {
    if (r.server.empty()) return wrong(r.at, "server", "a receiver of mail has a server");
    if (!mail::is_address(r.from)) return wrong(r.at, "from", "is no mail address");
    if (r.to.empty()) return wrong(r.at, "to", "a receiver of mail has addresses");
    for (const std::string& to : r.to)
      if (!mail::is_address(to)) return wrong(r.at, "to", "\"" + to + "\" is no mail address");
    s = one_of(r.at, "tls", r.tls, kTls);
    if (!s.ok()) return s;
    if (r.tls == "none" && !r.allow_private) return wrong(r.at, "tls", "mail without encryption only within one's own network (allow_private = true)");
    if (r.port < 1 || r.port > 65535) return wrong(r.at, "port", "1 to 65535");
  } else if (r.folder.empty()) {
    return wrong(r.at, "folder", "a receiver of files has a folder");
  }
  return Status();
}

Status prepare_schedule(const Rule& r, Schedule& out) {
  const bool clocked = !r.quiet.empty() || !r.digest.empty();
  if (clocked && r.zone.empty()) return wrong(r.at, r.quiet.empty() ? "digest" : "quiet", "say in which zone: zone = \"Asia/Amman\"");
  if (!r.zone.empty() && !zone_offset(r.zone, {})) return wrong(r.at, "zone", "\"" + r.zone + "\" is unknown; write Asia/Amman or +03:00");
  if (!r.zone.empty()) out.zone = r.zone;
  if (!r.quiet.empty()) {
    out.quiet = parse_hours(r.quiet);
    if (!out.quiet) return wrong(r.at, "quiet", "write it as \"22:00-07:00\"");
    if (out.quiet->from == out.quiet->to) return wrong(r.at, "quiet", "that is the whole day: the rule would never fire");
  }
  if (!r.digest.empty()) {
    out.digest = parse_clock(r.digest);
    if (!out.digest) return wrong(r.at, "digest", "write it as \"08:00\"");
    if (r.every > 0) return wrong(r.at, "every", "either a digest each day, or every so often");
  }
  if (r.at.contains("every") && (r.every < 60 || r.every > 7 * 86400)) return wrong(r.at, "every", "1m to 7d");
  out.every = std::chrono::seconds(r.every);
  return Status();
}

Status prepare_conditions(const Rule& r, Prepared& out) {
  if (!(r.min_score >= 0)) return wrong(r.at, "min_score", "0 to 100");
  if (r.min_score > 100) return wrong(r.at, "min_score", "no score is above 100: the rule would never fire");
  for (const auto& [key, list] : {std::pair("regions", &r.regions), {"languages", &r.languages}, {"targets", &r.targets}, {"outlets", &r.outlets},
                                  {"states", &r.states}})
    if (const Status s = filled(r, key, *list); !s.ok()) return s;
  for (const std::string& region : r.regions) {
    const std::string code = country_code(region);
    if (code.empty()) return none_of(r.at, "regions", "country", region, country_names());
    out.regions.insert(code);
  }
  for (const std::string& language : r.languages) {
    if (!is_language(language)) return wrong(r.at, "languages", "\"" + language + "\" is no code of a language; write \"ar\", \"en\", or \"und\"");
    out.languages.insert(language);
  }
  for (const std::string& kind : r.targets) {
    const std::vector<std::string>& known = target_kinds();
    if (std::find(known.begin(), known.end(), kind) == known.end()) return none_of(r.at, "targets", "kind of target", kind, known);
    out.targets.insert(kind);
  }
  for (const std::string& outlet : r.outlets) {
    if (folded(outlet).empty()) return wrong(r.at, "outlets", "a name is empty");
    out.outlets.insert(folded(outlet));
  }
  for (const std::string& state : r.states) {
    if (const Status s = one_of(r.at, "states", state, kStates); !s.ok()) return s;
    out.states.insert(state);
  }
  if (r.at.contains("new_copies") && r.new_copies == 0) return wrong(r.at, "new_copies", "1 or more");
  const bool drafts = out.states.contains("draft");
  if (drafts && !r.send_drafts)
    return wrong(r.at, "states", "a draft is what no person has reviewed; it leaves only where the rule says send_drafts = true, and who answers for that: owner");
  if (r.send_drafts && !drafts) return wrong(r.at, "send_drafts", "states does not name \"draft\"");
  if (drafts && r.owner.empty()) return wrong(r.at, "send_drafts", "say who answers for that: owner = \"…\"");
  return Status();
}

template <class Named>
Status no_name_twice(const std::vector<Named>& list) {
  std::set<std::string> names;
  for (const Named& n : list)
    if (!names.insert(n.name).second) return wrong(n.at, "name", "there are two of \"" + n.name + "\"");
  return Status();
}

bool has_no_condition(const Rule& r) {
  return r.min_score <= 0 && r.regions.empty() && r.languages.empty() && r.targets.empty() && r.outlets.empty();
}

}  // namespace

Result<std::vector<Prepared>> prepare(const Rules& file, std::vector<std::string>& warnings) {
  for (const Receiver& r : file.receivers)
    if (const Status s = check_receiver(r); !s.ok()) return s;
  Status s = no_name_twice(file.receivers);
  if (s.ok()) s = no_name_twice(file.rules);
  if (!s.ok()) return s;
  std::vector<std::string> names;
  for (const Receiver& r : file.receivers) names.push_back(r.name);
  std::set<std::string> used;
  std::vector<Prepared> out;
  for (const Rule& rule : file.rules) {
    Prepared p;
    p.rule = &rule;
    if (rule.name.empty()) return wrong(rule.at, "name", "a rule has a name");
    s = prepare_conditions(rule, p);
    if (s.ok()) s = prepare_schedule(rule, p.schedule);
    if (!s.ok()) return s;
    if (rule.receivers.empty()) return wrong(rule.at, "receivers", "a rule without receivers would never send");
    for (const std::string& name : rule.receivers) {
      const auto it = std::find(names.begin(), names.end(), name);
      if (it == names.end()) return none_of(rule.at, "receivers", "receiver", name, names);
      if (const Receiver* r = &file.receivers[static_cast<std::size_t>(it - names.begin())];
          std::find(p.receivers.begin(), p.receivers.end(), r) == p.receivers.end())
        p.receivers.push_back(r);
      used.insert(name);
    }
    if (has_no_condition(rule))
      warnings.push_back(place(rule.at, "name") + ": rule \"" + rule.name + "\" fires for every alert" + (rule.send_drafts ? ", drafts too" : " that is confirmed or escalated") +
                         "; min_score, regions, languages, targets or outlets say for which");
    out.push_back(std::move(p));
  }
  for (const Receiver& r : file.receivers)
    if (r.kind == "webhook" && !r.at.contains("secret_env") && !r.at.contains("secret_file"))
      warnings.push_back(place(r.at, "name") + ": what \"" + r.name + "\" receives is not signed; secret_env or secret_file names the secret for that");
  for (const Receiver& r : file.receivers)
    if (!used.contains(r.name)) warnings.push_back(place(r.at, "name") + ": no rule sends to \"" + r.name + "\"");
  return out;
}

}  // namespace tocsin::deliver
