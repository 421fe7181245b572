// SPDX-License-Identifier: Apache-2.0
// What a store is asked: lists, single records, search, briefs, pages, raw bytes.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "brief/brief.h"
#include "brief/tables.h"
#include "core/hash.h"
#include "engine/case_file.h"
#include "engine/impl.h"
#include "engine/names.h"
#include "engine/originals.h"
#include "engine/printing.h"
#include "store/log.h"

namespace tocsin {
namespace {

brief::TextStyle style_of(const Style& style) { return {style.colour, style.width}; }

// Not ok where the marking is none of the protocols' words.
Result<brief::Context> context(const Options& options) {
  const std::optional<brief::Tlp> tlp = brief::tlp_named(options.tlp);
  const std::optional<brief::Pap> pap = brief::pap_named(options.pap);
  if (!tlp) return Status(Code::usage, "there is no TLP \"" + options.tlp + "\"; red, amber+strict, amber, green or clear");
  if (!pap) return Status(Code::usage, "there is no PAP \"" + options.pap + "\"; red, amber, green or clear");
  return brief::Context{std::nullopt, {}, std::string(version()), {*tlp, *pap}, options.input.purpose};
}

Result<std::vector<Provenance>> with_imports(const store::Store& store, std::vector<Provenance> places) {
  for (Provenance& p : places) {
    const Result<std::int64_t> entry = store::Log(store).import_of(p);
    if (!entry.ok()) return entry.status();
    p.import = *entry;
  }
  return places;
}

Result<std::string> raw_bytes(Originals& files, const Document& d) {
  if (std::optional<std::string> line = files.line(d.file, d.at, d.sha256)) return std::move(*line);
  const Result<std::string> path = files.find(d.file, d.sha256);
  if (path.ok()) return ingest::raw_record(*path, d);
  if (std::optional<std::string> line = files.line_anywhere(d.at, d.sha256)) return std::move(*line);
  return path.status();
}

}  // namespace

Status Engine::write_findings(Format format, const Style& style, Sink& sink) const {
  const Result<Findings> f = findings();
  if (!f.ok()) return f.status();
  const Result<brief::Context> c = context(impl_->options);
  if (!c.ok()) return c.status();
  return sink.write(format == Format::json ? brief::findings_json(*f) + "\n" : brief::summary_text(*f, style_of(style), *c));
}

Status Engine::write_list(std::string_view list, Format format, const Style& style, Sink& sink) const {
  if (format == Format::csv && list != "incidents") return Status(Code::usage, "only incidents are written as csv");
  if (format == Format::rss && list != "alerts") return Status(Code::usage, "only alerts are written as rss");
  if (list == "alerts") return impl_->write_alerts(format, style, sink);
  const Result<Findings> f = list_of(impl_->store, list, format != Format::text || list == "statements");
  if (!f.ok()) return f.status();
  if (format == Format::csv) return sink.write(brief::figures_csv(*f));
  return sink.write(format == Format::json ? brief::list_json(*f, list) : brief::list_text(*f, list, style_of(style)));
}

Status Engine::Impl::write_alerts(Format format, const Style& style, Sink& sink) const {
  Result<brief::Context> c = format == Format::rss ? context(options) : Result<brief::Context>(brief::Context{});
  if (!c.ok()) return c.status();
  Result<Findings> f = alerts_of(store, format == Format::json ? AlertsFor::records : format == Format::rss ? AlertsFor::lines : AlertsFor::summary, *c);
  if (!f.ok()) return f.status();
  if (const Status s = attach_decisions(*f); !s.ok()) return s;
  if (format == Format::rss) return sink.write(brief::Briefs(*f, *c).alerts_rss());
  return sink.write(format == Format::json ? brief::list_json(*f, "alerts") : brief::list_text(*f, "alerts", style_of(style), *c));
}

Status Engine::write_record(const Id& id, Format format, const Style& style, Sink& sink) const {
  const Result<Id> named = whole_id(impl_->store, "record", id, kAllTables);
  if (!named.ok()) return named.status();
  const Id& whole = *named;
  brief::Context c;
  Result<Findings> f = record_of(impl_->store, whole);
  if (f.ok() && !f->alerts.empty()) f = impl_->case_of(f->alerts.front(), c);
  if (!f.ok()) return f.status();
  for (Document& d : f->documents) {
    if (d.id != whole) continue;
    Result<std::vector<Provenance>> places = impl_->store.provenances(d.id);
    if (places.ok()) places = with_imports(impl_->store, std::move(*places));
    if (!places.ok()) return places.status();
    d.provenances = std::move(*places);
  }
  return sink.write(format == Format::json ? brief::one_json(*f, whole) : brief::one_text(*f, whole, style_of(style), c));
}

Status Engine::write_brief(const Id& alert, std::string_view form, const Style& style, Sink& sink) {
  const std::optional<brief::Form> as = brief::form_named(form);
  if (!as) return Status(Code::usage, "there is no form \"" + std::string(form) + "\" of a brief");
  const Result<Id> named = whole_id(impl_->store, "alert", alert, {store::Table::alerts, store::Table::families});
  if (!named.ok()) return named.status();
  const Id& whole = *named;
  Result<brief::Context> c = context(impl_->options);
  if (!c.ok()) return c.status();
  const Result<std::vector<Alert>> of = store::Lookup(impl_->store).some<Alert>({whole});
  if (!of.ok()) return of.status();
  const Result<Findings> f = of->empty() ? family_of(impl_->store, whole) : impl_->case_of(of->front(), *c);
  if (!f.ok()) return f.status();
  Result<std::string> bytes = brief::brief(*f, whole, *as, style_of(style), *c);
  if (!bytes.ok()) return bytes.status();
  store::Log log(impl_->store);
  const std::string& now = impl_->options.now;
  if (*as == brief::Form::notice && !c->purpose.empty())
    if (const Status answered = log.answered(now, "notice", whole, c->purpose); !answered.ok()) return answered;
  if (*as == brief::Form::pdf) {
    const Result<std::string> pdf = printed(impl_->options.weasyprint, brief::to_print(*bytes), whole);
    bytes = pdf.ok() ? brief::printed_pdf(*bytes, *pdf) : pdf.status();
    if (!bytes.ok()) return bytes.status();
  }
  const Status logged = log.exported(now, whole, form, sha256_hex(*bytes));
  return logged.ok() ? sink.write(*bytes) : logged;
}

Status Engine::write_search(std::string_view query, Format format, const Style& style, Sink& sink) const {
  const Result<std::vector<store::Hit>> hits = impl_->store.search(query);
  if (!hits.ok()) return hits.status();
  std::vector<Passage> passages;
  std::set<Id> documents;
  for (const store::Hit& hit : *hits) passages.push_back({hit.document, hit.span}), documents.insert(hit.document);
  Result<std::vector<Document>> told = store::Lookup(impl_->store).some<Document>(documents);
  if (!told.ok()) return told.status();
  Findings f;
  f.documents = std::move(*told);
  return sink.write(format == Format::json ? brief::hits_json(f, passages)
                                           : brief::hits_text(f, passages, style_of(style)));
}

Status Engine::write_raw(const Id& id, const std::vector<std::string>& originals, Sink& sink) {
  const Result<Id> named = whole_id(impl_->store, "document", id, {store::Table::documents});
  if (!named.ok()) return named.status();
  const Id& whole = *named;
  const Result<std::vector<Document>> documents = store::Lookup(impl_->store).some<Document>({whole});
  if (!documents.ok()) return documents.status();
  const Result<std::vector<Provenance>> places = impl_->store.provenances(whole);
  if (!places.ok()) return places.status();
  Originals files(originals);
  Result<std::string> bytes = Status(Code::not_found, "");
  for (std::size_t i = 0; i < places->size() && !bytes.ok(); ++i) {
    Document there = documents->front();
    there.file = (*places)[i].file, there.sha256 = (*places)[i].sha256, there.at = (*places)[i].at;
    Result<std::string> found = raw_bytes(files, there);
    if (found.ok() || i == 0) bytes = std::move(found);  // of several that are gone the first is told
  }
  if (!bytes.ok()) return bytes.status();
  const Status logged = store::Log(impl_->store).answered(impl_->options.now, "show_raw", whole, impl_->options.input.purpose);
  return logged.ok() ? sink.write(*bytes) : logged;
}

Result<std::vector<std::string>> Engine::write_pages(const std::string& folder) const {
  const Result<Findings> f = findings();
  if (!f.ok()) return f.status();
  const Result<brief::Context> c = context(impl_->options);
  if (!c.ok()) return c.status();
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return Status(Code::usage, folder + ": cannot make this folder: " + error.message());
  std::vector<std::string> paths;
  const auto page = [&](const std::string& name, const std::string& bytes) -> Status {
    const std::string path = (std::filesystem::path(folder) / name).string();
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) return Status(Code::usage, path + ": cannot write this page: " + std::strerror(errno));
    paths.push_back(path);
    return Status();
  };
  const brief::Briefs briefs(*f, *c);
  Status s = page("index.html", briefs.index_html());
  for (const Alert& a : f->alerts) {
    if (!s.ok()) return s;
    const Result<std::string> bytes = briefs.brief(a.id, brief::Form::html);
    s = bytes.ok() ? page(a.id + ".html", *bytes) : bytes.status();
  }
  if (!s.ok()) return s;
  return paths;
}

}  // namespace tocsin
