// SPDX-License-Identifier: Apache-2.0
#include "brief/manifest.h"

#include <algorithm>
#include <cassert>

#include "core/hash.h"

namespace tocsin::brief {
namespace {

constexpr std::size_t kDigits = 64;
constexpr std::size_t kPdfEnd = 64;   // bytes at most after "startxref"

#define TOCSIN_ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
constexpr std::string_view kJson = R"("manifest":{"sha256":")" TOCSIN_ZEROS "\"}}\n";
constexpr std::string_view kStix = R"("manifest":{"sha256":")" TOCSIN_ZEROS "\"}}}}]}\n";
constexpr std::string_view kMisp = R"("value":"manifest sha256:)" TOCSIN_ZEROS "\"}]}}\n";
constexpr std::string_view kGeojson = R"("manifest":{"sha256":")" TOCSIN_ZEROS "\"}}}\n";
constexpr std::string_view kHtml = R"(<meta name="tocsin-manifest" content=")" TOCSIN_ZEROS "\">";
constexpr std::string_view kText = "manifest sha256:" TOCSIN_ZEROS "\n";
constexpr std::string_view kXml = "<!-- manifest sha256:" TOCSIN_ZEROS " -->\n";
constexpr std::string_view kCsv = "\r\nmanifest,,SHA-256 of this file with its digits as zeros,,,,,,,,,,,,,,,,,,,,,,,,,," TOCSIN_ZEROS "\r\n";
constexpr std::string_view kPdf = "\n% manifest sha256:" TOCSIN_ZEROS "\nstartxref\n";
#undef TOCSIN_ZEROS

// What stands before the digits, and how many bytes after them.
std::string_view before(Form form) {
  const std::string_view all = manifest_blank(form);
  return all.substr(0, all.find(std::string(kDigits, '0')));
}
std::size_t after(Form form) { return manifest_blank(form).size() - before(form).size() - kDigits; }

// Where the digits begin: at the end, in a PDF shortly before it, in a page in the head, where no word of a document stands before.
std::optional<std::size_t> place(std::string_view bytes, Form form) {
  const std::string_view start = before(form);
  if (form == Form::html) {
    const std::size_t at = bytes.find(start);
    if (at == std::string_view::npos || at + start.size() + kDigits + after(form) > bytes.size()) return std::nullopt;
    return at + start.size();
  }
  if (form == Form::pdf) {   // what follows is a number and the end
    const std::size_t at = bytes.rfind(start);
    if (at == std::string_view::npos || at + manifest_blank(form).size() + kPdfEnd < bytes.size() || at + manifest_blank(form).size() > bytes.size()) return std::nullopt;
    return at + start.size();
  }
  const std::size_t tail = start.size() + kDigits + after(form);
  if (bytes.size() < tail || bytes.substr(bytes.size() - tail, start.size()) != start) return std::nullopt;
  return bytes.size() - after(form) - kDigits;
}

std::string hash_of(std::string_view bytes, std::size_t at) {
  Sha256 sha;
  sha.update(bytes.substr(0, at));
  sha.update(std::string(kDigits, '0'));
  sha.update(bytes.substr(at + kDigits));
  return sha.hex();
}

}  // namespace

std::string_view manifest_blank(Form form) {
  switch (form) {
    case Form::json:
    case Form::claimreview: return kJson;
    case Form::html: return kHtml;
    case Form::text:
    case Form::notice: return kText;
    case Form::csv: return kCsv;
    case Form::pdf: return kPdf;
    case Form::stix: return kStix;
    case Form::misp: return kMisp;
    case Form::geojson: return kGeojson;
    default: return kXml;
  }
}

void seal(std::string& bytes, Form form) {
  const auto at = place(bytes, form);
  assert(at);
  if (at) bytes.replace(*at, kDigits, hash_of(bytes, *at));
}

bool intact(std::string_view bytes, Form form) {
  const auto at = place(bytes, form);
  return at && bytes.substr(*at, kDigits) == hash_of(bytes, *at);
}

std::optional<Form> form_of(std::string_view bytes) {
  // By how it begins, else by how it ends: one change does not reach both, and no document's words stand at either.
  if (bytes.starts_with(R"({"schema":"tocsin/1","kind":"brief")")) return Form::json;
  if (bytes.starts_with("TOCSIN BRIEF ")) return Form::text;
  if (bytes.starts_with("TOCSIN NOTICE ")) return Form::notice;
  if (bytes.starts_with(kClaimReviewStart)) return Form::claimreview;
  if (bytes.starts_with("%PDF-") || place(bytes, Form::pdf)) return place(bytes, Form::pdf) || bytes.find("% tocsin ") != std::string_view::npos ? std::optional(Form::pdf) : std::nullopt;
  if (place(bytes, Form::csv) || bytes.starts_with(kCsvStart)) return Form::csv;
  if (bytes.starts_with(R"({"type":"bundle","id":"bundle--)") && bytes.substr(0, 400).find(R"("name":"Tocsin")") != std::string_view::npos) return Form::stix;
  if (bytes.starts_with(R"({"Event":{"Orgc":{"name":"Tocsin",)")) return Form::misp;
  if (bytes.starts_with(R"({"type":"FeatureCollection","generator":"Tocsin",)")) return Form::geojson;
  const std::string_view head = bytes.substr(0, 200);
  if (head.starts_with("<?xml") || place(bytes, Form::gexf)) {
    if (head.find("<gexf ") != std::string_view::npos || bytes.find("</gexf>") != std::string_view::npos) return Form::gexf;
    if (head.find("<graphml ") != std::string_view::npos || bytes.find("</graphml>") != std::string_view::npos) return Form::graphml;
    if (bytes.find("<sender>tocsin</sender>") != std::string_view::npos || place(bytes, Form::gexf)) return Form::cap;
  }
  const bool page = bytes.substr(0, 4096).find("content=\"tocsin") != std::string_view::npos || place(bytes, Form::html);
  if (page && (bytes.starts_with("<!doctype html>") || bytes.ends_with("</html>\n"))) return Form::html;
  for (const Form form : {Form::json, Form::stix, Form::misp, Form::geojson})
    if (place(bytes, form)) return form;
  if (place(bytes, Form::text)) return Form::text;
  return std::nullopt;
}

}  // namespace tocsin::brief
