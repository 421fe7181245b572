// SPDX-License-Identifier: Apache-2.0
// Where a command prints: standard output or a file, and notices and progress on standard error.
// Colour and progress only where a person looks: a terminal, and no NO_COLOR.
#pragma once

#include <cstdio>
#include <string>

#include "tocsin/engine.h"

namespace tocsin::cli {

class Terminal : public Sink, public Progress {
 public:
  Terminal();
  ~Terminal() override;

  // Output goes to `path` from here on: written beside it first, put in its place by `finish`.
  Status redirect(const std::string& path);
  // Everything written has arrived: not ok when the disk is full or the reader has gone.
  Status finish();

  Status write(std::string_view bytes) override;
  void update(std::string_view what, std::uint64_t done, std::uint64_t total) override;
  void notice(const std::string& line);  // "tocsin: …" on standard error
  const Style& style() const { return style_; }

 private:
  void clear_bar();

  Style style_;
  bool bar_ = false;  // standard error is a terminal
  bool bar_shown_ = false;
  std::FILE* out_ = stdout;
  std::string path_, partial_;
};

}  // namespace tocsin::cli
