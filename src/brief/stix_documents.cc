// SPDX-License-Identifier: Apache-2.0
// What a STIX bundle says of posts and articles: that they were seen, in which file, and the words a reader needs of each.
#include <algorithm>

#include "brief/escape.h"
#include "brief/stix.h"
#include "brief/telling.h"
#include "brief/words.h"
#include "core/names.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

// An address that can stand as an observable: the characters of one (RFC 3986) without those of Markdown, no handle, no other
// scheme.
bool address(const std::string& url) {
  constexpr std::string_view kMay = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@$&+,;=%";
  return (url.starts_with("https://") || url.starts_with("http://")) && url.size() > 10 && url.size() < 2000 &&
         url.find_first_not_of(kMay) == std::string::npos && text::masked(url) == url;
}

// Of an archive's member the hash is the archive's, and so is the name.
std::string file_name(std::string_view path) {
  path = path.substr(0, path.find("!/"));
  const std::size_t slash = path.rfind('/');
  const std::string name = inert(slash == std::string_view::npos ? path : path.substr(slash + 1));
  return name.empty() ? "input" : name;
}

std::string quoted_json(std::string_view text) {
  std::string out;
  json::append_quoted(text, out);
  return out;
}

}  // namespace

void StixBundle::document(const Document& d, const SpreadPost* post) {
  const std::string name = file_name(d.file), hash = d.sha256;
  // Canonical JSON of the name needs no escape where the name has none; where it has, the id is a name-based one all the same.
  const std::string members = (hash.empty() ? "" : R"("hashes":{"SHA-256":")" + hash + "\"},") + "\"name\":" + quoted_json(name);
  const std::string file = observable("file", "{" + members + "}", members);
  std::vector<std::string> seen{file};
  if (address(d.url)) {
    const std::string value = "\"value\":\"" + d.url + "\"";
    seen.push_back(observable("url", "{" + value + "}", value));
  }
  const std::string where = source_id(d), who = source_name(d);
  const std::string kind = !post ? std::string(d.kind == DocumentKind::article ? "article" : "post") : say("relation", to_string(post->member->relation));
  std::vector<std::string> about;
  if (d.published) {
    const std::string id = open("observed-data", d.id);
    observed_[d.id] = id;
    about.push_back(id);
    w_.key("first_observed").value(stix_time(*d.published)).key("last_observed").value(stix_time(*d.published)).key("number_observed").value(std::int64_t{1});
    refs("object_refs", seen);
    open_extension();
    w_.key("document").value(d.id).key("kind").value(to_string(d.kind)).key("source").value(inert(who));
    text("source_ref", where);
    w_.key("zone_assumed").value(d.zone_assumed);
    text("edited", d.edited ? stix_time(*d.edited) : "");
    text("title", inert(d.title));
    text("forwarded_from", inert(d.forwarded_from));
    text("forwarded_published", d.forwarded_published ? stix_time(*d.forwarded_published) : "");
    w_.key("record_at").value(d.at);
    close_extension();
    close();
  }
  const std::vector<int>& numbers = passages_.of(d.id);
  if (numbers.empty()) return;
  if (!where.empty()) about.push_back(where);
  if (about.empty()) about.push_back(grouping_);
  open("note", "document " + d.id);
  w_.key("abstract").value(capital(kind) + ": " + inert(who) + (d.title.empty() ? "" : ", “" + inert(d.title) + "”") + ", " +
                           (d.published ? say_exactly(*d.published) + (d.zone_assumed ? ", time zone assumed" : "") : "not dated"));
  w_.key("content").value(passages_.quoted(passages_.as_read(d.id), "\n"));
  if (const std::string lang = language_tag(d.lang); !lang.empty()) w_.key("lang").value(lang);
  refs("object_refs", about);
  open_extension();
  w_.key("passages").begin_array();
  for (const int n : numbers) passages_.write(w_, n);
  w_.end_array();
  close_extension();
  close();
}

void StixBundle::documents() {
  std::map<Id, const SpreadPost*> posts;
  for (const SpreadPost& p : story_.course.posts) posts.emplace(p.member->document, &p);
  std::set<Id> done;
  const auto one = [&](const Document* d) {
    if (!d || !done.insert(d->id).second) return;
    const auto post = posts.find(d->id);
    document(*d, post == posts.end() ? nullptr : post->second);
  };
  for (std::size_t i = 0; i < std::min(story_.course.posts.size(), kExchangedPosts); ++i) one(story_.course.posts[i].document);
  for (const Id& id : passages_.documents()) one(index_.document(id));
}

void StixBundle::notes() {
  for (const auto& [key, abstract] : {std::pair{"incidents", "The events it cites, with every figure by source"}, {"statements", "Who said what"},
                                      {"claims", "What is claimed"}, {"links", "How these things are linked"}, {"contradictions", "Where sources contradict each other"},
                                      {"unconfirmed", "What nobody has confirmed"}, {"unknown", "What Tocsin does not know"}}) {
    const std::string words = told(story_, {key});
    const bool told_anyway = key == std::string_view("unconfirmed") || key == std::string_view("unknown");
    if (words.empty() || (!told_anyway && cited_in(story_, {key}).empty())) continue;   // nothing was found
    open("note", story_.alert + " " + key);
    w_.key("abstract").value(abstract).key("content").value(words).key("lang").value("en");
    refs("object_refs", {grouping_});
    close();
  }
}

}  // namespace tocsin::brief
