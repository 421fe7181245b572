// SPDX-License-Identifier: Apache-2.0
#include <pwd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "cli/command.h"
#include "tocsin/suggest.h"

namespace tocsin::cli {
namespace {

const std::vector<Flag>& shared_flags(unsigned shared) {
  static const std::vector<Flag> kStoreFlags = {
      {"--store", "FILE", "the store to ask or to change (else $TOCSIN_STORE)", nullptr, &Options::store}};
  static const std::vector<Flag> kPrintFlags = {
      {"--format", "FORM", "text or json", &Arguments::format, nullptr, nullptr, nullptr, nullptr, {"text", "json"}}};
  static const std::vector<Flag> kOutputFlags = {{"-o,--output", "FILE", "print to this file", &Arguments::output}};
  static const std::vector<Flag> kInputFlags = {
      {"--timezone", "ZONE", "for dates that name no zone: Asia/Damascus or +03:00 (else UTC, told as assumed)",
       nullptr, nullptr, &InputOptions::timezone},
      {"--key", "FILE", "32 bytes that authors' pseudonyms are keyed with", nullptr, &Options::key_file}};
  static const std::vector<Flag> kGazetteerFlags = {{"--gazetteer", "FILE",
                                                     "the packed gazetteer (else the one installed with tocsin)",
                                                     nullptr, &Options::gazetteer}};
  static const std::vector<Flag> kModelFlags = {
      {"--model", "DIR", "the trained reader (else the one installed with tocsin); none: word lists", nullptr, &Options::model}};
  static const std::vector<Flag> kMarkingFlags = {
      {"--tlp", "COLOUR", "who may be told: red, amber+strict, amber (unless said), green, clear", nullptr, &Options::tlp, nullptr, nullptr, nullptr,
       {std::begin(kTlp), std::end(kTlp)}},
      {"--pap", "COLOUR", "what may be done with it: red, amber (unless said), green, clear", nullptr, &Options::pap, nullptr, nullptr, nullptr,
       {std::begin(kPap), std::end(kPap)}}};
  static const std::vector<Flag> kNone;
  switch (shared) {
    case kStore:
      return kStoreFlags;
    case kPrints:
      return kPrintFlags;
    case kOutput:
      return kOutputFlags;
    case kReadsInput:
      return kInputFlags;
    case kGazetteer:
      return kGazetteerFlags;
    case kModel:
      return kModelFlags;
    case kMarking:
      return kMarkingFlags;
    default:
      return kNone;
  }
}

void add_flag(CLI::App& app, const Flag& flag, Arguments& a) {
  const std::string name(flag.name), help(flag.help);
  if (flag.on) {
    app.add_flag(name, a.*flag.on, help);
    return;
  }
  if (flag.input_on) {
    app.add_flag(name, a.options.input.*flag.input_on, help);
    return;
  }
  if (flag.several) {
    app.add_option(name, a.*flag.several, help)->type_name(std::string(flag.value))->allow_extra_args(false);
    return;
  }
  if (flag.number) {
    app.add_option(name, a.options.*flag.number, help)
        ->type_name(std::string(flag.value))
        ->check(CLI::Range(1u, flag.most));
    return;
  }
  std::string& target = flag.text ? a.*flag.text : flag.option ? a.options.*flag.option : a.options.input.*flag.input;
  CLI::Option* option = app.add_option(name, target, help)->type_name(std::string(flag.value));
  if (!flag.choices.empty()) option->check(CLI::IsMember(flag.choices));
}

CLI::App* add_command(CLI::App& app, const Command& command, Arguments& a) {
  CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.help));
  sub->footer("Example: " + std::string(command.example));
  const Positional& p = command.positional;
  if (!p.name.empty()) {
    CLI::Option* option = sub->add_option(std::string(p.name), a.words)->type_name("");
    option->expected(p.most < 0 ? std::max(p.least, 1) : std::max(p.least, 1), p.most < 0 ? 1 << 20 : p.most);
    if (p.least > 0) option->required();
  }
  for (const Flag& flag : command.flags) add_flag(*sub, flag, a);
  for (const unsigned bit : {kStore, kPrints, kOutput, kReadsInput, kGazetteer, kModel, kMarking})
    if (command.shared & bit)
      for (const Flag& flag : shared_flags(bit)) add_flag(*sub, flag, a);
  return sub;
}

