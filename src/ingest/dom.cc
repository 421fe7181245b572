// SPDX-License-Identifier: Apache-2.0
#include "ingest/dom.h"

#include <gumbo.h>

#include <csetjmp>
#include <cstdlib>

#include "core/utf8.h"

namespace tocsin::ingest::dom {
namespace {

// gumbo frees its tree by recursion and cannot be told that memory is out. So its memory is ours: every piece in one
// list, with a budget; when that is spent the parse is left by longjmp, and the list is freed as a whole either way.
struct Piece {
  Piece* before;
  Piece* after;
  std::size_t size;
  std::size_t padding;  // keeps what follows aligned to 16
};

struct Memory {
  Piece first{};
  std::size_t used = 0, budget = 0;
  std::jmp_buf out;
};

void* take(void* memory_, std::size_t size) {
  Memory* memory = static_cast<Memory*>(memory_);
  Piece* piece = nullptr;
  if (memory->used + size <= memory->budget) piece = static_cast<Piece*>(std::malloc(sizeof(Piece) + size));
  if (piece == nullptr) std::longjmp(memory->out, 1);
  memory->used += size;
  *piece = {&memory->first, memory->first.after, size, 0};
  if (piece->after != nullptr) piece->after->before = piece;
  memory->first.after = piece;
  return piece + 1;
}

void give(void* memory_, void* bytes) {
  if (bytes == nullptr) return;
  Piece* piece = static_cast<Piece*>(bytes) - 1;
  static_cast<Memory*>(memory_)->used -= piece->size;
  piece->before->after = piece->after;
  if (piece->after != nullptr) piece->after->before = piece->before;
  std::free(piece);
}

void give_all(Memory& memory) {
  while (memory.first.after != nullptr) {
    Piece* piece = memory.first.after;
    memory.first.after = piece->after;
    std::free(piece);
  }
}

// Nothing with a destructor lives in this frame: longjmp ends here.
const GumboNode* parse_with(Memory* memory, const char* html, std::size_t size) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = take;
  options.deallocator = give;
  options.userdata = memory;
  options.max_errors = 0;
  if (setjmp(memory->out) != 0) return nullptr;
  return gumbo_parse_with_options(&options, html, size)->root;
}

std::string_view tag_name(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  return "custom";
}

Tree flat(const GumboNode* root) {
  Tree tree;
  struct Visit {
    const GumboNode* node;
    std::uint32_t parent, index;
    bool leaving;
  };
  std::vector<Visit> stack{{root, 0, 0, false}};
  while (!stack.empty()) {
    const Visit visit = stack.back();
    stack.pop_back();
    if (visit.leaving) {
      tree[visit.index].end = static_cast<std::uint32_t>(tree.size());
      continue;
    }
    const auto index = static_cast<std::uint32_t>(tree.size());
    const GumboNode& node = *visit.node;
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
      tree.push_back({{}, utf8::repaired(node.v.text.text), {}, visit.parent, index + 1});
    } else if (node.type == GUMBO_NODE_ELEMENT) {
      tree.push_back({tag_name(node.v.element), {}, {}, visit.parent, 0});
      const GumboVector& attributes = node.v.element.attributes;
      for (unsigned i = 0; i < attributes.length; ++i) {
        const auto* a = static_cast<const GumboAttribute*>(attributes.data[i]);
        tree.back().attributes.emplace_back(a->name, utf8::repaired(a->value));
      }
      stack.push_back({visit.node, visit.parent, index, true});
      const GumboVector& children = node.v.element.children;
      for (unsigned i = children.length; i > 0; --i)
        stack.push_back({static_cast<const GumboNode*>(children.data[i - 1]), index, 0, false});
    }
  }
  return tree;
}

}  // namespace

std::string_view Node::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes)
    if (key == name) return value;
  return {};
}

Parsed parse(std::string_view html) {
  Parsed out;
  if (auto refused = guard_page(html)) {
    out.refused = std::move(refused);
    return out;
  }
  Memory memory;
  memory.budget = (std::size_t{64} << 20) + 64 * html.size();
  if (const GumboNode* root = parse_with(&memory, html.data(), html.size()))
    out.tree = flat(root);
  else
    out.refused = PageRefusal{false, "parsing it would take more memory than a page needs"};
  give_all(memory);
  return out;
}

std::string text_of(const Tree& tree, std::uint32_t node) {
  std::string out;
  for (std::uint32_t i = node; i < tree[node].end; ++i) out += tree[i].text;
  return out;
}

}  // namespace tocsin::ingest::dom
