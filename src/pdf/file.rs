//! The file: an object tree in, bytes out, with object streams and a compressed cross-reference stream (ISO 32000-1 §7.5).
//!
//! lopdf's own writer keeps offsets in 32 bits, compresses at a level of its own and leaves the cross-reference stream bare.
//! Only what the trailer reaches is written. The file's ID is a hash of its body, so the same body has the same ID.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use libdeflater::{CompressionLvl, Compressor};
use lopdf::{Dictionary, Document, Object, ObjectId, Result, Stream, StringFormat, dictionary};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::object::write_object;

/// Objects in one object stream: enough to share their words, few enough to be read at once.
const OBJECTS_IN_STREAM: usize = 3_000;

/// The effort for pages and pictures, of libdeflate's twelve: the last that takes little time. The next gains a fortieth and takes four times as long.
const LEVEL: i32 = 9;

/// The effort for what repeats itself more or is few: objects and fonts. It looks for the shortest way through all matches.
const HIGH_LEVEL: i32 = 10;

/// A page's stream or a picture, deflated.
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    deflated_at(LEVEL, bytes)
}

/// Bytes whose deflated size is wanted, roughly and soon.
pub(super) fn deflate_quickly(bytes: &[u8]) -> Vec<u8> {
    deflated_at(1, bytes)
}

/// Anything else, deflated.
pub(super) fn deflate_well(bytes: &[u8]) -> Vec<u8> {
    deflated_at(HIGH_LEVEL, bytes)
}

thread_local! {
    /// What compresses at the level that it was made for: making one takes megabytes.
    static COMPRESSORS: RefCell<BTreeMap<i32, Compressor>> = const { RefCell::new(BTreeMap::new()) };
}

/// The bytes as a zlib stream. The level is one of libdeflate's, which takes any length.
fn deflated_at(level: i32, bytes: &[u8]) -> Vec<u8> {
    COMPRESSORS.with_borrow_mut(|compressors| {
        let make = || Compressor::new(CompressionLvl::new(level).unwrap_or_default());
        let compressor = compressors.entry(level).or_insert_with(make);
        let mut out = vec![0; compressor.zlib_compress_bound(bytes.len())];
        // With as much room as the bound says it can't fail.
        let length = compressor.zlib_compress(bytes, &mut out).unwrap_or(0);
        out.truncate(length);
        out.shrink_to_fit();
        out
    })
}

/// A stream of bytes, deflated.
pub(super) fn deflated(dictionary: Dictionary, bytes: &[u8]) -> Stream {
    pre_deflated(dictionary, deflate_well(bytes))
}

/// A stream of bytes that are deflated already.
pub(super) fn pre_deflated(mut dictionary: Dictionary, bytes: Vec<u8>) -> Stream {
    dictionary.set("Filter", "FlateDecode");
    Stream::new(dictionary, bytes)
}

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    /// At an offset in the file.
    Offset(u64),
    /// In an object stream, at a position.
    Inside(u32, u16),
}

/// Writes the tree as a file of this version: before 1.5 objects stand one by one, with a table of where they are.
pub(super) fn to_bytes(mut document: Document, version: &str) -> Result<Vec<u8>> {
    let objects = numbered(&mut document);
    let mut out = format!("%PDF-{version}\n").into_bytes();
    out.extend_from_slice(b"%\xE2\xE3\xCF\xD3\n");
    if version < "1.5" {
        return with_table(out, &objects, document.trailer);
    }
    let (streams, others): (Vec<_>, Vec<_>) =
        objects.into_iter().partition(|(_, object)| matches!(object, Object::Stream(_)));
    let mut places: BTreeMap<u32, Place> = BTreeMap::new();
    for (number, object) in &streams {
        places.insert(*number, Place::Offset(out.len() as u64));
        write_indirect(&mut out, *number, object)?;
    }
    let mut next = 1 + (streams.len() + others.len()) as u32;
    let packed: Vec<Result<Stream>> = others.par_chunks(OBJECTS_IN_STREAM).map(object_stream).collect();
    for (group, stream) in others.chunks(OBJECTS_IN_STREAM).zip(packed) {
        for (position, (number, _)) in group.iter().enumerate() {
            places.insert(*number, Place::Inside(next, position as u16));
        }
        places.insert(next, Place::Offset(out.len() as u64));
        write_indirect(&mut out, next, &Object::Stream(stream?))?;
        next += 1;
    }
    let start = out.len() as u64;
    places.insert(next, Place::Offset(start));
    document.trailer.set("ID", identifier(&out));
    let table = cross_references(&places, start, document.trailer);
    write_indirect(&mut out, next, &Object::Stream(table))?;
    write!(out, "startxref\n{start}\n%%EOF\n")?;
    Ok(out)
}