// "did you mean": for a command or a flag that is not there.
std::string hint(const CLI::App& app, int argc, char** argv) {
  std::vector<std::string> names;
  if (argc > 1 && argv[1][0] != '-' && app.get_subcommands().empty()) {
    for (const Command& c : commands()) names.emplace_back(c.name);
    const std::string near = closest(argv[1], names);
    return near.empty() ? "run `tocsin --help` for the commands" : "did you mean `tocsin " + near + "`?";
  }
  const CLI::App* at = app.get_subcommands().empty() ? &app : app.get_subcommands().front();
  for (const CLI::Option* option : at->get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  for (int i = 1; i < argc; ++i) {
    const std::string given = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
    if (given.rfind("--", 0) != 0 || std::find(names.begin(), names.end(), given) != names.end()) continue;
    const std::string near = closest(given, names);
    if (!near.empty()) return "did you mean " + near + "?";
  }
  return "run `tocsin " + (at == &app ? std::string() : at->get_name() + " ") + "--help`";
}

std::string wall_clock() {
  const std::time_t now = std::time(nullptr);
  char out[32];
  std::strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&now));
  return out;
}

// A file or folder that is installed with the program, or stands beside it where it was built; empty: neither.
std::string installed(std::string_view name) {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  for (const auto& path : {program.parent_path() / name, program.parent_path().parent_path() / "share/tocsin" / name})
    if (!error && std::filesystem::exists(path, error)) return path.string();
  return {};
}

// What prints PDFs: named, beside the program's .venv, or on the path.
std::string weasyprint() {
  if (const char* named = std::getenv("TOCSIN_WEASYPRINT")) return named;
  if (const std::string beside = installed("../.venv/bin/weasyprint"); !beside.empty()) return beside;
  const char* path = std::getenv("PATH");
  std::string_view rest = path ? path : "";
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    const std::string program = std::string(folder) + "/weasyprint";
    if (folder.starts_with('/') && access(program.c_str(), X_OK) == 0) return program;
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
  }
  return {};
}

}  // namespace

Result<Engine> open(const Arguments& arguments, Terminal& terminal) {
  return Engine::open(arguments.options, [&terminal](const std::string& line) { terminal.notice(line); });
}

int run(int argc, char** argv) {
  CLI::App app(
      "Tocsin reads what channels post and what outlets report, and warns: ranked, cited threat alerts.\n"
      "It only reads. Nothing it finds leaves without a person's decision.",
      "tocsin");
  app.set_version_flag("--version", std::string(version()));
  app.require_subcommand(1);
  app.failure_message([](const CLI::App*, const CLI::Error&) { return std::string(); });
  Arguments arguments;
  std::map<const CLI::App*, const Command*> byApp;
  for (const Command& command : commands()) byApp[add_command(app, command, arguments)] = &command;

  Terminal terminal;
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    app.exit(asked);
    return 0;
  } catch (const CLI::ParseError& wrong) {
    if (argc == 1) {
      std::fputs(app.help().c_str(), stderr);
    } else {
      terminal.notice(std::string(wrong.what()) + "; " + hint(app, argc, argv));
    }
    return static_cast<int>(Code::usage);
  }

  const Command& command = *byApp.at(app.get_subcommands().front());
  const char* store = std::getenv("TOCSIN_STORE");
  if ((command.shared & kStore) && arguments.options.store.empty() && store) arguments.options.store = store;
  if ((command.shared & kNeedsStore) && arguments.options.store.empty()) {
    terminal.notice(std::string(command.name) + ": which store? Give --store FILE or set TOCSIN_STORE");
    return static_cast<int>(Code::usage);
  }
  std::error_code error;
  const bool remote = arguments.options.store.find("://") != std::string::npos;
  if ((command.shared & kNeedsStore) && !remote && !std::filesystem::exists(arguments.options.store, error)) {
    terminal.notice(arguments.options.store + ": there is no such store; `tocsin scan … --store " +
                    arguments.options.store + "` makes one");
    return static_cast<int>(Code::store);
  }
  if ((command.shared & kGazetteer) && arguments.options.gazetteer.empty()) {
    arguments.options.gazetteer = installed("gazetteer.bin");
    if (arguments.options.gazetteer.empty())
      terminal.notice("no gazetteer installed; places keep their names but get no coordinates");
  }
  if ((command.shared & kModel) && arguments.options.model.empty()) arguments.options.model = installed("models/reader");
  arguments.options.embedding = installed("embedding");
  arguments.options.weasyprint = weasyprint();
  arguments.options.now = wall_clock();
  if (const char* reviewer = std::getenv("TOCSIN_REVIEWER"); reviewer && arguments.reviewer.empty()) arguments.reviewer = reviewer;
  if (const passwd* user = getpwuid(getuid()); user && arguments.reviewer.empty()) arguments.reviewer = user->pw_name;

  Status status = arguments.output.empty() ? Status() : terminal.redirect(arguments.output);
  if (status.ok()) status = command.run(arguments, terminal);
  if (status.ok() || status.message().empty()) {
    const Status finished = terminal.finish();
    if (!finished.ok()) status = finished;
  }
  if (!status.message().empty()) terminal.notice(status.message());
  return static_cast<int>(status.code());
}

}  // namespace tocsin::cli
