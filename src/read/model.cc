// SPDX-License-Identifier: Apache-2.0
#include "read/model.h"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <optional>

#include "core/crew.h"
#include "read/asides.h"

namespace tocsin::read {
namespace {

// Pieces that run together, with padding: enough to keep a processor busy, few enough for its caches.
constexpr std::size_t kPiecesAtOnce = 512;
// Lengths are rounded up to a multiple, so that the network meets few shapes.
constexpr std::size_t kStep = 8;
enum Output : std::size_t { kForce, kStance, kThreat, kSlot };

std::size_t padded(std::size_t pieces) { return (pieces + 2 + kStep - 1) / kStep * kStep; }

struct Part {
  std::size_t begin, end;  // of the windows in the order of their length
};

template <std::size_t N>
void copy_row(const Table& table, std::size_t row, std::array<float, N>& out) {
  std::copy_n(table.values.begin() + static_cast<std::ptrdiff_t>(row * N), N, out.begin());
}

// A network with the heads of a reader. The weights of all stand in one file.
Result<Network> open_heads(const std::string& folder, const std::string& name, unsigned threads, std::size_t eight_bit_groups) {
  const std::string file = folder + "/" + name;
  Result<Network> network = Network::open(file, threads, {"input_ids", "attention_mask", {"force", "stance", "threat", "slots"}},
                                          eight_bit_groups, folder + "/reader.bin");
  if (!network.ok()) return network;
  if (network->width(kForce) != kForces.size() || network->width(kStance) != kStances.size() || network->width(kSlot) != kLabels)
    return Status(Code::usage, file + ": its heads are not as wide as reader.json says; make it again with `make train`");
  return network;
}

}  // namespace

// A network that is opened when it is first asked: most runs of the program never ask the second.
class Model::Later {
 public:
  Later(std::string folder, unsigned threads, std::size_t eight_bit_groups)
      : folder_(std::move(folder)), threads_(threads), eight_bit_groups_(eight_bit_groups) {}

  const Result<Network>& get() {
    std::call_once(once_, [this] { network_.emplace(open_heads(folder_, "second.xml", threads_, eight_bit_groups_)); });
    return *network_;
  }

