// SPDX-License-Identifier: Apache-2.0
// Who speaks under several names: a source named in two languages is one source. Nothing is translated: that two names are one
// is said by the register's aliases, by a channel that carries both, or by a text that gives one in brackets behind the other.
//
//   "Tamarisk Voice (صوت الأثل) counted four dead."   also_called(text, "Tamarisk Voice") → {"صوت الأثل"}
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "link/outlets.h"

namespace tocsin::link {

class Voices {
 public:
  Voices() = default;
  Voices(const std::vector<Outlet>& outlets, const std::vector<RegisterLine>& listed);

  // One key for all names of one voice: that of the first name, else text::name_key.
  std::string key(const std::string& name) const;

  friend bool operator==(const Voices&, const Voices&) = default;

 private:
  void one(const std::string& name, const std::vector<std::string>& aliases);

  std::map<std::string, std::string> first_;   // name_key of a name that is not its first → that of the first
};

// Names in another script that `text` has in brackets right behind `name`.
std::vector<std::string> also_called(std::string_view text, std::string_view name);

}  // namespace tocsin::link
