// SPDX-License-Identifier: Apache-2.0
// Where new input comes from. A source is asked again and again for what is new, and says how far it is, so that a later
// run can go on there.
//
//   std::unique_ptr<Source> source = open_source("posts.ndjson", positions, false);
//   News news;
//   source->next(news);     // news.pieces: {"posts.ndjson", at 0, "{…}\n{…}\n"}; news.positions: {"posts.ndjson": 812}
//   source->next(news);     // nothing, until the file grows
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tocsin/records.h"
#include "tocsin/status.h"

namespace tocsin::follow {

struct Piece {
  std::string file;
  std::uint64_t at = 0;
  std::string lines;    // NDJSON, each with its end but perhaps the last
  bool whole = false;   // no lines: the file is to be read whole, whatever its format
  std::string feed = {};  // not empty: the file holds what this address answered, and is a feed or nothing
  bool spooled = false;   // the file was written now, and may go if no document comes of it
};

// head: SHA-256 of the file's first head_bytes bytes, by which it is known again.
struct Position {
  std::uint64_t at = 0, head_bytes = 0;
  std::string head;

  friend bool operator==(const Position&, const Position&) = default;
};

// What a feed is asked with, and when.
struct FeedState {
  std::string etag, modified, sha256;  // of the last answer
  std::int64_t due = 0;                // milliseconds since 1970; not before
  unsigned failures = 0;               // one after the other
  bool gone = false;                   // 410: never asked again

  friend bool operator==(const FeedState&, const FeedState&) = default;
};

// What a source has to say. What it says of positions holds when all pieces are kept.
struct News {
  std::vector<Piece> pieces;
  std::vector<Oddity> oddities;
  std::vector<std::string> notices;  // for the person who runs it
  std::map<std::string, Position> positions;
  std::optional<std::string> outcome;  // it was tried; empty: it went well, else what went wrong
  std::optional<FeedState> feed;       // of a feed, to be kept with the pieces

  bool empty() const { return pieces.empty() && oddities.empty() && positions.empty(); }
};

class Source {
 public:
  virtual ~Source() = default;
  // What is new, about a megabyte at most; never waits.
  virtual Status next(News& news) = 0;
  // The file of a piece it handed over is not what it should be: it went wrong after all.
  virtual void refused(const std::string& why, News& news) { news.outcome = why; }
  virtual bool ended() const { return false; }      // nothing will come any more
  virtual bool expecting() const { return false; }  // something was asked for and is on its way
  virtual int descriptor() const { return -1; }     // can be read when there may be more; asked before next()
};

// How far a file was read in an earlier run.
using Positions = std::function<Result<std::optional<Position>>(const std::string& file)>;

// Milliseconds by any clock. Without one, a file that is the same at two looks has stayed as it is.
using Now = std::function<std::int64_t()>;

// "-": standard input; a file; a folder, looked through each time. `once`: a last line without its end is read at once, if it is whole.
// Code::no_input when there is nothing at `name`.
Result<std::unique_ptr<Source>> open_source(const std::string& name, const Positions& positions, bool once, const Now& now = {});

inline constexpr std::size_t kPiece = std::size_t{1} << 20;    // bytes
inline constexpr std::size_t kLongest = std::size_t{1} << 24;  // of a line

}  // namespace tocsin::follow
