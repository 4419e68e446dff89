//! Encrypted files of SMART Health Links, by the browser's own cryptography, and what is asked for with a link.

use js_sys::{Array, Uint8Array};
use lapwing_core::base64::{decode, encode};
use lapwing_core::json;
use lapwing_core::links::{Closed, Event, Order, jwe};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::{JsCast, JsValue};

use crate::bridge::{call, get, list, make, object, random, scope, subtle, wait};
use crate::fetch;

/// What a file may become when it is made large again, in bytes.
const LARGEST: u32 = 32 << 20;
/// Bytes of a key, and of a starting value.
const KEY: u32 = 32;
const IV: u32 = 12;

/// Does what is ordered for links.
pub async fn carry_out(order: Order) -> Event {
    match order {
        Order::Seal(text, key) => Event::Sealed(seal(&text, key).await.map_err(|_| Trouble::Refused)),
        Order::Ask(request) => {
            let body = request.body.as_ref().map(json::write);
            let heard = fetch::exchange(&request, body.as_deref(), None).await.ok();
            Event::Answered(heard.map(|heard| {
                let body = heard.json.and_then(|text| json::read(&text));
                (heard.status, body.unwrap_or_default())
            }))
        }
        Order::Open(files, key) => {
            let mut opened = Vec::with_capacity(files.len());
            for file in files {
                opened.push(open(&file, &key).await);
            }
            Event::Opened(opened)
        }
        Order::Copy(text) => Event::Copied(copy(&text).await.is_ok()),
    }
}

/// Encrypts a text under this key, or a new one; the key and the file.
async fn seal(text: &str, key: Option<String>) -> Result<(String, String), JsValue> {
    let key = match key.as_deref().and_then(decode) {
        Some(key) => key,
        None => bytes(&random(KEY)?),
    };
    let plain: JsValue = Uint8Array::from(text.as_bytes()).into();
    // A browser that can't make it small sends it as it is.
    let small = squeeze("CompressionStream", &plain).await.ok();
    let header = jwe::header("application/fhir+json", small.is_some());
    let iv = random(IV)?;
    let handle = import(&key, "encrypt").await?;
    let sealed = subtle("encrypt", &[&how(&iv, &header)?, &handle, small.as_ref().unwrap_or(&plain)]).await?;
    Ok((encode(&key), jwe::frame(&header, &bytes(&iv), &bytes(&sealed))))
}

/// The text of a file.
async fn open(file: &str, key: &str) -> Result<String, Closed> {
    let (Some(parts), Some(key)) = (jwe::parts(file), decode(key)) else { return Err(Closed::Key) };
    let decrypted = async {
        let iv = Uint8Array::from(parts.iv.as_slice()).into();
        let handle = import(&key, "decrypt").await?;
        let sealed = Uint8Array::from(parts.sealed.as_slice()).into();
        subtle("decrypt", &[&how(&iv, &parts.bound)?, &handle, &sealed]).await
    };
    let plain: JsValue = decrypted.await.map_err(|_: JsValue| Closed::Key)?;
    let plain = match parts.deflated {
        true if get(&scope(), "DecompressionStream").is_ok_and(|class| class.is_undefined()) => {
            return Err(Closed::Squeezed);
        }
        true => {
            let large = squeeze("DecompressionStream", &plain).await;
            large.map_err(|why| if why.is_null() { Closed::Large } else { Closed::Key })?
        }
        false => plain,
    };
    String::from_utf8(bytes(&plain)).map_err(|_| Closed::Key)
}

fn bytes(of: &JsValue) -> Vec<u8> {
    Uint8Array::new(of).to_vec()
}

async fn import(key: &[u8], usage: &str) -> Result<JsValue, JsValue> {
    let key = Uint8Array::from(key).into();
    subtle("importKey", &[&"raw".into(), &key, &"AES-GCM".into(), &false.into(), &list(&[&usage.into()])])
        .await
}

/// AES-GCM with a tag of 128 bits, bound to the header (RFC 7518, section 5.3).
fn how(iv: &JsValue, header: &str) -> Result<JsValue, JsValue> {
    let bound = Uint8Array::from(header.as_bytes()).into();
    object(&[("name", &"AES-GCM".into()), ("iv", iv), ("additionalData", &bound)])
}

/// Makes it small, or large again (RFC 1951, without a head), piece by piece: what gets too large is given up, with
/// `null` for why.
async fn squeeze(class: &str, plain: &JsValue) -> Result<JsValue, JsValue> {
    let blob = make("Blob", &[&list(&[plain]).into()])?;
    let by = make(class, &[&"deflate-raw".into()])?;
    let reader = call(&call(&call(&blob, "stream", &[])?, "pipeThrough", &[&by])?, "getReader", &[])?;
    let (pieces, mut length) = (Array::new(), 0_u32);
    loop {
        let next = wait(call(&reader, "read", &[])?).await?;
        if get(&next, "done")?.is_truthy() {
            break;
        }
        let piece = get(&next, "value")?;
        length = length.saturating_add(piece.unchecked_ref::<Uint8Array>().length());
        if length > LARGEST {
            return Err(JsValue::NULL);
        }
        pieces.push(&piece);
    }
    let whole = make("Blob", &[&pieces.into()])?;
    wait(call(&whole, "arrayBuffer", &[])?).await
}

async fn copy(text: &str) -> Result<JsValue, JsValue> {
    let clipboard = get(&get(&scope(), "navigator")?, "clipboard")?;
    wait(call(&clipboard, "writeText", &[&text.into()])?).await
}
