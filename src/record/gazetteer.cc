// SPDX-License-Identifier: Apache-2.0
#include "record/gazetteer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "record/gazetteer_file.h"
#include "record/place_fold.h"

namespace tocsin::record {
namespace {

constexpr std::size_t kMostCandidates = 64;

// A whole file, read-only.
class Mapping {
 public:
  ~Mapping() {
    if (data_ != nullptr) ::munmap(data_, size_);
  }
  Status map(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
      return {Code::usage,
              path + ": " + std::strerror(errno) + "; `make build/gazetteer.bin` makes it, --gazetteer '' goes without one"};
    struct stat about {};
    if (::fstat(fd, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size == 0) {
      ::close(fd);
      return {Code::usage, path + ": not a gazetteer; make it again with `make build/gazetteer.bin`"};
    }
    size_ = static_cast<std::size_t>(about.st_size);
    void* data = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
    const int error = errno;
    ::close(fd);
    if (data == MAP_FAILED) return {Code::usage, path + ": cannot be mapped into memory: " + std::strerror(error)};
    data_ = data;
    return {};
  }
  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace

struct Gazetteer::Impl {
  Mapping mapping;
  GazetteerFile file;

  GazetteerPlace place(std::uint64_t at, bool exact) const {
    const PlaceRecord r = file.places[at];
    GazetteerPlace p;
    p.geonameid = r.geonameid;
    p.kind = static_cast<PlaceKind>(std::min<std::uint8_t>(r.kind, 2));
    p.name = file.pool.text(r.name_at, r.name_size);
    // The record is a copy: the country's letters are taken from the file, where they stay.
    p.country = file.places.bytes().substr(at * sizeof(PlaceRecord) + offsetof(PlaceRecord, country), 2);
    if (r.region != 0) {
      const PlaceRecord region = file.places[r.region - 1];
      p.region = file.pool.text(region.name_at, region.name_size);
    }
    p.lat = static_cast<std::int32_t>(r.lat) / 1e5;
    p.lon = static_cast<std::int32_t>(r.lon) / 1e5;
    p.population = r.population;
    p.exact = exact;
    return p;
  }
  std::vector<GazetteerPlace> places(const NameIndex& index, std::string_view key, bool exact) const {
    const NameIndex::Range range = index.find(hash_name(key));
    std::vector<GazetteerPlace> out;
    out.reserve(std::min<std::size_t>(range.end - range.begin, kMostCandidates));
    for (std::uint32_t i = range.begin; i < range.end && out.size() < kMostCandidates; ++i)
      if (index.postings[i] < file.places.size()) out.push_back(place(index.postings[i], exact));
    return out;
  }
};

Gazetteer::Gazetteer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;
Gazetteer::~Gazetteer() = default;

Result<Gazetteer> Gazetteer::open(const std::string& path) {
  auto impl = std::make_unique<Impl>();
  if (Status s = impl->mapping.map(path); !s.ok()) return s;
  Result<GazetteerFile> file = lay_out(impl->mapping.bytes(), path);
  if (!file.ok()) return file.status();
  impl->file = std::move(*file);
  return Gazetteer(std::move(impl));
}

std::vector<GazetteerPlace> Gazetteer::find(std::string_view name) const {
  const ShortText folded = fold_name(impl_->file, name);
  if (folded.view().empty()) return {};
  std::vector<GazetteerPlace> found = impl_->places(impl_->file.names, folded.view(), true);
  if (!found.empty()) return found;
  const ShortText reduced = skeleton(impl_->file, folded.view());
  if (reduced.view().size() < 4) return {};
  return impl_->places(impl_->file.transliterations, reduced.view(), false);
}

bool Gazetteer::same_name(std::string_view a, std::string_view b) const {
  return fold_name(impl_->file, a).view() == fold_name(impl_->file, b).view();
}

std::string_view Gazetteer::country(std::string_view name) const {
  const ShortText folded = fold_name(impl_->file, name);
  if (folded.view().empty()) return {};
  const std::uint64_t at = find_hash(impl_->file.country_hashes, hash_name(folded.view()));
  return at < impl_->file.country_hashes.size() ? impl_->file.country_codes.bytes().substr(at * 2, 2)
                                                : std::string_view();
}

GazetteerPlace Gazetteer::country_place(std::string_view iso) const {
  // Countries come first in the file, by code.
  std::uint64_t low = 0, high = impl_->file.places.size();
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    const PlaceRecord r = impl_->file.places[middle];
    if (r.kind == 2 && std::string_view(r.country, 2) < iso)
      low = middle + 1;
    else
      high = middle;
  }
  const PlaceRecord r = impl_->file.places[low];
  if (r.kind != 2 || std::string_view(r.country, 2) != iso) {
    GazetteerPlace none;
    none.kind = PlaceKind::country;
    return none;
  }
  return impl_->place(low, true);
}

std::size_t Gazetteer::places() const { return impl_->file.places.size(); }
std::size_t Gazetteer::names() const { return impl_->file.names.hashes.size(); }
std::string_view Gazetteer::source() const { return impl_->file.about.text(0, impl_->file.about.size()); }

}  // namespace tocsin::record
