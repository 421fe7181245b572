// SPDX-License-Identifier: Apache-2.0
#include "read/settings.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>

#include "core/hash.h"
#include "core/json.h"
#include "core/names.h"

namespace tocsin::read {
namespace {

constexpr std::string_view kAdvice = "; update tocsin, or make the reader again with `make train`";

bool number(const json::Value* v, double& out) {
  if (v == nullptr || !v->is(json::Type::number)) return false;
  const std::string& s = v->scalar;
  return std::from_chars(s.data(), s.data() + s.size(), out).ec == std::errc();
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : " ") + w;
  return out;
}

std::vector<std::string> words_of(const json::Value* list) {
  std::vector<std::string> out;
  if (list != nullptr)
    for (const json::Value& v : list->items) out.push_back(v.text());
  return out;
}

template <class Labels>
std::vector<std::string> names(const Labels& labels) {
  std::vector<std::string> out;
  for (const auto label : labels) out.emplace_back(to_string(label));
  return out;
}

std::vector<std::string> slot_labels() {
  std::vector<std::string> out = {"O"};
  for (const std::string_view slot : kSlots)
    for (const char* edge : {"B-", "I-"}) out.push_back(edge + std::string(slot));
  return out;
}

}  // namespace

Result<Settings> read_settings(const std::string& folder) {
  const std::string path = folder + "/reader.json";
  const auto wrong = [&](const std::string& what) { return Status(Code::usage, path + ": " + what + std::string(kAdvice)); };
  std::ifstream in(path, std::ios::binary);
  if (!in) return Status(Code::usage, path + ": cannot be read: " + std::strerror(errno));
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const Result<json::Value> root = json::parse(bytes);
  if (!root.ok()) return wrong("no JSON: " + root.status().message());

  Settings out;
  double version = 0, longest = 0;
  if (!number(root->find("reader"), version)) return wrong("no reader: \"reader\" is missing");
  if (version != kReaderFormat)
    return wrong("version " + root->find("reader")->scalar + ", this program reads " + std::to_string(kReaderFormat));
  const std::pair<const char*, std::vector<std::string>> kAll[] = {
      {"forces", names(kForces)}, {"stances", names(kStances)}, {"tags", slot_labels()}};
  for (const auto& [head, mine] : kAll) {
    const std::vector<std::string> its = words_of(root->find(head));
    if (its != mine) return wrong("its " + std::string(head) + " are \"" + joined(its) + "\", not \"" + joined(mine) + "\"");
  }
  if (!number(root->find("longest"), longest) || longest < 16 || longest > 512 || longest != static_cast<int>(longest))
    return wrong("\"longest\" is no number of pieces");
  out.longest = static_cast<std::size_t>(longest);
  double groups = 0;
  if (root->find("eight_bit_groups") != nullptr &&
      (!number(root->find("eight_bit_groups"), groups) || groups < 0 || groups > 4096 || groups != static_cast<int>(groups)))
    return wrong("\"eight_bit_groups\" is no number of weights");
  out.eight_bit_groups = static_cast<std::size_t>(groups);
  const json::Value* calibration = root->find("calibration");
  const json::Value* threat = calibration != nullptr ? calibration->find("threat") : nullptr;
  if (threat == nullptr || !number(threat->find("scale"), out.scale) || !number(threat->find("shift"), out.shift) ||
      !(out.scale > 0))
    return wrong("\"calibration\" has no scale and shift of the threat head");
  if (threat->find("by_labels") != nullptr && (!number(threat->find("by_labels"), out.by_labels) || !(out.by_labels >= 0)))
    return wrong("\"by_labels\" is no weight");
  const json::Value* point = root->find("operating_point");
  if (point == nullptr || !number(point->find("threshold"), out.operating_point) ||
      !(out.operating_point > 0 && out.operating_point < 1))
    return wrong("\"operating_point\" is no probability");
  out.evaluated = words_of(root->find("evaluated"));
  std::sort(out.evaluated.begin(), out.evaluated.end());
  if (const json::Value* files = root->find("files"))
    for (const json::Member& m : files->members) out.files[m.name] = m.value.text();
  std::vector<std::string> needed = {"reader.xml", "reader.bin", "pieces.bin"};
  if (const json::Value* filter = root->find("filter")) {
    double threshold = 0;
    if (!number(filter->find("threshold"), threshold)) return wrong("\"filter\" has no threshold");
    out.filter_threshold = threshold;
    needed.push_back("filter.bin");
  }
  if (const json::Value* second = root->find("second")) {
    Second both;
    if (!number(second->find("from"), both.from) || !number(second->find("share"), both.share) || !(both.share > 0 && both.share <= 1))
      return wrong("\"second\" does not say from where on it is asked, and its share");
    out.second = both;
    needed.push_back("second.xml");
  }
  for (const std::string& file : needed)
    if (out.files[file].size() != 64) return wrong("no sha256 of " + file);
  const json::Value* name = root->find("name");
  out.name = (name != nullptr ? name->text() : "trained") + "/" + sha256_hex(bytes).substr(0, 8);
  return out;
}

Status verify(const std::string& folder, const Settings& settings) {
  std::string bytes(1 << 20, '\0');
  for (const auto& [name, sum] : settings.files) {
    const std::string path = folder + "/" + name;
    std::ifstream in(path, std::ios::binary);
    if (!in) return {Code::usage, path + ": cannot be read: " + std::strerror(errno)};
    Sha256 hash;
    while (in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) || in.gcount() > 0)
      hash.update(std::string_view(bytes).substr(0, static_cast<std::size_t>(in.gcount())));
    if (hash.hex() != sum)
      return {Code::usage, path + ": not the file that reader.json names: damaged or cut short, or of another version; " +
                               "fetch it again, or make it with `make train`"};
  }
  return Status();
}

}  // namespace tocsin::read
