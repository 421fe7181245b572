// SPDX-License-Identifier: Apache-2.0
// The records every room speaks: plain structs, compared by value, printed by `brief`, kept by `store`.
// The names here are the names in JSON, SQL, the command line and the documentation (docs/formats.md).
//
//   bytes ─ingest→ Document ─trace→ Family
//                          └─read→  Reading ─record→ Incident, Statement, Claim, Outlet ─link→ Alert
//
// Conventions: an empty string or an empty optional prints as null. Times are UTC. Offsets are bytes (span.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tocsin/span.h"

namespace tocsin {

using Time = std::chrono::sys_seconds;

// ---------------------------------------------------------------- documents

enum class DocumentKind { message, article };

// A place where a document was read. The same message may stand in an export and in a collector's dump.
struct Provenance {
  std::string sha256;       // of the whole file, before parsing; lower-case hex
  std::uint64_t at = 0;     // byte offset of the record in the file
  std::string file;         // path as it was given
  std::string feed;         // the address that the file was fetched from; empty: none
  std::int64_t import = 0;  // the entry of the store's log that tells of it; 0: not asked for, or none

  friend auto operator<=>(const Provenance&, const Provenance&) = default;
};

// One thing somebody published. Immutable.
struct Document {
  Id id;                  // from kind, channel or outlet, source_id, published and text: not from the file
  std::string source_id;  // the id the source gave it
  DocumentKind kind = DocumentKind::message;
  std::string channel;  // messages: the channel's name
  std::string outlet;   // articles: the outlet's name
  std::optional<Time> published;
  bool zone_assumed = false;  // the input named no zone: taken as UTC or --timezone
  std::optional<Time> edited;
  std::string url;
  std::string title;
  std::string lang;            // ISO 639-1, or "und"
  std::string author;          // keyed BLAKE2b hash, never a handle; empty without a key
  std::string forwarded_from;  // display name of a channel; people are hashed like authors
  std::optional<Time> forwarded_published;  // when the original was posted, as the forward says; nothing is reckoned from it
  std::string sha256;          // where it was read, as in Provenance; the first of `provenances`
  std::string file;
  std::uint64_t at = 0;
  std::string feed;
  std::string text;            // the original UTF-8 text that all spans point into
  Id main_incident;            // articles: the incident most of it is about
  std::vector<Provenance> provenances = {};  // every place it was read, by SHA-256 and offset, where a store knows several; empty: one

  friend bool operator==(const Document&, const Document&) = default;
};

// Something wrong with the input that did not stop the run.
struct Oddity {
  std::string file;
  std::uint64_t at = 0;  // byte offset
  std::string record;    // source id or position ("message 12", "line 7")
  std::string what;      // a kind from docs/formats.md, then the particulars: "no_date: message has no date"
  std::string action;    // "skipped", "repaired", "kept", "quarantined"

  friend auto operator<=>(const Oddity&, const Oddity&) = default;
};

// ---------------------------------------------------------------- families

enum class Relation { first, forwarded, exact, translated, excerpt, edited };

struct Member {
  Id document;
  Relation relation = Relation::first;
  Id of;                       // the member it was copied from, as far as can be told; empty for the first
  double similarity = 1;       // in [0, 1]
  std::vector<Passage> spans;  // what matches, on both sides, where only parts do

  friend bool operator==(const Member&, const Member&) = default;
};

struct Family {
  Id id;
  Id first;                     // earliest seen: smallest published, then id; undated last
  std::vector<Member> members;  // by published, then id
  std::vector<std::string> channels;
  std::optional<Time> from, to;

  friend bool operator==(const Family&, const Family&) = default;
};

// An article's quoted words found in a message.
struct Quotation {
  Passage article;  // the quoted words, inside the marks
  Passage message;  // the same words where they were posted
  double similarity = 1;

  friend bool operator==(const Quotation&, const Quotation&) = default;
};

// ---------------------------------------------------------------- what spans mean

enum class Precision { second, minute, hour, part_of_day, day, week, month, season, year, decade };

// Inclusive at both ends. Printed as dates when the precision is a day or coarser.
struct Interval {
  std::optional<Time> from, to;
  Precision precision = Precision::day;

  friend bool operator==(const Interval&, const Interval&) = default;
};

enum class TimeType { date, time, duration, set };

struct TimeValue {  // TimeML 1.2.1
  TimeType type = TimeType::date;
  std::string timex;                 // "2026-03-10", "P3D", "2026-W11", "2026-03-10TNI"
  std::optional<Interval> interval;  // where it falls; none for durations and sets

