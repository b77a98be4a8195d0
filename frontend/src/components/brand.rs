//! The mark of the product: knots of a net, of which one is warm.

use crate::i18n::t;
use yew::prelude::*;

/// The mark and the name.
pub fn brand() -> Html {
    html! { <span class="brand">{ mark() }<span class="brand-name">{ t!("app.name") }</span></span> }
}

/// Four knots joined into a mesh.
fn mark() -> Html {
    html! {
        <svg class="brand-mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
            <path class="brand-thread" d="M20 7L33 20L20 33L7 20ZM20 7V33M7 20H33" />
            <circle class="brand-knot" cx="20" cy="7" r="4.500" />
            <circle class="brand-knot" cx="33" cy="20" r="4.500" />
            <circle class="brand-knot" cx="7" cy="20" r="4.500" />
            <circle class="brand-knot" cx="20" cy="33" r="4.500" />
            <circle class="brand-heart" cx="20" cy="20" r="5.500" />
        </svg>
    }
}

/// The picture of the landing page: a territory, its knots, and food on its way along the threads.
pub fn mesh() -> Html {
    html! {
        <svg class="mesh" viewBox="0 0 560 460" aria-hidden="true" focusable="false">
            <path class="mesh-land" d="M86 56C150 8 268 22 330 48c58 24 128 18 166 76 34 52 42 118 20 176-24 62-64 112-134 128-66 16-124-8-190-2-74 6-132-12-156-78-22-60-6-118 4-176 8-48 4-82 46-116z" />
            <path class="mesh-water" d="M150 30c18 52 62 78 92 124 22 34 24 66 52 92 26 24 70 28 116 30" />
            <g class="mesh-threads">
                <path d="M118 128L232 96L352 120L456 178L432 300L322 366L196 356L96 264Z" />
                <path d="M118 128L206 224L232 96M206 224L352 120M206 224L96 264M206 224L196 356M206 224L322 262L352 120M322 262L456 178M322 262L432 300M322 262L322 366M322 262L196 356" />
            </g>
            <path class="mesh-route" d="M206 224L322 262L432 300" />
            <g class="mesh-knots">
                <circle cx="118" cy="128" r="9" /><circle cx="232" cy="96" r="12" /><circle cx="352" cy="120" r="9" />
                <circle cx="456" cy="178" r="11" /><circle cx="322" cy="366" r="10" /><circle cx="196" cy="356" r="9" />
                <circle cx="96" cy="264" r="11" />
            </g>
            <g class="mesh-stop">
                <circle cx="206" cy="224" r="34" /><path d="M190 218h32v6a16 16 0 0 1-32 0zM198 208c0-4 4-4 4-8M210 208c0-4 4-4 4-8" />
            </g>
            <g class="mesh-parcel"><circle cx="322" cy="262" r="24" /><path d="M311 256l11-6 11 6v12l-11 6-11-6zM311 256l11 6 11-6M322 262v12" /></g>
            <g class="mesh-stop mesh-stop-warm">
                <circle cx="432" cy="300" r="34" /><path d="M416 300l16-13 16 13M420 298v16h24v-16M432 314v-6" />
            </g>
        </svg>
    }
}
