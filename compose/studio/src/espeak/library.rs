//! The library of espeak-ng, opened when it is needed: the program prints no times of words, its
//! library does. The library keeps its state in variables of its own and runs a thread that cannot
//! be ended safely, so it is opened once for the whole process and speaks one text at a time.

use std::ffi::{CStr, CString, c_char, c_int, c_short, c_uint, c_void};
use std::sync::{Mutex, OnceLock, PoisonError};

use demoreel_primitives::cancel::Cancel;

use crate::error::VoiceError;

/// The one library of the process.
static LIBRARY: OnceLock<Option<Library>> = OnceLock::new();

const NAME: &str = "libespeak-ng.so.1";
/// Sound is handed over and nothing is played; the call returns when all is said.
const SYNCHRONOUS: c_int = 2;
/// Phonemes are told, by their names in IPA; a library that fails returns.
const OPTIONS: c_int = 0x0001 | 0x0002 | 0x8000;
const RATE: c_int = 1;
const PITCH: c_int = 3;
const UTF8: c_uint = 1;
/// Words a minute at a pace of 1.
const OWN_PACE: f64 = 165.0;

const LIST_ENDS: c_int = 0;
const WORD: c_int = 1;
const PHONEME: c_int = 7;

/// An event as the library tells it (`speak_lib.h`).
#[repr(C)]
struct Event {
    kind: c_int,
    text: c_uint,
    /// Letters before it, from 1.
    letter: c_int,
    length: c_int,
    /// Milliseconds.
    at: c_int,
    sample: c_int,
    user: *mut c_void,
    name: [u8; 8],
}

type Callback = unsafe extern "C" fn(*mut c_short, c_int, *mut Event) -> c_int;
type Initialise = unsafe extern "C" fn(c_int, c_int, *const c_char, c_int) -> c_int;
type SetVoice = unsafe extern "C" fn(*const c_char) -> c_int;
type SetParameter = unsafe extern "C" fn(c_int, c_int, c_int) -> c_int;
type Listen = unsafe extern "C" fn(Callback);
type Synthesise = unsafe extern "C" fn(
    *const c_void,
    usize,
    c_uint,
    c_int,
    c_uint,
    c_uint,
    *mut c_uint,
    *mut c_void,
) -> c_int;

/// The library.
pub struct Library {
    library: libloading::Library,
    version: String,
    /// Samples a second of its sound, once it was asked to speak. Whoever speaks holds this.
    rate: Mutex<Option<u32>>,
}

/// How a text is spoken.
pub struct Manner<'a> {
    pub voice: &'a str,
    pub pace: f64,
    pub pitch: u8,
}

/// A text as espeak-ng spoke it.
pub struct Rendition {
    pub rate: u32,
    /// One channel.
    pub sound: Vec<f32>,
    /// In order of time.
    pub told: Vec<Told>,
}

/// What the library says about its sound; times are milliseconds.
#[derive(Debug, PartialEq)]
pub enum Told {
    /// A word begins that stands so many letters behind the text's beginning.
    Word { letter: usize, at: u64 },
    /// A phoneme begins.
    Phoneme { name: String, at: u64 },
}

/// What the callback writes to.
struct Collector<'a> {
    sound: Vec<f32>,
    told: Vec<Told>,
    cancel: &'a Cancel,
}

