// SPDX-License-Identifier: Apache-2.0
// The order of the stages: ingest → store → trace and read → record → link → store.
#include <algorithm>
#include <map>
#include <span>

#include "core/clock.h"
#include "core/crew.h"
#include "engine/impl.h"
#include "engine/quoting.h"
#include "engine/translations.h"
#include "link/link.h"
#include "link/reviews.h"
#include "read/read.h"
#include "store/ledger.h"
#include "store/log.h"
#include "trace/trace.h"

namespace tocsin {
namespace {

constexpr std::size_t kBatch = 2000;     // documents acknowledged together
constexpr std::size_t kTogether = 1024;  // documents read together
constexpr std::size_t kAtOnce = 64;      // documents whose languages one thread tells at once

// Takes what ingest finds and hands it to the store in batches.
class Keeper : public ingest::Receiver {
 public:
  Keeper(store::Store& store, unsigned threads) : store_(store), crew_(threads ? threads : Crew::processors()) {}

  Status document(Document document) override {
    ++files_[{document.file, document.sha256}];
    documents_.push_back(std::move(document));
    ++count_;
    return documents_.size() < kBatch ? Status() : flush();
  }
  void oddity(Oddity oddity) override { oddities_.push_back(std::move(oddity)); }
  void skipped(const std::string& file, std::string_view kind) override { ++skipped_[{file, std::string(kind)}]; }

  // What was left out on purpose is told like an oddity: counted, by file and kind.
  Status finish(std::string_view now) {
    store::Log log(store_);
    const Status logged = store_.together([&]() -> Status {
      for (const auto& [file, n] : files_)
        if (const Status s = log.imported(now, file.first, file.second, n); !s.ok()) return s;
      return Status();
    });
    if (!logged.ok()) return logged;
    for (const auto& [where, n] : skipped_)
      oddities_.push_back(
          {where.first, 0, "", where.second + ": " + std::to_string(n) + (n == 1 ? " record" : " records"), "skipped"});
    return flush();
  }
  bool tells_languages() const override { return true; }
  std::size_t count() const { return count_; }

 private:
  Status flush() {
    crew_.each(documents_.size(), kAtOnce, [&](std::size_t begin, std::size_t end, unsigned) {
      for (Document& d : std::span(documents_).subspan(begin, end - begin))
        if (d.lang.empty()) d.lang = ingest::language_of(d.text);
    });
    const Status s = store_.add(documents_, oddities_);
    documents_.clear();
    oddities_.clear();
    return s;
  }

  store::Store& store_;
  Crew crew_;
  std::vector<Document> documents_;
  std::vector<Oddity> oddities_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> skipped_, files_;  // files by name and SHA-256
  std::size_t count_ = 0;
};

std::optional<Time> latest(const std::vector<Document>& documents) {
  std::optional<Time> out;
  for (const Document& d : documents) out = std::max(out, d.published);
  return out;
}

}  // namespace

Status Engine::scan(const std::vector<std::string>& inputs, Progress* progress) {
  Impl& e = *impl_;
  // All is traced anew: what `watch` kept of families is made anew when it runs again.
  if (const Status s = store::Ledger(e.store).forget_window(); !s.ok()) return s;
  Keeper keeper(e.store, e.options.threads);
  Status unread;
  std::size_t opened = 0;
  for (const std::string& input : inputs) {
    const Status s = ingest::ingest(input, e.options.input, e.key, keeper, progress);
    if (s.ok()) {
      ++opened;
    } else if (s.code() == Code::no_input) {
      e.tell(s.message());
      unread = s;
    } else {
      return s;
    }
  }
  const Status kept = keeper.finish(e.options.now);
  if (!kept.ok()) return kept;
  if (opened == 0) return unread.ok() ? Status(Code::no_input, "no input: name a file or a folder") : unread;
  if (e.options.input.include_private && !e.options.store.empty()) {
    std::string all;
    for (const std::string& input : inputs) all += (all.empty() ? "" : " ") + input;
    const Status logged = store::Log(e.store).answered(e.options.now, "include_private", all, e.options.input.purpose);
    if (!logged.ok()) return logged;
  }
  return e.work(progress);
}

Status Engine::Impl::work(Progress* progress) {
  if (const Status s = open_stages(); !s.ok()) return s;
  Result<std::vector<Document>> documents = store.documents();
  if (!documents.ok()) return documents.status();
  if (!unread.ok()) tell(unread.message() + "; what was imported is traced, but threats are not read");
  Result<std::map<Id, Reading>> readings = store.readings(reader->name());
  if (!readings.ok()) return readings.status();

  link::Input input;
  std::vector<const Document*> fresh;
  for (const Document& d : *documents)
    if (!readings->contains(d.id)) fresh.push_back(&d);
  for (std::size_t done = 0; done < fresh.size(); done += kTogether) {
    const std::span some = std::span(fresh).subspan(done, std::min(kTogether, fresh.size() - done));
    Result<std::vector<Reading>> read = this->read(some);
    if (!read.ok()) return read.status();
    std::map<Id, Reading> kept;
    for (std::size_t i = 0; i < some.size(); ++i) kept.emplace(some[i]->id, std::move((*read)[i]));
    if (!options.store.empty() && unread.ok())
      if (const Status s = store.keep(kept, reader->name()); !s.ok()) return s;
    readings->merge(kept);
    if (progress) progress->update("documents read", done + some.size(), fresh.size());
  }
  if (!fresh.empty() && !options.store.empty() && unread.ok())
    if (const Status s = store::Log(store).read(options.now, reader->name(), fresh.size()); !s.ok()) return s;
  const Result<std::vector<Decision>> decisions = store::Log(store).decisions();
  if (!decisions.ok()) return decisions.status();
  link::correct(*readings, *documents, *decisions);
  std::vector<trace::Entry> messages, articles;
  for (const Document& d : *documents) {
    input.documents.push_back(recorder->record(d, readings->at(d.id)));
    (d.kind == DocumentKind::message ? messages : articles).push_back(entry(d));
  }
  // Where every message is read, some more time for translations is no matter.
  const std::size_t unasked = kUnasked + messages.size() / 50;
  input.families = trace::trace(messages, translated_pairs(messages, options, unasked, notice), progress);
  input.wires = trace::trace(articles, {}, nullptr);
  Result<std::vector<RegisterLine>> listed = store.register_lines();
  if (!listed.ok()) return listed.status();
  input.listed = std::move(*listed);
  link::regroup(input.families, *documents, *decisions);
  std::vector<const Document*> all;
  for (const Document& d : *documents) all.push_back(&d);
  input.quotations = quotations(messages, all, *readings);
  input.readings = std::move(*readings);
  input.as_of = options.as_of.empty() ? latest(*documents) : std::optional<Time>(parse_time(options.as_of)->time);
  return store.replace(link::link(std::move(input)), options.now);
}

}  // namespace tocsin
