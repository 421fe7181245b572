// SPDX-License-Identifier: Apache-2.0
//! The peer gaoya, end to end: NDJSON messages in, the family of each out, as `tocsin trace` prints it.
//!
//!     gaoya_peer [--tokens c4|c5|w] [--threshold .5] [--bands 32] [--rows 4] msgs.ndjson > families.ndjson
//!
//! It does what the rensa and datasketch peers do, so that only the library differs: texts in lower case with single spaces,
//! shingles of four characters, 32 bands of 4 rows, candidates verified by estimated Jaccard of .5, joined to families whose id
//! is their earliest message. Of gaoya's parts it takes those that were fastest here: 32-bit signatures and ids in small vectors
//! (of 64-bit ones it makes half as many a second).
use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32, SmallVecContainer};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{BufRead, BufReader, BufWriter, Write};

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    family: &'a str,
    relation: &'static str,
    of: Option<&'a str>,
    similarity: f64,
}

/// Families as a forest over message numbers; a root is the earliest of its family. Keeps the nearest copy of each message.
#[derive(Default)]
struct Families {
    parent: Vec<u32>,
    of: Vec<Option<u32>>,
    similarity: Vec<f64>,
}

impl Families {
    fn add(&mut self) -> u32 {
        let number = self.parent.len() as u32;
        self.parent.push(number);
        self.of.push(None);
        self.similarity.push(0.0);
        number
    }

    fn find(&mut self, mut x: u32) -> u32 {
        while self.parent[x as usize] != x {
            let above = self.parent[self.parent[x as usize] as usize];
            self.parent[x as usize] = above;
            x = above;
        }
        x
    }

    fn join(&mut self, earlier: u32, number: u32, similarity: f64) {
        let (x, y) = (self.find(earlier), self.find(number));
        if x != y {
            self.parent[x.max(y) as usize] = x.min(y);
        }
        let n = number as usize;
        if self.of[n].is_none() || similarity > self.similarity[n] {
            self.of[n] = Some(earlier);
            self.similarity[n] = similarity;
        }
    }
}

/// Lower case, and one space for any run of white space.
fn fold(text: &str, out: &mut String) {
    out.clear();
    for word in text.to_lowercase().split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// Overlapping runs of `size` characters; a shorter text is one shingle.
fn shingles(text: &str, size: usize) -> Vec<&str> {
    let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    starts.push(text.len());
    if starts.len() <= size {
        return vec![text];
    }
    starts.windows(size + 1).map(|w| &text[w[0]..w[size]]).collect()
}

fn option<T: std::str::FromStr>(arguments: &[String], name: &str, otherwise: T) -> T {
    let at = arguments.iter().position(|a| a == name);
    at.and_then(|i| arguments.get(i + 1)).and_then(|v| v.parse().ok()).unwrap_or(otherwise)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let tokens = option(&arguments, "--tokens", "c4".to_string());
    let size = tokens.strip_prefix('c').and_then(|k| k.parse().ok()).unwrap_or(0);
    let (bands, rows) = (option(&arguments, "--bands", 32), option(&arguments, "--rows", 4));
    let threshold = option(&arguments, "--threshold", 0.5);
    let mut input =
        BufReader::with_capacity(1 << 20, std::fs::File::open(arguments.last().ok_or("a file of messages")?)?);

    let hasher = MinHasher32::new(bands * rows);
    let mut index = MinHashIndex::<u32, u32, SmallVecContainer<u32, 4>>::new_index(bands, rows, threshold);
    let mut ids: Vec<String> = Vec::new();
    let mut families = Families::default();
    let (mut line, mut text) = (String::new(), String::new());
    while input.read_line(&mut line)? > 0 {
        let message: Message = serde_json::from_str(&line)?;
        fold(&message.text, &mut text);
        ids.push(message.id.into_owned());
        let number = families.add();
        let signature = match size {
            0 => hasher.create_signature(text.split(' ')),
            _ => hasher.create_signature(shingles(&text, size).into_iter()),
        };
        let mut near = index.query_owned_return_similarity(&signature);
        near.sort_by_key(|&(earlier, _)| earlier);
        for (earlier, similarity) in near {
            families.join(earlier, number, similarity);
        }
        index.insert(number, signature);
        line.clear();
    }

    let mut out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    for number in 0..ids.len() {
        let first = families.find(number as u32) as usize;
        let similarity = families.similarity[number];
        let relation = match similarity {
            _ if first == number => "first",
            s if s >= 1.0 => "exact",
            _ => "edited",
        };
        let of = families.of[number].filter(|_| first != number).map(|n| ids[n as usize].as_str());
        let similarity = (similarity * 1e4).round() / 1e4;
        let row = Row { id: &ids[number], family: &ids[first], relation, of, similarity };
        serde_json::to_writer(&mut out, &row)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}
