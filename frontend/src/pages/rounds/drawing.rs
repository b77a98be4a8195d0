//! Lines, bars and steps of the charts, in whole units of their own. Tables beside them say the same.

/// Width of a chart.
pub const WIDTH: i64 = 600;
/// Its height.
pub const HEIGHT: i64 = 200;

/// How far from the top a value is, where `top` is the highest that is drawn.
#[must_use]
pub fn y(value: i64, top: i64) -> i64 {
    HEIGHT - value.clamp(0, top.max(1)).saturating_mul(HEIGHT) / top.max(1)
}

/// The middle of a place among so many.
fn x(place: usize, count: usize) -> i64 {
    part_of_width(2 * place + 1, 2 * count)
}

fn part_of_width(part: usize, of: usize) -> i64 {
    let (part, of) = (i64::try_from(part).unwrap_or(0), i64::try_from(of).unwrap_or(i64::MAX));
    WIDTH.saturating_mul(part) / of.max(1)
}

/// The outline of bars beside each other, one for each value, as the path of an SVG.
#[must_use]
pub fn steps(values: &[i64], top: i64) -> String {
    let mut path = format!("M0 {HEIGHT}");
    for (place, value) in values.iter().enumerate() {
        let end = part_of_width(place + 1, values.len());
        path.push_str(&format!("V{}H{end}", y(*value, top)));
    }
    path.push_str(&format!("V{HEIGHT}Z"));
    path
}

/// A line through the values, broken where there is none, as the path of an SVG.
#[must_use]
pub fn line(values: &[Option<i64>], top: i64) -> String {
    let mut path = String::new();
    let mut is_drawing = false;
    for (place, value) in values.iter().enumerate() {
        if let Some(value) = value {
            let pen = if is_drawing { 'L' } else { 'M' };
            path.push_str(&format!("{pen}{} {}", x(place, values.len()), y(*value, top)));
        }
        is_drawing = value.is_some();
    }
    path
}

/// Where the points of a line are: a value between two gaps has no line.
#[must_use]
pub fn points(values: &[Option<i64>], top: i64) -> Vec<(i64, i64)> {
    let count = values.len();
    values.iter().enumerate().filter_map(|(place, value)| Some((x(place, count), y((*value)?, top)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_fill_the_width_and_the_highest_the_height() {
        assert_eq!(steps(&[0, 500, 1_000], 1_000), "M0 200V200H200V100H400V0H600V200Z");
        assert_eq!(steps(&[], 0), "M0 200V200Z");
        assert_eq!([y(-1, 0), y(0, 0), y(9, 3)], [HEIGHT, HEIGHT, 0]);
    }

    #[test]
    fn a_line_breaks_where_there_is_no_value() {
        assert_eq!(line(&[Some(0), Some(50), None, Some(100)], 100), "M75 200L225 100M525 0");
        assert_eq!(points(&[None, Some(100)], 100), [(450, 0)]);
        assert_eq!(line(&[None], 0), "");
    }
}
