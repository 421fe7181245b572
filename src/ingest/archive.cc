// SPDX-License-Identifier: Apache-2.0
#include "ingest/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "core/utf8.h"

namespace tocsin::ingest {
namespace {

using Take = std::function<Status(Member)>;
using Wanted = std::function<bool(const std::string&)>;
constexpr int kMostBreaks = 100;  // after each the archive is opened again

using Handle = std::unique_ptr<archive, decltype(&archive_read_free)>;

std::string safe_name(std::string_view raw) {
  std::string name = utf8::repaired(raw), out;
  std::replace(name.begin(), name.end(), '\\', '/');
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const std::string part = name.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == "." || part == "..") continue;
    out += (out.empty() ? "" : "/") + part;
  }
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  return out.empty() ? "member" : out;
}

std::string name_of(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  return safe_name(name == nullptr ? "" : name);
}

MemberState state_of(archive_entry* entry) {
  if (archive_entry_hardlink(entry) != nullptr || archive_entry_filetype(entry) == AE_IFLNK) return MemberState::link;
  if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0) return MemberState::device;
  return archive_entry_is_data_encrypted(entry) ? MemberState::locked : MemberState::whole;
}

class Opened {
 public:
  Opened(std::string_view bytes, Unpacking& left) : archive_(archive_read_new(), archive_read_free), left_(left) {
    archive* a = archive_.get();
    if (a == nullptr) return;
    archive_read_support_filter_gzip(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_filter_bzip2(a);
    archive_read_support_filter_xz(a);
    archive_read_support_format_zip(a);
    archive_read_support_format_tar(a);
    archive_read_support_format_raw(a);
    opened_ = archive_read_open_memory(a, bytes.data(), bytes.size()) == ARCHIVE_OK;
  }

  // Without the first `done` members, which were taken before the archive had to be opened again.
  ArchiveEnd run(std::uint64_t done, const Take& take, const Wanted& wanted) {
    if (!opened_) return broken();
    archive* a = archive_.get();
    for (archive_entry* entry = nullptr;;) {
      const int result = archive_read_next_header(a, &entry);
      if (result == ARCHIVE_EOF) return {};
      if (result == ARCHIVE_RETRY) continue;
      if (result != ARCHIVE_OK && result != ARCHIVE_WARN) return broken();
      const bool raw = archive_format(a) == ARCHIVE_FORMAT_RAW;
      if (raw && archive_filter_count(a) <= 1) return {ArchiveEnd::broken, "it begins like an archive and is none", {}};
      if (archive_entry_filetype(entry) == AE_IFDIR) continue;
      Member member{raw ? std::string() : distinct(name_of(entry)), {}, state_of(entry)};
      if (++members_ <= done) continue;
      if (left_.members_left == 0) return {ArchiveEnd::too_many, {}, {}};
      --left_.members_left;
      bool goes_on = true;
      const bool keep = !wanted || wanted(member.name);
      if (member.state == MemberState::whole && !read(member, keep, goes_on)) return {ArchiveEnd::too_large, {}, {}};
      if (Status status = take(std::move(member)); !status.ok()) return {ArchiveEnd::stopped, {}, std::move(status)};
      if (!goes_on) return broken();
    }
  }

  // After a break: whether the members after it can be found by the archive's own list.
  bool has_list() { return (archive_format(archive_.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP; }
  std::uint64_t members() const { return members_; }

 private:
  // False: more than is allowed. `goes_on`: false when nothing can be read after this member.
  bool read(Member& member, bool keep, bool& goes_on) {
    for (;;) {
      const la_ssize_t n = archive_read_data(archive_.get(), piece_.data(), piece_.size());
      if (n == 0) return true;
      if (n == ARCHIVE_RETRY) continue;
      if (n < 0) {
        goes_on = n != ARCHIVE_FATAL;
        member.state = goes_on ? MemberState::damaged : MemberState::cut;
        return true;
      }
      if (static_cast<std::uint64_t>(n) > left_.bytes_left) return false;
      left_.bytes_left -= static_cast<std::uint64_t>(n);
      if (keep) member.bytes.append(piece_.data(), static_cast<std::size_t>(n));
    }
  }

  std::string distinct(const std::string& name) {
    const int count = ++seen_[name];
    return count == 1 ? name : name + "#" + std::to_string(count);
  }

  ArchiveEnd broken() const {
    const char* why = archive_error_string(archive_.get());
    return {ArchiveEnd::broken, why == nullptr ? "it cannot be read" : why, {}};
  }

  Handle archive_;
  Unpacking& left_;
  bool opened_ = false;
  std::uint64_t members_ = 0;
  std::map<std::string, int> seen_;
  std::array<char, 1 << 16> piece_;
};

}  // namespace

Unpacking unpacking_of(std::uint64_t archive_bytes) {
  const std::uint64_t by_ratio = std::max(kFreeUnpacked, archive_bytes * kMaxRatio);
  return {std::min(kMaxUnpacked, by_ratio), kMaxMembers, 0};
}

ArchiveEnd read_archive(std::string_view bytes, Unpacking& left, const Take& take, const Wanted& wanted) {
  ArchiveEnd end;
  std::uint64_t done = 0;
  for (int opened = 0; opened < kMostBreaks; ++opened) {
    const auto archive = std::make_unique<Opened>(bytes, left);
    end = archive->run(done, take, wanted);
    if (end.how != ArchiveEnd::broken || archive->members() <= done || !archive->has_list()) break;
    done = archive->members();
  }
  return end;
}

}  // namespace tocsin::ingest