  friend bool operator==(const TimeValue&, const TimeValue&) = default;
};

struct PlaceValue {
  std::int64_t geonameid = 0;
  std::string name;         // the gazetteer's
  std::string country;      // ISO 3166-1 alpha-2
  double lat = 0, lon = 0;  // degrees, WGS 84

  friend bool operator==(const PlaceValue&, const PlaceValue&) = default;
};

enum class Qualifier { exactly, about, at_least, up_to, between, tens, dozens, hundreds };

struct NumberValue {
  std::optional<std::int64_t> min, max;  // "at least 6": 6, none; "up to 6": none, 6
  Qualifier qualifier = Qualifier::exactly;

  friend bool operator==(const NumberValue&, const NumberValue&) = default;
};

// A name in its fullest form, with every place it is read from.
struct Name {
  std::string name;
  std::vector<Passage> spans;

  friend bool operator==(const Name&, const Name&) = default;
};

// ---------------------------------------------------------------- reading: spans only, one document

enum class MentionKind { time, place, person, organisation, number, casualty, event };

struct Mention {
  MentionKind kind = MentionKind::time;
  Span span;
  std::optional<TimeValue> time;  // resolved by `record`
  std::optional<PlaceValue> place;
  std::optional<NumberValue> number;

  friend bool operator==(const Mention&, const Mention&) = default;
};

enum class Manner { direct, indirect, mixed };

struct StatementReading {
  std::optional<Span> source, role, affiliation, told_to, cue;
  std::vector<Span> content;
  Manner manner = Manner::indirect;
  Span span;  // the whole of it

  friend bool operator==(const StatementReading&, const StatementReading&) = default;
};

enum class Force { none, intends, calls_for, wishes, warns, praises };
enum class Stance { own, forwarded, quoted, reported, negated, opposed, unserious };
// Only what threatens, and is asserted, makes an alert.
constexpr bool threatening(Force f) { return f == Force::intends || f == Force::calls_for || f == Force::wishes; }
constexpr bool asserted(Stance s) { return s == Stance::own || s == Stance::forwarded; }

struct ThreatReading {
  Force force = Force::none;
  Stance stance = Stance::own;
  double score = 0;  // in [0, 1]
  std::optional<Span> caller, addressee, act;
  std::vector<Span> victims, targets_chosen, targets_rejected, places, time, means, motive, condition;
  Span span;        // the sentences it stands in
  std::string why;  // one sentence: what in the reader said so; empty: word lists did

  friend bool operator==(const ThreatReading&, const ThreatReading&) = default;
};

enum class Effect { killed, injured, missing, detained, displaced };
enum class Category {
  people,
  civilians,
  children,
  women,
  men,
  elderly,
  combatants,
  security_forces,
  medics,
  journalists,
  aid_workers,
  prisoners,
  attackers
};

// "at least 53 people, including 21 children, were killed": two readings, the second a part of the first.
struct CasualtyReading {
  Span span;  // the mention: qualifier, number, group
  std::optional<Span> qualifier, number, group;
  std::optional<Span> cue;  // the word that tells the effect: "killed", "wounded", "قتل"
  Effect effect = Effect::killed;
  std::optional<std::size_t> part_of;  // index of the casualty it is included in

  friend bool operator==(const CasualtyReading&, const CasualtyReading&) = default;
};

enum class ClaimStatus { asserted, attributed, confirmed, unclear, disputed, denied, never_confirmed };

struct ClaimReading {
  Span span;                        // the proposition
  std::optional<Span> status_span;  // the words that say its status
  ClaimStatus status = ClaimStatus::asserted;
  std::optional<Span> holder;

  friend bool operator==(const ClaimReading&, const ClaimReading&) = default;
};

enum class Standing { established, known, unknown, disputed };

// "…, considered an established outlet of the group, said X, who …": what a text says of an outlet.
struct StandingReading {
  Span outlet;
  Span standing_span;
  Standing standing = Standing::unknown;
  std::optional<std::size_t> statement;  // index of the statement that vouches
  std::optional<Span> belongs_to;        // the group it speaks for, where the text says so

  friend bool operator==(const StandingReading&, const StandingReading&) = default;
};

// What one document says, as spans with labels. Sorted by span.
struct Reading {
  Id document;
  std::string reader;  // who read it, with its version: "lists/2", "small/2026-11-23"
  std::string lang;
  bool evaluated = true;    // false: a language the reader was not measured on
  double threat_score = 0;  // in [0, 1]: how sure that the author threatens, calls for or wishes violence
  bool is_alert = false;
  std::vector<Mention> mentions;
  std::vector<StatementReading> statements;
  std::vector<ThreatReading> threats;
  std::vector<CasualtyReading> casualties;
  std::vector<ClaimReading> claims;
  std::vector<StandingReading> standings;

