// SPDX-License-Identifier: Apache-2.0
// What a STIX bundle says of places, outlets and channels, incidents, the family and how they hang together.
#include <algorithm>

#include "brief/stix.h"
#include "brief/telling.h"
#include "brief/words.h"
#include "core/names.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

bool country_code(std::string_view code) {
  return code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string place_key(std::string_view name, std::string_view country) { return text::masked(name) + "|" + std::string(country); }

std::string source_key(const Document& d) {
  const std::string& name = d.kind == DocumentKind::article ? d.outlet : d.channel;
  return name.empty() ? name : (d.kind == DocumentKind::article ? "outlet " : "channel ") + text::masked(name);
}

std::string identity(std::string_view key) { return "identity--" + uuid("stix identity " + std::string(key)); }

}  // namespace

void StixBundle::place(std::string_view name, std::int64_t geonameid, std::string_view country, std::optional<double> lat, std::optional<double> lon, bool threatened) {
  const bool point = lat && lon;
  if (!point && !country_code(country)) return;   // the standard has no place that is but a name; the notes tell it
  const std::string key = place_key(name, country);
  if (place_ids_.count(key)) return;
  place_ids_[key] = open("location", geonameid ? "geonames " + std::to_string(geonameid) + " " + key : key);
  w_.key("name").value(inert(name));
  w_.key("description").value(std::string(threatened ? "Named in the threat." : "Place of an event that the threat cites.") +
                              (point ? " The point is the gazetteer's for the place, not the spot." : " No gazetteer has it; its coordinates are not known."));
  if (country_code(country)) w_.key("country").value(country);
  if (point) w_.key("latitude").value(*lat).key("longitude").value(*lon);
  if (geonameid) {
    w_.key("external_references").begin_array().begin_object().key("source_name").value("GeoNames").key("external_id").value(std::to_string(geonameid));
    w_.end_object().end_array();
  }
  close();
}

void StixBundle::places() {
  for (const Threat& t : own_.threats)
    if (asserted(t.stance))
      for (const ThreatPlace& p : t.places) place(p.name, p.geonameid, p.country, p.lat, p.lon, true);
  for (const Incident& i : own_.incidents)
    if (i.place) place(i.place->name, i.place->geonameid, i.place->country, i.place->lat, i.place->lon, false);
}

std::string StixBundle::source_id(const Document& d) const {
  const std::string key = source_key(d);
  return key.empty() ? key : identity(key);
}

void StixBundle::sources() {
  const auto one = [&](const std::string& key, const std::string& name, std::string_view type, std::string_view role, const std::string& description) {
    if (known_.count(identity(key))) return;
    open("identity", key);
    w_.key("name").value(inert(name)).key("description").value(description).key("roles").begin_array().value(role).end_array();
    w_.key("identity_class").value(type);
  };
  for (const Outlet& o : own_.outlets) {
    // One that is known as a channel only is the channel's identity.
    const bool channel = std::any_of(own_.documents.begin(), own_.documents.end(), [&](const Document& d) { return d.kind == DocumentKind::message && d.channel == o.name; });
    const std::string key = (channel ? "channel " : "outlet ") + text::masked(o.name);
    outlet_ids_[o.id] = identity(key);
    if (known_.count(outlet_ids_[o.id])) continue;
    const bool issuer = o.id == own_.alerts[0].outlet;
    one(key, o.name, channel ? "unknown" : "organization", channel ? "channel" : "outlet",
        "Standing: " + say("standing", to_string(o.standing)) + (issuer ? ".\n\n" + told(story_, {"outlet"}) : ", as far as was read."));
    open_extension();
    w_.key("standing").value(to_string(o.standing));
    std::vector<std::string> aliases;
    for (const std::string& alias : o.aliases) aliases.push_back(inert(alias));
    refs("aliases", aliases);
    numbers("passages", o.spans);
    close_extension();
    close();
  }
  for (const Document& d : own_.documents) {
    if (source_id(d).empty() || known_.count(source_id(d))) continue;
    const bool article = d.kind == DocumentKind::article;
    one(source_key(d), article ? d.outlet : d.channel, article ? "organization" : "unknown", article ? "outlet" : "channel",
        article ? "An outlet whose articles were read." : "A channel whose posts were read. Who speaks there is not known.");
    close();
  }
}

