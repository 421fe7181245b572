// SPDX-License-Identifier: Apache-2.0
#include "follow/folder.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

namespace tocsin::follow {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MODIFY | IN_CREATE | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
constexpr std::int64_t kLookEvery = 900;  // milliseconds

}  // namespace

FolderEvents::FolderEvents() : fd_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

FolderEvents::~FolderEvents() {
  if (fd_ >= 0) ::close(fd_);
}

void FolderEvents::watch(const std::string& folder) {
  if (fd_ < 0) return;
  const int number = ::inotify_add_watch(fd_, folder.c_str(), kEvents);
  if (number >= 0) folders_[number] = folder;
}

bool FolderEvents::take(std::set<std::string>& closed) {
  bool any = false;
  alignas(inotify_event) char buffer[16384];
  for (ssize_t n = 0; fd_ >= 0 && (n = ::read(fd_, buffer, sizeof buffer)) > 0;) {
    any = true;
    for (ssize_t at = 0; at < n;) {
      inotify_event event{};
      std::memcpy(&event, buffer + at, sizeof event);
      const char* name = buffer + at + sizeof event;
      at += static_cast<ssize_t>(sizeof event + event.len);
      const auto folder = folders_.find(event.wd);
      if (folder == folders_.end()) continue;
      if ((event.mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) && event.len > 0) closed.insert(folder->second + "/" + name);
      if (event.mask & IN_IGNORED) folders_.erase(folder);
    }
  }
  return any;
}

Folder::Folder(std::string path, Positions positions, bool once, Now now)
    : path_(std::move(path)), positions_(std::move(positions)), once_(once), now_(std::move(now)) {
  while (path_.size() > 1 && path_.ends_with('/')) path_.pop_back();
}

Status Folder::next(News& news) {
  if (at_ == order_.size()) {  // looked through once more
    if (!due()) return Status();
    look(news);
    at_ = 0;
  }
  for (; at_ < order_.size(); ++at_) {
    LineFile& file = *files_.at(order_[at_]);
    const Status s = file.look(news);
    if (!s.ok() || !news.empty()) return s;  // the same file again, until it has nothing more
  }
  return Status();
}

// When the kernel says so, and else now and then.
bool Folder::due() {
  const bool told = events_.take(closed_);
  if (!told && now_ && now_() - looked_ < kLookEvery) return false;
  if (now_) looked_ = now_();
  return true;
}

void Folder::look(News& news) {
  std::error_code error;
  if (fs::is_directory(path_, error) != there_) {
    there_ = !there_;
    news.notices.push_back(path_ + (there_ ? ": is there again" : ": the folder is not there any more; it is read on when it comes back"));
  }
  news.outcome = there_ ? "" : path_ + ": the folder is not there";
  events_.watch(path_);
  for (fs::recursive_directory_iterator it(path_, fs::directory_options::skip_permission_denied, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const fs::file_type type = it->symlink_status(error).type();
    if (type == fs::file_type::directory) {
      if (name.starts_with('.')) it.disable_recursion_pending();
      else events_.watch(it->path().string());
    }
    if (name.starts_with('.') || name.ends_with(".meta.json") || type != fs::file_type::regular) continue;
    const std::string path = it->path().string();
    if (files_.contains(path)) continue;
    const Result<std::optional<Position>> position = positions_(path);
    files_[path] = std::make_unique<LineFile>(path, position.ok() ? *position : std::nullopt, once_, now_);
  }
  for (const std::string& path : closed_)
    if (const auto file = files_.find(path); file != files_.end()) file->second->is_whole();
  closed_.clear();
  order_.clear();
  for (const auto& [path, file] : files_) order_.push_back(path);
}

}  // namespace tocsin::follow
