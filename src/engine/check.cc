// SPDX-License-Identifier: Apache-2.0
// `check`: are the bytes of a brief, or of a store, still what they were when they left, and do the originals bear them
// out?
#include <algorithm>
#include <functional>
#include <map>
#include <set>

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
  std::vector<std::string> mismatches, notes;
  std::set<std::string> told = {};

  void add(std::vector<std::string>& list, const std::string& line) {
    if (told.insert(line).second) list.push_back(line);
  }
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
class Rereads {
 public:
  explicit Rereads(const std::vector<std::string>& folders) : originals_(folders) {
    options_.include_private = true;
    options_.purpose = "check";
  }
  // The line it was read from, where its hash is that of a line alone.
  std::optional<std::string> line(const brief::Citation& c) {
    const auto file = files_.find({c.file, c.sha256});
    if (file == files_.end()) return originals_.line(c.file, c.at, c.sha256);
    return file->second.status.ok() ? std::nullopt : originals_.line_anywhere(c.at, c.sha256);
  }
  Result<const Reread*> open(const std::string& file, const std::string& sha256) {
    const auto [it, fresh] = files_.try_emplace({file, sha256});
    Opened& opened = it->second;
    if (fresh) {
      const Result<std::string> path = originals_.find(file, sha256);
      if (path.ok()) opened.documents.opened(*path);
      opened.status = path.ok() ? ingest::ingest(*path, options_, {}, opened.documents) : path.status();
    }
    if (!opened.status.ok()) return opened.status;
    return &opened.documents;
  }

 private:
  struct Opened {
    Reread documents;
    Status status;
  };
  Originals originals_;
  InputOptions options_;
  std::map<std::pair<std::string, std::string>, Opened> files_;
};

// Every place that a store knows a document to stand in.
using Places = std::function<Result<std::vector<Provenance>>(const Id& document)>;

std::string place(const brief::Citation& c) {
  return c.passage.document + " [" + std::to_string(c.passage.span.begin) + "," + std::to_string(c.passage.span.end) +
         ")";
}

// What is wrong where the citation says that it stands; empty: nothing.
std::string mismatch(const brief::Citation& c, Rereads& originals) {
  const auto wrong_words = [&](const Document& d) { return brief::cited_text(d.text, c.passage.span) != c.text; };
  const auto outside = [&](const Document& d) { return c.passage.span.begin > c.passage.span.end || c.passage.span.end > d.text.size(); };
  const auto of_line = [&](const std::string& line) {
    std::vector<Oddity> oddities;
    const Result<Document> d = ingest::ndjson_document(line, c.file, c.at, {}, {}, oddities);
    return !d.ok() || outside(*d) || wrong_words(*d) ? place(c) + ": the original has other words here" : std::string();
  };
  if (const std::optional<std::string> line = originals.line(c)) return of_line(*line);
  const Result<const Reread*> original = originals.open(c.file, c.sha256);
  if (!original.ok()) {
    const std::optional<std::string> line = originals.line(c);  // of a file that has another name now
    return line ? of_line(*line) : original.status().message();
  }
  const Document* d = (*original)->at(c.at, c.file);
  if (d == nullptr) return place(c) + ": no record starts at byte " + std::to_string(c.at) + " of " + c.file;
  if (outside(*d)) return place(c) + ": lies outside the text of " + c.file;
  return wrong_words(*d) ? place(c) + ": the original has other words here" : std::string();
}

// Any place that the document is known to stand in bears it out.
void check_citation(const brief::Citation& c, Rereads& originals, const Places& places, Verdict& verdict) {
  const std::string wrong = mismatch(c, originals);
  if (wrong.empty()) return;
  const Result<std::vector<Provenance>> others = places(c.passage.document);
  if (others.ok())
    for (const Provenance& p : *others) {
      brief::Citation there = c;
      there.file = p.file, there.sha256 = p.sha256, there.at = p.at;
      if (!mismatch(there, originals).empty()) continue;
      verdict.add(verdict.notes, wrong + "; " + p.file + " bears it out");
      return;
    }
  verdict.add(verdict.mismatches, wrong);
}

Verdict check_brief(const std::string& file, std::string_view bytes, Rereads& originals, const Places& places) {
  Verdict verdict{file, 0, 0, {}, {}};
  const Result<brief::Checked> brief = brief::read_brief(bytes);
  if (!brief.ok()) {
    verdict.mismatches.push_back(brief.status().message());
    return verdict;
  }
  verdict.mismatches = brief->mismatches;
  verdict.citations = brief->citations.size();
  for (const brief::Citation& c : brief->citations) check_citation(c, originals, places, verdict);
  return verdict;
}

Verdict check_store(const std::string& file, Rereads& originals) {
  Verdict verdict{file, 0, 0, {}, {}};
  const Result<store::Store> store = store::Store::open(file);
  const Result<Findings> findings = store.ok() ? store->findings() : Result<Findings>(store.status());
  if (!findings.ok()) {
    verdict.mismatches.push_back(findings.status().message());
    return verdict;
  }
  const Places places = [&](const Id& id) { return store->provenances(id); };
  std::map<Id, const Document*> documents;
  for (const Document& d : findings->documents) {
    documents[d.id] = &d;
    const auto size = static_cast<std::uint32_t>(d.text.size());
    check_citation({{d.id, {0, size}}, brief::cited_text(d.text, {0, size}), d.file, d.sha256, d.at}, originals, places, verdict);
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
    w.end_array();
    if (!v.notes.empty()) {
      w.key("notes").begin_array();
      for (const std::string& n : v.notes) w.value(n);
      w.end_array();
    }
    w.end_object();
    return w.text() + "\n";
  }
  std::string out = v.file + ": " + (v.mismatches.empty() ? "ok, " : "MISMATCH, ");
  if (v.documents) out += std::to_string(v.documents) + " documents and ";
  out += std::to_string(v.citations) + (v.citations == 1 ? " citation" : " citations") +
         " checked against the originals\n";
  for (const auto* list : {&v.mismatches, &v.notes})
    for (const std::string& line : *list) out += "  " + text::terminal_safe(line) + "\n";
  return out;
}

}  // namespace

Status Engine::check(const std::vector<std::string>& files, const std::vector<std::string>& folders, Format format,
                     Sink& sink) const {
  Rereads originals(folders);
  const Places places = [&](const Id& id) { return impl_->store.provenances(id); };
  bool all = true;
  for (const std::string& file : files) {
    const std::optional<std::string> bytes = file_bytes(file);
    if (!bytes) return Status(Code::no_input, file + ": cannot be read; name a brief or a store");
    const bool is_store = bytes->compare(0, 15, "SQLite format 3") == 0;
    const Verdict verdict = is_store ? check_store(file, originals) : check_brief(file, *bytes, originals, places);
    all = all && verdict.mismatches.empty();
    const Status written = sink.write(line(verdict, format));
    if (!written.ok()) return written;
  }
  return all ? Status() : Status(Code::not_found, "");
}

}  // namespace tocsin
