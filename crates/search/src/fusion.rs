//! Two rankings made one: reciprocal rank fusion (Cormack, Clarke, Büttcher 2009).

use std::collections::HashMap;

use legalmind_core::PassageId;

/// The constant of the paper.
const K: f32 = 60.0;

/// The passages of both rankings, best first, with their fused score. Words weigh a little more
/// than likeness, so that an exact find is not lost under paraphrases.
pub fn fuse(words: &[PassageId], vectors: &[PassageId]) -> Vec<(PassageId, f32)> {
    let mut scores: HashMap<PassageId, f32> = HashMap::new();
    for (ranking, weight) in [(words, 1.1), (vectors, 1.0)] {
        let mut rank = K;
        for passage in ranking {
            rank += 1.0;
            *scores.entry(*passage).or_default() += weight / rank;
        }
    }
    let mut fused: Vec<_> = scores.into_iter().collect();
    fused.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
    fused
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_both_find_goes_before_what_one_finds() {
        let id = |n: u128| PassageId::from_uuid(Uuid::from_u128(n));
        let fused: Vec<_> = fuse(&[id(1), id(2)], &[id(3), id(2)]).into_iter().map(|(id, _)| id).collect();
        assert_eq!(fused, [id(2), id(1), id(3)]);
        assert_eq!(fuse(&[id(1)], &[]).len(), 1);
    }
}
