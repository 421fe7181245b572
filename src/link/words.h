// SPDX-License-Identifier: Apache-2.0
// Whether a text holds a word of a list, whole and whatever its case or letter forms.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace tocsin::link {

class WordSet {
 public:
  // The words of a built-in list; with `column` and `value`, only those rows.
  explicit WordSet(std::string_view file, std::string_view column = {}, std::string_view value = {});
  bool in(std::string_view text) const;

 private:
  std::set<std::string, std::less<>> words_;
};

}  // namespace tocsin::link
