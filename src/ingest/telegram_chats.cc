// SPDX-License-Identifier: Apache-2.0
#include "ingest/telegram_chats.h"

#include <algorithm>
#include <optional>

#include "core/utf8.h"
#include "ingest/json_repair.h"

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t kHeader = 16 << 10;  // a chat's own fields are shorter than this
constexpr int kBraces = 16;                // a name may hold braces, but not more than these are tried

void take_fields(const json::Value& object, Chat& chat) {
  const auto take = [&](std::string_view key, std::string& field) {
    const json::Value* value = object.find(key);
    if (!field.empty() || value == nullptr) return;
    field = utf8::repaired(value->text());
    chat.known = true;
  };
  take("name", chat.name);
  take("type", chat.type);
  take("id", chat.id);
}

// The object that holds the key at `key`: the nearest `{` from which everything up to the key reads as its members.
void read_before(std::string_view bytes, std::size_t from, std::size_t key, Chat& chat) {
  from = std::max(from, key - std::min(key, kHeader));
  std::size_t brace = key;
  for (int tries = 0; tries < kBraces && brace > from; ++tries) {
    brace = bytes.rfind('{', brace - 1);
    if (brace == npos || brace < from) return;
    const std::string object = std::string(bytes.substr(brace, key - brace)) + "\"messages\":0}";
    const auto parsed = parse_record(object);
    if (!parsed || !parsed->value.is(json::Type::object) || parsed->value.find("messages") == nullptr) continue;
    chat.at = brace;
    take_fields(parsed->value, chat);
    return;
  }
}

// Some writers sort keys, so name and type come after the messages.
void read_after(std::string_view bytes, std::size_t at, Chat& chat) {
  at = bytes.find_first_not_of(" \r\n\t", at);
  if (at == npos || bytes[at] != ',') return;
  const std::string object = "{" + std::string(bytes.substr(at + 1, kHeader));
  const std::size_t end = ObjectScanner(object).end_of(0);
  if (end == npos) return;
  if (const auto parsed = parse_record(std::string_view(object).substr(0, end))) take_fields(parsed->value, chat);
}

// `{"id": 57, "type": "message"`: other lists of an export have objects with ids too, but not of this type.
bool is_message_head(std::string_view bytes, std::size_t mark) {
  const std::string_view head = bytes.substr(mark, 200);
  const std::size_t type = head.find("\"type\"");
  return type != npos && std::min(head.find("\"message\"", type), head.find("\"service\"", type)) < type + 20;
}

bool all_chats_before(std::string_view bytes, std::size_t key) {
  const std::string_view head = bytes.substr(0, key + 12);
  return std::min(head.find("\"chats\""), head.find("\"left_chats\"")) < key;
}

// Hands the messages of one chat over; `last` becomes the last of them.
Result<ObjectScanner::End> read_messages(std::string_view bytes, std::size_t inside, ObjectScanner& scanner, Chat& chat, ChatReceiver& receiver, std::optional<Slice>& last) {
  const TakeElement take = [&](const Slice& slice, const json::Tape* value) {
    last = slice;
    return receiver.message(slice, value);
  };
  const auto cut = [&](const ObjectScanner::End& end) { chat.cut = !end.closed && end.at >= bytes.size(); };
  if (!chat.type.empty() && !chat.name.empty()) {
    receiver.begin(chat);
    const Result<ObjectScanner::End> end = scanner.array(inside, take);
    if (end.ok()) cut(*end);
    return end;
  }
  std::vector<Slice> messages;
  const ObjectScanner::End end = scanner.array(inside, messages);
  cut(end);
  if (end.closed) read_after(bytes, end.at, chat);
  receiver.begin(chat);
  for (const Slice& slice : messages)
    if (const Status status = take(slice, nullptr); !status.ok()) return status;
  return end;
}

}  // namespace

Result<Export> telegram_chats(std::string_view bytes, ChatReceiver& receiver) {
  Export out;
  ObjectScanner scanner(bytes, "id", "messages");
  const std::size_t root = bytes.find('{');
  std::size_t from = 0;  // where the head of the next chat may begin
  ObjectScanner::End end;
  for (auto fence = scanner.next_fence(0); fence.key != npos; fence = scanner.next_fence(end.at)) {
    Chat chat;
    chat.at = npos;
    read_before(bytes, from, fence.key, chat);
    const bool headed = chat.at != npos;
    chat.inside_export = headed ? chat.at != root : out.chats > 0 || all_chats_before(bytes, fence.key);
    if (!headed) chat.at = fence.key;
    std::optional<Slice> last;
    const Result<ObjectScanner::End> read = read_messages(bytes, fence.inside, scanner, chat, receiver, last);
    if (!read.ok()) return read.status();
    end = *read;
    receiver.end(chat);
    ++out.chats;
    // What follows a message that broke at the end of its chat may be the head of the next.
    from = end.closed ? end.at : last ? last->begin + 1 : fence.inside;
    const std::size_t mark = scanner.next_mark(end.at);
    if (mark < scanner.next_fence(end.at).key && is_message_head(bytes, mark)) out.stray.push_back(mark);
  }
  return out;
}

bool is_public(const Chat& chat) { return chat.type.starts_with("public_"); }

}  // namespace tocsin::ingest
