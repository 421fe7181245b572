// SPDX-License-Identifier: Apache-2.0
#include "ingest/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <new>

#include "tocsin/suggest.h"

namespace tocsin::ingest {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxFolders = 100;  // one inside the other

std::string reason(int error) { return std::strerror(error); }

std::string_view what_it_is(fs::file_type type) {
  switch (type) {
    case fs::file_type::fifo:
      return "a pipe";
    case fs::file_type::socket:
      return "a socket";
    case fs::file_type::block:
    case fs::file_type::character:
      return "a device";
    default:
      return "no regular file";
  }
}

std::string not_a_file(fs::file_type type) {
  return std::string(what_it_is(type)) +
         " is not read, because it may never end; pipe it to \"-\" or save it as a file";
}

class Walker {
 public:
  explicit Walker(FileList& out) : out_(out) {}

  void folder(const std::string& path, int depth) {
    std::error_code error;
    std::vector<std::string> names;
    for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error))
      names.push_back(it->path().filename().string());
    if (error) {
      odd(Odd::unreadable, path, "folder cannot be read (" + error.message() + "); give yourself the right to read it");
      return;
    }
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) entry(path + (path.ends_with('/') ? "" : "/") + name, name, depth);
  }

 private:
  void entry(const std::string& path, const std::string& name, int depth) {
    if (name.starts_with('.')) {
      out_.hidden.push_back(path);
      return;
    }
    std::error_code error;
    const fs::file_type type = fs::symlink_status(path, error).type();
    if (type == fs::file_type::regular)
      out_.files.push_back(path);
    else if (type == fs::file_type::symlink)
      odd(Odd::link, path, "links in a folder are not followed; give the file it leads to by name");
    else if (type == fs::file_type::directory && depth >= kMaxFolders)
      odd(Odd::unreadable, path, "folders nested too deep; give this one by name");
    else if (type == fs::file_type::directory)
      folder(path, depth + 1);
    else if (type == fs::file_type::not_found)
      odd(Odd::unreadable, path, "vanished while the folder was read; run again");
    else
      odd(Odd::not_a_file, path, not_a_file(type));
  }

  void odd(Odd kind, const std::string& path, std::string_view particulars) {
    out_.oddities.push_back(make_oddity(kind, path, 0, "", particulars));
  }

  FileList& out_;
};

std::string nearest(const std::string& path) {
  const fs::path given(path);
  std::error_code error;
  std::vector<std::string> names;
  const fs::path folder = given.has_parent_path() ? given.parent_path() : fs::path(".");
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    names.push_back(it->path().filename().string());
  std::sort(names.begin(), names.end());
  const std::string name = closest(given.filename().string(), names);
  return name.empty() ? std::string()
                      : "; did you mean \"" + (given.has_parent_path() ? (folder / name).string() : name) + "\"?";
}

// All bytes of an open file; errno when a read fails.
int read_all(int fd, std::string& bytes, std::uint64_t expected) {
  bytes.clear();
  bytes.reserve(static_cast<std::size_t>(expected) + (1 << 16));  // so that finding the end moves nothing
  for (std::size_t size = 0;;) {
    const std::size_t piece = std::max<std::size_t>(
        std::min<std::size_t>(expected > size ? expected - size : 0, std::size_t{64} << 20), 1 << 16);
    bytes.resize(size + piece);
    const ssize_t n = ::read(fd, bytes.data() + size, piece);
    if (n < 0 && errno == EINTR) continue;
    size += n > 0 ? static_cast<std::size_t>(n) : 0;
    bytes.resize(size);
    if (n == 0) return 0;
    if (n < 0) return errno;
    if (size > kMaxFile) return EFBIG;
  }
}

}  // namespace

Result<FileList> list_files(const std::string& path) {
  FileList out;
  if (path == "-") {
    out.files.push_back(path);
    return out;
  }
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found)
    return Status(Code::no_input, path + ": no such file or folder" + nearest(path));
  if (status.type() == fs::file_type::none)
    return Status(Code::no_input, path + ": cannot be looked at (" + error.message() + ")");
  if (status.type() == fs::file_type::directory) {
    out.folder = true;
    Walker(out).folder(path, 0);
  } else if (status.type() == fs::file_type::regular) {
    out.files.push_back(path);
  } else {
    out.oddities.push_back(make_oddity(Odd::not_a_file, path, 0, "", not_a_file(status.type())));
  }
  return out;
}

std::optional<FileProblem> read_file(const std::string& path, std::string& bytes) {
  const bool standard_input = path == "-";
  const int fd = standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) {
    if (errno == ENOENT) return FileProblem{Odd::unreadable, "vanished before it could be read; run again"};
    return FileProblem{Odd::unreadable, "cannot be opened (" + reason(errno) + "); give yourself the right to read it"};
  }
  struct stat info {};
  std::optional<FileProblem> problem;
  if (!standard_input && (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))) {
    problem = FileProblem{Odd::not_a_file, "is no regular file any more; it is not read"};
  } else if (static_cast<std::uint64_t>(info.st_size) > kMaxFile) {
    problem = FileProblem{Odd::too_large, "larger than 8 GiB; split it"};
  } else {
    try {
      const int error = read_all(fd, bytes, standard_input ? 0 : static_cast<std::uint64_t>(info.st_size));
      if (error == EFBIG)
        problem = FileProblem{Odd::too_large, "larger than 8 GiB; split it"};
      else if (error != 0)
        problem = FileProblem{Odd::unreadable, "reading failed (" + reason(error) + "); what was read is not used"};
    } catch (const std::bad_alloc&) {
      problem = FileProblem{Odd::too_large, "larger than this machine's memory; split it"};
    }
  }
  if (!standard_input) ::close(fd);
  return problem;
}

}  // namespace tocsin::ingest
