// SPDX-License-Identifier: Apache-2.0
// A piece of a feed's XML as a small tree with the names that this room knows, whatever prefixes the feed gave them
// (lists/feed_namespaces.tsv). pugixml parses it; this is the only file that knows pugixml. No entity of a document
// type is expanded, nothing is fetched, and what stands before an error is kept.
//
//   <a:entry xmlns:a="http://www.w3.org/2005/Atom"><a:title type="html">Noon</a:title></a:entry>
//     → {"entry", children: {"title", {{"type", "html"}}, text "Noon"}}
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tocsin::ingest {

struct FeedElement {
  std::string name;  // "title", "content:encoded", "dc:date"; RSS's and Atom's own have no prefix
  std::vector<std::pair<std::string, std::string>> attributes;  // "href", "xml:base", "rdf:about"
  std::string text;        // its characters; with elements in it, its content as markup
  bool is_markup = false;  // it has elements
  std::vector<FeedElement> children;

  std::string_view attribute(std::string_view wanted) const;  // empty: none
  const FeedElement* child(std::string_view wanted) const;    // the first; nullptr: none
};

// Prefixes to namespaces ("" is the default one), as an element and those around it declare them.
using Namespaces = std::map<std::string, std::string, std::less<>>;

struct FeedXml {
  FeedElement root;      // the elements are its children
  Namespaces declared;   // by the first element and its channel
  bool broken = false;   // an error; what was before it is there
};

// `around`: what is declared where the piece stands.
FeedXml parse_feed_xml(std::string_view xml, const Namespaces& around = {});

}  // namespace tocsin::ingest
