// SPDX-License-Identifier: Apache-2.0
#include "brief/deliveries.h"

#include "brief/svg.h"
#include "brief/terminal.h"
#include "brief/words.h"
#include "core/clock.h"
#include "core/json_writer.h"

namespace tocsin::brief {
namespace {

void write(json::Writer& w, const ParcelLine& p) {
  w.begin_object().key("key").text_or_null(p.key).key("rule").value(p.rule).key("receiver").value(p.receiver).key("state").value(p.state);
  w.key("alerts").begin_array();
  for (const Id& id : p.alerts) w.value(id);
  w.end_array().key("attempts").value(std::uint64_t{p.attempts});
  w.key("next").text_or_null(p.next ? format_time(*p.next) : std::string()).key("error").text_or_null(p.error).end_object();
}

std::string lines(const std::vector<ParcelLine>& parcels) {
  std::string out;
  for (const ParcelLine& p : parcels) {
    out += "  " + p.state + "  " + Terminal::safe(p.rule) + " to " + Terminal::safe(p.receiver) + ": " +
           (p.alerts.size() == 1 ? p.alerts.front() : count(p.alerts.size(), "alert", "alerts"));
    if (!p.error.empty()) out += ", " + Terminal::safe(p.error);
    if (p.attempts > 1 || p.state == "dead") out += " (" + count(p.attempts, "try", "tries") + ")";
    if (p.next) out += p.state == "retrying" ? "; again after " + say(*p.next) : "; leaves after " + say(*p.next);
    out += (p.key.empty() ? "" : "  " + p.key) + "\n";
  }
  return out;
}

}  // namespace

std::string delivery_json(const DeliveryReport& report) {
  json::Writer w;
  w.begin_object().key("fired").begin_array();
  for (const auto& [rule, n] : report.fired) w.begin_object().key("rule").value(rule).key("alerts").value(std::uint64_t{n}).end_object();
  w.end_array().key("parcels").begin_array();
  for (const ParcelLine& p : report.parcels) write(w, p);
  w.end_array().end_object();
  return w.text() + "\n";
}

std::string delivery_text(const DeliveryReport& report) {
  std::string out;
  for (const auto& [rule, n] : report.fired) out += "Rule " + Terminal::safe(rule) + " fired for " + count(n, "alert", "alerts") + ".\n";
  out += lines(report.parcels);
  return out.empty() ? "Nothing to deliver.\n" : out;
}

std::string dead_letters_json(const std::vector<ParcelLine>& dead) {
  std::string out;
  for (const ParcelLine& p : dead) {
    json::Writer w;
    write(w, p);
    out += w.text() + "\n";
  }
  return out;
}

std::string dead_letters_text(const std::vector<ParcelLine>& dead) {
  if (dead.empty()) return "Nothing is undelivered.\n";
  return count(dead.size(), "dead letter", "dead letters") + ":\n" + lines(dead) +
         "When the receiver is well again: `tocsin deliver RULES.toml --retry all`, or the key of one.\n";
}

std::string dry_run_json(const DryRun& run) {
  json::Writer w;
  w.begin_object().key("dry_run").value(true).key("since").value(format_time(run.since)).key("until").value(format_time(run.until));
  w.key("gone").value(std::uint64_t{run.gone}).key("rules").begin_array();
  for (const DryRun::OfRule& r : run.rules) {
    w.begin_object().key("rule").value(r.rule).key("fired").value(std::uint64_t{r.firings.size()}).key("firings").begin_array();
    for (const DryRun::Firing& f : r.firings) {
      w.begin_object().key("alert").value(f.alert).key("time").text_or_null(f.time ? format_time(*f.time) : std::string());
      w.key("score").value(f.score).key("state").value(f.state).key("copies").value(std::uint64_t{f.copies}).end_object();
    }
    w.end_array().end_object();
  }
  w.end_array().end_object();
  return w.text() + "\n";
}

std::string dry_run_text(const DryRun& run) {
  std::string out;
  for (const DryRun::OfRule& r : run.rules) {
    out += "Rule " + Terminal::safe(r.rule) + " would have fired " + count(r.firings.size(), "time", "times") + " in the last " + run.span +
           (r.firings.empty() ? "" : ":") + "\n";
    for (const DryRun::Firing& f : r.firings)
      out += "  " + (f.time ? say(*f.time) : std::string("at a time not known")) + "  " + decimal(f.score) + "  " + f.state + "  " + f.alert +
             (f.copies ? ", " + count(f.copies, "copy", "copies") : std::string()) + "\n";
  }
  if (run.gone) out += count(run.gone, "alert", "alerts") + " of that time " + (run.gone == 1 ? "is" : "are") + " no more; whether a rule would have fired for them is not known.\n";
  return out;
}

}  // namespace tocsin::brief
