//! Chance that is the same in every run: a hand is never exact, and yet must repeat itself.

/// A seeded stream of numbers (SplitMix64).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The stream of a seed and a name, such as a step's id, so that one more step in a script
    /// does not change the hands of the others.
    pub fn new(seed: u64, name: &str) -> Random {
        // FNV-1a: small, and the same everywhere.
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Random(name.bytes().fold(0xcbf2_9ce4_8422_2325 ^ seed, mix))
    }

    /// 0 up to, not including, 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// From `low` to `high`, evenly.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Around 0 with standard deviation 1, never further out than 3.5.
    pub fn bell(&mut self) -> f64 {
        let twelve: f64 = (0..12).map(|_| self.unit()).sum();
        (twelve - 6.0).clamp(-3.5, 3.5)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_its_own_stream_and_it_repeats() {
        let draw = |seed, name| -> Vec<f64> {
            let mut random = Random::new(seed, name);
            (0..5).map(|_| random.unit()).collect()
        };
        assert_eq!(draw(1, "a/1"), draw(1, "a/1"));
        assert_ne!(draw(1, "a/1"), draw(1, "a/2"));
        assert_ne!(draw(1, "a/1"), draw(2, "a/1"));
    }

    #[test]
    fn the_bell_is_centred_and_as_wide_as_it_says() {
        let mut random = Random::new(7, "bell");
        let all: Vec<f64> = (0..20_000).map(|_| random.bell()).collect();
        let mean = all.iter().sum::<f64>() / all.len() as f64;
        let variance = all.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / all.len() as f64;
        assert!(
            mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05,
            "{mean} {variance}"
        );
    }
}
