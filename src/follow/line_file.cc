// SPDX-License-Identifier: Apache-2.0
#include "follow/line_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/hash.h"
#include "core/json.h"

namespace tocsin::follow {
namespace {

constexpr std::uint64_t kHead = 4096;
constexpr std::int64_t kSettles = 900;  // milliseconds

// Up to `most` bytes from `at`; what is there.
std::string bytes_at(int fd, std::uint64_t at, std::size_t most) {
  std::string out(most, '\0');
  std::size_t got = 0;
  while (got < most) {
    const ssize_t n = ::pread(fd, out.data() + got, most - got, static_cast<off_t>(at + got));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    got += static_cast<std::size_t>(n);
  }
  out.resize(got);
  return out;
}

std::string hash_at(int fd, std::uint64_t size) {
  Sha256 hash;
  for (std::uint64_t at = 0; at < size;) {
    const std::string bytes = bytes_at(fd, at, static_cast<std::size_t>(std::min<std::uint64_t>(1 << 20, size - at)));
    if (bytes.empty()) break;
    hash.update(bytes);
    at += bytes.size();
  }
  return hash.hex();
}

// An object on a line of its own: the file is NDJSON.
bool first_line_is_object(int fd, std::uint64_t size) {
  std::string head = bytes_at(fd, 0, static_cast<std::size_t>(std::min<std::uint64_t>(size, kPiece)));
  if (head.starts_with("\xEF\xBB\xBF")) head.erase(0, 3);
  const std::size_t begin = head.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos || head[begin] != '{') return false;
  const std::size_t end = std::min(head.find('\n', begin), head.size());
  const std::size_t last = head.find_last_not_of(" \t\r,", end - 1);
  return end - begin > kPiece / 2 || (last != std::string::npos && last > begin && head[last] == '}');
}

class File {
 public:
  explicit File(const std::string& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int fd() const { return fd_; }

 private:
  int fd_;
};

}  // namespace

LineFile::LineFile(std::string path, std::optional<Position> position, bool once, Now now)
    : path_(std::move(path)), once_(once), position_(position.value_or(Position{})), known_(position.has_value()), now_(std::move(now)) {}

Status LineFile::next(News& news) {
  struct stat info {};
  news.outcome = ::stat(path_.c_str(), &info) == 0 ? "" : path_ + ": the file is not there";
  return look(news);
}

Status LineFile::look(News& news) {
  struct stat info {};
  if (::stat(path_.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return Status();  // gone for now; it may come again
  const auto size = static_cast<std::uint64_t>(info.st_size);
  const std::int64_t time = info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec;
  const bool changed = size != seen_size_ || time != seen_time_;
  closed_ = std::exchange(whole_, false);
  if (!changed && size == position_.at && time == read_time_) return Status();
  const File file(path_);
  if (file.fd() < 0) {
    if (!changed) return Status();
    seen_size_ = size, seen_time_ = time;
    news.oddities.push_back({path_, 0, "", std::string("unreadable: cannot be opened (") + std::strerror(errno) + ")", "skipped"});
    return Status();
  }
  if (size == 0) return Status();
  if (known_ && (size < position_.at || !same_head(file.fd()))) {
    news.notices.push_back(path_ + ": was cut or replaced; it is read from its start");
    position_ = {};
    known_ = false;
    skipping_ = false;
  }
  if (!known_ || position_.at == 0) by_lines_ = first_line_is_object(file.fd(), size);
  if (known_ && position_.at > 0 && seen_time_ < 0) by_lines_ = first_line_is_object(file.fd(), size);
  seen_size_ = size, seen_time_ = time;
  if (changed && now_) changed_at_ = now_();
  const bool settled = once_ || closed_ || (!changed && (!now_ || now_() - changed_at_ >= kSettles));
  if (!by_lines_ && !settled) return Status();  // perhaps still being written: later, if it stays as it is
  by_lines_ ? lines(file.fd(), size, news) : whole(file.fd(), size, news);
  if (position_.at == size) read_time_ = time;
  return Status();
}

void LineFile::lines(int fd, std::uint64_t size, News& news) {
  if (position_.at >= size) return;
  std::string bytes = bytes_at(fd, position_.at, kPiece);
  std::size_t end = bytes.rfind('\n');
  while (end == std::string::npos && bytes.size() < kLongest && position_.at + bytes.size() < size) {  // a long line
    const std::string more = bytes_at(fd, position_.at + bytes.size(), bytes.size());
    if (more.empty()) break;
    bytes += more;
    end = bytes.rfind('\n');
  }
  const std::uint64_t at = position_.at;
  if (end == std::string::npos) {
    if (bytes.size() >= kLongest) {
      if (!skipping_)
        news.oddities.push_back({path_, at, "byte " + std::to_string(at), "too_large: a line of more than 16 MiB", "quarantined"});
      skipping_ = true;
      position_.at += bytes.size();
    } else {
      // No end yet. When the file has stayed as it is since the last look, it has none.
      const bool ready = once_ || closed_ || read_time_ == seen_time_;
      read_time_ = seen_time_;
      if (!ready || !json::parse(bytes).ok()) {
        if (once_ && !std::exchange(told_, true))
          news.notices.push_back(path_ + ": ends inside a line, at byte " + std::to_string(at + bytes.size()) +
                                 "; it is read when its end is there");
        return;
      }
      position_.at += bytes.size();
      if (!skipping_) news.pieces.push_back({path_, at, std::move(bytes), false});
      skipping_ = false;
    }
  } else {
    bytes.resize(end + 1);
    position_.at += bytes.size();
    std::uint64_t begin = at;
    if (skipping_) {  // up to the end of the line that is too long
      const std::size_t over = bytes.find('\n') + 1;
      bytes.erase(0, over);
      begin += over;
      skipping_ = false;
    }
    if (!bytes.empty()) news.pieces.push_back({path_, begin, std::move(bytes), false});
  }
  keep_head(fd);
  news.positions[path_] = position_;
}

void LineFile::whole(int fd, std::uint64_t size, News& news) {
  const Position now{size, size, hash_at(fd, size)};
  const bool same = known_ && now == position_;
  position_ = now;
  known_ = true;
  if (same) return;
  news.pieces.push_back({path_, 0, "", true});
  news.positions[path_] = position_;
}

bool LineFile::same_head(int fd) const {
  if (!by_lines_ && position_.head_bytes > kHead) return true;  // read whole: compared as a whole
  return hash_at(fd, position_.head_bytes) == position_.head;
}

void LineFile::keep_head(int fd) {
  known_ = true;
  const std::uint64_t bytes = std::min(position_.at, kHead);
  if (bytes == position_.head_bytes && !position_.head.empty()) return;
  position_.head_bytes = bytes;
  position_.head = hash_at(fd, bytes);
}

}  // namespace tocsin::follow
