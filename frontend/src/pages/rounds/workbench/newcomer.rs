//! A site that was not asked: it comes in with what it asks for in every round.

use super::BenchProps;
use super::recipient_form::of_recipient;
use super::saving::{ending, use_saving};
use crate::client;
use crate::components::{Button, Choice, Dialog, Icon, SelectField, Tone, keyed_part, one_of, part};
use crate::hooks::{Binding, Draft, checked, use_form, use_resource};
use crate::i18n::t;
use shared::ids::{OrganisationId, SiteId};
use shared::problem::FieldError;
use shared::rounds::{RecipientChoice, Workbench};
use std::collections::HashSet;
use std::rc::Rc;
use yew::prelude::*;

/// The button, and the form that it opens.
#[hook]
pub fn use_newcomer(props: Rc<BenchProps>) -> Html {
    let open = use_state(|| false);
    let set = |to: bool| {
        let open = open.setter();
        Callback::from(move |()| open.set(to))
    };
    let form = FormProps { bench: (*props).clone(), done: set(false) };
    html! {
        <div>
            <Button tone={Tone::Secondary} icon={Icon::Plus} onclick={set(true)}>{ t!("round_newcomer.title") }</Button>
            <Dialog open={*open} title={t!("round_newcomer.title")} onclose={set(false)}>
                { part(use_newcomer_form, form) }
            </Dialog>
        </div>
    }
}

/// Whose site, and which.
#[derive(Clone, Debug, Default, PartialEq)]
struct NewcomerDraft {
    organisation: Option<OrganisationId>,
    site: Option<SiteId>,
}

impl Draft for NewcomerDraft {
    type Wire = RecipientChoice;

    fn build(&self) -> Result<RecipientChoice, Vec<FieldError>> {
        let missing = |pointer: &str| Err(vec![FieldError::new(pointer, "required")]);
        match (self.organisation, self.site) {
            (None, _) => missing("/organisation_id"),
            (Some(_), None) => missing("/recipients/0/site_id"),
            (Some(_), Some(site_id)) => {
                checked(RecipientChoice { site_id, takes_part: true, reason: None, factor_percent: None })
            }
        }
    }
}

#[derive(PartialEq)]
struct FormProps {
    bench: BenchProps,
    done: Callback<()>,
}

#[hook]
fn use_newcomer_form(props: Rc<FormProps>) -> Html {
    let FormProps { bench, done } = &*props;
    let save = use_saving(bench, t!("round_newcomer.added"), done);
    let form = use_form(NewcomerDraft::default, save.failure.clone());
    let mut whose = form.field("/organisation_id", |draft| &mut draft.organisation);
    let site = form.field("/recipients/0/site_id", |draft| &mut draft.site);
    let (change, forget_site) = (whose.change.clone(), site.change.clone());
    whose.change = Callback::from(move |chosen: Option<OrganisationId>| {
        forget_site.emit(None);
        change.emit(chosen);
    });
    let chosen = whose.value;
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(save.run.reform(of_recipient))}>
            <p>{ t!("round_newcomer.lead") }</p>
            { part(use_organisations, OrganisationsProps { bind: whose }) }
            if let Some(of) = chosen {
                { keyed_part(&of.to_string(), use_sites, SitesProps { of, bench: bench.clone(), bind: site }) }
            }
            { ending(bench, &save, t!("round_newcomer.send"), done) }
        </form>
    }
}

#[derive(PartialEq)]
struct OrganisationsProps {
    bind: Binding<Option<OrganisationId>>,
}

/// Whose site it is.
#[hook]
fn use_organisations(props: Rc<OrganisationsProps>) -> Html {
    let all = use_resource("organisations of the network".to_owned(), client::organisations::everybody);
    let known = all.data();
    let choices: Vec<_> =
        known.iter().flat_map(|page| &page.items).map(|one| Choice::new(Some(one.id), one.name.clone().into())).collect();
    html! { <SelectField question={one_of(&props.bind, &choices)} label={t!("round_newcomer.organisation")} /> }
}

#[derive(PartialEq)]
struct SitesProps {
    of: OrganisationId,
    bench: BenchProps,
    bind: Binding<Option<SiteId>>,
}

/// Which of its sites, of those that are not in the round yet.
#[hook]
fn use_sites(props: Rc<SitesProps>) -> Html {
    let of = props.of;
    let sites = use_resource(format!("sites of {of}"), move || client::sites::list_of(of));
    let known = sites.data();
    let taken = taken(&props.bench.board.bench);
    let free = known.iter().flat_map(|page| &page.items).filter(|site| !taken.contains(&site.id));
    let choices: Vec<_> =
        free.map(|site| Choice::new(Some(site.id), format!("{}, {}", site.name, site.commune).into())).collect();
    html! {
        <>
            <SelectField question={one_of(&props.bind, &choices)} label={t!("round_newcomer.site")} />
            if known.is_some() && choices.is_empty() {
                <p class="hint">{ t!("round_newcomer.no_other_site") }</p>
            }
        </>
    }
}

/// The sites that are in the round, to receive or with lots of their own.
fn taken(bench: &Workbench) -> HashSet<SiteId> {
    let receiving = bench.recipients.iter().map(|recipient| recipient.site.id);
    let giving = bench.lots.iter().filter(|lot| lot.kg > 0).map(|lot| lot.site.id);
    receiving.chain(giving).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::bench;
    use super::*;
    use uuid::Uuid;

    #[test]
    fn who_comes_in_takes_part() {
        let organisation = Some(OrganisationId(Uuid::from_u128(1)));
        let site = SiteId(Uuid::from_u128(77));
        let choice = NewcomerDraft { organisation, site: Some(site) }.build().unwrap();
        assert_eq!((choice.site_id, choice.takes_part, choice.reason), (site, true, None));
        let pointer = |draft: NewcomerDraft| draft.build().unwrap_err().remove(0).pointer;
        assert_eq!(pointer(NewcomerDraft::default()), "/organisation_id");
        assert_eq!(pointer(NewcomerDraft { organisation, site: None }), "/recipients/0/site_id");
    }

    #[test]
    fn sites_that_are_in_the_round_are_not_proposed() {
        let taken = taken(&bench());
        assert!([1, 11, 12].into_iter().all(|id| taken.contains(&SiteId(Uuid::from_u128(id)))), "{taken:?}");
        assert_eq!(taken.len(), 3);
    }
}