/// §7.5.4: objects one after the other, then the cross-reference table and the trailer.
fn with_table(mut out: Vec<u8>, objects: &[(u32, Object)], mut trailer: Dictionary) -> Result<Vec<u8>> {
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in objects {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        write_indirect(&mut out, *number, object)?;
    }
    let start = out.len();
    trailer.set("ID", identifier(&out));
    trailer.set("Size", objects.len() as i64 + 1);
    out.extend_from_slice(table.as_bytes());
    out.extend_from_slice(b"trailer\n");
    write_object(&mut out, &Object::Dictionary(trailer));
    write!(out, "\nstartxref\n{start}\n%%EOF\n")?;
    Ok(out)
}

/// §14.4: the file's identifier, from what is in it.
fn identifier(body: &[u8]) -> Object {
    let id = Object::String(Sha256::digest(body)[..16].to_vec(), StringFormat::Hexadecimal);
    Object::Array(vec![id.clone(), id])
}

/// The objects that the trailer reaches, numbered anew from 1 in their old order.
fn numbered(document: &mut Document) -> Vec<(u32, Object)> {
    let mut reached: BTreeSet<ObjectId> = BTreeSet::new();
    let mut open: Vec<ObjectId> = Vec::new();
    document.trailer.iter_mut().for_each(|(_, object)| for_references(object, &mut |id| open.push(*id)));
    while let Some(id) = open.pop() {
        if reached.insert(id)
            && let Some(object) = document.objects.get_mut(&id)
        {
            for_references(object, &mut |id| open.push(*id));
        }
    }
    let numbers: BTreeMap<ObjectId, u32> = reached.into_iter().zip(1..).collect();
    let mut renumber = |id: &mut ObjectId| *id = (numbers.get(id).copied().unwrap_or(0), 0);
    document.trailer.iter_mut().for_each(|(_, object)| for_references(object, &mut renumber));
    let mut objects = Vec::new();
    for (id, number) in &numbers {
        let mut object = document.objects.remove(id).unwrap_or(Object::Null);
        for_references(&mut object, &mut renumber);
        objects.push((*number, object));
    }
    objects
}

/// Calls `act` on every reference inside an object.
fn for_references(object: &mut Object, act: &mut impl FnMut(&mut ObjectId)) {
    match object {
        Object::Reference(id) => act(id),
        Object::Array(items) => items.iter_mut().for_each(|item| for_references(item, act)),
        Object::Dictionary(entries) => entries.iter_mut().for_each(|(_, value)| for_references(value, act)),
        Object::Stream(stream) => stream.dict.iter_mut().for_each(|(_, value)| for_references(value, act)),
        _ => {}
    }
}

fn write_indirect(out: &mut Vec<u8>, number: u32, object: &Object) -> Result<()> {
    writeln!(out, "{number} 0 obj")?;
    write_object(out, object);
    out.extend_from_slice(b"\nendobj\n");
    Ok(())
}

/// §7.5.7: objects without streams, together in one.
fn object_stream(objects: &[(u32, Object)]) -> Result<Stream> {
    let (mut index, mut body) = (Vec::new(), Vec::new());
    for (number, object) in objects {
        write!(index, "{number} {} ", body.len())?;
        write_object(&mut body, object);
        body.push(b'\n');
    }
    let head = dictionary! { "Type" => "ObjStm", "N" => objects.len() as i64, "First" => index.len() as i64 };
    index.extend(body);
    Ok(deflated(head, &index))
}

/// §7.5.8: the cross-reference stream, with the trailer's entries and offsets as wide as they need to be. Each row is written as what
/// it adds to the one above it (§7.4.4.4, predictor 12): neighbours are alike.
fn cross_references(places: &BTreeMap<u32, Place>, largest: u64, trailer: Dictionary) -> Stream {
    let width = (8 - largest.leading_zeros() as usize / 8).max(4);
    let columns = 1 + width + 2;
    let mut above = vec![0; columns];
    let mut table = Vec::with_capacity((places.len() + 1) * (columns + 1));
    let mut row = |kind: u8, value: u64, last: u16| {
        let row: Vec<u8> =
            [kind].into_iter().chain(value.to_be_bytes()[8 - width..].to_vec()).chain(last.to_be_bytes()).collect();
        table.push(2);
        table.extend(row.iter().zip(&above).map(|(byte, above): (&u8, &u8)| byte.wrapping_sub(*above)));
        above = row;
    };
    row(0, 0, u16::MAX);
    // Numbers have no holes: they were given one after the other.
    for place in places.values() {
        match place {
            Place::Offset(offset) => row(1, *offset, 0),
            Place::Inside(stream, position) => row(2, u64::from(*stream), *position),
        }
    }
    let mut head = trailer;
    head.set("Type", "XRef");
    head.set("Size", places.len() as i64 + 1);
    head.set("W", vec![1.into(), (width as i64).into(), 2.into()]);
    head.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => columns as i64 });
    deflated(head, &table)
}
