//! The best of several ways to say one thing.
//!
//! A passage that matches in more than one way scores as in its best way, and a little more for
//! each other. The engine's own query for this goes over whole blocks of passages, which is fast
//! where all of them count; here most are passed over, since other words must be there too.

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term,
    query::{EnableScoring, Explanation, Query, QueryClone as _, Scorer, Weight},
};

/// How much of the scores of the other ways is added.
pub const OTHERS: Score = 0.1;

/// A query for passages that match one of these.
#[derive(Debug)]
pub struct BestOf(pub Vec<Box<dyn Query>>);

impl Clone for BestOf {
    fn clone(&self) -> Self {
        Self(self.0.iter().map(|way| way.box_clone()).collect())
    }
}

impl Query for BestOf {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let ways = self.0.iter().map(|way| way.weight(scoring)).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(Ways(ways)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        for way in &self.0 {
            way.query_terms(visitor);
        }
    }
}

struct Ways(Vec<Box<dyn Weight>>);

impl Weight for Ways {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut found = Vec::with_capacity(self.0.len());
        for way in &self.0 {
            let scorer = way.scorer(reader, boost)?;
            if scorer.doc() != TERMINATED {
                found.push(scorer);
            }
        }
        Ok(Box::new(Best::of(found)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("the best of several is not explained".to_owned()))
    }
}

/// The passages of a segment that match in some way.
struct Best {
    ways: Vec<Box<dyn Scorer>>,
    doc: DocId,
}

impl Best {
    fn of(ways: Vec<Box<dyn Scorer>>) -> Self {
        let mut best = Self { ways, doc: TERMINATED };
        best.settle();
        best
    }

    fn settle(&mut self) -> DocId {
        self.doc = self.ways.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        self.doc
    }
}

impl DocSet for Best {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        for way in &mut self.ways {
            if way.doc() == self.doc {
                way.advance();
            }
        }
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        for way in &mut self.ways {
            if way.doc() < target {
                way.seek(target);
            }
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.ways.iter().map(DocSet::size_hint).fold(0, u32::saturating_add)
    }

    fn cost(&self) -> u64 {
        self.ways.iter().map(DocSet::cost).sum()
    }
}

impl Scorer for Best {
    fn score(&mut self) -> Score {
        let (mut best, mut sum) = (0.0, 0.0);
        for way in &mut self.ways {
            if way.doc() == self.doc {
                let score = way.score();
                best = Score::max(best, score);
                sum += score;
            }
        }
        OTHERS.mul_add(sum - best, best)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::{
        Index, TantivyDocument,
        collector::TopDocs,
        query::{BooleanQuery, DisjunctionMaxQuery, Occur, TermQuery},
        schema::{IndexRecordOption, Schema, TEXT},
    };

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        /// The same passages in the same order with the same scores as the engine's own, alone and
        /// where another word must be there too.
        #[test]
        fn it_finds_what_the_engines_own_query_finds(
            passages in prop::collection::vec("[a-e]( [a-e]){0,6}", 1..200),
            ways in prop::collection::vec("[a-g]", 1..5),
            must in prop::option::of("[a-e]"),
        ) {
            let mut schema = Schema::builder();
            let text = schema.add_text_field("text", TEXT);
            let index = Index::create_in_ram(schema.build());
            let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
            for (number, passage) in passages.iter().enumerate() {
                let mut document = TantivyDocument::new();
                document.add_text(text, passage);
                writer.add_document(document).unwrap();
                if number % 70 == 69 {
                    writer.commit().unwrap();
                }
            }
            writer.commit().unwrap();
            let searcher = index.reader().unwrap().searcher();
            let term = |word: &String| -> Box<dyn Query> {
                Box::new(TermQuery::new(Term::from_field_text(text, word), IndexRecordOption::WithFreqs))
            };
            let found = |best: Box<dyn Query>| {
                let must = must.iter().map(|word| (Occur::Must, term(word)));
                let asked = BooleanQuery::new(std::iter::once((Occur::Must, best)).chain(must).collect());
                let top = TopDocs::with_limit(passages.len()).order_by_score();
                let mut found = searcher.search(&asked, &top).unwrap();
                found.sort_by_key(|(_, address)| *address);
                found
            };
            let ways: Vec<_> = ways.iter().map(term).collect();
            let ours = found(Box::new(BestOf(ways.iter().map(|it| it.box_clone()).collect())));
            let engines = found(Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, OTHERS)));
            prop_assert_eq!(ours.len(), engines.len());
            for ((score, address), (other, its)) in ours.into_iter().zip(engines) {
                prop_assert_eq!(address, its);
                prop_assert!((score - other).abs() < 1e-4, "{} {}", score, other);
            }
        }
    }
}
