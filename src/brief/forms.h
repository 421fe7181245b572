// SPDX-License-Identifier: Apache-2.0
// A story in each form it leaves in, sealed with its manifest; and each form's citations read back out of it.
// What one writes the other reads: for every form f, citations_of(write(story)) are the story's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brief/brief.h"
#include "brief/story.h"
#include "core/json.h"
#include "core/json_writer.h"

namespace tocsin::brief {

struct Telling;

std::string text_form(const Story& story, const Index& index, const TextStyle& style);
std::string html_form(const Story& story, const Index& index);
// `own`: the records the alert points to (Index::scope); the lists are of these.
std::string json_form(const Story& story, const Index& index, const Findings& own);

// As a page for print: lists/print.html, without what only a screen needs.
std::string print_form(const Story& story, const Index& index);
// These tell what they need themselves.
std::string csv_form(const Telling& telling);
std::string claimreview_form(Telling& telling);
std::string notice_form(Telling& telling, const TextStyle& style);
// All alerts of the index.
std::string rss_form(const Index& index, const Context& context);

// The value of the member `spread` of the JSON form; null where no post was read.
void spread_json(json::Writer& writer, const Spread& spread);

// Citation n of the story, as every form carries it.
Citation citation(const Story& story, const Index& index, std::size_t n);

// None where the list of citations is not as the form writes it.
std::optional<std::vector<Citation>> text_citations(std::string_view bytes);
std::optional<std::vector<Citation>> html_citations(std::string_view bytes);
std::optional<std::vector<Citation>> json_citations(std::string_view bytes);
std::optional<std::vector<Citation>> csv_citations(std::string_view bytes);
std::optional<std::vector<Citation>> pdf_citations(std::string_view bytes);
// The member `citations`, which json_citations reads.
void citations_json(json::Writer& writer, const Story& story, const Index& index);

// "begin", "end" and, by the name `at`, where the record stands, into `c`; false where one is no whole number that fits.
bool read_offsets(const json::Value& item, std::string_view at, Citation& c);

// ---- parts of a page, shared by brief and index
// `template_name` of lists/, with {{name}} replaced by the value as it is: HTML already.
std::string filled(std::string_view template_name, const std::vector<std::pair<std::string, std::string>>& values);

// ---- pictures: SVG drawn from the story's data; empty where there is nothing to draw
std::string bars_svg(const std::vector<ScoreBar>& bars, double total);
std::string map_svg(const std::vector<MapPoint>& points);
std::string timeline_svg(const std::vector<TimelineItem>& items, std::size_t left_out);
std::string spread_svg(const std::vector<SpreadNode>& nodes, const std::vector<SpreadChannel>& channels);
std::string channels_svg(const Spread& spread);
std::string figures_svg(const FigureChart& chart);

}  // namespace tocsin::brief
