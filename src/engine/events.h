// SPDX-License-Identifier: Apache-2.0
// What `watch` prints: a line for each event (docs/formats.md), as JSON, or of alerts and alarms for a person.
#pragma once

#include <map>
#include <string>

#include "engine/alerting.h"
#include "engine/window.h"
#include "tocsin/watching.h"

namespace tocsin {

std::string message_event(const Change& change, const std::map<Id, const Document*>& documents);
std::string article_event(const Document& article, const Id& was);  // was: the version before; empty: none
std::string alert_event(const AlertChange& change);
std::string alert_text(const AlertChange& change);
std::string silence_event(const SourceHealth& source);  // silent_since empty: it ended
std::string silence_text(const SourceHealth& source);

}  // namespace tocsin
