//! Lists by the piece: `?limit=&cursor=`.

use legalmind_vault::{Ask, Listed};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which piece of a list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Piece {
    /// How many items at most; 50 unless told, 200 at most.
    pub limit: Option<u32>,
    /// The `next` of the piece before.
    pub cursor: Option<String>,
}

impl From<Piece> for Ask {
    fn from(piece: Piece) -> Self {
        let usual = Self::default();
        Self {
            limit: piece.limit.unwrap_or(usual.limit),
            after: piece.cursor.filter(|cursor| !cursor.is_empty()),
        }
    }
}

/// One piece of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Where the next piece begins; null at the end.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A list that is whole.
    #[must_use]
    pub const fn whole(items: Vec<T>) -> Self {
        Self { items, next: None }
    }
}

impl<A, B: From<A>> From<Listed<A>> for Page<B> {
    fn from(listed: Listed<A>) -> Self {
        Self { items: listed.items.into_iter().map(B::from).collect(), next: listed.next }
    }
}
