// SPDX-License-Identifier: Apache-2.0
// A command as data: its words, its flags and what it runs. One file per command; `parse.cc` turns them into a parser.
//
//   const Command kSearch = {"search", "finds words in everything kept", "tocsin search 'ferry -school' --store
//   cases.db",
//                            kStore | kPrints, {}, {"QUERY", 1, 1}, run};
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"
#include "tocsin/engine.h"

namespace tocsin::cli {

// All that flags and arguments can say.
struct Arguments {
  Options options;
  std::vector<std::string> words;  // the arguments that are no flags
  std::string format = "text";
  std::string as = "text";
  std::string output;  // -o
  std::string out;     // --out
  std::string config;   // --config
  std::string events;   // how watch prints; empty: as suits who reads it
  std::string note, reviewer, with, head, stamp, authorities, older_than, register_file;
  std::vector<std::string> documents, corrections, originals;  // --document, --set, --originals, as often as given
  bool dry_run = false, corrected = false, request = false;
  std::string since, retry;  // of deliver
  bool dead = false;
  bool raw = false;
  bool once = false;
  bool only_trace = false;
};

struct Flag {
  std::string_view name;   // "--as-of"
  std::string_view value = {};  // what stands behind it in the help: "TIME"; empty: a switch
  std::string_view help;
  std::string Arguments::*text = nullptr;
  std::string Options::*option = nullptr;
  std::string InputOptions::*input = nullptr;
  bool Arguments::*on = nullptr;
  bool InputOptions::*input_on = nullptr;
  std::vector<std::string> choices = {};
  unsigned Options::*number = nullptr;  // 1 to `most`
  unsigned most = 1024;
  std::vector<std::string> Arguments::*several = nullptr;
};

// Flags that several commands share.
enum Shared : unsigned { kStore = 1, kNeedsStore = 2, kPrints = 4, kReadsInput = 8, kGazetteer = 16, kOutput = 32, kModel = 64, kMarking = 128 };

struct Positional {
  std::string_view name;    // empty: none
  int least = 0, most = 0;  // most -1: any number
};

struct Command {
  std::string_view name, help, example;
  unsigned shared = 0;
  std::vector<Flag> flags;
  Positional positional;
  Status (*run)(const Arguments& arguments, Terminal& terminal) = nullptr;
};

// All commands, in the order of the help.
const std::vector<Command>& commands();

extern const Command kScanCommand, kAlertsCommand, kShowCommand, kIncidentsCommand, kStatementsCommand, kOutletsCommand,
    kOdditiesCommand, kSearchCommand, kBriefCommand, kTraceCommand, kReadCommand, kRecordCommand, kCheckCommand,
    kWatchCommand, kReviewCommand, kPolicyCommand, kExportCommand, kAuditCommand, kPurgeCommand, kSourcesCommand, kDeliverCommand;

// Who decides, and why: of the commands that put a decision into the log.
Flag reviewer_flag();
Flag note_flag();
Flag originals_flag();  // folders that source files lie in
// Of `trace` and `scan`: which messages are looked at for copies in another language.
Flag translations_flag();

// Opens the engine the arguments ask for; its notices go to the terminal.
Result<Engine> open(const Arguments& arguments, Terminal& terminal);
inline Format format(const Arguments& arguments) { return arguments.format == "json" ? Format::json : Format::text; }

// Parses and runs; returns the exit code.
int run(int argc, char** argv);

}  // namespace tocsin::cli
