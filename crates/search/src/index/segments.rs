//! Which segments of an index are made one when nothing else is to be done.
//!
//! While passages come each commit leaves a segment, and the engine joins eight of a size now and
//! then. A search pays for each of them. At rest a segment stays apart only where it is much larger
//! than all that are smaller taken together, so that a passage is written again a few times in all.

/// How many times larger a segment must be to stay apart.
const APART: u64 = 4;

/// Those of these segments, each with its number of passages, that are to be made one next; none
/// where all may stay apart.
pub fn to_join<Id>(mut segments: Vec<(Id, u32)>) -> Vec<Id> {
    segments.sort_by_key(|(_, passages)| *passages);
    let (mut joined, mut sum) = (Vec::new(), 0_u64);
    for (id, passages) in segments {
        let passages = u64::from(passages);
        if passages > sum.saturating_mul(APART) {
            if joined.len() > 1 {
                break;
            }
            joined.clear();
            sum = 0;
        }
        sum += passages;
        joined.push(id);
    }
    if joined.len() > 1 { joined } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn small_ones_are_joined_and_large_ones_stay_apart() {
        let joined = |sizes: &[u32]| to_join(sizes.iter().copied().enumerate().collect());
        assert_eq!(joined(&[600, 80_000, 600, 12_000, 600]), [0, 2, 4]);
        assert_eq!(joined(&[600, 12_000, 11_000]), [2, 1]);
        assert_eq!(joined(&[600, 90_000, 20_000]), [] as [usize; 0]);
        assert_eq!(joined(&[30_000, 80_000]), [0, 1]);
        assert_eq!(joined(&[7]), [] as [usize; 0]);
        assert_eq!(joined(&[]), [] as [usize; 0]);
    }

    proptest! {
        #[test]
        fn at_rest_there_are_few(sizes in prop::collection::vec(1_u32..100_000, 1..40)) {
            let mut segments: Vec<(usize, u32)> = sizes.into_iter().enumerate().collect();
            let (all, count) = (segments.iter().map(|it| it.1).sum::<u32>(), segments.len());
            let mut times = 0;
            loop {
                let joined = to_join(segments.clone());
                if joined.is_empty() {
                    break;
                }
                let (some, rest): (Vec<_>, Vec<_>) =
                    segments.into_iter().partition(|it| joined.contains(&it.0));
                segments = rest;
                segments.push((count + times, some.iter().map(|it| it.1).sum()));
                times += 1;
            }
            prop_assert_eq!(segments.iter().map(|it| it.1).sum::<u32>(), all);
            prop_assert!(segments.len() <= 12 && times <= 12, "{:?} after {}", segments, times);
        }
    }
}