  friend bool operator==(const Reading&, const Reading&) = default;
};

// ---------------------------------------------------------------- records: resolved

struct ThreatPlace {
  Passage span;
  std::int64_t geonameid = 0;  // 0: no gazetteer has it
  std::string country;
  std::string name;
  std::optional<double> lat = {}, lon = {};  // the gazetteer's; for the map, not printed

  friend bool operator==(const ThreatPlace&, const ThreatPlace&) = default;
};

struct Threat {
  Id id;
  Force force = Force::none;
  Stance stance = Stance::own;
  double score = 0;
  std::optional<Name> caller, addressee;
  std::optional<Passage> act;
  std::vector<Passage> victims, targets_chosen, targets_rejected, time, means, motive, condition;
  std::vector<ThreatPlace> places;
  std::optional<Interval> posted;
  Id outlet;
  Id reported_by;  // the article's document, when no post of it is held
  Id document;
  std::vector<TimeValue> times = {};  // what `time` resolves to, one for each, as far as known; not printed in lists

  friend bool operator==(const Threat&, const Threat&) = default;
};

struct Figure {
  Id id;
  Effect effect = Effect::killed;
  Category category = Category::people;
  std::optional<std::int64_t> min, max;
  Qualifier qualifier = Qualifier::exactly;
  std::optional<Name> source;  // who gave it; none: the document itself
  ClaimStatus status = ClaimStatus::asserted;
  Id subset_of;  // a figure it is included in
  Passage span;
  bool derived = false;  // reckoned from another figure ("twice as many"), not stated

  friend bool operator==(const Figure&, const Figure&) = default;
};

struct TotalBySource {
  std::string source;
  std::optional<std::int64_t> min, max;
  std::vector<Id> figures;
  bool derived = false;  // added up from figures told together ("12 civilians and 3 soldiers"), not stated

  friend bool operator==(const TotalBySource&, const TotalBySource&) = default;
};

// Figures of one effect and category side by side: min–max over sources, nothing averaged.
struct Total {
  Effect effect = Effect::killed;
  Category category = Category::people;
  std::optional<std::int64_t> min, max;
  std::vector<TotalBySource> by_source;

  friend bool operator==(const Total&, const Total&) = default;
};

struct Place {
  std::string name;            // as the text has it, fullest form
  std::int64_t geonameid = 0;  // 0: no gazetteer has it
  std::string country;
  std::optional<double> lat, lon;
  std::string within;  // the region or country the text puts an unlisted place in

  friend bool operator==(const Place&, const Place&) = default;
};

enum class IncidentStatus { reported, confirmed, disputed, denied, unclear };

// Airwars' grades: a belligerent accepted responsibility; two or more independent sources; one; competing responsibility,
// or disputed; nobody holds on to it.
enum class Grade { confirmed, fair, weak, contested, discounted };

// How well an incident is known over all that was read, and why.
struct Grading {
  Grade grade = Grade::weak;
  std::int64_t credibility = 6;  // of the information, 1 (confirmed by others) to 6 (cannot be judged): Admiralty's
  std::int64_t sources = 0;      // independent ones: copies of one agency's text count once, and so does one voice in many papers
  std::string why;

  friend bool operator==(const Grading&, const Grading&) = default;
};

struct Incident {
  Id id;
  std::string what;  // the event, in the text's words: "shelling"
  std::optional<Place> place;
  std::optional<Interval> when;
  std::optional<Name> actor;  // by whom, according to the text
  IncidentStatus status = IncidentStatus::reported;
  std::vector<Figure> figures;
  std::vector<Total> totals;
  std::vector<Passage> spans;  // every place that tells of it, most telling first
  std::optional<Grading> grading = {};  // where incidents were compared; not of one document by itself

  friend bool operator==(const Incident&, const Incident&) = default;
};

struct Statement {
  Id id;
  std::optional<Name> source;
  std::string role, affiliation;
  std::optional<Name> told_to;
  Manner manner = Manner::indirect;
  std::optional<Passage> cue;
  std::vector<Passage> content;
  Passage span;

  friend bool operator==(const Statement&, const Statement&) = default;
};

struct Claim {
  Id id;
  std::optional<Name> holder;
  std::string text;
  ClaimStatus status = ClaimStatus::asserted;
  std::optional<Passage> status_span;
  Passage span;

