//! Positions, distances and the portable cell index.

use serde::{Deserialize, Serialize};

/// How far a search near a place goes unless it says otherwise, km.
pub const SEARCH_KM: u32 = 50;

/// A point on the earth in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Position {
    /// Degrees north, −90 to 90.
    #[cfg_attr(feature = "openapi", schema(example = 44.8378, minimum = -90.0, maximum = 90.0))]
    pub latitude: f64,
    /// Degrees east, −180 to 180.
    #[cfg_attr(feature = "openapi", schema(example = -0.5792, minimum = -180.0, maximum = 180.0))]
    pub longitude: f64,
}

/// Mean radius of the earth in metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

impl Position {
    /// A position, or `None` where the numbers are no place on the earth.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let valid = latitude.is_finite() && longitude.is_finite();
        (valid && latitude.abs() <= 90.0 && longitude.abs() <= 180.0).then_some(Self { latitude, longitude })
    }

    /// Great-circle distance in whole metres (haversine formula; Sinnott, "Virtues of the haversine", 1984).
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "half the earth's girth, 2·10^7 m, fits an i64")]
    pub fn metres_to(self, other: Self) -> i64 {
        let (lat_a, lat_b) = (self.latitude.to_radians(), other.latitude.to_radians());
        let half_lat = ((lat_b - lat_a) / 2.0).sin();
        let half_lon = ((other.longitude - self.longitude).to_radians() / 2.0).sin();
        let h = half_lat.mul_add(half_lat, lat_a.cos() * lat_b.cos() * half_lon * half_lon);
        (2.0 * EARTH_RADIUS_M * h.sqrt().min(1.0).asin()).round() as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libourne_to_coutras_is_seventeen_kilometres() {
        let libourne = Position::new(44.9133, -0.2439).unwrap();
        let coutras = Position::new(45.0397, -0.1185).unwrap();
        assert!((17_000..17_400).contains(&libourne.metres_to(coutras)));
        assert_eq!(libourne.metres_to(libourne), 0);
    }

    #[test]
    fn nonsense_is_no_position() {
        assert!(Position::new(91.0, 0.0).is_none());
        assert!(Position::new(f64::NAN, 0.0).is_none());
    }
}
