// SPDX-License-Identifier: Apache-2.0
#include "brief/brief.h"

#include <map>

#include "brief/exchange.h"
#include "brief/forms.h"
#include "brief/graph.h"
#include "brief/manifest.h"
#include "brief/summary.h"
#include "brief/telling.h"
#include "brief/words.h"

namespace tocsin::brief {

struct Briefs::Impl {
  Impl(const Findings& f, Context c) : index(f), context(std::move(c)) {
    if (!context.as_of)
      for (const Document& d : f.documents)
        if (d.published && (!context.as_of || *d.published > *context.as_of)) context.as_of = d.published;
  }

  Index index;
  Context context;
};

Briefs::Briefs(const Findings& findings, Context context) : impl_(std::make_unique<Impl>(findings, std::move(context))) {}
Briefs::Briefs(Briefs&&) noexcept = default;
Briefs& Briefs::operator=(Briefs&&) noexcept = default;
Briefs::~Briefs() = default;

std::optional<Form> form_named(std::string_view name) {
  constexpr std::pair<std::string_view, Form> kForms[] = {
      {"text", Form::text}, {"html", Form::html}, {"json", Form::json}, {"gexf", Form::gexf}, {"graphml", Form::graphml},
      {"stix", Form::stix}, {"misp", Form::misp}, {"cap", Form::cap}, {"geojson", Form::geojson},
      {"csv", Form::csv}, {"claimreview", Form::claimreview}, {"notice", Form::notice}, {"pdf", Form::pdf}};
  for (const auto& [known, form] : kForms)
    if (known == name) return form;
  return std::nullopt;
}

namespace {

// What a graph says of itself; `alert` none: of a family.
std::string about(const Spread& s, const Family* family, const Alert* alert, const Marking& marking) {
  std::string out = label(marking) + ". Tocsin: how " + (alert ? "the threat of alert " + alert->id : "family " + family->id) + " spread. ";
  if (!family) return out + "No post of it was read, so there is nothing to show.";
  out += count(s.posts.size(), "post", "posts") + " in " + count(s.channels.size(), "channel", "channels") + "; an edge leads from a copy to what it was copied from: " +
         count(s.forwards, "forward that says so", "forwards that say so") + ", " + count(s.inferred, "copy inferred", "copies inferred") + " from the words. ";
  if (s.undated) out += count(s.undated, "post is", "posts are") + " not dated. ";
  out += "Earliest seen is the earliest in what was read; where it was first written is not known.";
  if (alert) out += alert->review.empty() ? " No person has reviewed this: draft." : " Reviewed.";
  return out;
}

std::string graph_of(const Index& index, const Family* family, const Alert* alert, const Marking& marking, Form form) {
  const Spread s = family ? spread(*family, index) : Spread{};
  const Graph g = graph(s, about(s, family, alert, marking));
  return form == Form::gexf ? gexf_form(g) : graphml_form(g);
}

// A form whose format demands a time of making, which here is the time the alert speaks of, never the clock's.
bool dated(Form form) { return form == Form::stix || form == Form::misp || form == Form::cap; }

}  // namespace

Result<std::string> Briefs::brief(const Id& id, Form form, const TextStyle& style) const {
  const Index& index = impl_->index;
  const Alert* alert = index.alert(id);
  const bool graph = form == Form::gexf || form == Form::graphml;
  if (graph && alert) return graph_of(index, index.family(alert->family), alert, impl_->context.marking, form);
  if (const Family* family = index.family(id)) {
    if (graph) return graph_of(index, family, nullptr, impl_->context.marking, form);
    return Status(Code::usage, id + " is a family; its spread is written as gexf or graphml, a brief is of an alert");
  }
  if (!alert) return Status(Code::not_found, "no alert " + id + "; `tocsin alerts` lists those there are");
  const Threat* threat = index.threat(alert->threat);
  if (!threat) return Status(Code::not_found, "alert " + id + ": its threat " + alert->threat + " is not there; scan the input again");
  if (form == Form::csv || form == Form::claimreview || form == Form::notice) {
    Telling t(index, *alert, *threat, impl_->context);
    return form == Form::csv ? csv_form(t) : form == Form::notice ? notice_form(t, style) : claimreview_form(t);
  }
  const Story told = story(index, *alert, *threat, impl_->context);
  if (dated(form) && !told.as_of_time)
    return Status(Code::usage, "alert " + id + ": no document has a time, and this form cannot be without one; text, html, json, geojson and the graphs can");
  switch (form) {
    case Form::text: return text_form(told, index, style);
    case Form::html: return html_form(told, index);
    case Form::pdf: return print_form(told, index);
    case Form::stix: return stix_form(told, index, index.scope(*alert));
    case Form::misp: return misp_form(told, index, index.scope(*alert));
    case Form::cap: return cap_form(told, index, index.scope(*alert));
    case Form::geojson: return geojson_form(told, index, index.scope(*alert));
    default: return json_form(told, index, index.scope(*alert));
  }
}

std::string Briefs::summary_text(const TextStyle& style) const { return summary(impl_->index, impl_->context, style); }
std::string Briefs::index_html() const { return index_page(impl_->index, impl_->context); }
std::string Briefs::alerts_rss() const { return rss_form(impl_->index, impl_->context); }

Result<std::string> brief(const Findings& findings, const Id& alert, Form form, const TextStyle& style, const Context& context) {
  return Briefs(findings, context).brief(alert, form, style);
}
std::string summary_text(const Findings& findings, const TextStyle& style, const Context& context) {
  return Briefs(findings, context).summary_text(style);
}
std::string index_html(const Findings& findings, const Context& context) { return Briefs(findings, context).index_html(); }

Citation citation(const Story& story, const Index& index, std::size_t n) {
  Citation c;
  c.passage = story.citations[n - 1];
  if (const Document* d = index.document(c.passage.document)) {
    c.text = cited_text(d->text, c.passage.span);
    c.file = d->file, c.sha256 = d->sha256, c.at = d->at;
  }
  return c;
}

namespace {

std::optional<std::vector<Citation>> citations_of(std::string_view bytes, Form form) {
  switch (form) {
    case Form::text:
    case Form::notice: return text_citations(bytes);
    case Form::html: return html_citations(bytes);
    case Form::json:
    case Form::claimreview: return json_citations(bytes);
    case Form::csv: return csv_citations(bytes);
    case Form::pdf: return pdf_citations(bytes);
    case Form::gexf:
    case Form::graphml: return graph_citations(bytes, form);
    default: return exchanged_citations(bytes, form);
  }
}

}  // namespace

Result<Checked> read_brief(std::string_view bytes) {
  const std::optional<Form> form = form_of(bytes);
  if (!form) return Status(Code::usage, "not a brief of Tocsin: neither its JSON, nor its page, its text, its graph, its STIX, MISP, CAP or GeoJSON, its table, its notice or its PDF");
  Checked out;
  out.form = *form;
  if (!intact(bytes, *form)) out.mismatches.push_back("manifest: the bytes are not those that left; something was changed, added or cut");
  const auto found = citations_of(bytes, *form);
  if (found) out.citations = *found;
  else out.mismatches.push_back("citations: the list of them cannot be read");
  return out;
}

}  // namespace tocsin::brief
