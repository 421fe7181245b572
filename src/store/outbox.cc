// SPDX-License-Identifier: Apache-2.0
#include "store/outbox.h"

#include "store/impl.h"

namespace tocsin::store {
namespace {

Result<std::vector<Delivery>> rows(Database& db, const std::string& rest, const std::vector<Value>& values) {
  std::vector<Delivery> out;
  const Status s = db.each(
      "SELECT key, rule, receiver, alert, document, record, review, since, copies, made, parcel, state, attempts, next, noted, error, form, "
      "sha256 FROM deliveries " + rest,
      values, [&](const Row& row) {
        Delivery& d = out.emplace_back();
        d.key = row.text(0), d.rule = row.text(1), d.receiver = row.text(2), d.alert = row.text(3), d.document = row.text(4);
        d.record = row.text(5), d.review = row.text(6), d.since = row.integer(7), d.copies = static_cast<std::uint64_t>(row.integer(8));
        d.made = row.integer(9), d.parcel = row.text(10), d.state = row.text(11), d.attempts = static_cast<unsigned>(row.integer(12));
        d.next = row.integer(13), d.noted = row.integer(14), d.error = row.text(15), d.form = row.text(16), d.sha256 = row.text(17);
      });
  if (!s.ok()) return s;
  return out;
}

}  // namespace

Outbox::Outbox(Store& store) : db_(&store.impl_->db) {}

Result<bool> Outbox::add(const Delivery& d) {
  std::string known;
  Status s = db_->each("SELECT state FROM deliveries WHERE key = ?", {d.key}, [&](const Row& row) { known = row.text(0); });
  if (s.ok() && known == "withdrawn") s = db_->run("DELETE FROM deliveries WHERE key = ?", {d.key}), known.clear();
  if (s.ok() && known.empty())
    s = db_->run("INSERT INTO deliveries VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                 {d.key, d.rule, d.receiver, d.alert, d.document, d.record, d.review, d.since, static_cast<std::int64_t>(d.copies), d.made,
                  d.parcel, d.state, std::int64_t{d.attempts}, d.next, d.noted, d.error, d.form, d.sha256});
  if (!s.ok()) return s;
  return known.empty();
}

Result<std::vector<Delivery>> Outbox::all() const { return rows(*db_, "ORDER BY made, key", {}); }
Result<std::vector<Delivery>> Outbox::of_state(std::string_view state) const {
  return rows(*db_, "WHERE state = ? ORDER BY made, key", {std::string(state)});
}
Result<std::vector<Delivery>> Outbox::open() const {
  return rows(*db_, "WHERE state IN ('due', 'retrying') ORDER BY next, key", {});
}

Status Outbox::clock_is(std::int64_t now) {
  return db_->run("UPDATE deliveries SET next = next - noted + ?1, noted = ?1 WHERE state IN ('due', 'retrying') AND noted > ?1", {now});
}

Status Outbox::put_into_parcel(const std::string& key, const std::string& parcel) {
  return db_->run("UPDATE deliveries SET parcel = ?2 WHERE key = ?1", {key, parcel});
}

Status Outbox::wait(const std::string& key, std::int64_t next, std::int64_t now) {
  return db_->run("UPDATE deliveries SET next = ?2, noted = ?3 WHERE key = ?1", {key, next, now});
}

Status Outbox::withdraw(const std::string& key, std::string_view why) {
  return db_->run("UPDATE deliveries SET state = 'withdrawn', error = ?2 WHERE key = ?1", {key, std::string(why)});
}

Result<bool> Outbox::claim(const std::string& parcel, unsigned attempts, const Delivery& as) {
  bool ours = false;
  const Status s = db_->transaction([&]() -> Status {
    const Status seen = db_->each("SELECT 1 FROM deliveries WHERE parcel = ? AND state IN ('due', 'retrying') AND attempts = ? LIMIT 1",
                                  {parcel, std::int64_t{attempts}}, [&](const Row&) { ours = true; });
    return seen.ok() && ours ? note(parcel, as) : seen;
  });
  if (!s.ok()) return s;
  return ours;
}

Status Outbox::note(const std::string& parcel, const Delivery& as) {
  return db_->run(
      "UPDATE deliveries SET state = ?2, attempts = ?3, next = ?4, noted = ?5, error = ?6, form = ?7, sha256 = ?8 "
      "WHERE parcel = ?1 AND parcel <> '' AND state IN ('due', 'retrying')",
      {parcel, as.state, std::int64_t{as.attempts}, as.next, as.noted, as.error, as.form, as.sha256});
}

Result<std::size_t> Outbox::revive(const std::string& parcel, std::int64_t now) {
  std::int64_t parcels = 0;
  const std::string which = parcel == "all" ? std::string() : parcel;
  Status s = db_->each("SELECT count(DISTINCT parcel) FROM deliveries WHERE state = 'dead' AND (?1 = '' OR parcel = ?1)", {which},
                       [&](const Row& row) { parcels = row.integer(0); });
  if (s.ok())
    s = db_->run("UPDATE deliveries SET state = 'due', attempts = 0, next = ?2, noted = ?2 WHERE state = 'dead' AND (?1 = '' OR parcel = ?1)", {which, now});
  if (!s.ok()) return s;
  return static_cast<std::size_t>(parcels);
}

}  // namespace tocsin::store
