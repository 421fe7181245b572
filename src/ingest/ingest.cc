// SPDX-License-Identifier: Apache-2.0
#include "ingest/ingest.h"

#include <algorithm>
#include <set>

#include "core/clock.h"
#include "ingest/any_format.h"
#include "ingest/file_bytes.h"
#include "ingest/files.h"
#include "ingest/ndjson.h"

namespace tocsin::ingest {
namespace {

// Options that no file can satisfy are said before any is read.
Status check(const InputOptions& options) {
  if (!options.timezone.empty() && !zone_offset(options.timezone, std::chrono::local_seconds{}))
    return {Code::usage,
            "--timezone " + options.timezone + ": unknown; give an IANA name (Asia/Amman) or an offset (+03:00)"};
  if (!options.published.empty() && !parse_time(options.published, options.timezone))
    return {Code::usage, "--published " + options.published + ": no date; give it as 2026-03-10T12:00:00+03:00"};
  if (options.include_private && options.purpose.empty())
    return {Code::usage, "--include-private needs --purpose TEXT: what private chats are read for"};
  return {};
}

class Reader {
 public:
  Reader(const InputOptions& options, const Key& key, Receiver& receiver)
      : options_(options), key_(key), receiver_(receiver) {}

  Status file(const std::string& path, bool in_folder) {
    FileBytes file;
    if (const auto problem = file.open(path)) {
      receiver_.oddity(make_oddity(problem->kind, path, 0, "", problem->particulars));
      return {};
    }
    Intake intake(path, file.sha256(), options_, key_, receiver_);  // hashed before anything is parsed
    intake.read_from(file);
    Status status = path == "-" ? ndjson(file.bytes(), intake)
                                : any_format(
                                      file.bytes(), [&] { return sidecar(path); }, intake, in_folder && named_as_media(path));
    if (file.changed())
      intake.oddity(Odd::damaged, 0, "", "the file was written to while it was read; what was read of it may not be what its hash is of: read it again");
    intake.finish();
    return status;
  }

 private:
  ArticleFacts sidecar(const std::string& path) {
    const std::string beside = path + std::string(kSidecarEnd);
    const Result<FileList> found = list_files(beside);
    if (!found.ok() || found->files.empty()) return {};
    std::string bytes;
    if (const auto problem = read_file(beside, bytes)) {
      receiver_.oddity(make_oddity(problem->kind, beside, 0, "", problem->particulars));
      return {};
    }
    return read_sidecar(bytes, beside, receiver_);
  }

  const InputOptions& options_;
  const Key& key_;
  Receiver& receiver_;
};

bool is_sidecar(const std::string& path) { return path.ends_with(kSidecarEnd); }

}  // namespace

Status ingest(const std::string& path, const InputOptions& options, const Key& key, Receiver& receiver,
              Progress* progress) {
  if (Status status = check(options); !status.ok()) return status;
  const Result<FileList> found = list_files(path);
  if (!found.ok()) return found.status();
  for (const Oddity& oddity : found->oddities) receiver.oddity(oddity);
  for (const std::string& hidden : found->hidden) receiver.skipped(hidden, "hidden_file");
  if (found->files.empty() && found->oddities.empty())
    receiver.oddity(
        make_oddity(Odd::empty_folder, path, 0, "", "no file in the folder; give the folder that holds the export"));
  const std::set<std::string> present(found->files.begin(), found->files.end());
  Reader reader(options, key, receiver);
  std::uint64_t done = 0;
  for (const std::string& file : found->files) {
    if (is_sidecar(file)) {
      const std::string article = file.substr(0, file.size() - kSidecarEnd.size());
      if (!present.contains(article))
        receiver.oddity(make_oddity(Odd::lone_sidecar, file, 0, "",
                                    "the file it describes is not here; put it beside, under the same name"));
    } else if (Status status = reader.file(file, found->folder); !status.ok()) {
      return status;
    }
    if (progress != nullptr) progress->update("files read", ++done, found->files.size());
  }
  return {};
}

}  // namespace tocsin::ingest
