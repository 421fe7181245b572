// SPDX-License-Identifier: Apache-2.0
// The claims of a case whose status somebody states, as schema.org ClaimReview (JSON-LD), for a desk that publishes its reviews.
// A draft: the desk puts its own name and address in. What no vocabulary has (our citations, the manifest) the context blanks out.
#include "brief/escape.h"
#include "brief/forms.h"
#include "brief/manifest.h"
#include "brief/telling.h"
#include "brief/words.h"
#include "core/clock.h"
#include "core/names.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

std::string shown(std::string_view text) { return text::terminal_safe(one_line(text::masked(text))); }

std::string day(Time t) { return format_date(t); }

// An address a reader may be sent to; anything else in its place is an attacker's.
bool web_address(std::string_view url) {
  return (url.starts_with("https://") || url.starts_with("http://")) && url.find_first_of(" <>\"\\^`{|}\n\t\r") == std::string_view::npos &&
         text::terminal_safe(url) == url && text::masked(url) == url;
}

class Graph {
 public:
  explicit Graph(Telling& t) : t_(t) {}

  // What the reviews belong to: there also where there is none.
  void collection(std::size_t reviews) {
    w_.begin_object().key("@type").value("Collection").key("@id").value("urn:tocsin:" + t_.alert.id).key("name").value("Claims of alert " + t_.alert.id);
    w_.key("description").value(count(reviews, "claim", "claims") + " whose status a source states. " + text::terminal_safe(t_.story.review) + ".");
    status();
    w_.end_object();
  }
  void review(const Claim& c) {
    const Document* d = t_.index.document(c.span.document);
    const Sentence told = body(c, d);
    w_.begin_object().key("@type").value("ClaimReview").key("@id").value("urn:tocsin:" + t_.alert.id + ":" + c.id);
    w_.key("url").value("urn:tocsin:" + t_.alert.id + ":" + c.id).key("claimReviewed").value(shown(c.text)).key("inLanguage").value("en");
    if (t_.as_of) w_.key("datePublished").value(day(*t_.as_of));
    w_.key("author").begin_object().key("@type").value("Organization").key("name");
    w_.value(t_.story.draft ? "Tocsin, a program: draft, no person has reviewed it" : "Made with Tocsin, a program. " + text::terminal_safe(t_.story.review)).end_object();
    status();
    w_.key("reviewRating").begin_object().key("@type").value("Rating").key("alternateName").value(capital(say("claim", to_string(c.status)))).end_object();
    item(c, d);
    w_.key("reviewBody").value(text::terminal_safe(flat(told))).key("cites").begin_array();
    for (const int n : cited(told)) w_.value(static_cast<std::int64_t>(n));
    w_.end_array().end_object();
  }
  json::Writer& writer() { return w_; }

 private:
  void status() { w_.key("creativeWorkStatus").value(t_.story.draft ? "Draft" : "Reviewed").key("conditionsOfAccess").value(label(t_.story.marking)); }
  Sentence body(const Claim& c, const Document* d) {
    Say s(t_);
    s.quote(c.span, 400);
    if (c.holder) s.plain(", held by ").name(*c.holder);
    s.plain(": " + say("claim", to_string(c.status)));
    if (c.status_span) s.plain(", in the words ").quote(*c.status_span);
    if (d) s.plain(" (").document(*d).plain(")");
    s.plain(". This is what a source says of the claim; Tocsin has not examined whether it is true.");
    return s;
  }
  // Who is named with a role is a person; of others it is not known.
  bool person(const std::string& name) const {
    for (const Id& id : t_.alert.statements)
      if (const Statement* s = t_.index.statement(id); s && s->source && s->source->name == name && !s->role.empty()) return true;
    return false;
  }
  void item(const Claim& c, const Document* d) {
    w_.key("itemReviewed").begin_object().key("@type").value("Claim").key("text").value(shown(c.text));
    if (c.holder)
      w_.key("author").begin_object().key("@type").value(person(c.holder->name) ? "Person" : "Organization").key("name").value(shown(c.holder->name)).end_object();
    if (d) {
      if (d->published) w_.key("datePublished").value(day(*d->published));
      w_.key("appearance").begin_array();
      work(*d);
      w_.end_array().key("firstAppearance");
      work(earliest(*d));
    }
    w_.end_object();
  }
  // The earliest seen of a post and its copies; of an article itself.
  const Document& earliest(const Document& d) const {
    const Document* first = t_.family ? t_.index.document(t_.family->first) : nullptr;
    if (first)
      for (const Member& m : t_.family->members)
        if (m.document == d.id) return *first;
    return d;
  }
  void work(const Document& d) {
    const bool article = d.kind == DocumentKind::article;
    w_.begin_object().key("@type").value(article ? "NewsArticle" : "SocialMediaPosting").key("identifier").value(d.id);
    if (!d.title.empty()) w_.key("headline").value(shortened(shown(d.title), 300));
    if (web_address(d.url)) w_.key("url").value(d.url);
    if (d.published) w_.key("datePublished").value(format_time(*d.published));
    w_.key("publisher").begin_object().key("@type").value("Organization").key("name").value(text::terminal_safe(source_name(d))).end_object().end_object();
  }

  Telling& t_;
  json::Writer w_;
};

}  // namespace

std::string claimreview_form(Telling& t) {
  facts_of(t);
  Graph graph(t);
  json::Writer& w = graph.writer();
  w.begin_array();
  std::vector<const Claim*> reviewed;
  for (const Id& id : t.alert.claims)
    if (const Claim* c = t.index.claim(id); c && c->status != ClaimStatus::asserted) reviewed.push_back(c);
  graph.collection(reviewed.size());
  for (const Claim* c : reviewed) graph.review(*c);
  w.end_array();
  json::Writer citations;
  citations.begin_object();
  citations_json(citations, t.story, t.index);
  // The blank ends the object and the line.
  std::string out = std::string(kClaimReviewStart) + w.text() + "," + citations.text().substr(1) + "," + std::string(manifest_blank(Form::claimreview));
  seal(out, Form::claimreview);
  return out;
}

}  // namespace tocsin::brief
