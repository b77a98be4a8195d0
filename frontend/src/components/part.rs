//! Parts of a page that keep state of their own.
//!
//! A Yew component costs about 2.5 kB of the module, because the framework is compiled anew for each: with a hundred of
//! them a quarter of the first load. A *part* is drawn by one component that all parts share. It is written as a hook
//! that takes its props and returns `Html`:
//!
//! ```text
//! #[hook]
//! pub fn use_counter(props: Rc<CounterProps>) -> Html {
//!     let count = use_state(|| props.start);
//!     html! { … }
//! }
//!
//! html! { <div>{ part(use_counter, CounterProps { start: 3 }) }</div> }
//! ```
//!
//! Like a component, a part is drawn again only when its state or its props change. Like components beside each other,
//! two parts of one kind in one list need keys: [`keyed_part`].

use std::any::{Any, TypeId};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::rc::Rc;
use yew::functional::{Hook, HookContext};
use yew::prelude::*;
use yew::virtual_dom::Key;

/// Draws a part.
pub fn part<P, D, H>(draw: D, props: P) -> Html
where
    P: PartialEq + 'static,
    D: Fn(Rc<P>) -> H + 'static,
    H: Hook<Output = Html> + 'static,
{
    keyed_part("", draw, props)
}

/// Draws a part that needs no props.
pub fn plain_part<D, H>(draw: D) -> Html
where
    D: Fn() -> H + 'static,
    H: Hook<Output = Html> + 'static,
{
    part(move |_: Rc<()>| draw(), ())
}

/// Draws a part that starts over when its key changes.
pub fn keyed_part<P, D, H>(key: &str, draw: D, props: P) -> Html
where
    P: PartialEq + 'static,
    D: Fn(Rc<P>) -> H + 'static,
    H: Hook<Output = Html> + 'static,
{
    host(key, TypeId::of::<D>(), Rc::new(Drawing { draw, props: Rc::new(props) }))
}

/// The kind is in the key: another part in the same place must not get this one's state.
fn host(key: &str, kind: TypeId, part: Rc<dyn Part>) -> Html {
    let mut hasher = DefaultHasher::new();
    kind.hash(&mut hasher);
    let key = Key::from(format!("{:x} {key}", hasher.finish()));
    html! { <Host {key} {part} /> }
}

/// A part whose kind and props are forgotten.
trait Part {
    fn draw(&self, context: &mut HookContext) -> Html;
    fn is(&self, other: &dyn Part) -> bool;
    fn as_any(&self) -> &dyn Any;
}

struct Drawing<P, D> {
    draw: D,
    props: Rc<P>,
}

impl<P, D, H> Part for Drawing<P, D>
where
    P: PartialEq + 'static,
    D: Fn(Rc<P>) -> H + 'static,
    H: Hook<Output = Html> + 'static,
{
    fn draw(&self, context: &mut HookContext) -> Html {
        (self.draw)(Rc::clone(&self.props)).run(context)
    }

    fn is(&self, other: &dyn Part) -> bool {
        other.as_any().downcast_ref::<Self>().is_some_and(|other| self.props == other.props)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

#[derive(Properties)]
struct HostProps {
    part: Rc<dyn Part>,
}

impl PartialEq for HostProps {
    fn eq(&self, other: &Self) -> bool {
        self.part.is(&*other.part)
    }
}

/// The component that all parts share. An empty text ends it, so that it is never without a node: what appears before a
/// component without one is put before that component's next sibling as Yew remembers it, and where that one vanishes at the
/// same time the browser refuses, and the application ends.
#[component]
fn Host(props: &HostProps) -> Html {
    let drawn = use_part(Rc::clone(&props.part));
    html! { <>{ drawn }{ "" }</> }
}

fn use_part(part: Rc<dyn Part>) -> impl Hook<Output = Html> {
    Running(part)
}

struct Running(Rc<dyn Part>);

impl Hook for Running {
    type Output = Html;

    fn run(self, context: &mut HookContext) -> Html {
        self.0.draw(context)
    }
}
