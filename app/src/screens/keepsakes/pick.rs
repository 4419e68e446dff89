//! A file that was chosen becomes what is kept: a photo is drawn anew, and so loses all that the camera wrote into it.

use gloo::events::EventListener;
use lapwing_core::event::Event;
use lapwing_core::keepsakes::{self, Chosen, Kind, MOST_BYTES, Problem};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, FileReader, HtmlInputElement};
use yew::prelude::*;

use crate::photo::{self, JPEG};

/// The longer side of a photo, in pixels: as large as a phone shows it, a few hundred kilobytes.
const SIDE: f64 = 1280.0;

/// Tells what became of the file that was chosen.
pub fn picked(kind: Kind, send: &Callback<Event>) -> Callback<yew::Event> {
    let send = send.reform(Event::Keepsakes);
    Callback::from(move |event: yew::Event| {
        let control: HtmlInputElement = event.target_unchecked_into();
        let Some(file) = control.files().and_then(|files| files.get(0)) else { return };
        // The same file can be chosen again.
        control.set_value("");
        let send = send.clone();
        match kind {
            Kind::Photo => spawn_local(async move {
                let drawn = drawn(&file).await;
                send.emit(drawn.map_or(keepsakes::Event::Refused(Problem::Unreadable), |data| {
                    chosen(kind, JPEG, &data)
                }));
            }),
            Kind::Song => song(&file, send),
        }
    })
}

fn chosen(kind: Kind, content_type: &str, data: &str) -> keepsakes::Event {
    keepsakes::Event::Chose(Chosen { kind, content_type: content_type.into(), data: data.into() })
}

/// The photo in base64; `None` where this browser cannot draw it.
async fn drawn(file: &File) -> Option<String> {
    let canvas = photo::drawn(file, SIDE).await?;
    let address = canvas.to_data_url_with_type_and_encoder_options(JPEG, &JsValue::from(0.82)).ok()?;
    address.strip_prefix("data:image/jpeg;base64,").map(str::to_owned)
}

/// A sound as it is; whether it plays is the browser's to say.
fn song(file: &File, send: Callback<keepsakes::Event>) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in bytes")]
    let size = file.size() as u64;
    let content_type = file.type_();
    if size > MOST_BYTES {
        return send.emit(keepsakes::Event::Refused(Problem::TooLarge));
    }
    let reader = FileReader::new().ok().filter(|_| content_type.as_bytes().starts_with(b"audio/"));
    let Some(reader) = reader else {
        return send.emit(keepsakes::Event::Refused(Problem::Unreadable));
    };
    let own = reader.clone();
    EventListener::once(&reader, "loadend", move |_| {
        let address = own.result().ok().and_then(|found| found.as_string()).unwrap_or_default();
        send.emit(match address.split_once(',') {
            Some((_, data)) => chosen(Kind::Song, &content_type, data),
            None => keepsakes::Event::Refused(Problem::Unreadable),
        });
    })
    .forget();
    reader.read_as_data_url(file).ok();
}
