// SPDX-License-Identifier: Apache-2.0
#include "brief/text_passages.h"

#include <charconv>
#include <map>

#include "brief/escape.h"
#include "brief/forms.h"
#include "brief/telling.h"
#include "brief/width.h"
#include "brief/words.h"
#include "core/json.h"
#include "core/utf8.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

constexpr std::string_view kFile = "    file ";
constexpr std::string_view kSha = "    sha256 ";
constexpr std::string_view kWords = "    \"";

// A literal in pieces that fit, none of which cuts an escape or a character.
std::vector<std::string> literals(std::string_view text, int width) {
  const std::string whole = literal(text);
  std::vector<std::string> out;
  std::string piece;
  int used = 0;
  std::size_t space = std::string::npos;   // in `piece`, after the last space
  for (std::size_t i = 1; i + 1 < whole.size();) {
    std::size_t n = utf8::decode(whole, i).length;
    if (whole[i] == '\\') n = whole[i + 1] == 'u' ? 6 : 2;
    // The two halves of a surrogate pair stay together.
    if (n == 6 && (whole[i + 2] == 'd' || whole[i + 2] == 'D') && whole.compare(i + 6, 2, "\\u") == 0) n = 12;
    const int w = columns(std::string_view(whole).substr(i, n));
    if (used + w > width && !piece.empty()) {
      const std::size_t cut = space != std::string::npos && space > piece.size() / 2 ? space : piece.size();
      out.push_back('"' + piece.substr(0, cut) + '"');
      piece = piece.substr(cut);
      used = columns(piece);
      space = std::string::npos;
    }
    piece += whole.substr(i, n);
    if (whole[i] == ' ') space = piece.size();
    used += w;
    i += n;
  }
  out.push_back('"' + piece + '"');
  return out;
}

std::optional<std::string> unquoted(std::string_view text) {
  const Result<json::Value> value = json::parse("[" + std::string(text) + "]");
  if (!value.ok() || value->items.size() != 1 || !value->items[0].is(json::Type::string)) return std::nullopt;
  return value->items[0].scalar;
}

template <class Number>
bool number(std::string_view& text, Number& into) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool take(std::string_view& text, std::string_view start) {
  if (text.substr(0, start.size()) != start) return false;
  text.remove_prefix(start.size());
  return true;
}

std::string_view word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view out = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return out;
}

std::vector<std::string> lines_of(std::string_view bytes) {
  std::vector<std::string> out;
  std::string line;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\n') {
      out.push_back(std::move(line));
      line.clear();
    } else if (bytes[i] == '\x1b') {   // our own colours
      while (i < bytes.size() && bytes[i] != 'm') ++i;
    } else {
      line += bytes[i];
    }
  }
  return out;
}

}  // namespace

void text_documents(Terminal& out, const Story& story) {
  for (const Document* d : story.documents) {
    std::string who = Terminal::safe(source_name(*d));
    if (!d->title.empty()) who += ": " + Terminal::safe(shortened(text::masked(d->title), 200));
    who += ", " + (d->published ? say_exactly(*d->published) : "not dated") + (d->zone_assumed ? ", time zone assumed" : "");
    out.paragraph(who, 4, d->id + " ");
    const std::string at = " at " + std::to_string(d->at);
    const std::vector<std::string> file = literals(d->file, out.width() - 12 - static_cast<int>(at.size()));
    for (std::size_t i = 0; i < file.size(); ++i)
      out.line((i ? std::string(kFile.size(), ' ') : std::string(kFile)) + file[i] + (i + 1 == file.size() ? at : ""));
    out.line(std::string(kSha) + d->sha256);
  }
}

void text_passages(Terminal& out, const Story& story, const Index& index) {
  out.heading("Passages");
  for (std::size_t n = 1; n <= story.citations.size(); ++n) {
    const Citation c = citation(story, index, n);
    out.line("[" + std::to_string(n) + "] " + c.passage.document + " " + std::to_string(c.passage.span.begin) + "-" +
             std::to_string(c.passage.span.end));
    for (const std::string& piece : literals(c.text, out.width() - 6)) out.line("    " + piece);
  }
}

std::optional<std::vector<Citation>> text_citations(std::string_view bytes) {
  enum class Part { story, sources, passages } part = Part::story;
  std::map<std::string, Citation, std::less<>> documents;
  std::vector<Citation> out;
  Citation* document = nullptr;
  std::string file;
  for (const std::string& line : lines_of(bytes)) {
    std::string_view rest = line;
    if (take(rest, "── ")) {
      part = take(rest, "Sources ") ? Part::sources : take(rest, "Passages ") ? Part::passages : Part::story;
      continue;
    }
    if (line.empty() || part == Part::story) continue;
    if (part == Part::sources) {
      if (document && document->sha256.empty() && take(rest, kSha)) {
        document->sha256 = rest;
      } else if (document && document->sha256.empty() && (take(rest, kFile) || (!file.empty() && take(rest, std::string(kFile.size(), ' '))))) {
        const std::size_t end = rest.rfind('"');
        if (end == std::string_view::npos) return std::nullopt;
        const auto piece = unquoted(rest.substr(0, end + 1));
        if (!piece) return std::nullopt;
        file += *piece;
        rest.remove_prefix(end + 1);
        if (take(rest, " at ")) {
          if (!number(rest, document->at) || !rest.empty()) return std::nullopt;
          document->file = file;
          file.clear();
        }
      } else if (line[0] != ' ') {
        document = &documents[std::string(word(rest))];
        file.clear();
      }
      continue;
    }
    if (take(rest, "[")) {
      std::size_t n = 0;
      if (!number(rest, n) || n != out.size() + 1 || !take(rest, "] ")) return std::nullopt;
      const std::string_view id = word(rest);
      const auto known = documents.find(id);
      if (known == documents.end()) return std::nullopt;
      out.push_back(known->second);
      out.back().passage.document = id;
      if (!number(rest, out.back().passage.span.begin) || !take(rest, "-") || !number(rest, out.back().passage.span.end) || !rest.empty())
        return std::nullopt;
    } else if (rest.substr(0, kWords.size()) == kWords) {
      const auto piece = unquoted(rest.substr(4));
      if (!piece || out.empty()) return std::nullopt;
      out.back().text += *piece;
    }
  }
  return out;
}

}  // namespace tocsin::brief
