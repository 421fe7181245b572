// SPDX-License-Identifier: Apache-2.0
// One run of delivery: rules fire and leave rows, rows are put into parcels, parcels are handed over, and each is noted.
// Everything is in the store before anything leaves.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "brief/deliveries.h"
#include "brief/parcel.h"
#include "deliver/rules.h"
#include "deliver/send.h"
#include "engine/impl.h"
#include "store/log.h"
#include "store/outbox.h"

namespace tocsin {

class Dispatch {
 public:
  Dispatch(Engine::Impl& engine, const DeliverRequest& request, const Findings& findings, const std::vector<deliver::Prepared>& rules, Time now);

  Status fire();
  Status gather();
  Status send();
  Status tell_what_waits();

  const brief::DeliveryReport& report() const { return report_; }
  std::size_t given_up() const { return given_up_; }

 private:
  struct Parcel {
    std::vector<const store::Delivery*> rows;
    const deliver::Prepared* rule = nullptr;
    const Receiver* receiver = nullptr;
    std::vector<const Alert*> alerts;  // highest first
    bool draft = false;
  };

  // The alert that a row is about, by its id, or by its document where it got another one; none: it is no more.
  std::optional<std::size_t> alert_of(const store::Delivery& row) const;
  bool addressed(const store::Delivery& row, const deliver::Prepared*& rule, const Receiver*& receiver) const;
  Status fire(const deliver::Prepared& rule, const Receiver& receiver, const std::vector<store::Delivery>& before, std::set<Id>& fired);
  Status withdraw_what_changed(Parcel& parcel);
  Status attempt(const std::string& key, const Parcel& parcel);
  Status note(const std::string& key, const Parcel& parcel, const store::Delivery& as);
  Result<deliver::Parcel> wrapped(const std::string& key, const Parcel& parcel);
  const brief::Briefs& briefs(const brief::Marking& marking);
  std::int64_t seconds(Time time) const { return time.time_since_epoch().count(); }
  Time clock() const { return request_.clock ? request_.clock() : now_; }
  bool stopped() const { return request_.stopped && request_.stopped(); }

  Engine::Impl& engine_;
  const DeliverRequest& request_;
  const Findings& findings_;
  const std::vector<deliver::Prepared>& rules_;
  Time now_;
  std::uint64_t random_;
  store::Outbox outbox_;
  store::Log log_;
  brief::Index index_;
  std::vector<deliver::Facts> facts_;                 // of the alerts, in their order
  std::map<Id, std::size_t> by_id_, held_;            // alert, and document → which alert's case holds it
  std::map<std::string, brief::Briefs> briefs_;       // by marking
  http::CurlClient client_;
  brief::DeliveryReport report_;
  std::size_t given_up_ = 0;
};

}  // namespace tocsin