impl Library {
    /// Opens it from where the system keeps its libraries.
    pub fn open() -> Result<&'static Library, VoiceError> {
        let library = LIBRARY.get_or_init(Library::load).as_ref();
        library.ok_or_else(|| VoiceError::Missing("espeak-ng".to_owned()))
    }

    fn load() -> Option<Library> {
        // SAFETY: the library's initialisers have no conditions of their own.
        let library = unsafe { libloading::Library::new(NAME) }.ok()?;
        let mut opened = Library {
            library,
            version: String::new(),
            rate: Mutex::new(None),
        };
        opened.version = opened.ask_version().ok()?;
        Some(opened)
    }

    /// What it calls itself.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Speaks a text; none where it has no such voice.
    pub fn say(
        &self,
        text: &str,
        manner: &Manner<'_>,
        cancel: &Cancel,
    ) -> Result<Option<Rendition>, VoiceError> {
        let mut rate = self.rate.lock().unwrap_or_else(PoisonError::into_inner);
        let spoken = self.session(&mut rate, text, manner, cancel);
        if cancel.is_cancelled() {
            return Err(VoiceError::Cancelled);
        }
        spoken.map_err(|why| VoiceError::Failed {
            program: "espeak-ng".to_owned(),
            why,
        })
    }

    fn session(
        &self,
        known: &mut Option<u32>,
        text: &str,
        manner: &Manner<'_>,
        cancel: &Cancel,
    ) -> Result<Option<Rendition>, String> {
        let voice = CString::new(manner.voice).map_err(|error| error.to_string())?;
        let text = CString::new(text.replace('\0', " ")).map_err(|error| error.to_string())?;
        let words = (OWN_PACE * manner.pace).clamp(80.0, 450.0) as c_int;
        // SAFETY: the signatures are those of `speak_lib.h` in every version with this number in
        // its name; the strings end with a zero and outlive the calls.
        unsafe {
            let rate = match *known {
                Some(rate) => rate,
                None => *known.insert(self.initialise()?),
            };
            let set_voice = self.find::<SetVoice>("espeak_SetVoiceByName")?;
            if set_voice(voice.as_ptr()) != 0 {
                return Ok(None);
            }
            let set = self.find::<SetParameter>("espeak_SetParameter")?;
            set(RATE, words, 0);
            set(PITCH, c_int::from(manner.pitch), 0);
            let Collector { sound, told, .. } = self.synthesise(&text, cancel)?;
            Ok(Some(Rendition { rate, sound, told }))
        }
    }

    /// # Safety
    ///
    /// It is called once, before everything else.
    unsafe fn initialise(&self) -> Result<u32, String> {
        // SAFETY: as in `session`; without a path the library finds its data by itself.
        unsafe {
            let initialise = self.find::<Initialise>("espeak_Initialize")?;
            let rate = initialise(SYNCHRONOUS, 0, std::ptr::null(), OPTIONS);
            u32::try_from(rate).map_err(|_| "its data are missing".to_owned())
        }
    }

    /// # Safety
    ///
    /// The library was initialised and has a voice.
    unsafe fn synthesise<'a>(
        &self,
        text: &CStr,
        cancel: &'a Cancel,
    ) -> Result<Collector<'a>, String> {
        let mut collector = Collector {
            sound: Vec::new(),
            told: Vec::new(),
            cancel,
        };
        // SAFETY: as in `session`; the collector outlives the call, which ends when all is said.
        unsafe {
            let listen = self.find::<Listen>("espeak_SetSynthCallback")?;
            listen(collect);
            let synthesise = self.find::<Synthesise>("espeak_Synth")?;
            let user: *mut Collector<'_> = &mut collector;
            let bytes = text.to_bytes_with_nul();
            let failed = synthesise(
                bytes.as_ptr().cast(),
                bytes.len(),
                0,
                1,
                0,
                UTF8,
                std::ptr::null_mut(),
                user.cast(),
            );
            if failed != 0 {
                return Err(format!("error {failed}"));
            }
        }
        Ok(collector)
    }

    fn ask_version(&self) -> Result<String, libloading::Error> {
        // SAFETY: the signature is that of `speak_lib.h`; the string is the library's own and ends
        // with a zero.
        unsafe {
            let info = self
                .library
                .get::<unsafe extern "C" fn(*mut *const c_char) -> *const c_char>(b"espeak_Info")?;
            let version = info(std::ptr::null_mut());
            Ok(CStr::from_ptr(version).to_string_lossy().into_owned())
        }
    }

    /// # Safety
    ///
    /// `F` is the function's type as C declares it.
    unsafe fn find<F: Copy>(&self, name: &str) -> Result<F, String> {
        // SAFETY: handed on to the caller.
        let found = unsafe { self.library.get::<F>(name.as_bytes()) };
        found.map(|found| *found).map_err(|error| error.to_string())
    }
}

/// Takes what the library has made so far. A result other than 0 ends the synthesis.
unsafe extern "C" fn collect(sound: *mut c_short, count: c_int, events: *mut Event) -> c_int {
    // SAFETY: the list has an event at least, the last of which ends it, and each carries the
    // collector of the call that is going on; the sound has as many samples as it says.
    unsafe {
        let Some(collector) = (*events).user.cast::<Collector<'_>>().as_mut() else {
            return 0;
        };
        let count = usize::try_from(count).unwrap_or_default();
        if !sound.is_null() {
            let samples = std::slice::from_raw_parts(sound, count);
            let samples = samples.iter().map(|at| f32::from(*at) / 32_768.0);
            collector.sound.extend(samples);
        }
        let mut event = events;
        while (*event).kind != LIST_ENDS {
            collector.note(&*event);
            event = event.add(1);
        }
        c_int::from(collector.cancel.is_cancelled())
    }
}

impl Collector<'_> {
    fn note(&mut self, event: &Event) {
        let at = u64::try_from(event.at).unwrap_or_default();
        match event.kind {
            WORD => self.told.push(Told::Word {
                letter: usize::try_from(event.letter - 1).unwrap_or_default(),
                at,
            }),
            PHONEME => {
                let end = event.name.iter().position(|byte| *byte == 0).unwrap_or(8);
                let name = String::from_utf8_lossy(&event.name[..end]).into_owned();
                self.told.push(Told::Phoneme { name, at });
            }
            _ => {}
        }
    }
}
