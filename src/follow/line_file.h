// SPDX-License-Identifier: Apache-2.0
// A file that grows at its end, line by line; or, where its first line is no object of its own, a file that is read whole
// whenever it has changed.
#pragma once

#include "follow/follow.h"

namespace tocsin::follow {

class LineFile : public Source {
 public:
  LineFile(std::string path, std::optional<Position> position, bool once, Now now = {});
  Status next(News& news) override;
  Status look(News& news);  // the same, and says nothing of whether it is there
  void is_whole() { whole_ = true; }  // nobody writes it any more, for now

 private:
  void lines(int fd, std::uint64_t size, News& news);
  void whole(int fd, std::uint64_t size, News& news);
  bool same_head(int fd) const;
  void keep_head(int fd);

  std::string path_;
  bool once_;
  Position position_;
  bool known_ = false;             // position_ is of this file, as far as its head tells
  bool by_lines_ = true;
  bool whole_ = false, closed_ = false;  // it need not stay as it is for a while: from the next look on, at this look
  bool told_ = false;              // that it ends inside a line
  bool skipping_ = false;          // inside a line that is too long
  std::uint64_t seen_size_ = ~std::uint64_t{0};
  std::int64_t seen_time_ = -1, read_time_ = -1;
  Now now_;
  std::int64_t changed_at_ = 0;    // by now_
};

}  // namespace tocsin::follow
