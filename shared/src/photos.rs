//! Photos of offers.

use crate::ids::PhotoId;
use serde::{Deserialize, Serialize};

/// Largest file that can be sent, bytes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Photos of one offer.
pub const MAX_PER_OFFER: usize = 4;
/// Longest side of a photo as it is kept, pixels.
pub const MAX_SIDE: u32 = 1_600;
/// Longest side of a thumbnail, pixels.
pub const THUMBNAIL_SIDE: u32 = 320;
/// Most pixels of a picture that is still decoded: more than any telephone takes.
pub const MAX_PIXELS: u64 = 60_000_000;

/// A photo of an offer, as it is kept: a JPEG without metadata, turned upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Photo {
    /// Identifier, made of the content: the picture behind it never changes.
    pub id: PhotoId,
    /// Width in pixels, at most 1 600.
    #[cfg_attr(feature = "openapi", schema(example = 1600))]
    pub width: i64,
    /// Height in pixels, at most 1 600.
    #[cfg_attr(feature = "openapi", schema(example = 1200))]
    pub height: i64,
}