 private:
  std::string folder_;
  unsigned threads_;
  std::size_t eight_bit_groups_;
  std::once_flag once_;
  std::optional<Result<Network>> network_;
};

Model::Model(Settings settings, Pieces pieces, Filter filter, Network first, std::unique_ptr<Later> second)
    : settings_(std::move(settings)),
      pieces_(std::move(pieces)),
      filter_(std::move(filter)),
      first_(std::move(first)),
      second_(std::move(second)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Result<Model> Model::open(const std::string& folder, unsigned threads) {
  Result<Settings> settings = read_settings(folder);
  if (!settings.ok()) return settings.status();
  if (!Network::built()) return Status(Code::not_found, "this program was built without OpenVINO");
  if (const Status s = verify(folder, *settings); !s.ok()) return s;
  Result<Pieces> pieces = Pieces::open(folder + "/pieces.bin");
  if (!pieces.ok()) return pieces.status();
  Result<Filter> filter = settings->filter_threshold ? Filter::open(folder + "/filter.bin") : Filter::everything();
  if (!filter.ok()) return filter.status();
  Result<Network> first = open_heads(folder, "reader.xml", threads, settings->eight_bit_groups);
  if (!first.ok()) return first.status();
  auto second = settings->second ? std::make_unique<Later>(folder, threads, settings->eight_bit_groups) : nullptr;
  return Model(std::move(*settings), std::move(*pieces), std::move(*filter), std::move(*first), std::move(second));
}

Result<std::vector<Heads>> Model::run(std::span<const Window> windows, Crew& crew) const {
  std::vector<const Window*> all;
  for (const Window& window : windows) all.push_back(&window);
  Result<std::vector<Heads>> heads = ask(first_, all, crew);
  if (!heads.ok() || !second_) return heads;
  std::vector<std::size_t> doubtful;
  for (std::size_t w = 0; w < windows.size(); ++w)
    if (windows[w].may_be_asked_again && threat_odds((*heads)[w], settings_.by_labels) >= settings_.second->from) doubtful.push_back(w);
  if (doubtful.empty()) return heads;
  const Result<Network>& second = second_->get();
  if (!second.ok()) return second.status();
  all.clear();
  for (const std::size_t w : doubtful) all.push_back(&windows[w]);
  const Result<std::vector<Heads>> more = ask(*second, all, crew);
  if (!more.ok()) return more.status();
  for (std::size_t i = 0; i < doubtful.size(); ++i) {
    Heads& both = (*heads)[doubtful[i]];
    both = blended(std::move(both), (*more)[i], settings_.second->share);
  }
  return heads;
}

Result<std::vector<Heads>> Model::ask(const Network& network, std::span<const Window* const> windows, Crew& crew) const {
  std::vector<std::size_t> order(windows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return windows[a]->pieces.size() > windows[b]->pieces.size(); });
  std::vector<Part> parts;
  for (std::size_t done = 0; done < order.size(); done = parts.back().end) {
    const std::size_t length = padded(windows[order[done]]->pieces.size());
    const std::size_t rows = std::max<std::size_t>(1, kPiecesAtOnce / length);
    parts.push_back({done, std::min(order.size(), done + rows)});
  }
  std::vector<Heads> out(windows.size());
  std::vector<Status> failed(parts.size());
  const auto one = [&](std::size_t p) {
    const auto [begin, end] = parts[p];
    Batch batch{end - begin, padded(windows[order[begin]]->pieces.size()), {}, {}};
    batch.ids.assign(batch.rows * batch.length, 0);
    batch.mask.assign(batch.rows * batch.length, 0);
    for (std::size_t r = 0; r < batch.rows; ++r) {
      const std::vector<Piece>& pieces = windows[order[begin + r]]->pieces;
      std::size_t at = r * batch.length;
      std::fill_n(batch.mask.begin() + static_cast<std::ptrdiff_t>(at), pieces.size() + 2, 1.0f);
      batch.ids[at++] = pieces_.begin();
      for (const Piece& piece : pieces) batch.ids[at++] = piece.id;
      batch.ids[at] = pieces_.end();
    }
    const Result<std::vector<Table>> tables = network.run(batch);
    if (!tables.ok()) {
      failed[p] = tables.status();
      return;
    }
    for (std::size_t r = 0; r < batch.rows; ++r) {
      Heads& heads = out[order[begin + r]];
      copy_row((*tables)[kForce], r, heads.force);
      copy_row((*tables)[kStance], r, heads.stance);
      heads.threat = (*tables)[kThreat].values[r];
      const std::size_t n = windows[order[begin + r]]->pieces.size();
      const auto from = (*tables)[kSlot].values.begin() + static_cast<std::ptrdiff_t>((r * batch.length + 1) * kLabels);
      heads.slots.assign(from, from + static_cast<std::ptrdiff_t>(n * kLabels));
    }
  };
  crew.each(parts.size(), 1, [&](std::size_t begin, std::size_t end, unsigned) {
    for (std::size_t p = begin; p < end; ++p) one(p);
  });
  for (const Status& s : failed)
    if (!s.ok()) return s;
  return out;
}

std::vector<Piece> shown(const Pieces& pieces, std::string_view text) {
  std::vector<Piece> all = pieces.cut(text);
  const std::vector<Aside> hidden = asides(text);
  if (hidden.empty()) return all;
  std::vector<Piece> out;
  std::size_t next = 0;
  for (const Piece& piece : all) {
    // A piece belongs where its last byte stands: its first may be the blank before.
    const std::uint32_t at = piece.span.end > piece.span.begin ? piece.span.end - 1 : piece.span.begin;
    while (next < hidden.size() && hidden[next].span.end <= at) ++next;
    if (next == hidden.size() || at < hidden[next].span.begin) {
      out.push_back(piece);
    } else if (hidden[next].link && (out.empty() || out.back().span != hidden[next].span)) {
      for (const Piece& p : pieces.cut("http")) out.push_back({p.id, hidden[next].span});
    }
  }
  return out;
}

std::vector<Window> windows_of(const Pieces& pieces, std::size_t longest, std::string_view text) {
  std::vector<Piece> all = shown(pieces, text);
  const std::size_t most = longest - 2;
  std::vector<Window> out;
  if (all.empty()) return out;
  if (all.size() <= most) {
    out.push_back({0, std::move(all), true});
    return out;
  }
  const std::size_t step = most - most / 4;
  for (std::size_t first = 0;; first += step) {
    const std::size_t end = std::min(all.size(), first + most);
    out.push_back({first, {all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(end)}, true});
    if (end == all.size()) return out;
  }
}

}  // namespace tocsin::read
