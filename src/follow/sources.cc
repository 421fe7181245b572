// SPDX-License-Identifier: Apache-2.0
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "follow/folder.h"

namespace tocsin::follow {

namespace fs = std::filesystem;

namespace {

// Standard input: read once, so that no position is kept.
class Pipe : public Source {
 public:
  Status next(News& news) override {
    if (ended_) return Status();
    pollfd ready{STDIN_FILENO, POLLIN, 0};
    while (held_.size() < kPiece && ::poll(&ready, 1, 0) > 0) {
      char buffer[1 << 16];
      const ssize_t n = ::read(STDIN_FILENO, buffer, sizeof buffer);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) {
        ended_ = true;
        if (n < 0) news.notices.push_back(std::string("standard input: ") + std::strerror(errno));
        break;
      }
      held_.append(buffer, static_cast<std::size_t>(n));
      if (held_.size() - searched_ > kLongest) break;
    }
    std::size_t end = held_.rfind('\n');
    end = end == std::string::npos || end < searched_ ? 0 : end + 1;
    if (ended_) end = held_.size();
    if (end == 0) {
      if (held_.size() > kLongest) {
        if (!skipping_)
          news.oddities.push_back({"-", at_, "byte " + std::to_string(at_), "too_large: a line of more than 16 MiB", "quarantined"});
        skipping_ = true;
        at_ += held_.size();
        held_.clear();
      }
      searched_ = held_.size();
      return Status();
    }
    std::string lines = held_.substr(0, end);
    held_.erase(0, end);
    searched_ = held_.size();
    std::uint64_t at = at_;
    at_ += end;
    if (skipping_) {
      const std::size_t over = std::min(lines.find('\n'), lines.size() - 1) + 1;
      lines.erase(0, over);
      at += over;
      skipping_ = false;
    }
    if (!lines.empty()) news.pieces.push_back({"-", at, std::move(lines), false});
    return Status();
  }
  bool ended() const override { return ended_; }
  int descriptor() const override { return ended_ ? -1 : STDIN_FILENO; }

 private:
  std::string held_;
  std::size_t searched_ = 0;
  std::uint64_t at_ = 0;
  bool skipping_ = false, ended_ = false;
};

}  // namespace

Result<std::unique_ptr<Source>> open_source(const std::string& name, const Positions& positions, bool once, const Now& now) {
  if (name == "-") return std::unique_ptr<Source>(std::make_unique<Pipe>());
  std::error_code error;
  const fs::file_status status = fs::status(name, error);
  if (fs::is_directory(status)) return std::unique_ptr<Source>(std::make_unique<Folder>(name, positions, once, now));
  if (!fs::exists(status)) return Status(Code::no_input, name + ": no such file or folder");
  if (!fs::is_regular_file(status))
    return Status(Code::no_input, name + ": is no file or folder; pipe it to \"-\"");
  const Result<std::optional<Position>> position = positions(name);
  if (!position.ok()) return position.status();
  return std::unique_ptr<Source>(std::make_unique<LineFile>(name, *position, once, now));
}

}  // namespace tocsin::follow
