// SPDX-License-Identifier: Apache-2.0
// Arithmetic over figures, the same for one report and for many.
//
//   killed people: observatory at least 53, directorate 48
//     → {killed, people, min 48, max none, by_source {observatory 53…, directorate 48…48}}
//
// Figures told together ("12 civilians and 3 soldiers") are added up as people, marked `derived`.
// A source's toll in one document is its largest figure there; over documents it runs from its smallest toll to its
// largest.
#pragma once

#include <vector>

#include "tocsin/records.h"

namespace tocsin {

// Figures side by side, by effect, category and source: nothing is averaged, and nothing is added but what is told
// together (subsets have their own category, so they are never added to their whole). A figure without a number counts for nothing. A bound that any source
// leaves open stays open. Figures that are denied are left out. Sorted by effect, category, source.
std::vector<Total> totals(const std::vector<Figure>& figures);

}  // namespace tocsin
