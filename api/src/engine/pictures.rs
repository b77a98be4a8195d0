//! From any file that somebody sends to a picture that is safe to show: recognised by its content, decoded within
//! limits, turned upright, made small, and written anew, so that nothing of the file but its pixels is left.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, ImageResult, Limits, RgbImage};
use shared::photos::{MAX_PIXELS, MAX_SIDE, THUMBNAIL_SIDE};
use std::io::Cursor;

/// Quality of the JPEGs that are kept, of 100.
const QUALITY: u8 = 82;

/// Memory that decoding may take, bytes: eight for each pixel of the largest picture allowed.
const MAX_MEMORY: u64 = 8 * MAX_PIXELS;

/// A picture as it is kept: JPEG, upright, without metadata.
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The picture, at most [`MAX_SIDE`] pixels a side.
    pub image: Vec<u8>,
    /// Its small form, at most [`THUMBNAIL_SIDE`] pixels a side.
    pub thumbnail: Vec<u8>,
}

/// Why a file cannot be kept as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is no JPEG, PNG or WebP.
    NoPicture,
    /// It says it is one and cannot be decoded, or has too many pixels.
    Unreadable,
}

/// Makes a picture of a file. Slow (up to a second or two for the largest): not on a thread that serves requests.
///
/// # Errors
/// When the file is no picture that we take.
pub fn prepare(file: &[u8]) -> Result<Picture, Unusable> {
    let format = image::guess_format(file).map_err(|_| Unusable::NoPicture)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(Unusable::NoPicture);
    }
    made_small(file, format).map_err(|_| Unusable::Unreadable)
}

fn made_small(file: &[u8], format: ImageFormat) -> ImageResult<Picture> {
    let upright = decode(file, format)?;
    let small = if upright.width().max(upright.height()) > MAX_SIDE {
        upright.resize(MAX_SIDE, MAX_SIDE, FilterType::Triangle)
    } else {
        upright
    };
    let thumbnail = if small.width().max(small.height()) > THUMBNAIL_SIDE {
        small.thumbnail(THUMBNAIL_SIDE, THUMBNAIL_SIDE)
    } else {
        small.clone()
    };
    Ok(Picture { width: small.width(), height: small.height(), image: jpeg(&small)?, thumbnail: jpeg(&thumbnail)? })
}

fn decode(file: &[u8], format: ImageFormat) -> ImageResult<DynamicImage> {
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    // Before a byte is decoded: a few hundred bytes can promise gigabytes.
    if u64::from(width) * u64::from(height) > MAX_PIXELS || decoder.total_bytes() > MAX_MEMORY {
        return Err(image::ImageError::Limits(image::error::LimitError::from_kind(
            image::error::LimitErrorKind::DimensionError,
        )));
    }
    let orientation = decoder.orientation()?;
    let mut upright = DynamicImage::from_decoder(decoder)?;
    upright.apply_orientation(orientation);
    Ok(upright)
}

/// JPEG knows no transparency: what shows through is white.
fn jpeg(picture: &DynamicImage) -> ImageResult<Vec<u8>> {
    let opaque = if picture.color().has_alpha() { on_white(picture) } else { picture.to_rgb8() };
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, QUALITY).encode_image(&opaque)?;
    Ok(file)
}

fn on_white(picture: &DynamicImage) -> RgbImage {
    let pixels = picture.to_rgba8();
    RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let [red, green, blue, alpha] = pixels.get_pixel(x, y).0;
        let blend = |colour: u8| {
            let (colour, alpha) = (u16::from(colour), u16::from(alpha));
            u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([blend(red), blend(green), blend(blue)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A picture of two colours, the left half dark.
    fn drawn(width: u32, height: u32) -> DynamicImage {
        let dark = |x| if x < width / 2 { 0 } else { 255 };
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| image::Rgb([dark(x); 3])))
    }

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, format).unwrap();
        file.into_inner()
    }

    /// A JPEG with an EXIF block of orientation 6 (turn right) and a GPS tag beside it.
    fn from_a_telephone() -> Vec<u8> {
        let exif: &[u8] = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02\
            \x01\x12\0\x03\0\0\0\x01\0\x06\0\0\
            \x88\x25\0\x04\0\0\0\x01\0\0\0\x26\
            \0\0\0\0\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0GPSSECRET";
        let plain = written(&drawn(40, 20), ImageFormat::Jpeg);
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&plain[..2], &[0xFF, 0xE1], &length, exif, &plain[2..]].concat()
    }

    #[test]
    fn nothing_of_a_telephones_metadata_is_left_and_the_picture_stands_upright() {
        let file = from_a_telephone();
        assert!(file.windows(9).any(|bytes| bytes == b"GPSSECRET"));
        let picture = prepare(&file).ok().unwrap();
        assert_eq!((picture.width, picture.height), (20, 40));
        for kept in [&picture.image, &picture.thumbnail] {
            assert!(!kept.windows(4).any(|bytes| bytes == b"Exif") && !kept.windows(3).any(|bytes| bytes == b"GPS"));
        }
        let top = image::load_from_memory(&picture.image).unwrap().to_luma8();
        assert!(top.get_pixel(10, 3).0[0] < 60 && top.get_pixel(10, 36).0[0] > 200, "the left side is on top now");
    }

    #[test]
    fn large_pictures_are_made_small_and_small_ones_stay() {
        let picture = prepare(&written(&drawn(2_000, 1_000), ImageFormat::Png)).ok().unwrap();
        assert_eq!((picture.width, picture.height), (1_600, 800));
        assert_eq!(image::load_from_memory(&picture.thumbnail).unwrap().width(), 320);
        let small = prepare(&written(&drawn(100, 50), ImageFormat::WebP)).ok().unwrap();
        assert_eq!((small.width, small.height), (100, 50));
    }

    #[test]
    fn a_bomb_is_refused_before_it_goes_off() {
        let mut png = written(&drawn(2, 2), ImageFormat::Png);
        // Width and height in the header, whose sum of control is made right.
        png[16..24].copy_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);
        let sum = png[12..29].iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
        });
        png[29..33].copy_from_slice(&(!sum).to_be_bytes());
        assert_eq!(prepare(&png).err(), Some(Unusable::Unreadable));
    }

    #[test]
    fn what_is_no_picture_is_refused_by_its_content() {
        assert_eq!(prepare(b"").err(), Some(Unusable::NoPicture));
        assert_eq!(prepare(b"<svg xmlns='http://www.w3.org/2000/svg'/>").err(), Some(Unusable::NoPicture));
        assert_eq!(prepare(b"GIF89a\x01\0\x01\0").err(), Some(Unusable::NoPicture));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Arbitrary bytes, cut and changed files: an answer, never a panic.
        #[test]
        fn any_file_is_answered(bytes in proptest::collection::vec(any::<u8>(), 0..300), kind in 0..4_u8, at: u16, cut: u16) {
            let mut file = match kind {
                0 => from_a_telephone(),
                1 => written(&drawn(20, 20), ImageFormat::Png),
                2 => written(&drawn(20, 20), ImageFormat::WebP),
                _ => Vec::new(),
            };
            let at = usize::from(at) % (file.len() + 1);
            file.splice(at..(at + bytes.len()).min(file.len()), bytes.iter().copied());
            file.truncate(usize::from(cut) % (file.len() + 1));
            let _ = prepare(&file);
        }
    }
}
