// SPDX-License-Identifier: Apache-2.0
// For the tests of this room: a document with its reading, written as marked text. The reader is another room, so what it would
// find is marked by hand:
//
//   <o:The Health Directorate> puts the number of dead at <k:48>
//
// t time, n number, p place, o organisation, h human, e event; k, i, m, d, r a casualty (killed, injured, missing, detained,
// displaced) whose number is its first number word; "k/" a part of the casualty before it. A casualty's noun follows a bar: <k:48|people>.
#pragma once

#include <algorithm>
#include <string>

#include "core/clock.h"
#include "record/record.h"
#include "record/times.h"
#include "record/numbers.h"

namespace tocsin::record {

struct Marked {
  Document document;
  Reading reading;
};

inline Marked marked(const std::string& text, const char* published = "2025-10-09T12:00:00Z") {
  Marked out;
  Document& d = out.document;
  Reading& r = out.reading;
  d.id = "doc";
  d.kind = DocumentKind::article;
  if (auto t = parse_time(published)) d.published = t->time;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '<') {
      d.text += text[i];
      continue;
    }
    const char kind = text[i + 1];
    const bool part = text[i + 2] == '/';
    const std::size_t from = i + (part ? 4 : 3), to = text.find('>', i);
    std::string body = text.substr(from, to - from);
    const auto begin = static_cast<std::uint32_t>(d.text.size());
    std::optional<Span> noun;
    const std::size_t bar = body.find('|');
    if (bar != std::string::npos) {
      body[bar] = ' ';
      noun = Span{begin + static_cast<std::uint32_t>(bar) + 1, begin + static_cast<std::uint32_t>(body.size())};
    }
    d.text += body;
    const Span span{begin, static_cast<std::uint32_t>(d.text.size())};
    i = to;
    const std::string kinds = "tnpohe";
    constexpr MentionKind kKinds[] = {MentionKind::time, MentionKind::number, MentionKind::place, MentionKind::organisation, MentionKind::person, MentionKind::event};
    Mention m;
    m.span = span;
    if (const std::size_t k = kinds.find(kind); k != std::string::npos) {
      m.kind = kKinds[k];
      r.mentions.push_back(m);
      continue;
    }
    CasualtyReading c;
    c.span = span;
    c.number = Span{begin, noun ? noun->begin - 1 : span.end};
    c.group = noun;
    c.effect = kind == 'i' ? Effect::injured : kind == 'm' ? Effect::missing : kind == 'd' ? Effect::detained : kind == 'r' ? Effect::displaced : Effect::killed;
    if (part && !r.casualties.empty()) {
      std::size_t whole = r.casualties.size() - 1;
      c.part_of = r.casualties[whole].part_of ? *r.casualties[whole].part_of : whole;
    }
    r.casualties.push_back(c);
    m.kind = MentionKind::number;
    m.span = *c.number;
    r.mentions.push_back(m);
  }
  std::stable_sort(r.mentions.begin(), r.mentions.end(), [](const Mention& a, const Mention& b) { return a.span < b.span; });
  resolve_times(d, r);
  resolve_numbers(d, r);
  return out;
}

}  // namespace tocsin::record
