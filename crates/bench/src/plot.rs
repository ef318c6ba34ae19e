//! The figures that have a bar, as a picture: how far each is above or below it.

use std::path::Path;

use anyhow::{Result, anyhow};
use plotters::{
    backend::SVGBackend,
    chart::ChartBuilder,
    coord::{combinators::IntoLogRange, ranged1d::IntoSegmentedCoord},
    drawing::IntoDrawingArea,
    element::{PathElement, Rectangle, Text},
    style::{Color, IntoFont, RGBColor},
};

use crate::figure::{Figure, Sheet, shown};

/// The height of a bar, in pixels.
const ROW: u32 = 26;
const WIDTH: u32 = 860;
const MET: RGBColor = RGBColor(0x2f, 0x6f, 0x5e);
const NOT_MET: RGBColor = RGBColor(0xb4, 0x53, 0x2a);

/// Draws the plot.
pub fn draw(path: &Path, sheet: &Sheet) -> Result<()> {
    let rows: Vec<(&Figure, f64)> = sheet
        .figures
        .iter()
        .rev()
        .filter_map(|it| Some((it, it.bar?.margin(it.value).clamp(0.05, 50.0))))
        .collect();
    let height = ROW * u32::try_from(rows.len())? + 70;
    let picture = SVGBackend::new(path, (WIDTH, height)).into_drawing_area();
    fill(&picture, &rows).map_err(|error| anyhow!("the plot cannot be drawn: {error}"))?;
    picture.present().map_err(|error| anyhow!("the plot cannot be written: {error}"))
}

type Area<'a> = plotters::drawing::DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

fn fill(picture: &Area<'_>, rows: &[(&Figure, f64)]) -> Result<(), Box<dyn std::error::Error>> {
    picture.fill(&plotters::style::WHITE)?;
    let last = rows.len().saturating_sub(1);
    let mut chart = ChartBuilder::on(picture)
        .margin(12)
        .caption("times better than asked (1 is the bar; logarithmic)", ("sans-serif", 15))
        .x_label_area_size(24)
        .y_label_area_size(190)
        .build_cartesian_2d((0.1_f64..50.0).log_scale(), (0..last).into_segmented())?;
    let name = |segment: &plotters::coord::ranged1d::SegmentValue<usize>| match segment {
        plotters::coord::ranged1d::SegmentValue::CenterOf(at) => {
            rows.get(*at).map_or(String::new(), |(figure, _)| figure.name.clone())
        }
        _ => String::new(),
    };
    chart
        .configure_mesh()
        .disable_y_mesh()
        .y_labels(rows.len())
        .y_label_formatter(&name)
        .x_label_formatter(&|x| shown(*x))
        .draw()?;
    for (at, (figure, margin)) in rows.iter().enumerate() {
        use plotters::coord::ranged1d::SegmentValue::{CenterOf, Exact};
        let color = if figure.met == Some(true) { MET } else { NOT_MET };
        let (low, high) = if *margin < 1.0 { (*margin, 1.0) } else { (1.0, *margin) };
        chart.draw_series(std::iter::once(Rectangle::new(
            [(low, Exact(at)), (high, Exact(at + 1))],
            color.mix(0.8).filled(),
        )))?;
        let words = format!("{} {}", shown(figure.value), figure.unit);
        let font = ("sans-serif", 12).into_font();
        chart.draw_series(std::iter::once(Text::new(words, (high * 1.06, CenterOf(at)), font)))?;
    }
    use plotters::coord::ranged1d::SegmentValue::Exact;
    let line = vec![(1.0, Exact(0)), (1.0, Exact(last + 1))];
    chart.draw_series(std::iter::once(PathElement::new(line, plotters::style::BLACK.stroke_width(1))))?;
    Ok(())
}
