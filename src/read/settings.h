// SPDX-License-Identifier: Apache-2.0
// What a trained reader says of itself: the file reader.json beside its weights (training/export.py writes it).
//
//   {"reader": 1, "name": "small", "longest": 128, "eight_bit_groups": 128, "forces": […], "stances": […], "tags": ["O", "B-caller", "I-caller", …],
//    "calibration": {"threat": {"scale": 1.1, "shift": -0.3, "by_labels": 0.5}}, "operating_point": {"threshold": 0.62},
//    "evaluated": ["en", "ar"], "filter": {"threshold": -2.4}, "second": {"from": -1.5, "share": 0.6},
//    "files": {"reader.xml": sha256, "reader.bin": …, "pieces.bin": …, "filter.bin": …, "second.xml": …}}
//
// Its labels must be this program's, in this order: a reader with others is of another version. Without "filter" and
// filter.bin every text is read by the network. Without "second" one network reads alone; with it a larger one, of the
// same pieces and labels, with its weights in reader.bin too, is asked of what the first one does not find harmless.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/records.h"
#include "tocsin/status.h"

namespace tocsin::read {

inline constexpr int kReaderFormat = 1;
// The outputs of the heads, in order.
inline constexpr std::array kForces = {Force::intends, Force::calls_for, Force::wishes,
                                       Force::warns,   Force::praises,   Force::none};
inline constexpr std::array kStances = {Stance::own,     Stance::forwarded, Stance::quoted,    Stance::reported,
                                        Stance::negated, Stance::opposed,   Stance::unserious};
enum class Slot { caller, addressee, act, victim, chosen, rejected, place, time, means, motive, condition };
inline constexpr std::array<std::string_view, 11> kSlots = {"caller",   "addressee", "act",   "victim", "chosen",   "rejected",
                                                            "place",    "time",      "means", "motive", "condition"};
// Token labels: outside, then begin and inside of each slot.
inline constexpr std::size_t kLabels = 1 + 2 * kSlots.size();

// When the larger network is asked, and what its word weighs.
struct Second {
  double from = 0;   // threat_odds of the first network
  double share = 0;  // of the second in what both say; the rest is the first's
};

struct Settings {
  std::string name;                  // "small/4b1a6dde": its own name, and the first digits of reader.json's sha256
  std::size_t longest = 0;           // pieces of a window, with begin and end
  std::size_t eight_bit_groups = 0;  // numbers that share a scale where the network multiplies in eight bits; 0: in full
  double by_labels = 0;              // what force and stance heads weigh beside the threat head (heads.h)
  double scale = 1, shift = 0;       // threat_score = 1 / (1 + e^-(scale × threat_odds + shift))
  double operating_point = 0.5;      // is_alert from here on
  std::optional<double> filter_threshold;  // what the filter scores below is not read; none: no filter
  std::optional<Second> second;      // none: one network reads alone
  std::vector<std::string> evaluated;  // languages, ISO 639-1, sorted
  std::map<std::string, std::string> files;   // name → sha256
};

// "…/reader.json: version 2, this program reads 1: update tocsin, or make the reader again with `make train`"
Result<Settings> read_settings(const std::string& folder);
// Every file `settings` names is there and is the very one: one that was cut short is told by its name.
Status verify(const std::string& folder, const Settings& settings);

}  // namespace tocsin::read
