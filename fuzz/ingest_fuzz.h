// SPDX-License-Identifier: Apache-2.0
// For the fuzz targets of ingest: a receiver that ends the program when a promise of ingest.h is broken.
#pragma once

#include <cstdlib>
#include <string>

#include "core/utf8.h"
#include "ingest/intake.h"

namespace tocsin::fuzz {

class Checked : public ingest::Receiver {
 public:
  // `private_too`: what only a purpose opens is read as well.
  explicit Checked(std::size_t size, bool private_too = false) : size_(size) {
    options_.include_private = private_too;
    options_.purpose = private_too ? "fuzz" : "";
  }

  ingest::Intake intake() { return {"fuzz", "00", options_, key_, *this}; }

  Status document(Document d) override {
    // UTF-16 input is converted, and grows at most threefold.
    if (d.text.empty() || d.id.empty() || d.at > 3 * size_ || utf8::first_invalid(d.text) != std::string::npos)
      std::abort();
    return {};
  }
  void oddity(Oddity o) override {
    if (o.at > 3 * size_ || utf8::first_invalid(o.what) != std::string::npos) std::abort();
    for (const char c : o.what + o.record)
      if (static_cast<unsigned char>(c) < 0x20) std::abort();
  }
  void skipped(const std::string&, std::string_view) override {}
  void ends_well(const Status& status) {
    if (!status.ok()) std::abort();  // this receiver never refuses, so nothing else may
  }

 private:
  std::size_t size_;
  InputOptions options_;
  ingest::Key key_{std::string(32, 'k')};
};

}  // namespace tocsin::fuzz
