// SPDX-License-Identifier: Apache-2.0
// The end of a page: the documents, and the passage behind every citation, the cited bytes marked among the words around
// them. Each passage carries its citation in attributes (data-document, data-begin, data-end, data-text, data-file, data-sha256, data-at);
// what they hold, `check` reads.
#pragma once

#include <string>

#include "brief/story.h"

namespace tocsin::brief {

std::string html_documents(const Story& story);
std::string html_passages(const Story& story, const Index& index);

}  // namespace tocsin::brief
