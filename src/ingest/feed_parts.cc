// SPDX-License-Identifier: Apache-2.0
#include "ingest/feed_parts.h"

#include <algorithm>
#include <array>

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;

std::string_view local(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == npos ? name : name.substr(colon + 1);
}

// The name that begins at `at`.
std::string_view name_at(std::string_view xml, std::size_t at) {
  const std::size_t end = std::min(xml.find_first_of(" \t\r\n/><=\"'", at), xml.size());
  return xml.substr(at, end - at);
}

// The byte after what begins with `<!` or `<?` at `at`; npos: it has no end.
std::size_t after_declaration(std::string_view xml, std::size_t at) {
  const auto past = [&](std::string_view end, std::size_t from) {
    const std::size_t found = xml.find(end, from);
    return found == npos ? npos : found + end.size();
  };
  const std::string_view rest = xml.substr(at);
  if (rest.starts_with("<!--")) return past("-->", at + 4);
  if (rest.starts_with("<![CDATA[")) return past("]]>", at + 9);
  if (rest.starts_with("<?")) return past("?>", at + 2);
  const std::size_t close = xml.find('>', at), subset = xml.substr(at, close - at).find('[');
  if (subset == npos) return close == npos ? npos : close + 1;
  for (std::size_t end = xml.find(']', at + subset); end != npos; end = xml.find(']', end + 1)) {
    const std::size_t next = xml.find_first_not_of(" \t\r\n", end + 1);
    if (next != npos && xml[next] == '>') return next + 1;
  }
  return npos;
}

class Walk {
 public:
  explicit Walk(std::string_view xml) : xml_(xml), root_(xml_root(xml)) {}

  FeedParts run() {
    const std::string_view wanted = root_ == "feed" ? "entry" : "item";
    for (std::size_t at = xml_.find('<'); at != npos; at = xml_.find('<', at)) {
      const char next = at + 1 < xml_.size() ? xml_[at + 1] : '\0';
      if (next == '!' || next == '?') {
        at = after_declaration(xml_, at);
        if (at == npos) break;
        continue;
      }
      const bool closes = next == '/';
      const std::string_view name = name_at(xml_, at + 1 + closes);
      const bool item = item_name_.empty() ? local(name) == wanted : name == item_name_;
      if (item && !closes)
        begin(at, name);
      else if (item)
        end(after_tag(at), ItemState::whole);
      else if (closes && (local(name) == root_ || (root_ != "feed" && local(name) == "channel" && name == "channel")))
        end(at, ItemState::open), out_.closed = out_.closed || local(name) == root_;
      ++at;
    }
    end(xml_.size(), ItemState::cut);
    out_.head += xml_.substr(outside_);
    return std::move(out_);
  }

 private:
  std::size_t after_tag(std::size_t at) const {
    const std::size_t close = xml_.find('>', at);
    return close == npos ? xml_.size() : close + 1;
  }
  void begin(std::size_t at, std::string_view name) {
    end(at, ItemState::open);
    item_name_ = name;
    out_.head += xml_.substr(outside_, at - outside_);
    item_ = at;
    open_ = true;
    const std::size_t after = after_tag(at);
    if (after - at > name.size() + 2 && xml_[after - 2] == '/') end(after, ItemState::whole);
  }
  void end(std::size_t at, ItemState state) {
    if (!open_) return;
    if (state == ItemState::whole && xml_[at - 1] != '>') state = ItemState::cut;
    out_.items.push_back({item_, at, state});
    outside_ = at;
    open_ = false;
  }

  std::string_view xml_, root_, item_name_;
  FeedParts out_;
  std::size_t item_ = 0, outside_ = 0;
  bool open_ = false;
};

}  // namespace

std::string_view xml_root(std::string_view text) {
  for (std::size_t at = text.find('<'); at != npos;) {
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (next != '!' && next != '?') return local(name_at(text, at + 1));
    at = after_declaration(text, at);
    if (at != npos) at = text.find('<', at);
  }
  return {};
}

bool is_feed_root(std::string_view root) {
  constexpr std::array<std::string_view, 3> kRoots = {"rss", "feed", "RDF"};
  return std::find(kRoots.begin(), kRoots.end(), root) != kRoots.end();
}

FeedParts feed_parts(std::string_view xml) { return Walk(xml).run(); }

}  // namespace tocsin::ingest
