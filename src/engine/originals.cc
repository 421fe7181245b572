// SPDX-License-Identifier: Apache-2.0
#include "engine/originals.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/hash.h"
#include "ingest/ingest.h"

namespace tocsin {
namespace {

namespace fs = std::filesystem;

// A document's `file` may lead into an archive: the paths that the archive may have, the whole path first.
std::vector<std::string> outer_files(const std::string& file) {
  std::vector<std::string> out{file};
  for (std::size_t mark = file.find(ingest::kMemberMark); mark != std::string::npos;
       mark = file.find(ingest::kMemberMark, mark + 1))
    out.push_back(file.substr(0, mark));
  return out;
}

// Nothing where it cannot be read.
std::optional<std::string> hash_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string block(std::size_t{1} << 20, '\0');
  Sha256 sha;
  while (in) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    sha.update(std::string_view(block).substr(0, static_cast<std::size_t>(in.gcount())));
  }
  if (!in.is_open() || in.bad()) return std::nullopt;
  return sha.hex();
}

std::optional<std::string> line_of_file(const std::string& path, std::uint64_t at, const std::string& sha256) {
  constexpr std::size_t kLongest = std::size_t{1} << 24;
  std::ifstream in(path, std::ios::binary);
  std::string bytes;
  for (std::size_t size = 4096; in && bytes.size() < kLongest && bytes.find('\n') == std::string::npos; size *= 4) {
    in.seekg(static_cast<std::streamoff>(at + bytes.size()));
    std::string more(size, '\0');
    in.read(more.data(), static_cast<std::streamsize>(size));
    bytes.append(more, 0, static_cast<std::size_t>(in.gcount()));
  }
  const std::string_view line = line_at(bytes, 0);
  if (sha256_hex(line) == sha256) return std::string(line);
  return std::nullopt;
}

std::optional<std::string> line_in(const std::vector<std::string>& paths, std::uint64_t at, const std::string& sha256) {
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) continue;
    if (std::optional<std::string> line = line_of_file(path, at, sha256)) return line;
  }
  return std::nullopt;
}

}  // namespace

const std::vector<std::string>& Originals::below() {
  if (below_) return *below_;
  below_.emplace();
  for (const std::string& folder : folders_) {
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
         !error && it != end; it.increment(error))
      if (std::error_code odd; fs::is_regular_file(it->symlink_status(odd))) below_->push_back(it->path().string());
  }
  std::sort(below_->begin(), below_->end());
  return *below_;
}

// The paths worth trying, nearest first.
std::vector<std::string> Originals::candidates(const std::string& file) {
  if (folders_.empty()) return {file};
  std::vector<std::string> out;
  for (const std::string& folder : folders_) {
    fs::path rest = fs::path(file).relative_path();
    for (const auto& part : rest)
      if (part == "..") rest = rest.filename();
    for (; !rest.empty(); rest = rest.lexically_relative(*rest.begin())) {
      out.push_back((fs::path(folder) / rest).string());
      if (rest == rest.filename()) break;
    }
  }
  for (const std::string& path : below())
    if (fs::path(path).filename() == fs::path(file).filename()) out.push_back(path);
  return out;
}

Result<std::string> Originals::find(const std::string& file, const std::string& sha256) {
  std::string changed;
  for (const std::string& outer : outer_files(file)) {
    for (const std::string& path : candidates(outer)) {
      std::error_code error;
      if (!fs::is_regular_file(path, error)) continue;
      const std::optional<std::string> hash = hash_of_file(path);
      if (!hash) return Status(Code::not_found, path + ": cannot be read");
      if (*hash == sha256) return path;
      if (changed.empty()) changed = path;
    }
  }
  if (!by_hash_) {
    by_hash_.emplace();
    for (const std::string& path : below())
      if (std::optional<std::string> hash = hash_of_file(path)) by_hash_->emplace(std::move(*hash), path);
  }
  if (const auto it = by_hash_->find(sha256); it != by_hash_->end()) return it->second;
  if (!changed.empty())
    return Status(Code::not_found,
                  changed + ": has changed since it was read (its SHA-256 is no longer " + sha256.substr(0, 12) + "…)");
  return Status(Code::not_found, file + ": the original is not there" +
                                     (folders_.empty() ? std::string("; say where it is with --originals DIR")
                                                       : ", and no file in the folders given has its SHA-256 " + sha256.substr(0, 12) + "…"));
}

std::optional<std::string> Originals::line(const std::string& file, std::uint64_t at, const std::string& sha256) {
  return line_in(candidates(file), at, sha256);
}

std::optional<std::string> Originals::line_anywhere(std::uint64_t at, const std::string& sha256) { return line_in(below(), at, sha256); }

std::string_view line_at(std::string_view bytes, std::size_t at) {
  std::string_view line = bytes.substr(at, bytes.find('\n', at) - at);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::optional<std::string> file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in.is_open() || in.bad()) return std::nullopt;
  return bytes;
}

}  // namespace tocsin
