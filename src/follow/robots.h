// SPDX-License-Identifier: Apache-2.0
// robots.txt (RFC 9309): what a server asks of programs.
//
//   Robots r = parse_robots("User-agent: *\nDisallow: /drafts/\nCrawl-delay: 5");
//   r.allows("/drafts/feed.xml") == false        r.delay == 5 s
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace tocsin::follow {

struct Robots {
  struct Rule {
    std::string path;  // may hold * and end in $
    bool allow = true;
  };
  std::vector<Rule> rules;
  std::chrono::seconds delay{0};

  bool allows(std::string_view path) const;  // "/feed.xml?a=b"; the longest rule that fits decides, of equal ones the allowing
};

// The rules for the program `tocsin`, else those for all. Lines that are none are passed over.
Robots parse_robots(std::string_view text);

inline constexpr std::size_t kMostRobots = std::size_t{500} << 10;  // bytes that are read

}  // namespace tocsin::follow
