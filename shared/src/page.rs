//! Lists: a page of items and the cursor of the next one.

/// Items on a page unless the client says otherwise.
pub const DEFAULT_LIMIT: u32 = 20;
/// The most items that one page may have.
pub const MAX_LIMIT: u32 = 100;

/// A page of a list.
pub trait Page {
    /// Where the next page starts; `None` on the last one.
    fn next_cursor(&self) -> Option<&str>;
}

/// Defines a page type. A macro and not a generic `Page<T>`, because the API document would inline `T` and leave
/// generated clients with nameless types.
macro_rules! page_of {
    ($(#[$meta:meta])* $page:ident, $item:ty) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $page {
            /// The items, in the order asked for.
            pub items: Vec<$item>,
            /// Opaque; pass it as `cursor` for the next page. Absent on the last page.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub next_cursor: Option<String>,
        }

        impl $crate::page::Page for $page {
            fn next_cursor(&self) -> Option<&str> {
                self.next_cursor.as_deref()
            }
        }
    };
}

pub(crate) use page_of;
