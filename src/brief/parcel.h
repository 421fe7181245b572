// SPDX-License-Identifier: Apache-2.0
// Alerts in a few lines each, for who is told in short: the summary of one, and the digest of many. Nothing in it leads anywhere
// but to ids in the store it was made from.
#pragma once

#include <string>
#include <vector>

#include "brief/brief.h"
#include "brief/index.h"

namespace tocsin::brief {

struct ParcelHead {
  std::string key, rule;
  Time time;
  Marking marking;
};

// {"schema":"tocsin/1","kind":"digest","key":…,"alerts":[…]} and a line break (docs/schemas/parcel.schema.json).
std::string parcel_json(const Index& index, const std::vector<const Alert*>& alerts, const ParcelHead& head);
// For a mail: the highest first, 200 of them; the rest is counted.
std::string parcel_text(const Index& index, const std::vector<const Alert*>& alerts, const ParcelHead& head);
// "81, confirmed: Grey Tamarisk Brigade calls for violence: Marsa Dulayb (Tamarisk Voice)", or "12 alerts, the highest 81".
std::string parcel_subject(const Index& index, const std::vector<const Alert*>& alerts);

}  // namespace tocsin::brief