  friend bool operator==(const Claim&, const Claim&) = default;
};

// A line of the register of outlets that a team keeps.
struct RegisterLine {
  std::string name;
  std::vector<std::string> aliases;
  Standing standing = Standing::unknown;
  std::string reliability;  // of the source, "A" to "F": Admiralty's; empty: not judged
  std::string source;       // who says so
  std::string date;         // when: 2026-03-10

  friend bool operator==(const RegisterLine&, const RegisterLine&) = default;
};

struct Outlet {
  Id id;
  std::string name;
  std::vector<std::string> aliases;
  Standing standing = Standing::unknown;
  std::vector<Id> vouched_by;  // statements
  std::vector<Passage> spans;
  std::vector<RegisterLine> listed = {};    // by date, then source; the last one's standing holds
  std::vector<std::string> resembles = {};  // names of better known outlets that its own looks like

  friend bool operator==(const Outlet&, const Outlet&) = default;
};

enum class LinkRelation { copies, quotes, issued_by, cites_as_motive, same_incident, contradicts };
enum class LinkStatus { stated, inferred, unclear };

struct Link {
  Id id;
  Id from, to;  // ids of any list
  LinkRelation relation = LinkRelation::copies;
  LinkStatus status = LinkStatus::stated;
  std::vector<Passage> spans;

  friend bool operator==(const Link&, const Link&) = default;
};

// ---------------------------------------------------------------- decisions

enum class DecisionKind { confirm, dismiss, escalate, merge, split, correct };

// What a person put right in a reading: of `slot` "force" and "stance" the word, of the slots of a threat the spans.
struct Correction {
  std::string slot;         // "force", "stance", "caller", "targets_chosen" …
  std::string word;         // "reported"
  std::vector<Span> spans;  // none: the slot is empty

  friend bool operator==(const Correction&, const Correction&) = default;
};

// What a person decided of an alert. Alerts get other ids when an earlier post comes in: the decision is about the one
// whose family holds `document` now.
struct Decision {
  std::int64_t entry = 0;     // its number in the store's log
  std::string time;           // RFC 3339, by the clock of the machine it was made on
  DecisionKind kind = DecisionKind::confirm;
  std::string reviewer;       // as they named themselves
  std::string note;
  Id alert;                   // its id then
  Id document;                // that its threat stood in then
  Id with;                    // merge: the document that the other alert's threat stood in
  std::vector<Id> documents;  // split: those that leave, with their copies
  Span about;                 // correct: the sentences of the threat
  std::vector<Correction> corrections;

  friend bool operator==(const Decision&, const Decision&) = default;
};

// One act of those a store answers for, chained to the one before it (docs/formats.md).
struct LogEntry {
  std::int64_t n = 0;  // from 1, without gaps
  std::string time;    // RFC 3339
  std::string act;     // "import", "reading", "alert", "review", "export", "deletion" …
  std::string subject;
  std::string body;    // JSON
  std::string before;  // the hash of the entry before it; of the first: 64 zeros
  std::string hash;

  friend bool operator==(const LogEntry&, const LogEntry&) = default;
};

// ---------------------------------------------------------------- alerts

struct ScorePart {
  std::string name;
  double points = 0;
  std::string why;
  std::vector<Passage> spans;

  friend bool operator==(const ScorePart&, const ScorePart&) = default;
};

struct Alert {
  Id id;
  double score = 0;  // the sum of the points, in [0, 100]
  std::vector<ScorePart> parts;
  Id threat;
  Id family;
  Id outlet;
  std::vector<Id> incidents, statements, claims, links;
  std::string review;  // "confirmed", "dismissed", "escalated"; empty: a draft, as nobody has decided, or not yet enough
  std::vector<Decision> decisions;  // by entry

  friend bool operator==(const Alert&, const Alert&) = default;
};

// Everything one run found: what `scan --format json` prints as schema "tocsin/1". Every list is sorted by id,
// but `alerts` by score (highest first, then id), and documents by published, then id.
struct Findings {
  std::vector<Document> documents;
  std::vector<Family> families;
  std::vector<Alert> alerts;
  std::vector<Threat> threats;
  std::vector<Incident> incidents;
  std::vector<Statement> statements;
  std::vector<Claim> claims;
  std::vector<Outlet> outlets;
  std::vector<Link> links;
  std::vector<Oddity> oddities;

  friend bool operator==(const Findings&, const Findings&) = default;
};

}  // namespace tocsin
