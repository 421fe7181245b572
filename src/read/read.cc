// SPDX-License-Identifier: Apache-2.0
#include "read/read.h"

#include <algorithm>
#include <iterator>

#include "core/crew.h"
#include "read/evidence.h"
#include "read/trained.h"
#include "text/text.h"

namespace tocsin::read {
namespace {

constexpr std::string_view kLists = "lists/2";
constexpr std::string_view kNone = "none/1";
constexpr double kUnsure = 0.2;  // from here on the network does not rule a threat out
constexpr double kHardly = 0.05;  // below, nobody asks the lists: what the networks find harmless, and what they were not asked
constexpr double kSure = 0.9;    // of the lists' score: not one in five hundred others' words has it (training frames)

// Word lists also take who speaks of himself for the caller; in the network's readings a caller is a name (docs/annotation.md §6).
bool pronoun(std::string_view words) {
  constexpr std::string_view kPronouns[] = {"We", "we", "WE", "I", "i", "نحن", "أنا", "انا", "إحنا", "احنا", "نحنا", "حنا"};
  return std::ranges::find(kPronouns, words) != std::end(kPronouns);
}

// Threats by word lists; none in languages that they do not know.
Reading by_lists(const Document& document, const std::string& lang) {
  Reading lists;
  if (lang != "en" && lang != "ar") return lists;
  lists.lang = lang;
  read_threats(document, lists);
  for (ThreatReading& t : lists.threats)
    if (t.caller && pronoun(slice(document.text, *t.caller))) t.caller.reset();
  return lists;
}

// All but threats.
Reading rest_of(const Document& document, std::string_view reader) {
  Reading reading;
  reading.document = document.id;
  reading.reader = reader;
  reading.lang = document.lang.empty() ? text::language(document.text) : document.lang;
  reading.evaluated = reading.lang == "en" || reading.lang == "ar";
  read_mentions(document, reading);
  read_casualties(document, reading);
  read_statements(document, reading);
  read_claims(document, reading);
  return reading;
}

}  // namespace

struct Reader::Impl {
  std::string name;
  bool threats = true;
  std::optional<Model> model;  // none: word lists
  mutable Crew crew;
};

Reader::Reader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

const std::string& Reader::name() const { return impl_->name; }

Result<Reader> Reader::open(const std::string& folder, unsigned threads) {
  if (threads == 0) threads = Crew::processors();
  if (folder.empty())
    return Reader(std::unique_ptr<Impl>(new Impl{std::string(kLists), true, std::nullopt, Crew(threads)}));
  Result<Model> model = Model::open(folder, threads);
  if (!model.ok()) return model.status();
  std::string name = model->settings().name;
  return Reader(std::unique_ptr<Impl>(new Impl{std::move(name), true, std::move(*model), Crew(threads)}));
}

Reader Reader::without_threats() {
  return Reader(std::unique_ptr<Impl>(new Impl{std::string(kNone), false, std::nullopt, Crew(1)}));
}

Result<std::vector<Reading>> Reader::read(std::span<const Document* const> documents) const {
  std::vector<Reading> out(documents.size());
  impl_->crew.each(documents.size(), 8, [&](std::size_t begin, std::size_t end, unsigned) {
    for (std::size_t i = begin; i < end; ++i) {
      out[i] = rest_of(*documents[i], impl_->name);
      if (impl_->threats && !impl_->model) read_threats(*documents[i], out[i]);
    }
  });
  if (!impl_->model) return out;
  if (const Status s = read_threats(*impl_->model, documents, out, impl_->crew); !s.ok()) return s;
  impl_->crew.each(documents.size(), 8, [&](std::size_t begin, std::size_t end, unsigned) {
    for (std::size_t i = begin; i < end; ++i) {
      if (out[i].threats.empty() && out[i].threat_score < kHardly) continue;
      const Reading lists = by_lists(*documents[i], out[i].lang);
      add_evidence(lists, out[i].threat_score >= kUnsure || lists.threat_score >= kSure, out[i]);
      for (ThreatReading& t : out[i].threats) leave_out_caller(documents[i]->text, t);
    }
  });
  return out;
}

Reading read(const Document& document) {
  Reading reading = rest_of(document, kLists);
  read_threats(document, reading);
  return reading;
}

}  // namespace tocsin::read
