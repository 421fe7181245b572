// SPDX-License-Identifier: Apache-2.0
#include "engine/tracing.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <istream>
#include <string>
#include <vector>

#include "brief/json.h"
#include "core/crew.h"
#include "engine/translations.h"
#include "ingest/plain_lines.h"
#include "trace/trace.h"

namespace tocsin {
namespace {

// The whole lines of a stream, some thousands at a time.
class LineBlocks {
 public:
  explicit LineBlocks(std::istream& in) : in_(in) {}

  struct Line {
    std::string_view bytes;  // json::FieldReader::kPadding more can be read
    std::size_t number;      // from 1
    std::uint64_t at;        // in the stream
  };

  // Empty: the end. The lines last until the next call.
  const std::vector<Line>& next() {
    lines_.clear();
    while (lines_.size() < kTogether) {
      const char* const begin = buffer_.data() + begin_;
      const void* const end = begin_ < end_ ? std::memchr(begin + searched_, '\n', end_ - begin_ - searched_) : nullptr;
      if (!end && !over_) {
        searched_ = end_ - begin_;
        if (!lines_.empty()) break;  // what was found lies where more would be read to
        read_more();
        continue;
      }
      if (!end && begin_ == end_) break;
      const auto size = end ? static_cast<std::size_t>(static_cast<const char*>(end) - begin) : end_ - begin_;
      const std::string_view line(begin, size);
      ++number_;
      if (line.find_first_not_of(" \t\r") != std::string_view::npos) lines_.push_back({line, number_, at_});
      const std::size_t taken = size + (end ? 1 : 0);
      begin_ += taken;
      at_ += taken;
      searched_ = 0;
    }
    return lines_;
  }

 private:
  void read_more() {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    if (buffer_.size() < end_ + kChunk + json::FieldReader::kPadding)
      buffer_.resize(end_ + kChunk + json::FieldReader::kPadding);
    in_.read(buffer_.data() + end_, static_cast<std::streamsize>(kChunk));
    end_ += static_cast<std::size_t>(in_.gcount());
    over_ = in_.gcount() < static_cast<std::streamsize>(kChunk);
  }

  static constexpr std::size_t kTogether = 8 * trace::Tracer::kBlock, kChunk = std::size_t{1} << 20;
  std::istream& in_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0, searched_ = 0;
  std::size_t number_ = 0;
  std::uint64_t at_ = 0;
  bool over_ = false;
  std::vector<Line> lines_;
};

// What a worker read of the lines of one block; strings in one piece of memory that is used again.
struct Reader {
  ingest::PlainLineReader plain;
  std::vector<std::string> arena;  // grows by pieces, so that views stay
  std::size_t piece = 0;

  static constexpr std::size_t kPiece = std::size_t{1} << 20;
  std::string_view keep(std::string_view s) {
    if (s.empty()) return {};
    while (piece < arena.size() && arena[piece].size() + s.size() > arena[piece].capacity()) ++piece;
    if (piece == arena.size()) arena.emplace_back().reserve(std::max(kPiece, s.size()));
    std::string& room = arena[piece];
    const std::size_t at = room.size();
    room.append(s);
    return std::string_view(room).substr(at);
  }
  void clear() {
    for (std::string& s : arena) s.clear();
    piece = 0;
  }
};

enum class Seen : std::uint8_t { plain, other, unreadable };

// More messages than this are looked at for translations only if asked ("auto"): their texts must be kept, and a look at
// each takes longer than tracing it.
constexpr std::size_t kLookedAt = 10000;

// The texts that translations are looked for among.
class Kept {
 public:
  explicit Kept(std::string_view translations)
      : most_(translations == "none" ? 0 : translations == "auto" ? kLookedAt : ~std::size_t{0}) {}

  void add(const std::vector<trace::Entry>& entries) {
    if (seen_ > most_) return;
    seen_ += entries.size();
    if (seen_ > most_) texts_.clear();
    for (std::size_t i = 0; i < entries.size() && seen_ <= most_; ++i)
      texts_.push_back({std::string(entries[i].text), std::string(entries[i].lang)});
  }
  // None where there were too many.
  std::vector<trace::Entry> entries() const {
    std::vector<trace::Entry> out(texts_.size());
    for (std::size_t i = 0; i < texts_.size(); ++i) out[i].text = texts_[i].text, out[i].lang = texts_[i].lang;
    return out;
  }

