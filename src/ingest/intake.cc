// SPDX-License-Identifier: Apache-2.0
#include "ingest/intake.h"

#include <algorithm>

#include "core/clock.h"
#include "core/hash.h"
#include "core/names.h"
#include "core/utf8.h"
#include "ingest/json_repair.h"
#include "text/text.h"

namespace tocsin::ingest {

Id document_id(const Document& d) {
  return content_id("doc", {to_string(d.kind), d.kind == DocumentKind::article ? d.outlet : d.channel, d.source_id,
                            d.published ? format_time(*d.published) : std::string(), d.text});
}

bool make_utf8(Document& d) {
  bool changed = false;
  for (std::string* s : {&d.text, &d.title, &d.channel, &d.outlet, &d.source_id, &d.url, &d.forwarded_from, &d.lang}) {
    if (utf8::first_invalid(*s) == std::string::npos) continue;
    *s = utf8::repaired(*s);
    changed = true;
  }
  return changed;
}

std::string language_of(std::string_view text) {
  constexpr std::size_t kHead = 1000;
  std::size_t end = std::min(text.size(), kHead);
  while (end > 0 && !utf8::boundary(text, end)) --end;
  return text::language(text.substr(0, end));
}

std::string pseudonym_or_nothing(const Key& key, std::string_view handle) {
  return key.bytes.empty() || handle.empty() ? std::string() : pseudonym(key.bytes, handle);
}

Intake::Intake(std::string file, std::string sha256, const InputOptions& options, const Key& key, Receiver& receiver)
    : file_(std::move(file)), sha256_(std::move(sha256)), options_(options), key_(key), receiver_(receiver) {}

Intake Intake::member(const std::string& name, Unpacking& unpacking) const {
  Intake out(name.empty() ? file_ : file_ + std::string(kMemberMark) + name, sha256_, options_, key_, receiver_);
  out.unpacking_ = &unpacking;
  return out;
}

Status Intake::document(Document document, const std::string& record) {
  if (too_large(document, record)) return {};
  if (make_utf8(document))
    oddity(Odd::not_utf8, document.at, record, "bytes that are not UTF-8 became U+FFFD; export or save it as UTF-8");
  return complete(std::move(document));
}

Status Intake::valid_document(Document&& document, const std::function<std::string()>& record) {
  if (document.text.size() > kMostRecord && too_large(document, record())) return {};
  return complete(std::move(document));
}

bool Intake::too_large(const Document& document, const std::string& record) {
  if (document.text.size() <= kMostRecord) return false;
  oddity(Odd::too_large, document.at, record, "its text " + too_long(document.text.size()));
  return true;
}

Status Intake::complete(Document&& document) {
  document.file = file_;
  document.sha256 = sha256_;
  if (pinned_) document.at = pinned_->at;
  if (document.lang.empty() && !receiver_.tells_languages()) document.lang = language_of(document.text);
  document.id = document_id(document);
  if (source_) source_->release(document.at);
  return receiver_.document(std::move(document));
}

void Intake::oddity(Odd kind, std::uint64_t at, std::string_view record, std::string_view particulars) {
  if (++told_[static_cast<std::size_t>(kind)] > kMostOfAKind) return;
  if (pinned_)
    receiver_.oddity(make_oddity(kind, file_, pinned_->at, pinned_->record, particulars));
  else
    receiver_.oddity(make_oddity(kind, file_, at, record, particulars));
}

void Intake::finish() {
  for (std::size_t kind = 0; kind < told_.size(); ++kind) {
    if (told_[kind] <= kMostOfAKind) continue;
    const std::string more = "and " + std::to_string(told_[kind] - kMostOfAKind) + " more of this kind in this file";
    receiver_.oddity(make_oddity(static_cast<Odd>(kind), file_, 0, "", more));
    told_[kind] = 0;
  }
}

void Intake::skipped(std::string_view kind) { receiver_.skipped(file_, kind); }

std::string Intake::author(std::string_view handle) const { return pseudonym_or_nothing(key_, handle); }

}  // namespace tocsin::ingest
