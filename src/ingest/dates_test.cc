// SPDX-License-Identifier: Apache-2.0
#include "ingest/dates.h"

#include <gtest/gtest.h>

#include "core/clock.h"

namespace tocsin::ingest {
namespace {

TEST(Dates, AsSourcesWriteThem) {
  const struct {
    const char *text, *zone;
    DocumentKind kind;
    const char* time;  // nullptr: none
    bool assumed;
  } cases[] = {
      {"2025-10-07T18:58:31", "+03:00", DocumentKind::message, "2025-10-07T15:58:31Z", true},
      {"2025-10-07T18:58:31", "", DocumentKind::message, "2025-10-07T18:58:31Z", true},
      {"2025-10-07T18:58:31", "Asia/Amman", DocumentKind::message, "2025-10-07T15:58:31Z", true},
      {"2024-12-04T09:00:28+00:00", "+03:00", DocumentKind::message, "2024-12-04T09:00:28Z", false},
      {"2025-10-09", "", DocumentKind::article, "2025-10-09T00:00:00Z", true},
      {"1759852711", "+03:00", DocumentKind::message, "2025-10-07T15:58:31Z", false},
      {"1759852711.5", "", DocumentKind::message, "2025-10-07T15:58:31Z", false},
      {"1759852711999", "", DocumentKind::message, "2025-10-07T15:58:31Z", false},
      {"2026-03-10T12:00:00.12345678901234567890123456789+03:00", "", DocumentKind::message, "2026-03-10T09:00:00Z",
       false},
      {"1989-01-02T00:00:00Z", "", DocumentKind::message, nullptr, false},
      {"1989-01-02T00:00:00Z", "", DocumentKind::article, "1989-01-02T00:00:00Z", false},
      {"1970-01-01T03:00:00Z", "", DocumentKind::article, nullptr, false},
      {"1969-12-31T22:00:00Z", "", DocumentKind::article, nullptr, false},
      {"2101-01-01T00:00:00Z", "", DocumentKind::article, nullptr, false},
      {"2100-12-31T23:59:59Z", "", DocumentKind::article, "2100-12-31T23:59:59Z", false},
      {"0", "", DocumentKind::message, nullptr, false},
      {"-5", "", DocumentKind::message, nullptr, false},
      {"-1759852711", "", DocumentKind::message, nullptr, false},
      {"99999999999999999999", "", DocumentKind::message, nullptr, false},
      {"2026", "", DocumentKind::article, nullptr, false},
      {"1e9", "", DocumentKind::message, nullptr, false},
      {"1759852711.x", "", DocumentKind::message, nullptr, false},
      {"2026-02-30T00:00:00Z", "", DocumentKind::message, nullptr, false},
      {"yesterday", "", DocumentKind::message, nullptr, false},
      {"", "", DocumentKind::message, nullptr, false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const DateReading got = read_date(c.text, c.zone, c.kind);
    ASSERT_EQ(got.time.has_value(), c.time != nullptr);
    if (c.time == nullptr) continue;
    EXPECT_EQ(format_time(*got.time), c.time);
    EXPECT_EQ(got.zone_assumed, c.assumed);
  }
}

}  // namespace
}  // namespace tocsin::ingest
