// SPDX-License-Identifier: Apache-2.0
// Every file in a folder and the folders in it, and those that come; not hidden ones, and no link is followed. Looked through
// at each turn; the kernel's events (inotify) only say that a look is due now, and which files are whole: whoever wrote them
// has closed them, or moved them here. Where there are no events (a network's file system), a file is whole when it has stayed
// as it is between two looks.
#pragma once

#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "follow/line_file.h"

namespace tocsin::follow {

// Events of folders, by path.
class FolderEvents {
 public:
  FolderEvents();
  ~FolderEvents();
  FolderEvents(const FolderEvents&) = delete;
  FolderEvents& operator=(const FolderEvents&) = delete;

  int descriptor() const { return fd_; }
  void watch(const std::string& folder);                // again: nothing new
  bool take(std::set<std::string>& closed);             // since the last call: whether there were any, and files that were closed

 private:
  int fd_;
  std::map<int, std::string> folders_;
};

class Folder : public Source {
 public:
  Folder(std::string path, Positions positions, bool once, Now now = {});
  Status next(News& news) override;
  int descriptor() const override { return events_.descriptor(); }

 private:
  void look(News& news);
  bool due();

  std::string path_;
  Positions positions_;
  bool once_;
  Now now_;
  FolderEvents events_;
  std::map<std::string, std::unique_ptr<LineFile>> files_;
  std::vector<std::string> order_;
  std::size_t at_ = 0;
  std::set<std::string> closed_;
  std::int64_t looked_ = std::numeric_limits<std::int64_t>::min() / 2;  // by now_
  bool there_ = true;
};

}  // namespace tocsin::follow
