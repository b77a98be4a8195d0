//! Line icons, drawn in the text's colour on a 24-unit grid. Decoration: the word beside them says the same.

use yew::html::IntoPropValue;
use yew::prelude::*;

macro_rules! icons {
    ($($(#[$meta:meta])* $name:ident => $path:literal),+ $(,)?) => {
        /// An icon.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $($(#[$meta])* $name),+ }

        impl Icon {
            const fn path(self) -> &'static str {
                match self { $(Self::$name => $path),+ }
            }
        }
    };
}

icons! {
    /// Onwards.
    ArrowRight => "M5 12h14M13 6l6 6-6 6",
    /// Back.
    ArrowLeft => "M19 12H5M11 6l-6 6 6 6",
    /// One place down.
    ArrowDown => "M12 5v14M6 13l6 6 6-6",
    /// One place up.
    ArrowUp => "M12 19V5M6 11l6-6 6 6",
    /// A notice to be heard.
    Bell => "M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 7h-17S6 15 6 9M10 20a2.2 2.2 0 0 0 4 0",
    /// Organisation.
    Building => "M4 21V6l8-3 8 3v15M3 21h18M9 21v-5h6v5M8 9h.01M12 9h.01M16 9h.01M8 12.5h.01M12 12.5h.01M16 12.5h.01",
    /// A day or a time.
    Calendar => "M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM4 10h16M8 3v4M16 3v4",
    /// Takes a photo.
    Camera => "M4 8h3.500L9 5h6l1.500 3H20a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM12 17a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7z",
    /// Done.
    Check => "M5 12.5l4.5 4.5L19 7.5",
    /// Opens below.
    ChevronDown => "M6 9l6 6 6-6",
    /// Leads on.
    ChevronRight => "M9 6l6 6-6 6",
    /// A time of day.
    Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
    /// Away with it.
    Close => "M6 6l12 12M18 6L6 18",
    /// Copies.
    Copy => "M9 9h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1zM5 15H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1",
    /// Changes.
    Edit => "M4 20h4L19 9a2.1 2.1 0 0 0-3-3L5 17zM14 8l3 3",
    /// A filter.
    Filter => "M4 6h16M7 12h10M10 18h4",
    /// Chooses among filters and settings.
    Sliders => "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
    /// Help and thanks.
    Heart => "M12 20s-7.5-4.6-7.5-10.2A4.3 4.3 0 0 1 12 7.2a4.3 4.3 0 0 1 7.5 2.6C19.500 15.400 12 20 12 20z",
    /// The first page.
    Home => "M4 11l8-7 8 7M6 9.500V20h12V9.500M10 20v-6h4v6",
    /// More to know.
    Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01",
    /// A key or code.
    Key => "M15 9a4 4 0 1 1-4 4M11.800 11.200L4 19v2h3v-2h2v-2h2l1.500-1.500M16.500 7.500h.01M15 13a6 6 0 1 0 0-8",
    /// Dry store.
    Ambient => "M7 4h10v4H7zM6 8h12v11a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2zM6 13h12",
    /// Refrigerated.
    Chilled => "M12 4a2 2 0 0 1 2 2v8a4 4 0 1 1-4 0V6a2 2 0 0 1 2-2zM12 10v7",
    /// Deep-frozen.
    Frozen => "M12 3v18M4.200 7.500l15.600 9M19.800 7.500l-15.600 9M12 7l-2.500-2M12 7l2.500-2M12 17l-2.500 2M12 17l2.500 2",
    /// Logs out.
    LogOut => "M10 20H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h4M16 16l4-4-4-4M20 12H9",
    /// Logs in.
    LogIn => "M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M10 8l4 4-4 4M14 12H3",
    /// Mail.
    Mail => "M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM3.500 7.500L12 13l8.500-5.500",
    /// On a map.
    Map => "M9 4L3 6.500V20l6-2.500 6 2.500 6-2.500V4l-6 2.500zM9 4v13.500M15 6.500V20",
    /// A place.
    Pin => "M12 21s-7-6.200-7-11.500a7 7 0 1 1 14 0C19 14.800 12 21 12 21zM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
    /// Less.
    Minus => "M5 12h14",
    /// More.
    Plus => "M12 5v14M5 12h14",
    /// Something to give.
    Package => "M12 3l8 4.500v9L12 21l-8-4.500v-9zM4.300 7.700L12 12l7.700-4.300M12 12v9M8 5.300l8 4.400",
    /// A photo.
    Picture => "M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM3 16l5-5 5 5 3-3 5 5M15.500 9.500h.01",
    /// A telephone.
    Phone => "M5 4h4l1.500 5L8 10.500a12 12 0 0 0 5.500 5.500L15 13.500l5 1.500v4a1.500 1.500 0 0 1-1.600 1.500A15.500 15.500 0 0 1 3.500 5.600 1.500 1.500 0 0 1 5 4z",
    /// On paper.
    Printer => "M7 9V3h10v6M7 18H5a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M7 14h10v7H7z",
    /// Again.
    Refresh => "M20 11a8 8 0 0 0-14.300-4L4 9M4 4v5h5M4 13a8 8 0 0 0 14.300 4L20 15M20 20v-5h-5",
    /// Looks for.
    Search => "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
    /// Safe, verified.
    Shield => "M12 3l7 3v5.500c0 4.500-3 7.800-7 9.500-4-1.700-7-5-7-9.500V6zM9 12l2.200 2.200L15.200 10",
    /// Hands that meet.
    Handover => "M4 13l3-6 5 2 5-2 3 6M7 7l-3.500-1.200M17 7l3.500-1.200M4 13l6.500 6a2 2 0 0 0 3 0L20 13M9 13l3 3M12 11l4 4",
    /// A journey.
    Truck => "M3 6h11v10H3zM14 9h4l3 3.500V16h-7M7.500 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    /// Away for good.
    Trash => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
    /// One person.
    User => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500a7.500 7.500 0 0 1 15 0",
    /// People.
    Users => "M9 12a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20a6.500 6.500 0 0 1 13 0M16 5.300a3.500 3.500 0 0 1 0 6.400M18 14.500a6.500 6.500 0 0 1 3.500 5.500",
    /// Tools.
    Wrench => "M14.500 6.500a4 4 0 0 1 5-2.300L16.500 7l.5 2 2 .5 2.800-3a4 4 0 0 1-5.300 5L9 19a2.100 2.100 0 0 1-3-3l7.500-7.500a4 4 0 0 1 1-2z",
    /// Beware.
    Warning => "M12 4l9 16H3zM12 10v4M12 17h.01",
    /// No network.
    Offline => "M4 4l16 16M8.500 15.500a5 5 0 0 1 7 0M5.500 12.500A9 9 0 0 1 9 10.300M2.500 9.500A14 14 0 0 1 7 6.700M13.500 10a9 9 0 0 1 5 2.500M11 5.500a14 14 0 0 1 10.500 4M12 19h.01",
    /// As a list.
    List => "M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01",
    /// A language.
    Globe => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c2.500 2.500 3.800 5.600 3.800 9s-1.300 6.500-3.800 9c-2.500-2.500-3.800-5.600-3.800-9S9.500 5.500 12 3z",
}

/// In `html!`, `{ Icon::Pin }` draws the icon; hidden from screen readers.
impl From<Icon> for Html {
    fn from(icon: Icon) -> Self {
        html! {
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={icon.path()} /></svg>
        }
    }
}

impl IntoPropValue<Html> for Icon {
    fn into_prop_value(self) -> Html {
        self.into()
    }
}
