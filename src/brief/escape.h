// SPDX-License-Identifier: Apache-2.0
// Text from documents is an attacker's text. These make it harmless for who receives it; nothing else in the room writes
// document text into a page or onto a terminal.
//
//   html("<script>")            "&lt;script&gt;"                in content, in double-quoted attributes and in SVG text
//   html("a\u202Eb")            "a⟦U+202E⟧b"                    what cannot be seen is shown (text::terminal_safe)
//   exact("a\u202Eb\n")         "a&#x202E;b&#xA;"               an attribute that must give the very characters back
//   xml("a\x01b")              "a␁b"                          the same as html, and nothing that XML 1.0 cannot hold
//   literal("say \"no\"\n")     "\"say \\\"no\\\"\\n\""         the same for a line of text: a JSON string
//   one_line("a\n\n b")         "a b"
//
// Joiners of Persian and Indic scripts and of emoji stay; a page isolates every text from a document (bdi) besides.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tocsin::brief {

std::string html(std::string_view text);     // keeps line breaks and tabs
std::string xml(std::string_view text);      // line breaks and tabs as references: an attribute keeps them
std::string exact(std::string_view text);
std::optional<std::string> from_exact(std::string_view attribute);   // none: not what `exact` writes
std::string literal(std::string_view text);
std::string one_line(std::string_view text);                         // white space runs to one space, none at the ends

// Whether some letter of it is written from right to left.
bool right_to_left(std::string_view text);

// At most `bytes` of it, cut between words where there is one near, with "…" when cut. Never splits a character.
std::string shortened(std::string_view text, std::size_t bytes);

// A BCP 47 primary subtag ("ar") or empty: what may stand in a lang attribute.
std::string language_tag(std::string_view code);

}  // namespace tocsin::brief
