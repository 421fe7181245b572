// SPDX-License-Identifier: Apache-2.0
#include "engine/originals.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

#include "core/hash.h"
#include "ingest/ingest.h"

namespace tocsin {
namespace {

namespace fs = std::filesystem;

// The paths worth trying, nearest first; none outside `originals` when it is given.
std::vector<fs::path> candidates(const std::string& file, const std::string& originals) {
  if (originals.empty()) return {file};
  std::vector<fs::path> out;
  fs::path rest = fs::path(file).relative_path();
  for (const auto& part : rest)
    if (part == "..") rest = rest.filename();
  for (; !rest.empty(); rest = rest.lexically_relative(*rest.begin())) {
    out.push_back(fs::path(originals) / rest);
    if (rest == rest.filename()) break;
  }
  std::error_code error;
  std::vector<fs::path> named;
  for (fs::recursive_directory_iterator it(originals, fs::directory_options::skip_permission_denied, error), end;
       !error && it != end; it.increment(error))
    if (it->path().filename() == fs::path(file).filename()) named.push_back(it->path());
  std::sort(named.begin(), named.end());
  out.insert(out.end(), named.begin(), named.end());
  return out;
}

// A document's `file` may lead into an archive: the paths that the archive may have, the whole path first.
std::vector<std::string> outer_files(const std::string& file) {
  std::vector<std::string> out{file};
  for (std::size_t mark = file.find(ingest::kMemberMark); mark != std::string::npos;
       mark = file.find(ingest::kMemberMark, mark + 1))
    out.push_back(file.substr(0, mark));
  return out;
}

}  // namespace

Result<std::string> find_original(const std::string& file, const std::string& sha256, const std::string& originals) {
  std::string changed;
  for (const std::string& outer : outer_files(file)) {
    for (const fs::path& path : candidates(outer, originals)) {
      std::error_code error;
      if (!fs::is_regular_file(path, error)) continue;
      const Result<std::string> hash = ingest::file_sha256(path.string());
      if (!hash.ok()) return hash.status();
      if (*hash == sha256) return path.string();
      if (changed.empty()) changed = path.string();
    }
  }
  if (!changed.empty())
    return Status(Code::not_found,
                  changed + ": has changed since it was read (its SHA-256 is no longer " + sha256.substr(0, 12) + "…)");
  return Status(Code::not_found, file + ": the original is not there; say where it is with --originals DIR");
}

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

std::optional<std::string> find_line(const std::string& file, std::uint64_t at, const std::string& sha256,
                                     const std::string& originals) {
  constexpr std::size_t kLongest = std::size_t{1} << 24;
  for (const fs::path& path : candidates(file, originals)) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) continue;
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
  }
  return std::nullopt;
}

}  // namespace tocsin
