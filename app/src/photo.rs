//! A photo is drawn anew before it is kept: upright, no larger than is needed, and without what the camera wrote into it.

use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// The type that photos have afterwards.
pub const JPEG: &str = "image/jpeg";

/// The photo, its longer side at most `side` pixels; `None` where this browser cannot draw it.
pub async fn drawn(file: &Blob, side: f64) -> Option<HtmlCanvasElement> {
    draw(file, side).await.ok()
}

async fn draw(file: &Blob, side: f64) -> Result<HtmlCanvasElement, JsValue> {
    let window = gloo::utils::window();
    let bitmap = JsFuture::from(window.create_image_bitmap_with_blob(file)?).await?;
    let bitmap: ImageBitmap = bitmap.unchecked_into();
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (side / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let canvas: HtmlCanvasElement = gloo::utils::document().create_element("canvas")?.unchecked_into();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to `side`")]
    let (across, down) = (width as u32, height as u32);
    canvas.set_width(across);
    canvas.set_height(down);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    // What is see-through would be black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)?;
    bitmap.close();
    Ok(canvas)
}

/// What was drawn, as a file of this type.
pub async fn file(canvas: &HtmlCanvasElement, kind: &str) -> Option<Blob> {
    let promise = Promise::new(&mut |done, failed| {
        let made = Closure::once_into_js(move |blob: JsValue| done.call1(&JsValue::UNDEFINED, &blob));
        let asked =
            canvas.to_blob_with_type_and_encoder_options(made.unchecked_ref(), kind, &JsValue::from(0.85));
        if asked.is_err() {
            // It does not throw, and there is nobody to tell.
            drop(failed.call0(&JsValue::UNDEFINED));
        }
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// Holds a file until it is kept, under the number that comes back.
pub fn hold(file: &Blob) -> u32 {
    lapwing_web::store::hold(file)
}
