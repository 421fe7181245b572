// SPDX-License-Identifier: Apache-2.0
// What goes to whom: a row for each alert that a rule fired for and each receiver of it, kept before anything is sent, so that a
// program that dies between sending and noting sends again, under the same key, and never not at all.
//
//   due       not tried yet; without a parcel it waits for others to leave with
//   retrying  tried, or being tried just now: not again before `next`
//   sent      the receiver said that it has it
//   dead      given up; stays here until a person lets it be tried again
//   withdrawn never left, and need not: people decided otherwise meanwhile, or the alert is no more
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/store.h"

namespace tocsin::store {

class Database;

struct Delivery {
  std::string key, rule, receiver;
  Id alert, document;          // the threat's document then: alerts get other ids
  std::string record, review;  // the hash of the alert's record, and its state ("confirmed")
  std::int64_t since = 0;
  std::uint64_t copies = 0;
  std::int64_t made = 0;       // times in Unix seconds
  std::string parcel;          // what it leaves in, alone or with others: the key that the receiver sees
  std::string state = "due";
  unsigned attempts = 0;
  std::int64_t next = 0, noted = 0;  // `next` was set at `noted`
  std::string error, form, sha256;
};

class Outbox {
 public:
  explicit Outbox(Store& store);

  Result<bool> add(const Delivery& delivery);          // false: the key is there already; a withdrawn one goes again
  Result<std::vector<Delivery>> all() const;           // by made, then key
  Result<std::vector<Delivery>> of_state(std::string_view state) const;
  Result<std::vector<Delivery>> open() const;          // due and retrying; by next, then key
  // Waits that were counted from a time which now lies ahead are counted from now.
  Status clock_is(std::int64_t now);
  Status put_into_parcel(const std::string& key, const std::string& parcel);
  Status wait(const std::string& key, std::int64_t next, std::int64_t now);  // no attempt is counted
  Status withdraw(const std::string& key, std::string_view why);
  // Of all in a parcel, before it is sent; false: another run has it, or had it since `attempts` were counted.
  Result<bool> claim(const std::string& parcel, unsigned attempts, const Delivery& as);
  // Of all in a parcel.
  Status note(const std::string& parcel, const Delivery& as);  // state, attempts, next, noted, error, form, sha256
  // Dead ones of this parcel, or all ("all"), are due again, their attempts counted anew. How many parcels.
  Result<std::size_t> revive(const std::string& parcel, std::int64_t now);

 private:
  Database* db_;
};

}  // namespace tocsin::store
