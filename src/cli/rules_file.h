// SPDX-License-Identifier: Apache-2.0
// The rules and receivers of `deliver RULES.toml` (docs/formats.md), with where each key stands.
//
//   [[receiver]]
//   name = "duty"
//   kind = "webhook"
//   url = "https://duty.example/tocsin"
//   secret_env = "DUTY_SECRET"
//
//   [[rule]]
//   name = "hospitals"
//   min_score = 60
//   targets = ["hospital"]
//   receivers = ["duty"]
#pragma once

#include <string>

#include "tocsin/delivering.h"
#include "tocsin/status.h"

namespace tocsin::cli {

// Secrets are taken from the environment or from files; `secrets` false: they are left out, as nothing is sent. A dry run needs none.
Result<Rules> read_rules(const std::string& path, bool secrets);

}  // namespace tocsin::cli