 private:
  struct Text {
    std::string text, lang;
  };
  std::size_t most_, seen_ = 0;
  std::deque<Text> texts_;
};

}  // namespace

Status trace_lines(std::istream& in, std::string_view name, const Options& options, const ingest::Key& key,
                   const Notice& notice, Sink& sink, Progress* progress) {
  const unsigned threads = options.threads ? options.threads : Crew::processors();
  Crew crew(threads);
  trace::Tracer tracer(crew);
  Kept texts(options.translations);
  std::size_t read = 0;
  {
    std::deque<Reader> readers(crew.size());
    LineBlocks blocks(in);
    std::vector<trace::Entry> entries;
    std::vector<Seen> seen;
    std::deque<Document> documents;  // of lines that are not plain
    Status unreadable;
    for (;;) {
      const std::vector<LineBlocks::Line>& lines = blocks.next();
      if (lines.empty()) break;
      for (Reader& reader : readers) reader.clear();
      documents.clear();
      entries.assign(lines.size(), {});
      seen.assign(lines.size(), Seen::other);
      crew.each(lines.size(), 64, [&](std::size_t begin, std::size_t end, unsigned worker) {
        Reader& reader = readers[worker];
        for (std::size_t i = begin; i < end; ++i) {
          const std::optional<ingest::PlainLine> line = reader.plain.read(lines[i].bytes);
          if (!line) continue;
          seen[i] = Seen::plain;
          entries[i] = {reader.keep(line->id),   reader.keep(line->text), reader.keep(line->channel),
                        reader.keep(line->forwarded_from), reader.keep(line->lang), line->published};
        }
      });
      for (std::size_t i = 0; i < lines.size(); ++i) {
        if (seen[i] == Seen::plain) continue;
        const auto tell = [&](const std::string& what) {
          if (notice) notice(std::string(name) + ":" + std::to_string(lines[i].number) + ": " + what);
        };
        std::vector<Oddity> oddities;
        Result<Document> document =
            ingest::ndjson_document(lines[i].bytes, name, lines[i].at, options.input, key, oddities);
        for (const Oddity& o : oddities) tell(o.what);
        if (!document.ok()) {
          tell(document.status().message());
          unreadable = Status(Code::no_input, std::string(name) + ":" + std::to_string(lines[i].number) + ": " +
                                                  document.status().message());
          seen[i] = Seen::unreadable;
          continue;
        }
        const Document& d = documents.emplace_back(std::move(*document));
        entries[i] = {d.source_id, d.text, d.channel, d.forwarded_from, d.lang, d.published};
      }
      std::size_t kept = 0;
      for (std::size_t i = 0; i < entries.size(); ++i)
        if (seen[i] != Seen::unreadable) entries[kept++] = entries[i];
      entries.resize(kept);
      tracer.add(entries);
      texts.add(entries);
      read += kept;
      if (progress) progress->update("messages traced", read, 0);
    }
    if (read == 0 && !unreadable.ok()) return unreadable;
  }

  const std::vector<trace::Placing> placings = tracer.placings(translated_pairs(texts.entries(), options, kUnasked, notice));
  constexpr std::size_t kLines = 8192;
  std::vector<std::string> out((crew.size() * 2));
  for (std::size_t i = 0; i < placings.size();) {
    const std::size_t parts = std::min(out.size(), (placings.size() - i + kLines - 1) / kLines);
    crew.each(parts, 1, [&](std::size_t begin, std::size_t end, unsigned) {
      for (std::size_t part = begin; part < end; ++part) {
        out[part].clear();
        const std::size_t last = std::min(placings.size(), i + (part + 1) * kLines);
        for (std::size_t n = i + part * kLines; n < last; ++n) {
          const trace::Placing& p = placings[n];
          const bool first = p.relation == Relation::first;
          brief::append_trace_line(tracer.id(static_cast<std::uint32_t>(n)), tracer.id(p.family), p.relation,
                                   first ? std::string_view() : tracer.id(p.of), p.similarity, out[part]);
        }
      }
    });
    for (std::size_t part = 0; part < parts; ++part)
      if (const Status written = sink.write(out[part]); !written.ok()) return written;
    i += parts * kLines;
  }
  return Status();
}

}  // namespace tocsin
