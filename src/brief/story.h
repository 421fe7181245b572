// SPDX-License-Identifier: Apache-2.0
// What a brief tells, before it has a form: sections of sentences, each with the passages it rests on, in reading order.
// Text, HTML and JSON are three ways to set the same story, so they cannot say different things.
//
//   Story s = story(index, alert, threat, context);
//   s.sections[2].key == "threat"
//   flat(s.sections[2] … "Targets chosen: “the ferry terminal” …")     with citations {3}, and s.citations[2] the passage
//
// Citations are numbered from 1 in the order they are first told. Words of documents stand in pieces of their own (names and
// quotes), already masked, never yet escaped: that is for the form.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "brief/brief.h"
#include "brief/index.h"
#include "brief/spread.h"

namespace tocsin::brief {

struct Piece {
  enum class Kind { plain, name, quote, code };   // Tocsin's words; a name; quoted words; an id, a hash, a file name
  Kind kind = Kind::plain;
  std::string text;
  std::string lang;                               // of the document it is from; empty: English, or not known
  std::vector<int> citations;                     // what stands behind it

  friend bool operator==(const Piece&, const Piece&) = default;
};

struct Sentence {
  std::vector<Piece> pieces;

  friend bool operator==(const Sentence&, const Sentence&) = default;
};

enum class Tone { plain, chosen, rejected, muted };

struct Paragraph {
  Sentence sentence;
  bool lead = false;        // the few sentences that a hurried reader reads
};
struct Bullets {
  std::vector<Sentence> items;
  std::string more;         // what was left out, in words
};
struct Slot {
  std::string label;
  std::vector<Sentence> lines;
  Tone tone = Tone::plain;
};
struct Slots {
  std::vector<Slot> slots;
};
struct Table {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::size_t> numeric;               // columns set to the right
  std::vector<std::vector<Sentence>> rows;
  std::string more;
  bool folded = false;                            // detail: behind a fold where the form has one
};
struct Heading {
  Sentence sentence;
};
enum class Drawing { bars, map, timeline, spread, channels, figures };
struct Picture {
  Drawing drawing;
  std::size_t of = 0;       // figures: which of the story's charts
};
using Block = std::variant<Paragraph, Bullets, Slots, Table, Heading, Picture>;

struct Section {
  std::string key, title;
  std::vector<Block> blocks;
};

// ---- what the pictures show; every picture repeats what the sections say in words.
struct MapPoint {
  std::string label;
  double lat = 0, lon = 0;
  bool threatened = false;  // else an incident
};
struct TimelineItem {
  enum class Lane { incident, post, article, threatened };
  Lane lane = Lane::post;
  Time from, to;
  bool first = false;       // the earliest seen
  std::string label;
  std::string when = {};    // in words
  std::optional<Passage> at = {};   // what shows it
};
struct SpreadNode {
  std::size_t number = 0;   // in the table of members, from 1
  std::optional<Time> at;
  std::size_t channel = 0;  // index of one of the course's
  std::string relation;     // in words
  std::optional<std::size_t> of;   // index of a node
  bool stated = false;      // the forward says so; else inferred from the words
};
struct FigureBar {
  std::string source;
  std::optional<std::int64_t> min, max;
};
struct FigureChart {
  std::string title;        // "killed, people"
  std::vector<FigureBar> bars;
};
struct ScoreBar {
  std::string name;
  double points = 0;
};

struct Story {
  std::string alert;        // its id
  std::string title;        // plain words
  double score = 0;
  std::string review;       // "No person has reviewed this: draft", or what a person decided
  bool draft = true;
  std::string as_of;        // in words; empty: nothing is dated
  std::optional<Time> as_of_time;
  std::string force, stance;   // in words
  std::string version;
  Marking marking;
  Sentence headline;
  std::vector<Section> sections;
  std::vector<Passage> citations;                 // number n is citations[n - 1]
  std::vector<const Document*> documents;         // those cited, in the order of their first citation
  std::vector<MapPoint> map;
  std::vector<TimelineItem> timeline;
  std::size_t timeline_left_out = 0;
  Spread course;            // of the alert's family; no posts: none was read
  std::vector<SpreadNode> spread;   // the posts drawn one by one, where they are few
  std::vector<FigureChart> charts;
  std::vector<ScoreBar> bars;
};

// `threat` is the alert's. Index and findings must outlive the story.
Story story(const Index& index, const Alert& alert, const Threat& threat, const Context& context);

// A sentence as plain text, quotes between “ and ”, without citation marks; and its citations, each once, in order.
std::string flat(const Sentence& sentence);
std::vector<int> cited(const Sentence& sentence);
// Every sentence of a section as plain text; a row of a table or a list of slots is one, its cells named by their columns.
std::vector<Sentence> sentences(const Section& section);

}  // namespace tocsin::brief