void StixBundle::incidents() {
  for (const Incident& i : own_.incidents) {
    incident_ids_[i.id] = open("incident", i.id);
    w_.key("name").value(named(i));
    w_.key("description").value(said_of(i));
    open_extension();
    w_.key("incident").value(i.id).key("status").value(to_string(i.status));
    numbers("passages", {i.spans.begin(), i.spans.begin() + static_cast<std::ptrdiff_t>(std::min(i.spans.size(), kExchangedPassages))});
    if (!i.figures.empty()) w_.key("figures").begin_array();
    for (const Figure& f : i.figures) {
      w_.begin_object().key("effect").value(to_string(f.effect)).key("category").value(to_string(f.category));
      if (f.min) w_.key("min").value(*f.min);
      if (f.max) w_.key("max").value(*f.max);
      w_.key("qualifier").value(to_string(f.qualifier));
      text("source", f.source ? inert(f.source->name) : "");
      w_.key("status").value(to_string(f.status));
      numbers("passages", {f.span});
      w_.end_object();
    }
    if (!i.figures.empty()) w_.end_array();
    close_extension();
    close();
  }
}

void StixBundle::family() {
  const std::vector<SpreadPost>& posts = story_.course.posts;
  std::vector<std::string> all;
  std::map<std::size_t, std::vector<std::string>> by_channel;
  for (std::size_t i = 0; i < std::min(posts.size(), kExchangedPosts); ++i) {
    const Document* d = posts[i].document;
    if (!d || !posts[i].at) continue;
    observed_[d->id] = "observed-data--" + uuid("stix observed-data " + d->id);
    all.push_back(observed_[d->id]);
    by_channel[posts[i].channel].push_back(observed_[d->id]);
  }
  const Threat* threat = index_.threat(own_.alerts[0].threat);
  const Document* d = threat ? index_.document(threat->document) : nullptr;
  if (all.empty() && d) all.push_back((d->published ? "observed-data--" : "note--") + uuid((d->published ? "stix observed-data " : "stix note document ") + d->id));
  if (all.empty()) all.push_back(ids_.empty() ? report_id() : ids_.front());
  open("grouping", story_.alert);
  w_.key("name").value(titled(story_)).key("context").value("suspicious-activity").key("lang").value("en");
  std::string out = told(story_, {"spread"});
  if (const std::string more = left_out(story_.course); !more.empty()) out += "\n" + more;
  w_.key("description").value(out.empty() ? "No post of it was read." : out);
  refs("object_refs", all);
  open_extension();
  text("family", own_.alerts[0].family);
  w_.key("threats").begin_array();
  for (const Threat& t : own_.threats) {
    if (passages_.of(t.document).empty()) continue;   // of a post that does not leave with it
    w_.begin_object().key("threat").value(t.id).key("document").value(t.document).key("force").value(to_string(t.force)).key("stance").value(to_string(t.stance));
    w_.key("confidence").value(t.score);
    if (t.caller) numbers("caller", t.caller->spans);
    if (t.addressee) numbers("addressee", t.addressee->spans);
    if (t.act) numbers("act", {*t.act});
    numbers("targets_chosen", t.targets_chosen);
    numbers("targets_rejected", t.targets_rejected);
    numbers("victims", t.victims);
    std::vector<Passage> named_places;
    for (const ThreatPlace& p : t.places) named_places.push_back(p.span);
    numbers("places", named_places);
    numbers("time", t.time);
    numbers("means", t.means);
    numbers("motive", t.motive);
    numbers("condition", t.condition);
    w_.end_object();
  }
  w_.end_array();
  close_extension();
  close();

  for (const auto& [channel, refs_here] : by_channel) {
    std::optional<Time> from, to;
    std::string where;
    for (const SpreadPost& p : posts) {
      if (p.channel != channel || !p.at || !p.document) continue;
      where = source_id(*p.document);
      from = from ? std::min(*from, *p.at) : *p.at, to = to ? std::max(*to, *p.at) : *p.at;
    }
    open("sighting", story_.alert + " " + (where.empty() ? std::to_string(channel) : where));
    w_.key("description").value("Posted in " + inert(story_.course.channels[channel].name) + ".").key("first_seen").value(stix_time(*from)).key("last_seen").value(stix_time(*to));
    w_.key("count").value(static_cast<std::uint64_t>(story_.course.channels[channel].posts)).key("sighting_of_ref").value(grouping_);
    refs("observed_data_refs", refs_here);
    if (!where.empty()) refs("where_sighted_refs", {where});
    close();
  }
}

