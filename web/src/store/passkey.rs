//! A passkey that opens the vault: what its authenticator computes for this device's salt (WebAuthn Level 3, the
//! pseudo-random function extension `prf`) makes a key that wraps the same data keys.

use js_sys::{Array, Object, Reflect, Uint8Array};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::{JsCast, JsValue};

use super::keys::{Keys, Which, aes};
use super::vault::{exportable, unwrapped, wrapped};
use crate::bridge::{call, get, list, object, random, scope, set, storage_trouble, subtle, wait};

/// Where it lies in what is stored of the vault.
pub(super) const PASSKEY: &str = "passkey";
/// COSE algorithms: ES256, RS256.
const ALGORITHMS: [f64; 2] = [-7.0, -257.0];

/// Makes a passkey, once the passphrase has proved right, and wraps the data keys by it. What is stored of the vault then.
///
/// # Errors
/// `WrongPassphrase`; `PasskeyCannot` if the authenticator computes nothing; `PasskeyRefused` if the person stopped it.
pub(super) async fn add(record: &JsValue, passphrase: &str) -> Result<JsValue, Trouble> {
    let (seal, name) = exportable(record, passphrase).await?;
    let salt = random(32).map_err(storage_trouble)?;
    let (id, made) = create(&salt).await.map_err(|_| Trouble::PasskeyRefused)?;
    let secret = match made {
        Made::Nothing => return Err(Trouble::PasskeyCannot),
        Made::Secret(secret) => secret,
        // Many authenticators compute it only when they are asked.
        Made::Later => asked(&id, &salt).await?,
    };
    let store = async {
        let passkey = wrapped(&derived(&secret).await?, &seal, &name).await?;
        set(&passkey, "id", &id)?;
        set(&passkey, "salt", &salt)?;
        let members = call(&get(&scope(), "Object")?, "assign", &[&object(&[])?, record])?;
        set(&members, PASSKEY, &passkey)?;
        Ok(members)
    };
    store.await.map_err(storage_trouble)
}

/// The data keys, if the person shows the passkey.
///
/// # Errors
/// `PasskeyRefused`, `PasskeyCannot`.
pub(super) async fn open(record: &JsValue) -> Result<Keys, Trouble> {
    let part = |of: &JsValue, name| get(of, name).map_err(storage_trouble);
    let passkey = part(record, PASSKEY)?;
    let secret = asked(&part(&passkey, "id")?, &part(&passkey, "salt")?).await?;
    let open = async {
        let (seal, name) = unwrapped(&derived(&secret).await?, &passkey, false).await?;
        Keys::of(&seal, &name, record, Which::Vault)
    };
    open.await.map_err(|_: JsValue| Trouble::PasskeyCannot)
}

/// The same without a passkey.
pub(super) fn without(record: &JsValue) -> Result<(), JsValue> {
    Reflect::delete_property(record.unchecked_ref::<Object>(), &PASSKEY.into()).map(|_| ())
}

/// What the authenticator said when the passkey was made.
enum Made {
    /// It can't compute what is needed.
    Nothing,
    /// It computed it at once.
    Secret(JsValue),
    /// It will when it is asked.
    Later,
}

async fn create(salt: &JsValue) -> Result<(JsValue, Made), JsValue> {
    let name: JsValue = "Lapwing".into();
    let kinds = Array::new();
    for algorithm in ALGORITHMS {
        kinds.push(&object(&[("type", &"public-key".into()), ("alg", &algorithm.into())])?);
    }
    // Nobody's name: whoever looks at the list of passkeys learns that there is an app, no more.
    let user = object(&[("id", &random(16)?), ("name", &name), ("displayName", &name)])?;
    let how = object(&[("residentKey", &"preferred".into()), ("userVerification", &"required".into())])?;
    let asked = object(&[
        ("challenge", &random(32)?),
        ("rp", &object(&[("name", &name)])?),
        ("user", &user),
        ("pubKeyCredParams", &kinds),
        ("authenticatorSelection", &how),
        ("extensions", &extension(salt)?),
    ])?;
    let made = credential("create", &asked).await?;
    let prf = get(&call(&made, "getClientExtensionResults", &[])?, "prf")?;
    let secret = first(&prf);
    let able = !prf.is_undefined() && get(&prf, "enabled")?.is_truthy();
    let made_of = match secret {
        Some(secret) => Made::Secret(secret),
        None if able => Made::Later,
        None => Made::Nothing,
    };
    Ok((get(&made, "rawId")?, made_of))
}

/// What the authenticator computes for the salt.
async fn asked(id: &JsValue, salt: &JsValue) -> Result<JsValue, Trouble> {
    let ask = async {
        let which = object(&[("type", &"public-key".into()), ("id", id)])?;
        let asked = object(&[
            ("challenge", &random(32)?),
            ("allowCredentials", &list(&[&which])),
            ("userVerification", &"required".into()),
            ("extensions", &extension(salt)?),
        ])?;
        let shown = credential("get", &asked).await?;
        get(&call(&shown, "getClientExtensionResults", &[])?, "prf")
    };
    let prf: JsValue = ask.await.map_err(|_: JsValue| Trouble::PasskeyRefused)?;
    first(&prf).ok_or(Trouble::PasskeyCannot)
}

fn first(prf: &JsValue) -> Option<JsValue> {
    let results = get(prf, "results").ok().filter(|results| !results.is_undefined())?;
    get(&results, "first").ok().filter(|first| !first.is_undefined())
}

fn extension(salt: &JsValue) -> Result<JsValue, JsValue> {
    let eval = object(&[("eval", &object(&[("first", salt)])?)])?;
    object(&[("prf", &eval)])
}

/// Asks the person, by the browser's own window.
async fn credential(verb: &str, public_key: &JsValue) -> Result<JsValue, JsValue> {
    let credentials = get(&get(&scope(), "navigator")?, "credentials")?;
    wait(call(&credentials, verb, &[&object(&[("publicKey", public_key)])?])?).await
}

/// The wrapping key of what was computed.
async fn derived(secret: &JsValue) -> Result<JsValue, JsValue> {
    let uses = list(&[&"deriveKey".into()]);
    let base = subtle("importKey", &[&"raw".into(), secret, &"HKDF".into(), &false.into(), &uses]).await?;
    let info = Uint8Array::from(b"lapwing|passkey".as_slice());
    let how = object(&[
        ("name", &"HKDF".into()),
        ("hash", &"SHA-256".into()),
        ("salt", &Uint8Array::new_with_length(0)),
        ("info", &info),
    ])?;
    let uses = list(&[&"wrapKey".into(), &"unwrapKey".into()]);
    subtle("deriveKey", &[&how, &base, &aes()?, &false.into(), &uses]).await
}
