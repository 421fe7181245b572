// SPDX-License-Identifier: Apache-2.0
#include "ingest/archived.h"

#include <algorithm>
#include <map>
#include <set>

#include "ingest/any_format.h"
#include "ingest/archive.h"

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_sidecar(const std::string& name) { return name.ends_with(kSidecarEnd); }

bool is_hidden(std::string_view name) {
  return name.starts_with('.') || name.find("/.") != npos || name.starts_with("__MACOSX/");
}

// Names stand in the clear in these, so that what has no sidecar need not be unpacked for them.
bool shows_names(std::string_view bytes) {
  return bytes.starts_with("PK") || bytes.substr(std::min<std::size_t>(257, bytes.size())).starts_with("ustar");
}

class Members {
 public:
  Members(std::string_view bytes, Unpacking& left, Intake& intake) : bytes_(bytes), left_(left), intake_(intake) {}

  Status run() {
    if (!shows_names(bytes_) || bytes_.find(kSidecarEnd) != npos) look_for_sidecars();
    const ArchiveEnd end = read_archive(bytes_, left_, [&](Member member) { return take(std::move(member)); });
    switch (end.how) {
      case ArchiveEnd::well:
        return {};
      case ArchiveEnd::stopped:
        return end.status;
      case ArchiveEnd::broken:
        odd(Odd::truncated, "the archive breaks off here (" + end.reason + "); everything before it was read");
        return {};
      case ArchiveEnd::too_large:
        odd(Odd::too_large, "unpacks to more than " + std::to_string(kMaxRatio) + " times its size or " +
                                std::to_string(kMaxUnpacked >> 30) + " GiB; what came before was read");
        return {};
      case ArchiveEnd::too_many:
        odd(Odd::too_large, "more than " + std::to_string(kMaxMembers) + " files; those before were read");
    }
    return {};
  }

 private:
  // They may stand before or after their files.
  void look_for_sidecars() {
    Unpacking left = left_;
    const auto keep = [&](Member member) {
      if (is_sidecar(member.name))
        sidecars_.emplace(member.name, std::move(member.bytes));
      else
        names_.insert(member.name);
      return Status();
    };
    (void)read_archive(bytes_, left, keep, is_sidecar);
  }

  Status take(Member member) {
    Intake inner = intake_.member(member.name, left_);
    const auto says = [&](Odd kind, std::string_view what) { inner.oddity(kind, 0, "", what); };
    Status status;
    if (member.state == MemberState::link) {
      says(Odd::link, "links in an archive are not followed");
    } else if (member.state == MemberState::device) {
      says(Odd::not_a_file, "a device, pipe or socket in an archive is not read");
    } else if (member.state == MemberState::locked) {
      says(Odd::unreadable, "encrypted; unpack it with its password first");
    } else if (is_hidden(member.name)) {
      inner.skipped("hidden_file");
    } else if (is_sidecar(member.name)) {
      if (!names_.contains(member.name.substr(0, member.name.size() - kSidecarEnd.size())))
        says(Odd::lone_sidecar, "the file it describes is not here; put it beside, under the same name");
    } else {
      if (member.state == MemberState::cut)
        inner.oddity(Odd::truncated, member.bytes.size(), "", "the archive breaks off inside this file; its beginning is read");
      if (member.state == MemberState::damaged) says(Odd::damaged, "its checksum differs; read as it is");
      status = any_format(
          member.bytes, [&] { return sidecar(member.name, inner); }, inner, named_as_media(member.name));
    }
    inner.finish();
    return status;
  }

  ArticleFacts sidecar(const std::string& name, const Intake& inner) const {
    const auto found = sidecars_.find(name + std::string(kSidecarEnd));
    if (name.empty() || found == sidecars_.end()) return {};
    return read_sidecar(found->second, inner.file() + std::string(kSidecarEnd), inner.receiver());
  }

  void odd(Odd kind, std::string_view what) { intake_.oddity(kind, 0, "", what); }

  std::string_view bytes_;
  Unpacking& left_;
  Intake& intake_;
  std::map<std::string, std::string> sidecars_;
  std::set<std::string> names_;
};

// `path` as it stands after the archive's own name.
std::optional<std::string> member_at(std::string_view bytes, std::string_view path, Unpacking& left) {
  if (sniff_binary(bytes).format != Format::archive)
    return path.empty() ? std::optional<std::string>(bytes) : std::nullopt;
  if (left.depth == kMaxArchives) return std::nullopt;
  ++left.depth;
  std::optional<std::string> found;
  const auto take = [&](Member member) {
    const std::string inside = member.name + std::string(kMemberMark);
    if (member.name.empty())
      found = member_at(member.bytes, path, left);
    else if (member.name == path)
      found = member_at(member.bytes, {}, left);
    else if (path.starts_with(inside))
      found = member_at(member.bytes, path.substr(inside.size()), left);
    return found ? Status(Code::not_found, "found") : Status();  // nothing more is needed
  };
  const auto wanted = [&](const std::string& name) { return name.empty() || path.starts_with(name); };
  (void)read_archive(bytes, left, take, wanted);
  --left.depth;
  return found;
}

}  // namespace

Status archived(std::string_view bytes, Intake& intake) {
  Unpacking own = unpacking_of(bytes.size());
  Unpacking& left = intake.unpacking() == nullptr ? own : *intake.unpacking();
  if (left.depth == kMaxArchives) {
    intake.oddity(Odd::too_deep, 0, "", "more than " + std::to_string(kMaxArchives) + " archives one inside the other");
    return {};
  }
  ++left.depth;
  Status status = Members(bytes, left, intake).run();
  --left.depth;
  return status;
}

std::optional<std::string> archived_file(std::string_view archive, std::string_view file) {
  // A folder's name may end in "!" too: what stands after each mark is tried, then what has no name of its own.
  for (std::size_t mark = file.find(kMemberMark);; mark = file.find(kMemberMark, mark + 1)) {
    Unpacking left = unpacking_of(archive.size());
    const std::string_view path = mark == npos ? std::string_view() : file.substr(mark + kMemberMark.size());
    if (auto found = member_at(archive, path, left)) return found;
    if (mark == npos) return std::nullopt;
  }
}

}  // namespace tocsin::ingest
