// SPDX-License-Identifier: Apache-2.0
#include "read/trained.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

#include "core/crew.h"
#include "read/decode.h"
#include "text/text.h"

namespace tocsin::read {
namespace {

constexpr unsigned kUndisguised = text::kNfkc | text::kInvisible | text::kConfusables | text::kLeet;
// A longer article is asked the filter too, a window at a time.
constexpr std::size_t kUnfiltered = 64;
// A message of more windows is read as an article is.
constexpr std::size_t kAskedAgain = 3;
// Windows that wait together for the network: enough that they can stand beside others of their length.
constexpr std::size_t kWindowsAtOnce = 4096;

// The windows of one view of a document, which are to be read.
struct View {
  std::size_t document = 0;
  std::vector<Window> windows;
};

struct Looked {
  std::vector<View> views;  // the text as it is, then without its disguise
  double filtered = 0;      // log odds, the filter's
};

Span bytes_of(const Window& w) { return {w.pieces.front().span.begin, w.pieces.back().span.end}; }

class Looker {
 public:
  Looker(const Model& model, std::span<const Document* const> documents, std::span<const Reading> readings)
      : model_(model), documents_(documents), readings_(readings) {}

  Looked look(std::size_t i) const {
    const Document& d = *documents_[i];
    Looked out;
    const Filter::Seen seen = model_.filter().look(d.text);
    out.filtered = seen.score;
    if (d.text.empty()) return out;
    if (d.kind == DocumentKind::article || !readings_[i].evaluated || passes(seen)) add(i, windows(d, d.text), out);
    if (!seen.disguised) return out;
    const text::View plain = text::normalise(d.text, kUndisguised);
    if (plain.bytes == d.text || plain.bytes.empty()) return out;
    std::vector<Window> all = windows(d, plain.bytes);
    for (Window& w : all)
      for (Piece& p : w.pieces) p.span = plain.original(p.span);
    add(i, std::move(all), out);
    return out;
  }

 private:
  // Asked in the languages it learnt only.
  bool passes(const Filter::Seen& seen) const {
    const std::optional<double>& threshold = model_.settings().filter_threshold;
    return !threshold || seen.disguised || seen.score >= *threshold;
  }
  std::vector<Window> windows(const Document& d, std::string_view text) const {
    std::vector<Window> all = windows_of(model_.pieces(), model_.settings().longest, text);
    for (Window& w : all) w.may_be_asked_again = d.kind == DocumentKind::message && all.size() <= kAskedAgain;
    const bool ask = all.size() > (d.kind == DocumentKind::article ? kUnfiltered : 1);
    if (ask) std::erase_if(all, [&](const Window& w) { return !passes(model_.filter().look(slice(text, bytes_of(w)))); });
    return all;
  }
  static void add(std::size_t i, std::vector<Window> windows, Looked& out) {
    if (!windows.empty()) out.views.push_back({i, std::move(windows)});
  }

  const Model& model_;
  std::span<const Document* const> documents_;
  std::span<const Reading> readings_;
};

double odds_to_score(double odds, double most) { return std::min(most, std::round(1000 / (1 + std::exp(-odds))) / 1000); }

// Puts what a view says into the reading, if it says more than what is there.
void take(const Document& document, Decoded decoded, Reading& reading) {
  for (ThreatReading& t : decoded.threats)
    if (t.stance == Stance::own && !document.forwarded_from.empty()) t.stance = Stance::forwarded;
  const auto weight = [](bool alert, double score, const std::vector<ThreatReading>& threats) {
    return std::tuple(alert, score, threats.empty() ? 0 : threats.front().score);
  };
  if (weight(decoded.is_alert, decoded.threat_score, decoded.threats) <=
      weight(reading.is_alert, reading.threat_score, reading.threats))
    return;
  reading.is_alert = decoded.is_alert;
  reading.threat_score = decoded.threat_score;
  reading.threats = std::move(decoded.threats);
}

}  // namespace

Status read_threats(const Model& model, std::span<const Document* const> documents, std::span<Reading> readings, Crew& crew) {
  const Settings& settings = model.settings();
  for (Reading& reading : readings)
    reading.evaluated = std::binary_search(settings.evaluated.begin(), settings.evaluated.end(), reading.lang);
  std::vector<Looked> looked(documents.size());
  const Looker looker(model, documents, readings);
  crew.each(documents.size(), 8, [&](std::size_t begin, std::size_t end, unsigned) {
    for (std::size_t i = begin; i < end; ++i) looked[i] = looker.look(i);
  });
  for (std::size_t i = 0; i < documents.size(); ++i) {
    Reading& reading = readings[i];
    // What the network did not see: the filter's own word, which stays below the operating point.
    if (looked[i].views.empty() && !documents[i]->text.empty())
      reading.threat_score = odds_to_score(looked[i].filtered, settings.operating_point / 2);
  }
  // Some documents at a time: what waits stays small.
  for (std::size_t first = 0; first < looked.size();) {
    std::vector<Window> windows;
    std::size_t last = first;
    for (; last < looked.size() && windows.size() < kWindowsAtOnce; ++last)
      for (View& view : looked[last].views) std::move(view.windows.begin(), view.windows.end(), std::back_inserter(windows));
    const Result<std::vector<Heads>> heads = model.run(windows, crew);
    if (!heads.ok()) return heads.status();
    std::size_t at = 0;
    for (; first < last; ++first)
      for (const View& view : looked[first].views) {
        const std::size_t n = view.windows.size();
        take(*documents[first], decode(documents[first]->text, std::span(windows).subspan(at, n), std::span(*heads).subspan(at, n), settings),
             readings[first]);
        at += n;
      }
  }
  return Status();
}

}  // namespace tocsin::read
