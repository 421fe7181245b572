// SPDX-License-Identifier: Apache-2.0
#include "engine/names.h"

#include "tocsin/suggest.h"

namespace tocsin {

Status unknown(std::string_view what, std::string_view id, const std::vector<std::string>& candidates) {
  std::string message = "there is no " + std::string(what) + " \"" + std::string(id) + "\" in this store";
  const std::string near = closest(id, candidates);
  if (!near.empty()) message += "; did you mean \"" + near + "\"?";
  return Status(Code::not_found, message);
}

Id completed(std::string_view id, const std::vector<std::string>& candidates) {
  std::string found;
  for (const std::string& c : candidates) {
    if (c == id) return c;
    if (c.rfind(id, 0) == 0 && id.size() >= 6) {
      if (!found.empty()) return std::string(id);
      found = c;
    }
  }
  return found.empty() ? std::string(id) : found;
}

std::vector<std::string> alert_ids(const Findings& f) {
  std::vector<std::string> out;
  for (const Alert& a : f.alerts) out.push_back(a.id);
  return out;
}

}  // namespace tocsin
