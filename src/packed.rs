//! Texts in little room.
//!
//! Entry point: [`Packed`]. Invariant: what was packed comes out again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many texts this process has unpacked.
static UNPACKED: AtomicUsize = AtomicUsize::new(0);

/// How many texts this process has unpacked so far: for tests that hold that work does not grow faster than what it is about.
pub fn unpacked() -> usize {
    UNPACKED.load(Ordering::Relaxed)
}

/// Bytes of a text as a block of LZ4 (block format, without a frame). Equal ones are of equal texts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Packed {
    block: Arc<[u8]>,
    len: usize,
}

impl Packed {
    /// Packs a text; `None` for one that would take no less room.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let block = lz4_flex::block::compress(text.as_bytes());
        (block.len() < text.len()).then(|| Self { block: block.into(), len: text.len() })
    }

    /// Whether both are one block, not merely equal ones.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.block, &other.block)
    }

    /// The text's bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        UNPACKED.fetch_add(1, Ordering::Relaxed);
        // What this program has packed it can unpack.
        lz4_flex::block::decompress(&self.block, self.len).unwrap_or_default()
    }

    /// The text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let text = "ein Absatz über Größe ".repeat(1000);
        let packed = Packed::new(&text).unwrap();
        assert_eq!((packed.text(), packed.bytes()), (text.clone(), text.clone().into_bytes()));
        assert!(packed.block.len() < 200, "{} bytes", packed.block.len());
        assert_eq!(Packed::new(&text), Some(packed));
        assert_eq!([Packed::new(""), Packed::new("a")], [None, None]);
    }
}
