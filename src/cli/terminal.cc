// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace tocsin::cli {
namespace {

// Controls never reach the terminal, whatever a file name holds.
std::string shown(std::string_view line) {
  std::string out;
  for (const char c : line) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  return out;
}

}  // namespace

Terminal::Terminal() {
  const char* no_colour = std::getenv("NO_COLOR");
  style_.colour = isatty(STDOUT_FILENO) && !(no_colour && *no_colour);
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    style_.width = std::clamp<int>(size.ws_col, 40, 120);
  bar_ = isatty(STDERR_FILENO);
}

Terminal::~Terminal() {
  clear_bar();
  if (out_ != stdout && out_) std::fclose(out_);
  if (!partial_.empty()) unlink(partial_.c_str());
}

Status Terminal::redirect(const std::string& path) {
  path_ = path;
  partial_ = path + ".partial";
  out_ = std::fopen(partial_.c_str(), "wb");
  style_.colour = false;
  style_.width = 80;
  if (out_) return Status();
  partial_.clear();
  return Status(Code::usage, path + ": cannot be written: " + std::strerror(errno));
}

Status Terminal::write(std::string_view bytes) {
  clear_bar();
  if (std::fwrite(bytes.data(), 1, bytes.size(), out_) == bytes.size()) return Status();
  return Status(Code::usage, (path_.empty() ? "standard output" : path_) + ": " + std::strerror(errno));
}

Status Terminal::finish() {
  clear_bar();
  const std::string name = path_.empty() ? "standard output" : path_;
  if (std::fflush(out_) != 0) return Status(Code::usage, name + ": " + std::strerror(errno));
  if (path_.empty()) return Status();
  const bool closed = std::fclose(out_) == 0;
  out_ = nullptr;
  if (!closed || std::rename(partial_.c_str(), path_.c_str()) != 0)
    return Status(Code::usage, name + ": " + std::strerror(errno));
  partial_.clear();
  return Status();
}

void Terminal::update(std::string_view what, std::uint64_t done, std::uint64_t total) {
  if (!bar_) return;
  std::string line(what);
  if (total > 0) {
    constexpr std::uint64_t kCells = 30;
    const std::uint64_t full = std::min(done, total) * kCells / total;
    line += "  [" + std::string(full, '#') + std::string(kCells - full, '.') + "] " +
            std::to_string(std::min(done, total) * 100 / total) + " %";
  } else {
    line += "  " + std::to_string(done);
  }
  std::fprintf(stderr, "\r\x1b[2K%s", line.c_str());
  bar_shown_ = true;
}

void Terminal::clear_bar() {
  if (bar_shown_) std::fprintf(stderr, "\r\x1b[2K");
  bar_shown_ = false;
}

void Terminal::notice(const std::string& line) {
  clear_bar();
  std::fprintf(stderr, "tocsin: %s\n", shown(line).c_str());
}

}  // namespace tocsin::cli
