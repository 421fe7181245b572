// SPDX-License-Identifier: Apache-2.0
// The whole way, from bytes to cited briefs, behind one class. The command line, the HTTP service and the bindings see
// this door and the records; only the engine knows the order of the stages.
//
//   tocsin::Options options;
//   options.store = "cases.db";                       // or empty: in memory
//   auto engine = tocsin::Engine::open(options);
//   if (!engine.ok()) …
//   tocsin::Status s = engine->scan({"exports", "articles"});
//   s = engine->write_findings(tocsin::Format::json, {}, sink);
//
// Not safe for use by two threads at once. Everything written is UTF-8.
#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/delivering.h"
#include "tocsin/options.h"
#include "tocsin/progress.h"
#include "tocsin/records.h"
#include "tocsin/sink.h"
#include "tocsin/status.h"
#include "tocsin/watching.h"

namespace tocsin {

enum class Format { text, json, csv, rss };  // csv: of the list "incidents" alone, a row for each figure; rss: of "alerts" alone, a feed

struct Style {
  bool colour = false;
  int width = 80;  // columns of text
};

// What a person decides of an alert.
struct ReviewRequest {
  Id alert;
  std::string decision;                  // "confirm", "dismiss", "escalate", "merge", "split" or "correct"
  std::string reviewer, note;            // neither may be empty
  Id with;                               // merge: the other alert
  std::vector<Id> documents;             // split: posts that are no copies of the rest
  std::vector<std::string> corrections;  // correct: "stance=reported", "targets_chosen=the ferry office", "means="
};

// What is to be deleted: documents published longer ago than `older_than` ("90d", "2026-01-01"), and those named.
struct PurgeRequest {
  std::string older_than;
  std::vector<Id> documents;
  std::string purpose;
  bool dry_run = false;
};

// What `audit` is to compare the log with.
struct AuditRequest {
  std::string head;         // the head of an earlier audit, kept elsewhere
  std::string stamp;        // path of a time-stamp authority's reply (RFC 3161) over a head
  std::string authorities;  // path of the certificates (PEM) to verify its signature with
};

// A line for the person running it: an input line that could not be read, a gazetteer that is not there.
using Notice = std::function<void(const std::string&)>;

class Engine {
 public:
  static Result<Engine> open(const Options& options, Notice notice = {});
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // Reads files and folders once ("-": standard input as NDJSON), then traces, reads, records and links all that the
  // store holds. Code::no_input when nothing could be read at all.
  Status scan(const std::vector<std::string>& inputs, Progress* progress = nullptr);

  // Follows sources ("-": NDJSON on standard input; files; folders; feeds on the web), tracing, reading and linking what
  // comes as it comes, and writes a line for each event (docs/formats.md) when what it tells of is in the store. Where it
  // stopped, it goes on. Returns when all sources have ended or `go_on` says so.
  Status watch(const WatchOptions& options, Sink& sink);

  // What the store holds, or the last scan found.
  Result<Findings> findings() const;

  // ---- output. Lists: "alerts", "incidents", "statements", "outlets", "oddities".
  Status write_findings(Format format, const Style& style, Sink& sink) const;  // what `scan` prints
  Status write_list(std::string_view list, Format format, const Style& style, Sink& sink) const;
  // How the watched sources do.
  Status write_sources(Format format, const Style& style, Sink& sink) const;
  Status write_record(const Id& id, Format format, const Style& style, Sink& sink) const;
  // One alert in one of kBriefForms; for "gexf" and "graphml" also one family. "pdf" is printed by WeasyPrint
  // (Options::weasyprint); a notice says Options::input.purpose. That it was handed out is told to the log.
  Status write_brief(const Id& alert, std::string_view form, const Style& style, Sink& sink);
  Status write_search(std::string_view query, Format format, const Style& style, Sink& sink) const;
  // The very bytes of a document's record, from a file it was read from, where that was or below `originals`; the act is
  // logged in the store.
  Status write_raw(const Id& document, const std::vector<std::string>& originals, Sink& sink);
  // A page per alert and index.html in `folder`, which is made. Returns the paths, index first.
  Result<std::vector<std::string>> write_pages(const std::string& folder) const;

  // ---- decisions and custody; all of it is told to the store's log.
  Status review(const ReviewRequest& request, Format format, Sink& sink);
  // From now on so many people must agree before an alert is more than a draft.
  Status set_reviewers(unsigned needed, const std::string& reviewer, const std::string& note);
  // Reads a file of the team's register of outlets (docs/formats.md) and links everything anew with it.
  Status register_outlets(const std::string& path);
  // What people put right or judged, as labelled examples (docs/annotation.md), one a line.
  Status write_corrections(Sink& sink) const;
  // The log, and whether its chain holds; a head or a stamp, where given, must be of one of its entries. Code::not_found
  // when it does not.
  Status audit(const AuditRequest& request, Format format, const Style& style, Sink& sink) const;
  // What to ask a time-stamp authority about the head of the log (DER); nothing is sent.
  Status write_timestamp_request(Sink& sink) const;
  Status purge(const PurgeRequest& request, Format format, Sink& sink);

  // ---- delivery (docs/formats.md). Code::usage, with its place, where a rule cannot be as it is; Code::not_found when something
  // was given up in this run. A dry run sends nothing, and says for what each rule would have fired.
  Status deliver(const DeliverRequest& request, Format format, Sink& sink);
  Status write_dead_letters(Format format, Sink& sink) const;

  // ---- filters: NDJSON documents in, one line out for each line that could be read.
  Status trace(std::istream& in, std::string_view name, Sink& sink, Progress* progress = nullptr);
  Status read(std::istream& in, std::string_view name, Sink& sink, Progress* progress = nullptr);
  Status record(std::istream& in, std::string_view name, Sink& sink, Progress* progress = nullptr);

  // ---- re-verifies briefs and stores against the original files, which lie where they were read or, under whatever name,
  // below the folders `originals`. What the engine's store knows to stand in several files may be borne out by any of them.
  // Writes what was checked and every mismatch; Code::not_found when there is one.
  Status check(const std::vector<std::string>& files, const std::vector<std::string>& originals, Format format, Sink& sink) const;

  struct Impl;  // the engine's own files know it

 private:
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Traffic Light Protocol 2.0 and Permissible Actions Protocol: what Options::tlp and pap may be.
inline constexpr std::string_view kTlp[] = {"red", "amber+strict", "amber", "green", "clear"};
inline constexpr std::string_view kPap[] = {"red", "amber", "green", "clear"};
inline constexpr std::string_view kBriefForms[] = {"text", "html", "json", "gexf", "graphml", "stix", "misp", "cap", "geojson",
                                                   "csv", "claimreview", "notice", "pdf"};
std::string_view version();

}  // namespace tocsin
