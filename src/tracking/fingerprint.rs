//! Values by their hash, where holding them would take too much.
//!
//! Entry point: [`Fingerprint`]. Invariant: the same in every process and on every machine.

use std::hash::{Hash, Hasher};

use siphasher::sip128::{Hasher128, SipHasher13};

/// The hash of a value: equal values have equal ones, and nobody will see different values have them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fingerprint(u128);

impl Fingerprint {
    /// That of something that can be hashed.
    pub(crate) fn of(value: impl Hash) -> Self {
        let mut hasher = SipHasher13::new();
        value.hash(&mut hasher);
        Self(hasher.finish128().as_u128())
    }

    /// That of something that can be serialised.
    pub(crate) fn of_view(value: &impl serde::Serialize) -> Self {
        struct Sink(SipHasher13);
        impl std::io::Write for Sink {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                self.0.write(bytes);
                Ok(bytes.len())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let mut sink = std::io::BufWriter::new(Sink(SipHasher13::new()));
        let written = serde_json::to_writer(&mut sink, value).is_ok();
        let hasher = sink.into_inner().map(|sink| sink.0.finish128().as_u128());
        Self::of((written, hasher.unwrap_or_default()))
    }
}

impl serde::Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Fingerprint {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        u128::from_str_radix(&written, 16).map(Self).map_err(serde::de::Error::custom)
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}
