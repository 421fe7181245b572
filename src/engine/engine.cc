// SPDX-License-Identifier: Apache-2.0
#include "tocsin/engine.h"

#include "core/clock.h"
#include "engine/impl.h"

namespace tocsin {
namespace {

// The trained reader where there is one. A program that cannot run it reads by word lists; a reader that is damaged or of
// another version stops `read`, and `scan` goes on without threats: `unread` then says why.
Result<read::Reader> opened(const Options& options, const Notice& notice, Status& unread) {
  Result<read::Reader> reader = read::Reader::open(options.model == "none" ? "" : options.model, options.threads);
  if (reader.ok()) return reader;
  if (reader.status().code() == Code::not_found) {
    if (notice) notice(options.model + ": " + reader.status().message() + "; threats are read from word lists, in English and Arabic");
    return read::Reader::open("", options.threads);
  }
  unread = reader.status();
  return read::Reader::without_threats();
}

}  // namespace

std::string_view version() { return TOCSIN_VERSION; }

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::open(const Options& options, Notice notice) {
  if (!options.as_of.empty() && !parse_time(options.as_of))
    return Status(Code::usage, "--as-of: \"" + options.as_of + "\" is no time; write it as 2026-03-10T12:00:00Z");
  if (!options.input.timezone.empty() && !zone_offset(options.input.timezone, {}))
    return Status(Code::usage,
                  "--timezone: \"" + options.input.timezone + "\" is unknown; write Asia/Damascus or +03:00");
  if (!options.input.published.empty() && !parse_time(options.input.published, options.input.timezone))
    return Status(Code::usage,
                  "--published: \"" + options.input.published + "\" is no time; write it as 2026-03-10T12:00:00Z");
  if (options.input.include_private && options.input.purpose.empty())
    return Status(Code::usage, "--include-private needs --purpose TEXT: say why private chats are read; it is logged");

  if (options.translations != "auto" && options.translations != "harmful" && options.translations != "all" && options.translations != "none")
    return Status(Code::usage, "--translations: \"" + options.translations + "\" is unknown; write auto, harmful, all or none");

  ingest::Key key;
  const std::string key_file = !options.key_file.empty() ? options.key_file
                               : !options.store.empty()  ? options.store + ".key"
                                                         : "";
  Result<store::Store> store = store::Store::open(options.store);
  if (!store.ok()) return store.status();
  if (!key_file.empty()) {
    Result<std::string> bytes = options.key_file.empty() ? store::made_key(key_file) : store::read_key(key_file);
    if (!bytes.ok()) return bytes.status();
    key.bytes = std::move(*bytes);
  }
  return Engine(std::unique_ptr<Impl>(new Impl{options, std::move(notice), std::move(*store), std::nullopt, std::move(key), std::nullopt, Status()}));
}

Status Engine::Impl::open_stages() {
  if (reader) return Status();
  Result<record::Recorder> opened_recorder = record::Recorder::open(options.gazetteer);
  if (!opened_recorder.ok()) return opened_recorder.status();
  recorder = std::move(*opened_recorder);
  Result<read::Reader> made = opened(options, notice, unread);
  if (!made.ok()) return made.status();
  reader = std::move(*made);
  return Status();
}

Result<std::vector<Reading>> Engine::Impl::read(std::span<const Document* const> documents) const {
  Result<std::vector<Reading>> readings = reader->read(documents);
  if (!readings.ok()) return readings;
  for (std::size_t i = 0; i < documents.size(); ++i) recorder->resolve(*documents[i], (*readings)[i]);
  return readings;
}

Result<Findings> Engine::findings() const { return impl_->findings(); }

}  // namespace tocsin
