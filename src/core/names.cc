// SPDX-License-Identifier: Apache-2.0
#include "core/names.h"

#include <array>

namespace tocsin {
namespace {

template <class Enum>
struct Words;

// In the order of the enum's declaration.
#define TOCSIN_WORDS(Enum, count, ...)                                         \
  template <>                                                                  \
  struct Words<Enum> {                                                         \
    static constexpr std::array<std::string_view, count> kAll = {__VA_ARGS__}; \
  };
TOCSIN_WORDS(DocumentKind, 2, "message", "article")
TOCSIN_WORDS(Relation, 6, "first", "forwarded", "exact", "translated", "excerpt", "edited")
TOCSIN_WORDS(Precision, 10, "second", "minute", "hour", "part_of_day", "day", "week", "month", "season", "year",
             "decade")
TOCSIN_WORDS(TimeType, 4, "DATE", "TIME", "DURATION", "SET")
TOCSIN_WORDS(Qualifier, 8, "exactly", "about", "at_least", "up_to", "between", "tens", "dozens", "hundreds")
TOCSIN_WORDS(MentionKind, 7, "time", "place", "person", "organisation", "number", "casualty", "event")
TOCSIN_WORDS(Manner, 3, "direct", "indirect", "mixed")
TOCSIN_WORDS(Force, 6, "none", "intends", "calls_for", "wishes", "warns", "praises")
TOCSIN_WORDS(Stance, 7, "own", "forwarded", "quoted", "reported", "negated", "opposed", "unserious")
TOCSIN_WORDS(Effect, 5, "killed", "injured", "missing", "detained", "displaced")
TOCSIN_WORDS(Category, 13, "people", "civilians", "children", "women", "men", "elderly", "combatants",
             "security_forces", "medics", "journalists", "aid_workers", "prisoners", "attackers")
TOCSIN_WORDS(ClaimStatus, 7, "asserted", "attributed", "confirmed", "unclear", "disputed", "denied", "never_confirmed")
TOCSIN_WORDS(Standing, 4, "established", "known", "unknown", "disputed")
TOCSIN_WORDS(IncidentStatus, 5, "reported", "confirmed", "disputed", "denied", "unclear")
TOCSIN_WORDS(LinkRelation, 6, "copies", "quotes", "issued_by", "cites_as_motive", "same_incident", "contradicts")
TOCSIN_WORDS(Grade, 5, "confirmed", "fair", "weak", "contested", "discounted")
TOCSIN_WORDS(DecisionKind, 6, "confirm", "dismiss", "escalate", "merge", "split", "correct")
TOCSIN_WORDS(LinkStatus, 3, "stated", "inferred", "unclear")
#undef TOCSIN_WORDS

}  // namespace

template <class Enum>
std::string_view to_string(Enum value) {
  return Words<Enum>::kAll[static_cast<std::size_t>(value)];
}

template <class Enum>
std::optional<Enum> from_string(std::string_view name) {
  for (std::size_t i = 0; i < Words<Enum>::kAll.size(); ++i)
    if (Words<Enum>::kAll[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

#define TOCSIN_BOTH(Enum)                          \
  template std::string_view to_string<Enum>(Enum); \
  template std::optional<Enum> from_string<Enum>(std::string_view);
TOCSIN_BOTH(DocumentKind)
TOCSIN_BOTH(Relation)
TOCSIN_BOTH(Precision)
TOCSIN_BOTH(TimeType)
TOCSIN_BOTH(Qualifier)
TOCSIN_BOTH(MentionKind)
TOCSIN_BOTH(Manner)
TOCSIN_BOTH(Force)
TOCSIN_BOTH(Stance)
TOCSIN_BOTH(Effect)
TOCSIN_BOTH(Category)
TOCSIN_BOTH(ClaimStatus)
TOCSIN_BOTH(Standing)
TOCSIN_BOTH(IncidentStatus)
TOCSIN_BOTH(LinkRelation)
TOCSIN_BOTH(Grade)
TOCSIN_BOTH(DecisionKind)
TOCSIN_BOTH(LinkStatus)
#undef TOCSIN_BOTH

}  // namespace tocsin
