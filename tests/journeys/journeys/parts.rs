//! Parts of the app that come when they are needed, and one that does not come.

use lapwing_core::event::Event;
use lapwing_core::route::Route;
use lapwing_core::trouble::Trouble;
use lapwing_core::view::Screen;
use lapwing_core::{notice, record};
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;

use crate::signed_in;

async fn go(phone: &mut Phone<'_>, route: Route) -> Screen {
    phone.happen(Event::Moved(route)).await;
    phone.screen()
}

#[tokio::test]
async fn without_a_part_help_and_the_safety_plan_stand_and_the_next_step_is_said() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.parts_come = false;
    for route in [Route::Plan, Route::Sharing, Route::Settings] {
        let screen = go(&mut phone, route).await;
        assert_eq!(screen, Screen::Coming(Some(Trouble::Offline)));
        phone.happen(Event::Notice(notice::Event::Help(true))).await;
        assert!(phone.view().frame.help && !phone.view().frame.contacts.is_empty());
        phone.happen(Event::Notice(notice::Event::Help(false))).await;
    }
    assert!(matches!(go(&mut phone, Route::Safety(String::new())).await, Screen::Safety(_)));
    assert!(matches!(go(&mut phone, Route::Today).await, Screen::Today(_)));
    go(&mut phone, Route::Sharing).await;
    phone.parts_come = true;
    phone.happen(Event::Record(record::Event::Retried)).await;
    assert!(matches!(phone.screen(), Screen::Sharing(_)), "{:?}", phone.screen());
}

#[tokio::test]
async fn a_part_comes_once() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    assert!(matches!(go(&mut phone, Route::Settings).await, Screen::Settings(..)));
    phone.parts_come = false;
    assert!(matches!(go(&mut phone, Route::Waiting).await, Screen::Waiting(_)));
}
