// SPDX-License-Identifier: Apache-2.0
//! The peer chatpack: a Telegram export in, how many messages and bytes of text it found out.
//!
//!     chatpack_peer [--stream] result.json
//!
//! Without --stream the file is parsed whole; with it message by message, and messages that cannot be read are left out.
use chatpack::parser::Parser;
use chatpack::parsers::TelegramParser;
use chatpack::streaming::{StreamingConfig, StreamingParser, TelegramStreamingParser};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments.last().expect("which file?");
    let (mut messages, mut bytes) = (0usize, 0usize);
    if arguments[0] == "--stream" {
        let config = StreamingConfig::new().with_skip_invalid(true);
        for message in StreamingParser::stream(&TelegramStreamingParser::with_config(config), path)?.flatten() {
            messages += 1;
            bytes += message.content.len();
        }
    } else {
        for message in TelegramParser::new().parse(Path::new(path))? {
            messages += 1;
            bytes += message.content.len();
        }
    }
    println!("{messages} {bytes}");
    Ok(())
}
