// SPDX-License-Identifier: Apache-2.0
// `check`: are the bytes of a brief, or of a store, still what they were when they left, and do the originals bear them
// out?
#include <algorithm>
#include <map>
#include <tuple>

#include "brief/brief.h"
#include "brief/tables.h"
#include "core/json_writer.h"
#include "engine/impl.h"
#include "engine/originals.h"
#include "text/text.h"

namespace tocsin {
namespace {

struct Verdict {
  std::string file;
  std::size_t citations = 0, documents = 0;
  std::vector<std::string> mismatches;
};

// All documents of one original, by their offset in it; what is cited must be among them.
class Reread : public ingest::Receiver {
 public:
  Status document(Document d) override {
    documents_.emplace(d.at, std::move(d));
    return Status();
  }
  void oddity(Oddity) override {}
  void skipped(const std::string&, std::string_view) override {}
  // `file` as it was read: of an archive's members at this offset, the one of that name.
  const Document* at(std::uint64_t offset, std::string_view file) const {
    const auto [begin, end] = documents_.equal_range(offset);
    for (auto it = begin; it != end; ++it)
      if (file.ends_with(member_of(it->second.file))) return &it->second;
    return nullptr;
  }

  void opened(const std::string& path) { path_size_ = path.size(); }

 private:
  // "!/chats/result.json"; empty: the file itself.
  std::string_view member_of(const std::string& file) const { return std::string_view(file).substr(path_size_); }

  std::multimap<std::uint64_t, Document> documents_;
  std::size_t path_size_ = 0;
};

// Opens each original once, whatever number of citations lead to it.
class Originals {
 public:
  explicit Originals(std::string folder) : folder_(std::move(folder)) {
    options_.include_private = true;
    options_.purpose = "check";
  }
  // The line it was read from, where its hash is that of a line alone.
  std::optional<std::string> line(const brief::Citation& c) const {
    if (files_.contains({c.file, c.sha256})) return std::nullopt;  // of a whole file
    return find_line(c.file, c.at, c.sha256, folder_);
  }
  // nullptr, with the reason in `why` (told once per file).
  const Reread* open(const std::string& file, const std::string& sha256, std::string& why) {
    const auto [it, fresh] = files_.try_emplace({file, sha256});
    if (!fresh) return it->second.second ? &it->second.first : nullptr;
    const Result<std::string> path = find_original(file, sha256, folder_);
    if (path.ok()) it->second.first.opened(*path);
    const Status read = path.ok() ? ingest::ingest(*path, options_, {}, it->second.first) : path.status();
    it->second.second = read.ok();
    if (read.ok()) return &it->second.first;
    why = read.message();
    return nullptr;
  }

 private:
  std::string folder_;
  InputOptions options_;
  std::map<std::pair<std::string, std::string>, std::pair<Reread, bool>> files_;
};

std::string place(const brief::Citation& c) {
  return c.passage.document + " [" + std::to_string(c.passage.span.begin) + "," + std::to_string(c.passage.span.end) +
         ")";
}

void check_citation(const brief::Citation& c, Originals& originals, Verdict& verdict) {
  if (const std::optional<std::string> line = originals.line(c)) {
    std::vector<Oddity> oddities;
    const Result<Document> d = ingest::ndjson_document(*line, c.file, c.at, {}, {}, oddities);
    if (!d.ok() || c.passage.span.begin > c.passage.span.end || c.passage.span.end > d->text.size() ||
        brief::cited_text(d->text, c.passage.span) != c.text)
      verdict.mismatches.push_back(place(c) + ": the original has other words here");
    return;
  }
  std::string why;
  const Reread* original = originals.open(c.file, c.sha256, why);
  if (original == nullptr) {
    if (!why.empty()) verdict.mismatches.push_back(why);
    return;
  }
  const Document* d = original->at(c.at, c.file);
  if (d == nullptr) {
    verdict.mismatches.push_back(place(c) + ": no record starts at byte " + std::to_string(c.at) + " of " + c.file);
  } else if (c.passage.span.begin > c.passage.span.end || c.passage.span.end > d->text.size()) {
    verdict.mismatches.push_back(place(c) + ": lies outside the text of " + c.file);
  } else if (brief::cited_text(d->text, c.passage.span) != c.text) {
    verdict.mismatches.push_back(place(c) + ": the original has other words here");
  }
}

Verdict check_brief(const std::string& file, std::string_view bytes, Originals& originals) {
  Verdict verdict{file, 0, 0, {}};
  const Result<brief::Checked> brief = brief::read_brief(bytes);
  if (!brief.ok()) {
    verdict.mismatches.push_back(brief.status().message());
    return verdict;
  }
  verdict.mismatches = brief->mismatches;
  verdict.citations = brief->citations.size();
  for (const brief::Citation& c : brief->citations) check_citation(c, originals, verdict);
  return verdict;
}

Verdict check_store(const std::string& file, Originals& originals) {
  Verdict verdict{file, 0, 0, {}};
  const Result<store::Store> store = store::Store::open(file);
  const Result<Findings> findings = store.ok() ? store->findings() : Result<Findings>(store.status());
  if (!findings.ok()) {
    verdict.mismatches.push_back(findings.status().message());
    return verdict;
  }
  std::map<Id, const Document*> documents;
  for (const Document& d : findings->documents) {
    documents[d.id] = &d;
    const auto size = static_cast<std::uint32_t>(d.text.size());
    check_citation({{d.id, {0, size}}, brief::cited_text(d.text, {0, size}), d.file, d.sha256, d.at}, originals, verdict);
    ++verdict.documents;
  }
  for (const Passage& p : brief::passages(*findings)) {
    ++verdict.citations;
    const auto it = documents.find(p.document);
    if (it == documents.end() || p.span.begin > p.span.end || p.span.end > it->second->text.size())
      verdict.mismatches.push_back(place({p, "", "", "", 0}) + ": is not in the store");
  }
  return verdict;
}

std::string line(const Verdict& v, Format format) {
  if (format == Format::json) {
    json::Writer w;
    w.begin_object().key("file").value(v.file).key("ok").value(v.mismatches.empty());
    w.key("citations").value(std::uint64_t{v.citations}).key("mismatches").begin_array();
    for (const std::string& m : v.mismatches) w.value(m);
    w.end_array().end_object();
    return w.text() + "\n";
  }
  std::string out = v.file + ": " + (v.mismatches.empty() ? "ok, " : "MISMATCH, ");
  if (v.documents) out += std::to_string(v.documents) + " documents and ";
  out += std::to_string(v.citations) + (v.citations == 1 ? " citation" : " citations") +
         " checked against the originals\n";
  for (const std::string& m : v.mismatches) out += "  " + text::terminal_safe(m) + "\n";
  return out;
}

}  // namespace

Status Engine::check(const std::vector<std::string>& files, const std::string& folder, Format format,
                     Sink& sink) const {
  Originals originals(folder);
  bool all = true;
  for (const std::string& file : files) {
    const std::optional<std::string> bytes = file_bytes(file);
    if (!bytes) return Status(Code::no_input, file + ": cannot be read; name a brief or a store");
    const bool is_store = bytes->compare(0, 15, "SQLite format 3") == 0;
    const Verdict verdict = is_store ? check_store(file, originals) : check_brief(file, *bytes, originals);
    all = all && verdict.mismatches.empty();
    const Status written = sink.write(line(verdict, format));
    if (!written.ok()) return written;
  }
  return all ? Status() : Status(Code::not_found, "");
}

}  // namespace tocsin
