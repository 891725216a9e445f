//! Repeatable chance: the same seed gives the same numbers on every machine.

/// A small generator (SplitMix64), seeded with a name.
pub struct Chance {
    state: u64,
}

impl Chance {
    /// Begins with the name's hash (FNV-1a).
    pub fn new(name: &str) -> Chance {
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Chance { state: hash }
    }

    /// 64 even bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Evenly between `low` and `high`.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        let unit = (self.bits() >> 40) as f32 / (1u64 << 24) as f32;
        low + (high - low) * unit
    }

    /// A whole number below `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        (self.bits() % u64::from(end.max(1))) as u32
    }

    /// Bell-shaped around 0 with a spread of 1, near enough: the sum of four even numbers.
    pub fn bell(&mut self) -> f32 {
        let bits = self.bits();
        let sum: u64 = (0..4).map(|part| (bits >> (part * 16)) & 0xffff).sum();
        (sum as f32 / 65_536.0 - 2.0) * 1.732_05
    }
}
