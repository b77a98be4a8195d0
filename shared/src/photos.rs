//! Photos of offers, of messages, of what is lent, and of its condition when it changes hands.

use crate::check;
use crate::ids::PhotoId;
use crate::macros::text_enum;
use crate::patch::nullable;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// Largest file that can be sent, bytes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Photos of one offer.
pub const MAX_PER_OFFER: usize = 4;
/// Photos of one message.
pub const MAX_PER_MESSAGE: usize = 4;
/// Longest description of a photo, characters.
pub const MAX_ALT: usize = 200;
/// Photos of one item that is lent, and of one loan when its item changes hands.
pub const MAX_LENT: usize = 6;
/// Longest side of a photo as it is kept, pixels.
pub const MAX_SIDE: u32 = 1_600;
/// Longest side of a thumbnail, pixels.
pub const THUMBNAIL_SIDE: u32 = 320;
/// Most pixels of a picture that is still decoded: more than any telephone takes.
pub const MAX_PIXELS: u64 = 60_000_000;

/// A photo as it is kept: a JPEG without metadata, turned upright.
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

text_enum! {
    /// When an item's condition was photographed.
    pub enum HandlingMoment {
        /// When it went out.
        Out = "out",
        /// When it came back.
        Back = "back",
    }
}

/// A photo with what is to be seen on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemPhoto {
    /// The photo.
    #[serde(flatten)]
    pub photo: Photo,
    /// What is to be seen, for those who do not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "La camionnette, porte latérale ouverte"))]
    pub alt: Option<String>,
}

/// A change to a photo of an item; `null` erases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemPhotoPatch {
    /// What is to be seen.
    #[garde(inner(inner(custom(check::text(0, MAX_ALT)))))]
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    #[cfg_attr(feature = "openapi", schema(example = "La camionnette, porte latérale ouverte", max_length = 200))]
    pub alt: Option<Option<String>>,
}

/// Photos of an item's condition when it went out and came back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanPhotos {
    /// When it went out.
    pub out: Vec<Photo>,
    /// When it came back.
    pub back: Vec<Photo>,
    /// For which moments the caller may add some now.
    #[cfg_attr(feature = "openapi", schema(example = json!(["out"])))]
    pub can_add: Vec<HandlingMoment>,
}
