//! Calling a lot back, for those who may.

use super::PartProps;
use crate::components::{Button, Card, Dialog, Icon, Tone, part};
use crate::i18n::t;
use crate::pages::stock::recalls::{RecallFormProps, use_recall_form};
use shared::stock::NewRecall;
use std::rc::Rc;
use yew::prelude::*;

/// The button, and what follows from it.
#[hook]
pub fn use_recall(props: Rc<PartProps>) -> Html {
    let asking = use_state(|| false);
    let set = |to: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    html! {
        <Card title={t!("recalls.of_lot")}>
            <p>{ t!("recalls.of_lot_text") }</p>
            <div><Button tone={Tone::Danger} icon={Icon::Warning} onclick={set(true)}>{ t!("recalls.make_of_lot") }</Button></div>
            <Dialog open={*asking} title={t!("recalls.of_lot")} onclose={set(false)}>
                { part(use_recall_form, RecallFormProps { begun: NewRecall { lot_id: Some(props.lot.id), ..NewRecall::default() }, done: None }) }
            </Dialog>
        </Card>
    }
}
