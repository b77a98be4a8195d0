//! What narrows the directory: words, field, from afar, place and distance; and the filters that are on.

use super::address::{Directory, Wish};
use crate::components::{Choice, FilterPanelProps, SelectField, TextField, one_of, part, use_filter_panel};
use crate::hooks::{Binding, use_words};
use crate::i18n::t;
use crate::pages::offers::board::{BoardAddress, FiltersProps as PlaceProps, On, Steering, chips, near, use_place_choice};
use crate::pages::skills::words;
use shared::sites::Site;
use shared::skills::{Skill, SkillTopic};
use std::rc::Rc;
use yew::prelude::*;

/// A skill, or all of a topic.
#[derive(Clone, Copy, PartialEq)]
enum Field {
    Any,
    Topic(SkillTopic),
    Skill(Skill),
}

/// The filters; behind a button on a phone, but for the words and the field.
pub fn filters(directory: &Directory, sites: &Rc<Vec<Site>>) -> Html {
    let Directory { steering, .. } = directory;
    let more = html! {
        <>
            { how(directory) }
            if !steering.address.is_ours() {
                { part(use_place_choice, PlaceProps { steering: steering.clone(), sites: Rc::clone(sites) }) }
            }
        </>
    };
    let top = html! { <>{ part(use_words_field, WordsProps { steering: steering.clone() }) }{ fields(directory) }</> };
    part(use_filter_panel, FilterPanelProps { top, more, class: Some("catalogue-filters-top") })
}

#[derive(PartialEq)]
struct WordsProps {
    steering: Steering,
}

/// Words; the list follows while one types.
#[hook]
fn use_words_field(props: Rc<WordsProps>) -> Html {
    let Steering { address, refine, .. } = &props.steering;
    let follow = {
        let address = address.clone();
        refine.reform(move |text| BoardAddress { text, ..address.clone() })
    };
    let (value, change) = use_words(address.text.clone(), follow);
    let bind = Binding { pointer: "/text", value, error: None, change };
    html! { <TextField kind="search" {bind} label={t!("skills.search")} optional=true /> }
}

fn fields(directory: &Directory) -> Html {
    let wish = directory.wish;
    let change = directory.go.reform(move |field: Field| match field {
        Field::Any => Wish { skill: None, topic: None, ..wish },
        Field::Topic(topic) => Wish { skill: None, topic: Some(topic), ..wish },
        Field::Skill(skill) => Wish { skill: Some(skill), topic: None, ..wish },
    });
    let value = match (wish.skill, wish.topic) {
        (Some(skill), _) => Field::Skill(skill),
        (None, Some(topic)) => Field::Topic(topic),
        (None, None) => Field::Any,
    };
    let below = |topic: &SkillTopic| {
        let topic = *topic;
        let group = words::topic(topic);
        let whole = Choice::new(Field::Topic(topic), t!("skills.whole_topic", topic = group.clone()));
        let skills = topic.skills().map(|skill| Choice::new(Field::Skill(skill), words::skill(skill)));
        std::iter::once(whole).chain(skills).map(move |choice| choice.grouped(group.clone()))
    };
    let all = Choice::new(Field::Any, t!("skills.any_skill"));
    let choices: Vec<_> = std::iter::once(all).chain(SkillTopic::ALL.iter().flat_map(below)).collect();
    let bind = Binding { pointer: "/skill", value, error: None, change };
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("skills.skill")} /> }
}

fn how(directory: &Directory) -> Html {
    let wish = directory.wish;
    let change = directory.go.reform(move |remote: Option<bool>| Wish { remote, ..wish });
    let choices = [Choice::new(None, t!("skills.anyhow")), Choice::new(Some(true), t!("skills.only_remote"))];
    let bind = Binding { pointer: "/remote", value: wish.remote, error: None, change };
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("skills.how")} /> }
}

/// The filters that are on, each with a way to take it away.
pub fn narrowed(directory: &Directory, sites: &[Site]) -> Html {
    let Directory { steering, wish, go, .. } = directory;
    let (address, wish) = (&steering.address, *wish);
    let mut on: Vec<On> = Vec::new();
    let without = |wish: Wish| go.reform(move |()| wish);
    if let Some(text) = &address.text {
        let cleared = BoardAddress { text: None, ..address.clone() };
        on.push((text.clone().into(), steering.go.reform(move |()| cleared.clone())));
    }
    if let Some(skill) = wish.skill {
        on.push((words::skill(skill), without(Wish { skill: None, ..wish })));
    }
    if let Some(topic) = wish.topic {
        on.push((words::topic(topic), without(Wish { topic: None, ..wish })));
    }
    if wish.remote.is_some() {
        on.push((t!("skills.only_remote"), without(Wish { remote: None, ..wish })));
    }
    on.extend(near(steering, sites));
    chips(on)
}
