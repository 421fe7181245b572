// SPDX-License-Identifier: Apache-2.0
// The last step of every reader of records: what was odd is told, what was passed over counted, what was read before
// left out, and the rest handed on.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/fields.h"
#include "ingest/intake.h"
#include "ingest/json_objects.h"

namespace tocsin::ingest {

// For the records of one file.
class Delivery {
 public:
  explicit Delivery(Intake& intake) : intake_(intake) {}

  // `place` names the record in oddities.
  Status take(FieldReading reading, const std::string& place);
  Intake& intake() { return intake_; }

 private:
  bool known(const Document& d, const std::string& place);

  Intake& intake_;
  std::unordered_map<std::string, std::uint64_t> seen_;
};

// Each object of a list that may be broken, parsed; what is none is told. `closed`: the list has its end.
using TakeObject = std::function<Status(const json::Value& object, std::uint64_t at, const std::string& place)>;
Status each_object(std::string_view bytes, const std::vector<Slice>& found, bool closed, Intake& intake,
                   const TakeObject& take);

}  // namespace tocsin::ingest
