// SPDX-License-Identifier: Apache-2.0
// A web archive (WARC 1.0 and 1.1, ISO 28500): pages as articles and feeds as their items, each at its record's offset.
//
//   WARC/1.1
//   WARC-Type: response
//   WARC-Target-URI: https://harbourcourier.example/a      → article, url …/a, `at` the byte of "WARC/1.1"
//   Content-Type: application/http;msgtype=response
//
// Answers other than 200, other kinds of content, requests, metadata and revisits are counted.
#pragma once

#include <string_view>

#include "ingest/intake.h"

namespace tocsin::ingest {

Status warc(std::string_view bytes, Intake& intake);

// The record that begins at `at`, with its headers; empty: none begins there.
std::string_view warc_record(std::string_view bytes, std::size_t at);

}  // namespace tocsin::ingest
