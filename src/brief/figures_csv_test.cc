// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "brief/csv_table.h"
#include "brief/ferry_case.h"
#include "brief/tables.h"

namespace tocsin::brief {
namespace {

std::string cell(const std::vector<std::vector<std::string>>& rows, std::size_t row, std::string_view column) {
  for (std::size_t i = 0; i < rows[0].size(); ++i)
    if (rows[0][i] == column) return rows[row][i];
  ADD_FAILURE() << column;
  return {};
}

TEST(FiguresCsv, HasARowForEachFigureWithWhoseItIsAndItsWords) {
  const FerryCase c = ferry_case();
  const auto rows = table(figures_csv(c.findings));
  std::size_t figures = 0;
  for (const Incident& i : c.findings.incidents) figures += i.figures.size();
  ASSERT_EQ(rows.size(), figures + 1);
  ASSERT_GT(figures, 2u);
  for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
  const Incident& i = c.findings.incidents.front();
  const Figure& f = i.figures.front();
  EXPECT_EQ(cell(rows, 1, "incident"), i.id);
  EXPECT_EQ(cell(rows, 1, "figure"), f.id);
  EXPECT_EQ(cell(rows, 1, "min"), f.min ? std::to_string(*f.min) : "");
  EXPECT_EQ(cell(rows, 1, "max"), f.max ? std::to_string(*f.max) : "");
  EXPECT_EQ(cell(rows, 1, "source"), f.source ? f.source->name : "");
  EXPECT_EQ(cell(rows, 1, "document"), f.span.document);
  EXPECT_FALSE(cell(rows, 1, "words").empty());
}

TEST(FiguresCsv, KeepsASpreadsheetFromReckoningWithText) {
  FerryCase c = ferry_case();
  Incident& i = c.findings.incidents.front();
  i.what = "=1+1, \"a strike\"\r\n@SUM(A1)";
  i.actor = Name{"+the Front", {}};
  const auto rows = table(figures_csv(c.findings));
  EXPECT_EQ(cell(rows, 1, "what").substr(0, 5), "'=1+1");
  EXPECT_EQ(cell(rows, 1, "actor"), "'+the Front");
  for (const auto& row : rows)
    for (const std::string& text : row) EXPECT_EQ(text.find('\n'), std::string::npos);
}

TEST(FiguresCsv, OfNoIncidentsIsTheHeadAlone) {
  EXPECT_EQ(table(figures_csv(Findings())).size(), 1u);
}

}  // namespace
}  // namespace tocsin::brief
