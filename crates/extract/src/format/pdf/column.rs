//! The order in which the lines of a page are read.
//!
//! Most files write their text in reading order, columns and table cells included; that order is
//! kept. It is left only where the file jumps about: then lines are read from the top, and where
//! an empty strip runs down between two columns of running text, the left column comes first.

use super::line::Line;

/// Fewer lines than this in a column make no column.
const LEAST_LINES: usize = 5;

/// The share of steps that may go against the order before the file is not believed.
const PATIENCE: f32 = 0.2;

/// The lines as indices, in reading order.
pub fn order(lines: &[Line]) -> Vec<usize> {
    let as_written: Vec<usize> = (0..lines.len()).collect();
    let gutter = gutter(lines);
    let disorder = match gutter {
        Some(gutter) => zigzag(lines, gutter),
        None => jumps(lines),
    };
    if disorder <= PATIENCE { as_written } else { by_place(lines, gutter) }
}

/// How often the text goes up the page over what is already read.
fn jumps(lines: &[Line]) -> f32 {
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let back = pairs.filter(|(a, b)| b.rect.y1 < a.rect.y0 && a.over(b)).count();
    back as f32 / lines.len().max(1) as f32
}

/// How often the text crosses from column to column, beside what two columns need.
fn zigzag(lines: &[Line], gutter: f32) -> f32 {
    let sides: Vec<bool> =
        lines.iter().filter(|line| side(line, gutter).is_some()).map(|line| line.rect.x0 < gutter).collect();
    let crossings = sides.iter().zip(sides.iter().skip(1)).filter(|(a, b)| a != b).count();
    let steps = crossings.saturating_sub(3) as f32 / sides.len().max(1) as f32;
    steps.max(jumps(lines) - PATIENCE)
}

/// Left or right of the gutter; nothing for a line that crosses it.
fn side(line: &Line, gutter: f32) -> Option<bool> {
    if line.rect.x1 <= gutter {
        Some(true)
    } else if line.rect.x0 >= gutter {
        Some(false)
    } else {
        None
    }
}

/// The middle of an empty strip between two columns of running text.
fn gutter(lines: &[Line]) -> Option<f32> {
    let left = lines.iter().map(|line| line.rect.x0).fold(f32::INFINITY, f32::min);
    let right = lines.iter().map(|line| line.rect.x1).fold(f32::NEG_INFINITY, f32::max);
    let width = right - left;
    if lines.len() < 2 * LEAST_LINES || !width.is_finite() || width <= 0.0 {
        return None;
    }
    let crossing = |x: f32| lines.iter().filter(|line| side(line, x).is_none()).count();
    let steps: Vec<(f32, usize)> = (0..=60_u8)
        .map(|step| left + width * (0.25 + f32::from(step) / 120.0))
        .map(|x| (x, crossing(x)))
        .collect();
    let fewest = steps.iter().map(|(_, crossed)| *crossed).min()?;
    // the middle of the emptiest strip
    let empty: Vec<f32> = steps.iter().filter(|(_, crossed)| *crossed == fewest).map(|(x, _)| *x).collect();
    let x = *empty.get(empty.len() / 2)?;
    (fewest * 3 < lines.len() && is_prose(lines, x, left, right)).then_some(x)
}

/// Whether both sides are columns of running text and not cells of a table: enough lines, that
/// fill most of their width, at the same heights.
fn is_prose(lines: &[Line], gutter: f32, left: f32, right: f32) -> bool {
    let fills = |is_left: bool, room: f32| {
        let widths: Vec<f32> = lines
            .iter()
            .filter(|line| side(line, gutter) == Some(is_left))
            .map(|line| (line.rect.x1 - line.rect.x0) / room.max(1.0))
            .collect();
        let full = widths.iter().filter(|width| **width > 0.7).count();
        widths.len() >= LEAST_LINES && full * 2 > widths.len()
    };
    fills(true, gutter - left) && fills(false, right - gutter)
}

/// From the top, row by row; between lines that cross the gutter, the left column first.
fn by_place(lines: &[Line], gutter: Option<f32>) -> Vec<usize> {
    let rows = rows(lines);
    let Some(gutter) = gutter else { return rows.concat() };
    let mut out = Vec::with_capacity(lines.len());
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for index in rows.concat() {
        match lines.get(index).and_then(|line| side(line, gutter)) {
            Some(true) => left.push(index),
            Some(false) => right.push(index),
            None => {
                out.append(&mut left);
                out.append(&mut right);
                out.push(index);
            }
        }
    }
    out.append(&mut left);
    out.append(&mut right);
    out
}

/// Rows from the top, each from the left.
fn rows(lines: &[Line]) -> Vec<Vec<usize>> {
    let mut sorted: Vec<(usize, &Line)> = lines.iter().enumerate().collect();
    sorted.sort_by(|(_, a), (_, b)| a.middle().total_cmp(&b.middle()));
    let mut rows: Vec<Vec<(usize, &Line)>> = Vec::new();
    for (index, line) in sorted {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|(_, first)| first.beside(line)) => row.push((index, line)),
            _ => rows.push(vec![(index, line)]),
        }
    }
    for row in &mut rows {
        row.sort_by(|(_, a), (_, b)| a.rect.x0.total_cmp(&b.rect.x0));
    }
    rows.into_iter().map(|row| row.into_iter().map(|(index, _)| index).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::pdf::glyph::Rect;

    fn line(x0: f32, y0: f32, x1: f32) -> Line {
        let rect = Rect { x0, y0, x1, y1: y0 + 10.0 };
        Line { words: Vec::new(), rect, height: 10.0, bold: false, chars: 40 }
    }

    fn two_columns() -> (Vec<Line>, Vec<Line>) {
        let column =
            |x: f32| (0..8_u8).map(|row| line(x, 100.0 + 12.0 * f32::from(row), x + 190.0)).collect();
        (column(50.0), column(300.0))
    }

    #[test]
    fn columns_written_across_are_read_down() {
        let (left, right) = two_columns();
        let mut lines = vec![line(50.0, 50.0, 490.0)];
        for (a, b) in left.into_iter().zip(right) {
            lines.extend([a, b]);
        }
        let order = order(&lines);
        assert_eq!(order[..5], [0, 1, 3, 5, 7]);
        assert_eq!(order[9..12], [2, 4, 6]);
    }

    #[test]
    fn columns_written_down_stay_as_written() {
        let (left, right) = two_columns();
        let lines: Vec<Line> = left.into_iter().chain(right).collect();
        assert_eq!(order(&lines), (0..16).collect::<Vec<_>>());
    }

    #[test]
    fn a_table_is_no_pair_of_columns() {
        let lines: Vec<Line> = (0..8_u8)
            .flat_map(|row| {
                let y = 100.0 + 12.0 * f32::from(row);
                [line(50.0, y, 100.0), line(300.0, y, 490.0)]
            })
            .collect();
        assert_eq!(order(&lines), (0..16).collect::<Vec<_>>());
    }

    #[test]
    fn scattered_lines_are_read_from_the_top() {
        let lines: Vec<Line> = (0..12_u8).rev().map(|row| line(50.0, 20.0 * f32::from(row), 400.0)).collect();
        assert_eq!(order(&lines), (0..12).rev().collect::<Vec<_>>());
    }
}