std::string StixBundle::id_of(const Id& id) const {
  const Alert& a = own_.alerts[0];
  if (id == a.id || id == a.threat || (!a.family.empty() && id == a.family)) return grouping_;
  for (const auto* ids : {&observed_, &incident_ids_, &outlet_ids_})
    if (const auto it = ids->find(id); it != ids->end()) return it->second;
  if (const Incident* i = index_.incident_of_figure(id))
    if (const auto it = incident_ids_.find(i->id); it != incident_ids_.end()) return it->second;
  if (const Threat* t = index_.threat(id))
    if (const auto it = observed_.find(t->document); it != observed_.end()) return it->second;
  return {};
}

std::string StixBundle::relationship(const std::string& from, std::string_view type, const std::string& to, const std::string& description) {
  if (from.empty() || to.empty() || from == to) return {};
  const std::string key = story_.alert + " " + from + " " + std::string(type) + " " + to + " " + description;
  if (known_.count("relationship--" + uuid("stix relationship " + key))) return {};
  const std::string id = open("relationship", key);
  w_.key("relationship_type").value(type).key("description").value(description).key("source_ref").value(from).key("target_ref").value(to);
  return id;
}

void StixBundle::relationships() {
  for (const SpreadEdge& e : story_.course.edges) {
    const Member& copy = *story_.course.posts[e.from].member;
    if (relationship(id_of(copy.document), "derived-from", id_of(story_.course.posts[e.to].member->document),
                     say("relation", to_string(copy.relation)) + (e.kind == EdgeKind::forward ? ": the post says that it is a forward" : ": inferred from the words")).empty())
      continue;
    open_extension();
    w_.key("relation").value(to_string(copy.relation)).key("similarity").value(copy.similarity).key("kind").value(to_string(e.kind));
    w_.key("names_source").value(e.names_source);
    close_extension();
    close();
  }
  for (const Link& l : own_.links) {
    if (l.relation == LinkRelation::copies) continue;   // those of the family stand above
    if (relationship(id_of(l.from), "related-to", id_of(l.to), say("link", to_string(l.relation)) + ": " + say("status", to_string(l.status))).empty()) continue;
    open_extension();
    w_.key("relation").value(to_string(l.relation)).key("status").value(to_string(l.status));
    numbers("passages", l.spans);
    close_extension();
    close();
  }
  const auto at = [&](const std::string& from, std::string_view name, std::string_view country, const std::string& what) {
    const auto place = place_ids_.find(place_key(name, country));
    if (place != place_ids_.end() && !relationship(from, "related-to", place->second, what).empty()) close();
  };
  for (const Threat& t : own_.threats)
    if (asserted(t.stance))
      for (const ThreatPlace& p : t.places) at(grouping_, p.name, p.country, "names the place");
  for (const Incident& i : own_.incidents)
    if (i.place) at(incident_ids_[i.id], i.place->name, i.place->country, "took place there, according to what was read");
}

}  // namespace tocsin::brief
