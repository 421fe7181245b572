// SPDX-License-Identifier: Apache-2.0
#include "engine/source_health.h"

#include <filesystem>

#include "core/http.h"

namespace tocsin {
namespace {

constexpr std::chrono::seconds kWriteEvery{60};  // that it still goes well

Time moment(std::int64_t milliseconds) { return Time(std::chrono::seconds(milliseconds / 1000)); }

}  // namespace

bool is_feed(const WatchedSource& source) { return source.place.starts_with("http://") || source.place.starts_with("https://"); }

std::string_view kind_of(const WatchedSource& source) {
  std::error_code error;
  if (source.place == "-") return "stdin";
  if (is_feed(source)) return "feed";
  return std::filesystem::is_directory(source.place, error) ? "folder" : "file";
}

Status HealthBook::open(std::int64_t now) {
  for (const WatchedSource& source : sources_) {
    const std::string& name = source.name.empty() ? source.place : source.name;
    Result<std::optional<SourceHealth>> kept = ledger_.health(name);
    if (!kept.ok()) return kept.status();
    Book& book = books_.emplace_back();
    SourceHealth& h = book.health;
    if (*kept && (*kept)->place == source.place) h = std::move(**kept);
    h.name = name;
    h.place = source.place;
    h.kind = kind_of(source);
    h.silence = source.silence ? std::optional(std::int64_t{source.silence->count()}) : std::nullopt;
    if (!h.silence) h.silent_since.reset();
    if (!h.first_try) h.first_try = moment(now);
    if (const Status s = keep(books_.size() - 1); !s.ok()) return s;
  }
  return Status();
}

follow::FeedState HealthBook::feed_state(std::size_t source) const {
  const SourceHealth& h = books_[source].health;
  return {h.etag, h.modified, h.sha256, h.next ? h.next->time_since_epoch().count() * 1000 : 0, static_cast<unsigned>(h.failures), h.gone};
}

void HealthBook::note(std::size_t source, const follow::News& news, std::int64_t now) {
  Book& book = books_[source];
  SourceHealth& h = book.health;
  if (news.feed) {
    h.etag = news.feed->etag, h.modified = news.feed->modified, h.sha256 = news.feed->sha256;
    h.failures = news.feed->failures;
    h.gone = news.feed->gone;
    h.next = h.gone ? std::nullopt : std::optional(moment(news.feed->due + 999));
    book.changed = true;
  }
  const bool tried = news.outcome.has_value() || !news.pieces.empty();
  if (!tried) return;
  h.last_try = moment(now);
  if (news.outcome && !news.outcome->empty()) {
    book.changed = book.changed || h.error != *news.outcome || h.failures == 0;
    if (!news.feed && (h.failures == 0 || h.error != *news.outcome)) ++h.failures;  // of files: each time it goes wrong, not each look
    h.error = *news.outcome;
    h.last_error = moment(now);
  } else {
    book.changed = book.changed || (!news.feed && h.failures > 0) || !h.last_success || moment(now) - book.written >= kWriteEvery;
    if (!news.feed) h.failures = 0;
    h.last_success = moment(now);
  }
}

void HealthBook::came(std::size_t source, const std::vector<const Document*>& fresh, std::size_t oddities, std::int64_t now) {
  Book& book = books_[source];
  SourceHealth& h = book.health;
  h.oddities += oddities;
  h.documents += fresh.size();
  book.changed = book.changed || oddities > 0 || !fresh.empty();
  if (fresh.empty()) return;
  h.last_new = moment(now);
  std::optional<Time> latest;
  for (const Document* d : fresh) latest = std::max(latest, d->published);
  h.newest = std::max(h.newest, latest);
  if (latest) h.lag = (moment(now) - *latest).count();
}

Status HealthBook::keep(std::size_t source) {
  Book& book = books_[source];
  if (!book.changed) return Status();
  book.changed = false;
  book.written = book.health.last_try.value_or(Time());
  return ledger_.set_health(book.health);
}

std::vector<const SourceHealth*> HealthBook::alarms(std::int64_t now) {
  std::vector<const SourceHealth*> out;
  for (Book& book : books_) {
    SourceHealth& h = book.health;
    if (!h.silence) continue;
    const Time since = h.last_new.value_or(*h.first_try);
    const bool silent = (moment(now) - since).count() >= *h.silence;
    if (silent == h.silent_since.has_value()) continue;
    h.silent_since = silent ? std::optional(since) : std::nullopt;
    book.changed = true;
    out.push_back(&h);
  }
  return out;
}

}  // namespace tocsin
