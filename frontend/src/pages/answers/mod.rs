//! The link of a mail that proposes an offer: what it is, and two large answers, without logging in.

mod draft;
mod over;
mod sheet;

use crate::client;
use crate::components::{PageHeader, ResourceView, part};
use crate::hooks::{State, use_resource};
use crate::i18n::t;
use over::over;
use shared::answers::AnswerSheet;
use sheet::{SheetProps, use_sheet};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_answer_page`].
#[derive(PartialEq)]
pub struct AnswerPageProps {
    /// The secret of the link.
    pub token: String,
}

/// Opening uses nothing up: programs that look into mails open links too.
#[hook]
pub fn use_answer_page(props: Rc<AnswerPageProps>) -> Html {
    let token = props.token.clone();
    let sheet = {
        let token = token.clone();
        use_resource(format!("answer {token}"), move || {
            let token = token.clone();
            async move { client::answers::find(&token).await }
        })
    };
    let kindly = match &sheet.state {
        State::Problem(failure) => over(failure),
        _ => None,
    };
    let title = sheet.data().map_or_else(|| t!("answering.title"), |sheet| AttrValue::from(sheet.offer.title.clone()));
    let eyebrow = sheet.data().map(|sheet| t!("answering.proposes", giver = sheet.giver.name.as_str()));
    let ready = {
        let reload = sheet.reload.clone();
        Callback::from(move |sheet: Rc<AnswerSheet>| {
            part(use_sheet, SheetProps { token: token.clone(), sheet: (*sheet).clone(), reload: reload.clone() })
        })
    };
    // Larger than elsewhere: whoever comes here did not choose to use an application.
    html! {
        <div class="narrow stack-loose" style="font-size:1.2rem">
            <PageHeader {title} {eyebrow} />
            if let Some(kindly) = kindly { { kindly } } else { <ResourceView shown={sheet.shown(&ready)} /> }
        </div>
    }
}
